"""Karim keeps Marcelle's garden every Saturday, employed by Léa in CESU: told without dice, apart."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.agreeing import accept_agreement
from campagnon.exchanges.actions.answering import Proposal, answer_suggestion
from campagnon.exchanges.actions.offering import offer_for, step_forward
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.models import Exchange, Visit
from campagnon.matching.models import Answer, Suggestion
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.models import Need
from campagnon.pages.demo.declaring import plan_declarations
from campagnon.pages.demo.people import People
from campagnon.pages.demo.pilot import Pilot
from campagnon.territories.models import Commune

# Two months are over since, whatever the day: one was declared, one is left to declare.
SAID_DAYS_AGO = 75
SATURDAY, TEN = 5, time(10)
WORDS = "S’occuper du jardin de ma grand-mère à Gerberoy chaque samedi : l’herbe, les bordures, les feuilles"
REPLY = "Bonjour Léa, oui, chaque samedi. Je viens à mobylette avec mes gants."


class Garden:
    """One job, from the need to the hours of last Saturday."""

    def __init__(self, pilot: Pilot, people: People) -> None:
        self.pilot = pilot
        self.lea, self.karim = people.cast["lea"], people.cast["karim"]

    def plan(self) -> None:
        day = (self.pilot.now - timedelta(days=SAID_DAYS_AGO)).date()
        self.pilot.plan(datetime.combine(day, TEN, self.pilot.now.tzinfo), self._publish)

    def _publish(self, now: datetime) -> None:
        draft = NeedDraft(
            words=WORDS,
            service=Service.objects.get(slug="jardinage"),
            commune=Commune.objects.in_open_territory().get(name="Gerberoy"),
            modes=Mode.CESU,
            is_recurring=True,
        )
        need = publish_need(draft, by=self.lea, now=now)
        self.pilot.plan(now + timedelta(hours=1), lambda then: self._answer(need, then))

    def _answer(self, need: Need, now: datetime) -> None:
        asked = step_forward(need, offer_for(need, self.karim), by=self.karim, now=now)
        asked = Suggestion.objects.select_related("need__service", "need__author", "offer").get(pk=asked.pk)
        saturday = now.date() + timedelta(days=(SATURDAY - now.weekday() - 1) % 7 + 1)
        proposal = Proposal(
            mode=Mode.CESU,
            starts_at=datetime.combine(saturday, TEN, now.tzinfo),
            hours=Decimal(2),
            is_weekly=True,
            words=REPLY,
        )
        answer_suggestion(asked, answer=Answer.YES, by=self.karim, proposal=proposal, now=now)
        self.pilot.plan(now + timedelta(hours=2), lambda then: self._accept(need, then))

    def _accept(self, need: Need, now: datetime) -> None:
        exchange = Exchange.objects.select_related("asker", "helper").get(need=need)
        agreement = exchange.agreements.get()
        accept_agreement(agreement, by=self.lea, now=now)
        plan_declarations(self.pilot, exchange, agreement)
        self._plan_settling(exchange.visits.earliest("turn"))

    def _plan_settling(self, visit: Visit) -> None:
        self.pilot.plan(visit.ends_at + timedelta(minutes=5), lambda now: self._settle(visit, now))

    def _settle(self, visit: Visit, now: datetime) -> None:
        settle_visit(visit, happened=True, by=self.lea, now=now)
        following = visit.exchange.visits.filter(turn=visit.turn + 1).first()
        if following:
            self._plan_settling(following)
