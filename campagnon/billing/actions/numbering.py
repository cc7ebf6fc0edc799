from dataclasses import dataclass
from datetime import date

from campagnon.billing.models import Kind, Series
from campagnon.people.models import User

LETTERS = {Kind.INVOICE: "F", Kind.CREDIT_NOTE: "A"}


@dataclass(frozen=True)
class Taken:
    """A place in a professional's series, and the day it bears: never before the place that precedes it."""

    kind: Kind
    on: date
    rank: int

    @property
    def number(self) -> str:
        return f"{LETTERS[self.kind]}-{self.on.year}-{self.rank:04}"


def take_number(seller: User, kind: Kind, *, on: date) -> Taken:
    """The next place of the year, held until the caller's transaction ends: undone with it, it leaves no gap.

    Invoices and credit notes share one series: the letter says which, the rank follows.
    """
    Series.objects.get_or_create(seller=seller, year=on.year)
    series = Series.objects.select_for_update().get(seller=seller, year=on.year)
    series.last += 1
    # A server's clock may go back an hour; a chronology may not.
    series.last_on = max(on, series.last_on or on)
    series.save(update_fields=["last", "last_on"])
    return Taken(kind, series.last_on, series.last)
