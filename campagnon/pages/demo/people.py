"""Everybody who lives in the demo: the cast, the professionals and their neighbours, all invented."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils.text import slugify
from stdnum import luhn

from campagnon.channels.models import Channel
from campagnon.journal.actions import record
from campagnon.pages.demo.cast import CAST, PICARDIE_VERTE, PORTES_DE_SOLOGNE, Figure
from campagnon.pages.demo.mentions import HALF_WAY, invent_mentions
from campagnon.pages.demo.pilot import Pilot, said_at
from campagnon.pages.demo.words import last_names, rows
from campagnon.people import mail
from campagnon.people.actions.appointing import appoint_agent
from campagnon.people.actions.trading import complete_mentions
from campagnon.people.models import Professional, User
from campagnon.territories.models import Commune, Territory

# Accounts opened between these two, before the first need.
FIRST_DAY, LAST_DAY = 208, 184
# One inhabitant in three lives in Sologne, as in the two pilots.
IN_SOLOGNE = 0.32
# Numbers that Arcep keeps for fiction: nobody ever answers.
LANDLINES = {PICARDIE_VERTE: "+3335301", PORTES_DE_SOLOGNE: "+3326191"}
MOBILES = "+3363998"
# An insurance that is over, one that soon will be; the others run for months.
INSURED_DAYS = {"lapsed": -12, "soon": 18}
# SIREN numbers that begin with six zeros belong to no enterprise.
NOBODYS_SIREN = "000000"


@dataclass
class People:
    """Who lives there: by key for the cast, by generation for all who write as neighbours."""

    cast: dict[str, User]
    everybody: list[User]
    generation: dict[int, str]
    gender: dict[int, str]
    professionals: dict[str, User]


class _Settling:
    """Opens the accounts one by one; the dice decide where each lives and how each is reached."""

    def __init__(self, pilot: Pilot) -> None:
        self.pilot = pilot
        self.rng = Random("people")
        self.communes: dict[str, list[Commune]] = defaultdict(list)
        pilots = Commune.objects.current().filter(epci__in=LANDLINES).order_by("pk")
        for commune in pilots:
            self.communes[commune.epci_id].append(commune)
        self.by_name = {commune.name: commune for commune in pilots}
        self.mobiles, self.landlines = count(2000, 13), count(3000, 7)

    def open(self, first_name: str, last_name: str, commune: Commune, **more) -> User:
        opened_at = self._some_morning()
        adult = {} if "born_on" in more else {"adult_declared_at": opened_at}
        with said_at(opened_at):
            person = User.objects.create(
                first_name=first_name,
                last_name=last_name,
                commune=commune,
                arrived_at=opened_at,
                opened_at=opened_at,
                charter_agreed_at=opened_at,
                last_seen_on=(self.pilot.now - timedelta(days=self.rng.randint(0, 20))).date(),
                **{**adult, **more},
            )
            record("people.account_opened", target=person, by=person)
            record("people.charter_agreed", target=person, by=person)
            mail.account_opened(person)
        return person

    def _some_morning(self) -> datetime:
        days = self.rng.randint(LAST_DAY, FIRST_DAY)
        moment = self.pilot.now - timedelta(days=days)
        return moment.replace(hour=self.rng.randint(8, 19), minute=self.rng.randint(0, 59))

    def figure(self, figure: Figure) -> User:
        reached = {"email": figure.email}
        is_mobile = figure.phone is not None and figure.phone.startswith(MOBILES)
        if figure.phone:
            reached["phone" if is_mobile else "call_phone"] = figure.phone
        if figure.prefers_sms:
            reached["prefers"] = Channel.SMS
        if is_mobile:
            reached["phone_verified_at"] = self.pilot.now - timedelta(days=FIRST_DAY)
        if figure.is_minor:
            reached["born_on"] = (self.pilot.now - timedelta(days=17 * 365 + 140)).date()
        person = self.open(figure.first_name, figure.last_name, self.by_name[figure.commune], **reached)
        if figure.serves:
            territory = Territory.objects.get(pk=figure.serves)
            appoint_agent(person, territory, is_administrator=figure.is_administrator)
            TOTP.activate(person, generate_totp_secret())
            RecoveryCodes.activate(person)
        return person

    def neighbour(self, row: dict[str, str], last_name: str) -> User:
        territory = PORTES_DE_SOLOGNE if self.rng.random() < IN_SOLOGNE else PICARDIE_VERTE
        communes = self.communes[territory]
        # The square root spreads people over the small villages too.
        commune = self.rng.choices(communes, [c.population**0.5 for c in communes])[0]
        reached = {
            "email": address(row["first_name"], last_name),
            **self._telephone(row["generation"], commune),
        }
        return self.open(row["first_name"], last_name, commune, **reached)

    def professional(self, row: dict[str, str], person: User | None, number: int) -> User:
        commune = self.by_name[row["commune"]]
        if person is None:
            reached = {
                "email": address(row["first_name"], row["last_name"]),
                **self._mobile(prefers_sms=False),
            }
            person = self.open(row["first_name"], row["last_name"], commune, **reached)
        days = INSURED_DAYS.get(row["insured"], 210 + 9 * number)
        professional = Professional.objects.create(
            user=person,
            siret=siret(number),
            trade_name=row["trade_name"],
            trade=row["trade"],
            insured_until=(self.pilot.now + timedelta(days=days)).date(),
            registered_at=person.opened_at,
        )
        with said_at(person.opened_at):
            record("people.professional_registered", target=professional, by=person)
            if professional.trade_name not in HALF_WAY:
                mentions = invent_mentions(professional, row, number, self.pilot.now)
                complete_mentions(professional, by=person, **mentions)
        return person

    def _telephone(self, generation: str, commune: Commune) -> dict:
        dice = self.rng.random()
        if generation == "elder" and dice < 0.5:
            return {"call_phone": f"{LANDLINES[commune.epci_id]}{next(self.landlines):04}"}
        if dice < 0.25:
            return {}
        return self._mobile(prefers_sms=dice < 0.6)

    def _mobile(self, *, prefers_sms: bool) -> dict:
        return {
            "phone": f"{MOBILES}{next(self.mobiles):04}",
            "phone_verified_at": self.pilot.now - timedelta(days=LAST_DAY),
            "prefers": Channel.SMS if prefers_sms else Channel.EMAIL,
        }


def settle(pilot: Pilot) -> People:
    """Open every account of the demo."""
    settling = _Settling(pilot)
    cast = {figure.key: settling.figure(figure) for figure in CAST}
    known = {(person.first_name, person.last_name): person for person in cast.values()}
    professionals = {}
    for number, row in enumerate(rows("professionals"), start=1):
        person = settling.professional(row, known.get((row["first_name"], row["last_name"])), number)
        professionals[row["trade_name"]] = person
    neighbours = {}
    names = settling.rng.sample(last_names(), len(last_names()))
    for row, last_name in zip(rows("people"), names * 2, strict=False):
        neighbours[settling.neighbour(row, last_name)] = row
    return People(
        cast=cast,
        everybody=list(neighbours),
        generation={person.pk: row["generation"] for person, row in neighbours.items()},
        gender={person.pk: row["gender"] for person, row in neighbours.items()},
        professionals=professionals,
    )


def address(first_name: str, last_name: str) -> str:
    """An address that leads nowhere."""
    return f"{slugify(first_name)}.{slugify(last_name)}@example.org"


def siret(number: int) -> str:
    """A SIRET that adds up and belongs to nobody."""
    siren = NOBODYS_SIREN + f"{number:02}"
    siren += luhn.calc_check_digit(siren)
    return siren + "0001" + luhn.calc_check_digit(siren + "0001")
