from datetime import timedelta

from campagnon.channels.rate import Allowance

# All the posters take two seconds of the processor.
PAPERS = Allowance("desk-papers", 40, timedelta(hours=1))
