from datetime import timedelta

from campagnon.channels.rate import Allowance

# Each paper takes a process and some of the processor.
PAPERS = Allowance("papers", 40, timedelta(hours=1))
# Reading a PDF that somebody sends takes a process, whether it is kept or refused.
UPLOADS = Allowance("uploaded-papers", 40, timedelta(hours=1))
# Each letter and each proposal is an e-mail or an SMS to the other: a lively talk, never a flood.
LETTERS = Allowance("exchange-letters", 30, timedelta(hours=1))
# Whoever steps forward reads the need's own words and dates: for a few needs a day, not for all of them.
STEPS_FORWARD = Allowance("steps-forward", 10, timedelta(days=1))
# A professional who writes, looks and writes again; each sending is a message to a household.
QUOTES = Allowance("quotes", 60, timedelta(hours=1))
# Each time, three more professionals are written to.
MORE_QUOTES = Allowance("more-quotes", 5, timedelta(days=1))
