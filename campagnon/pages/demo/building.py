from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from campagnon.journal.actions import record
from campagnon.journal.models import Entry
from campagnon.pages.demo.cast import PICARDIE_VERTE, PORTES_DE_SOLOGNE
from campagnon.pages.demo.counter import Counter
from campagnon.pages.demo.garden import Garden
from campagnon.pages.demo.invoices import bill_jobs
from campagnon.pages.demo.needs import Needing
from campagnon.pages.demo.offers import Offering
from campagnon.pages.demo.paper import prefer_paper
from campagnon.pages.demo.people import FIRST_DAY, settle
from campagnon.pages.demo.pilot import Pilot, said_at
from campagnon.pages.demo.quotes import Quoting
from campagnon.pages.demo.town_halls import receive
from campagnon.territories.actions import keep_hours, open_territory
from campagnon.territories.models import CounterHours, Territory

BUILT = "demo.built"
PRIORITIES = ["enfants", "mobilite", "maison", "depannage"]


def is_built() -> bool:
    """Whether the demo lives here already."""
    return Entry.objects.filter(verb=BUILT).exists()


@transaction.atomic
def build_demo(*, now: datetime) -> None:
    """Open both pilots and live their first six months, up to now."""
    pilot = Pilot(now)
    _open(
        pilot,
        PICARDIE_VERTE,
        slug="picardie-verte",
        phone="03 53 01 20 20",
        days=range(5),
        hours={"opens_at": time(9), "closes_at": time(12), "reopens_at": time(14), "recloses_at": time(17)},
        word=_(
            "Ici, on a toujours prêté l’échelle et rentré le bois du voisin. Campagnon sert à se trouver, "
            "même d’un bout à l’autre des quatre-vingt-huit villages. "
            "Et si Internet n’est pas votre affaire, appelez\u00a0: Odile vous répond."
        ),
        seat="60220 Formerie",
        president="Armelle Vasseur",
    )
    _open(
        pilot,
        PORTES_DE_SOLOGNE,
        slug="portes-de-sologne",
        phone="02 61 91 20 20",
        days=range(6),
        hours={"opens_at": time(9), "closes_at": time(12)},
        word=_(
            "Entre la forêt et les étangs, les maisons sont loin les unes des autres, pas les gens. "
            "Dites ce qu’il vous faut : quelqu’un, tout près, sait le faire."
        ),
        seat="45240 La Ferté-Saint-Aubin",
        president="Hélène Roux",
    )
    people = settle(pilot)
    receive(pilot, people.cast, people.everybody)
    offering = Offering(pilot, people)
    offering.plan()
    Needing(pilot, people, offering.placed).plan()
    Garden(pilot, people).plan()
    Quoting(pilot, people).plan()
    Counter(pilot, people).plan()
    pilot.live()
    prefer_paper(people, now=pilot.now)
    with said_at(pilot.now):
        bill_jobs(now=pilot.now)
    record(BUILT)


def _open(
    pilot: Pilot,
    siren: str,
    *,
    slug: str,
    phone: str,
    days: range,
    hours: dict[str, time],
    word: str,
    seat: str,
    president: str,
) -> None:
    """Open a pilot as it was before the first account; opened already, it is furnished."""
    territory: Territory = open_territory(siren, slug=slug, phone=phone)
    territory.opened_at = pilot.days_ago(FIRST_DAY + 2)
    territory.phone = phone
    territory.priority_sectors, territory.mairie_word = PRIORITIES, word
    territory.seat, territory.publication_director = seat, president
    territory.save()
    keep_hours(territory, [CounterHours(weekday=weekday, **hours) for weekday in days], by=None)
