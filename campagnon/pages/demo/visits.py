"""When a helper of the demo proposes to come, and for how long."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from campagnon.notices.models import Need, Offer
from campagnon.notices.moments import PARTS, parts_of

HOURS = {"morning": (9, 10, 11), "afternoon": (14, 15, 16), "evening": (18, 19)}
LENGTHS = {
    "bois": "3", "demenagement": "4", "peinture": "4", "maconnerie": "4", "amenagement-jardin": "4",
    "taille-haie": "3", "tonte": "2", "jardinage": "2", "menage": "2", "repassage": "2", "baby-sitting": "3",
    "garde-enfant": "4", "accompagnement": "2", "repas-domicile": "1.5", "courses": "1.5",
    "encombrants": "1.5",
    "pain-epicerie": "0.5", "medicaments": "0.5", "veille": "0.5", "colis": "0.5", "courrier": "0.5",
    "plantes": "0.5", "animaux": "0.5", "ramonage": "1", "plomberie": "1", "electricite": "1.5",
}  # fmt: skip
LONGEST_LOOK_DAYS = 12


def length_of(need: Need) -> Decimal:
    """The usual length of such a visit, in hours."""
    return Decimal(LENGTHS.get(need.service.slug, "1"))


def first_moment(need: Need, offer: Offer, after: datetime, rng: Random) -> datetime | None:
    """A moment that suits both the need's dates and the offer's week; None when there is none."""
    free = parts_of(offer.availability)
    first = max(after.date(), need.starts_on or after.date())
    last = need.ends_on or first + timedelta(days=LONGEST_LOOK_DAYS)
    day = first
    while day <= min(last, first + timedelta(days=LONGEST_LOOK_DAYS)):
        moment = _moment_of(day, need, free, after, rng)
        if moment is not None:
            return moment
        day += timedelta(days=1)
    return None


def _moment_of(
    day: date, need: Need, free: set[tuple[int, str]], after: datetime, rng: Random
) -> datetime | None:
    wanted = [need.part_of_day] if need.part_of_day else PARTS
    parts = [part for part in wanted if (day.weekday(), part) in free]
    # Somebody asked for a given part of a given day comes all the same.
    if need.part_of_day and need.starts_on == need.ends_on == day:
        parts = wanted
    hours = [hour for part in parts for hour in HOURS[part]]
    moments = [datetime.combine(day, time(hour), after.tzinfo) for hour in hours]
    coming = [moment for moment in moments if moment > after]
    return rng.choice(coming) if coming else None
