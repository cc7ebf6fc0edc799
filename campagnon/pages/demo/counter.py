"""Odile’s counter: who let the town hall act for them, who called, and who is to be called back."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.channels.models import Channel, Delivery, InboundMessage
from campagnon.common.holidays import working_day_from
from campagnon.desk.actions.asking import ask_for
from campagnon.desk.models import Call, CallBack
from campagnon.notices.actions.publishing import NeedDraft
from campagnon.notices.moments import PartOfDay
from campagnon.pages.demo.cast import PICARDIE_VERTE
from campagnon.pages.demo.people import People
from campagnon.pages.demo.pilot import Pilot
from campagnon.people.actions.mandating import give_mandate
from campagnon.people.models import Mandate, User
from campagnon.people.models.mandate import LONGEST
from campagnon.territories.models import Territory


@dataclass(frozen=True)
class PastCall:
    """What was noted, so many days ago; and when the caller was promised a call, counted from today."""

    days_ago: int
    notes: str
    back_in_days: int | None = None
    part_of_day: str = ""


OF_MARCELLE = (
    PastCall(63, "Première visite à la mairie avec Léa. Entend mal de l’oreille gauche : parler lentement."),
    PastCall(20, "Contente de Karim. Ne veut personne avant 9 h."),
    PastCall(1, "Veut savoir qui la conduira jeudi.", back_in_days=0, part_of_day=PartOfDay.MORNING),
)
OF_NEIGHBOURS = (
    PastCall(12, "Cherche un menuisier ; préfère attendre le printemps.", back_in_days=30),
    PastCall(4, "N’ose pas demander. Lui en reparler doucement.", back_in_days=0),
    PastCall(2, "Son fils a pris le portable : rappeler sur le fixe.", back_in_days=-1),
)
LIFT = "Quelqu’un pour me conduire chez le docteur à Songeons jeudi après-midi, et m’attendre"


class Counter:
    """Plans what the counter did; without dice, apart from the rest."""

    def __init__(self, pilot: Pilot, people: People) -> None:
        self.pilot, self.people = pilot, people
        self.odile, self.marcelle = people.cast["odile"], people.cast["marcelle"]
        self.here = Territory.objects.get(pk=PICARDIE_VERTE)
        self.neighbours = [
            person
            for person in people.everybody
            if person.call_phone and person.commune.epci_id == PICARDIE_VERTE
        ]

    def plan(self) -> None:
        self._mandate(self.marcelle, days_ago=62, is_signed=True)
        # Agreed on the telephone three weeks ago: there is a week left to sign.
        self._mandate(self.neighbours[0], days_ago=22, is_signed=False)
        for past in OF_MARCELLE:
            self._call(self.marcelle, past)
        for person, past in zip(self.neighbours[1:], OF_NEIGHBOURS, strict=False):
            self._call(person, past)
        self.pilot.plan(self._on(1, 9), self._ask_for_a_lift)
        self.pilot.plan(self._on(0, 8), self._receive)

    def _on(self, days_ago: int, hour: int) -> datetime:
        day = (self.pilot.now - timedelta(days=days_ago)).date()
        return min(datetime.combine(day, time(hour, 10), self.pilot.now.tzinfo), self.pilot.now)

    def _mandate(self, person: User, *, days_ago: int, is_signed: bool) -> None:
        def act(now: datetime) -> None:
            mandate = give_mandate(
                person,
                self.here,
                until=now.date() + LONGEST,
                by=self.odile,
                signed_on=now.date() if is_signed else None,
            )
            Mandate.objects.filter(pk=mandate.pk).update(given_orally_on=now.date(), recorded_at=now)

        self.pilot.plan(self._on(days_ago, 10), act)

    def _call(self, person: User, past: PastCall) -> None:
        def act(now: datetime) -> None:
            call = Call.objects.create(
                territory=self.here,
                agent=self.odile,
                person=person,
                notes=past.notes,
                began_at=now,
                ended_at=now + timedelta(minutes=4),
            )
            if past.back_in_days is not None:
                day = (self.pilot.now + timedelta(days=past.back_in_days)).date()
                CallBack.objects.create(
                    person=person,
                    territory=self.here,
                    call=call,
                    on=working_day_from(day) if past.back_in_days > 0 else day,
                    part_of_day=past.part_of_day,
                    about=past.notes,
                    asked_at=now,
                )

        self.pilot.plan(self._on(past.days_ago, 11), act)

    def _ask_for_a_lift(self, now: datetime) -> None:
        """What Marcelle said, published in her name; she hears by telephone what comes of it."""
        # All she was told before has been said.
        Delivery.objects.waiting().filter(person=self.marcelle).update(sent_at=now)
        call = Call.objects.create(territory=self.here, agent=self.odile, person=self.marcelle, began_at=now)
        thursday = now.date() + timedelta(days=(3 - now.weekday() - 1) % 7 + 1)
        draft = NeedDraft(
            words=LIFT,
            service=Service.objects.get(slug="accompagnement"),
            commune=self.marcelle.commune,
            modes=Mode.FREE,
            starts_on=thursday,
            ends_on=thursday,
            part_of_day=PartOfDay.AFTERNOON,
        )
        ask_for(call, draft, by=self.odile, now=now)
        Call.objects.filter(pk=call.pk).update(ended_at=now)

    def _receive(self, now: datetime) -> None:
        """An SMS that no program could tell."""
        sender = self.people.cast["karim"]
        InboundMessage.objects.create(
            channel=Channel.SMS,
            sender=sender.phone,
            text="bjr c pour la dame de samedi, g plus de mobylette",
            external_id="demo-1",
            person=sender,
            received_at=now,
            handed_to_desk_at=now,
            reason="Ni un chiffre, ni un besoin : à lire.",
        )
