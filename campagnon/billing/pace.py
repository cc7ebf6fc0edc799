from datetime import timedelta

from campagnon.channels.rate import Allowance

# A paper takes a tenth of a second to set, is kept ten years and is told to its client: a busy day's worth.
PAPERS = Allowance("billing-papers", 30, timedelta(hours=1))
# Billed, undone and billed again, each time a word to the household: a mistake or two, never a siege.
PAPERS_A_JOB = Allowance("billing-papers-job", 6, timedelta(days=1))
# A year is read whole, every paper of it.
YEARS = Allowance("billing-years", 30, timedelta(hours=1))
