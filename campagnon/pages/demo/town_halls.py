"""What the two town halls know of the people of the demo: whom they met, and for whom they act."""

from datetime import timedelta
from random import Random

from campagnon.pages.demo.cast import PICARDIE_VERTE, PORTES_DE_SOLOGNE
from campagnon.pages.demo.pilot import Pilot, said_at
from campagnon.people.actions import give_mandate, vouch_for
from campagnon.people.models import User
from campagnon.territories.models import Territory

# The mairie of their own village; days before today.
MET = {"karim": 16, "bernard": 58, "nadia": 91, "marie_line": 120, "marcelle": 41}
# One neighbour in five came by.
OTHERS = 5
MANDATE_DAYS_AGO = 41


def receive(pilot: Pilot, cast: dict[str, User], neighbours: list[User]) -> None:
    """Marcelle signed at the counter; the cast and some neighbours were met by their mairie."""
    agents = {PICARDIE_VERTE: cast["odile"], PORTES_DE_SOLOGNE: cast["mme_roux"]}
    territories = {territory.pk: territory for territory in Territory.objects.filter(pk__in=agents)}
    dice = Random("town halls")
    met = [(cast[key], days) for key, days in MET.items()]
    met += [(one, dice.randint(5, 150)) for one in neighbours if dice.randrange(OTHERS) == 0]
    for person, days in met:
        epci = person.commune.epci_id
        at = (pilot.now - timedelta(days=days)).replace(hour=10, minute=dice.randint(0, 59))
        with said_at(at):
            vouch_for(person, territories[epci], person.commune, met_on=at.date(), by=agents[epci], now=at)
    at = (pilot.now - timedelta(days=MANDATE_DAYS_AGO)).replace(hour=10, minute=20)
    with said_at(at):
        give_mandate(
            cast["marcelle"],
            territories[PICARDIE_VERTE],
            until=at.date() + timedelta(days=365),
            signed_on=at.date(),
            by=cast["odile"],
            now=at,
        )
