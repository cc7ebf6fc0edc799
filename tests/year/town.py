"""Who lives in the year: askers and helpers of the communes of both pilots, and the counters' agents."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from random import Random

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.channels.models import Channel
from campagnon.notices.actions.offers import OfferDraft, publish_offer
from campagnon.notices.models import CameBy
from campagnon.notices.models.offer import ALWAYS_AVAILABLE
from campagnon.people.models import Agent, User
from campagnon.territories.actions import close_counter, keep_hours
from campagnon.territories.models import ClosedDay, Commune, CounterHours, Territory

# Of each hundred needs, how many come that way.
WAYS = {
    CameBy.WEB: 40,
    CameBy.PHONE: 20,
    CameBy.COUNTER: 10,
    CameBy.SMS: 10,
    CameBy.EMAIL: 10,
    CameBy.PAPER: 10,
}
SERVICES = ("tonte", "jardinage", "courses", "menage", "bricolage", "bois", "repassage", "taille-haie")
FIRST_NAMES = ("Léa", "Jean", "Odette", "Paul", "Rose", "Luc", "Anna", "Marc", "Inès", "Guy", "Zoé", "Yves")


class Temper(Enum):
    """How somebody answers when asked."""

    PROMPT = "prompt"
    SLOW = "slow"
    VANISHES = "vanishes"


TEMPERS = {Temper.PROMPT: 40, Temper.SLOW: 30, Temper.VANISHES: 30}


@dataclass
class Town:
    """The people, what they are like, and what they can do."""

    askers: dict[str, list[User]] = field(default_factory=dict)
    helpers: list[User] = field(default_factory=list)
    tempers: dict[int, Temper] = field(default_factory=dict)
    gone_from: dict[int, datetime] = field(default_factory=dict)
    agents: dict[str, User] = field(default_factory=dict)  # by the SIREN of their territory
    services: list[Service] = field(default_factory=list)


def settle(random: Random, now: datetime, *, needs: int, year_ends: datetime) -> Town:
    """Fill both pilots: about one asker for six needs, one helper for ten."""
    town = Town(services=list(Service.objects.filter(slug__in=SERVICES).order_by("position")))
    territories = list(Territory.objects.order_by("pk"))
    communes = list(
        Commune.objects.current().filter(epci__territory__isnull=False).order_by("pk").select_related("epci")
    )
    for territory in territories:
        _open_counter(town, territory, communes, random, now)
    weights = [max(commune.population, 50) for commune in communes]
    for way, share in WAYS.items():
        count = max(3, needs * share // 600)
        where = random.choices(communes, weights, k=count)
        town.askers[way] = [_person(random, place, now, _reached(way, random)) for place in where]
    for place in random.choices(communes, weights, k=max(25, needs // 10)):
        helper = _person(random, place, now, _reached(random.choice(list(WAYS)), random))
        town.helpers.append(helper)
        temper = random.choices(list(TEMPERS), list(TEMPERS.values()))[0]
        town.tempers[helper.pk] = temper
        if temper is Temper.VANISHES:
            town.gone_from[helper.pk] = now + random.random() ** 2 * (year_ends - now)
        _offer(random, town, helper, now)
    return town


def _open_counter(
    town: Town, territory: Territory, communes: list[Commune], random: Random, now: datetime
) -> None:
    """From 9 h to 12 h and from 14 h to 17 h, Monday to Friday; closed between Christmas and the new year."""
    day = {"opens_at": time(9), "closes_at": time(12), "reopens_at": time(14), "recloses_at": time(17)}
    keep_hours(territory, [CounterHours(weekday=weekday, **day) for weekday in range(5)], by=None)
    seat = next(one for one in communes if one.epci_id == territory.epci_id)
    agent = _person(random, seat, now, {"email": f"agent-{territory.slug}@exemple.fr"})
    Agent.objects.create(user=agent, territory=territory)
    winter = ClosedDay(
        first_on=date(now.year, 12, 26), last_on=date(now.year, 12, 31), reason="Fermeture d’hiver"
    )
    close_counter(territory, winter, by=agent)
    town.agents[territory.epci_id] = agent


def _reached(way: str, random: Random) -> dict[str, str]:
    """How somebody who comes that way can be told things."""
    number = f"{random.randrange(10**8):08}"
    if way == CameBy.PAPER and random.random() < 0.3:
        return {"call_phone": f"+333{number}", "prefers": Channel.LETTER}
    if way in {CameBy.PHONE, CameBy.PAPER}:
        return {"call_phone": f"+333{number}", "prefers": Channel.CALL}
    if way == CameBy.SMS or (way == CameBy.COUNTER and random.random() < 0.5):
        return {"phone": f"+3361{number[1:]}", "prefers": Channel.SMS}
    return {"email": f"{number}@exemple.fr"}


def _person(random: Random, place: Commune, now: datetime, reached: dict[str, str]) -> User:
    return User.objects.create(
        first_name=random.choice(FIRST_NAMES),
        last_name="Durand",
        commune=place,
        opened_at=now,
        adult_declared_at=now,
        charter_agreed_at=now,
        **reached,
    )


def _offer(random: Random, town: Town, helper: User, now: datetime) -> None:
    draft = OfferDraft(
        words="Je peux donner un coup de main",
        services=tuple(random.sample(town.services, 3)),
        commune=helper.commune,
        modes=Mode.FREE | Mode.CESU,
        reach_minutes=random.choice([10, 20, 30]),
        availability=ALWAYS_AVAILABLE,
        confirm_every_days=90,
    )
    publish_offer(draft, by=helper, now=now)
