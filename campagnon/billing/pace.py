from datetime import timedelta

from campagnon.channels.rate import Allowance

# A paper takes a tenth of a second to set, is kept ten years and is told to its client: a busy day's worth.
PAPERS = Allowance("billing-papers", 30, timedelta(hours=1))
