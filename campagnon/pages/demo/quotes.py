"""The quotes of the demo, in every state: written, compared, accepted, done, gone back on. Real acts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.common.typesetting import typeset
from campagnon.exchanges.actions.accepting_quotes import Acceptance, accept_quote, asks_early_start
from campagnon.exchanges.actions.agreeing import accept_agreement
from campagnon.exchanges.actions.answering import Proposal, answer_suggestion
from campagnon.exchanges.actions.asking_about_quotes import ask_about_quote
from campagnon.exchanges.actions.leaving_quotes import decline_quote, withdraw_quote
from campagnon.exchanges.actions.offering import step_forward
from campagnon.exchanges.actions.quoting import QuoteContent, QuotedLine, draft_quote
from campagnon.exchanges.actions.retracting_quotes import retract_quote
from campagnon.exchanges.actions.sending_quotes import send_quote
from campagnon.exchanges.actions.visiting import cancel_visit, settle_visit
from campagnon.exchanges.models import Exchange, Quote
from campagnon.matching.models import Answer, Suggestion
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.models import Need
from campagnon.pages.demo.people import People
from campagnon.pages.demo.pilot import Pilot, decent
from campagnon.pages.demo.words import rows
from campagnon.people.models import User, VatRegime
from campagnon.territories.models import Commune

VALID = timedelta(days=15)
STANDARD_PERCENT = Decimal(20)
URGENT = timedelta(days=2)
SUNDAY = 6
OWN_TOTAL = Decimal("186.40")
QUESTION = "Faut-il que quelqu’un soit là toute la journée ?"
SORRY = "Mon échafaudage est immobilisé ailleurs, je suis désolé."
STREETS = {"lea": "4 rue du Château", "bernard": "12 hameau du Bois", "nadia": "7 Grande Rue"}


@dataclass(frozen=True)
class Offered:
    """One line of quotes.csv, who sends it and for which need."""

    row: dict[str, str]
    need: Need
    seller: User


class Quoting:
    """Plans the needs of quotes.csv, and what comes of each quote."""

    def __init__(self, pilot: Pilot, people: People) -> None:
        self.pilot, self.people = pilot, people
        self.services = {service.slug: service for service in Service.objects.all()}
        self.communes = {c.name: c for c in Commune.objects.in_open_territory()}

    def plan(self) -> None:
        """Plan each need for its day; its quotes follow."""
        for number, key in enumerate(dict.fromkeys(row["need"] for row in rows("quotes"))):
            own = [row for row in rows("quotes") if row["need"] == key]
            day = (self.pilot.now - timedelta(days=float(own[0]["days_ago"]))).date()
            moment = datetime.combine(day, time(8 + number % 3, 7 * number % 60), self.pilot.now.tzinfo)
            self.pilot.plan(moment, lambda now, own=own: self._publish(own, now))

    def _publish(self, own: list[dict[str, str]], now: datetime) -> None:
        first = own[0]
        draft = NeedDraft(
            words=first["words"],
            service=self.services[first["service"]],
            commune=self.communes[first["commune"]],
            modes=Mode.PRO,
        )
        need = publish_need(draft, by=self.people.cast[first["by"]], now=now)
        for hours, row in enumerate(own, start=3):
            offered = Offered(row, need, self.people.professionals[row["seller"]])
            begin = self._look_first if row["fate"] == "looked" else self._write
            self._later(now, timedelta(hours=hours), lambda then, o=offered, act=begin: act(o, then))

    def _look_first(self, offered: Offered, now: datetime) -> None:
        """He comes and sees, two days later, before he writes."""
        seller, need = offered.seller, offered.need
        proposal = Proposal(Mode.PRO, _nine(now + timedelta(days=2)), Decimal(1))
        answer_suggestion(_request(offered, now), answer=Answer.YES, by=seller, proposal=proposal, now=now)
        exchange = Exchange.objects.live().get(need=need)
        agreement = exchange.agreements.get()
        accept_agreement(agreement, by=need.author, now=now + timedelta(hours=1))
        visit = agreement.visits.get()
        self._later(visit.ends_at, timedelta(hours=3), lambda then: self._seen(offered, visit, then))

    def _seen(self, offered: Offered, visit, now: datetime) -> None:
        settle_visit(visit, happened=True, by=offered.need.author, now=now)
        self._later(now, timedelta(hours=20), lambda then: self._write(offered, then))

    def _write(self, offered: Offered, now: datetime) -> None:
        quote = draft_quote(_request(offered, now), _content(offered, now), by=offered.seller, now=now)
        if offered.row["fate"] == "draft":
            return
        assert send_quote(quote, by=offered.seller, now=now) is None, offered.row
        sequel = getattr(self, f"_{offered.row['fate']}", None)
        if sequel:
            sequel(offered, Quote.objects.select_related("need__author", "helper").get(pk=quote.pk), now)

    # What comes of each

    def _done(self, offered: Offered, quote: Quote, now: datetime) -> None:
        def settle(then: datetime) -> None:
            visit = Exchange.objects.get(quotes=quote).visits.get()
            settle_visit(visit, happened=True, by=quote.need.author, now=then)

        self._accepted(offered, quote, now)
        self._later(quote.starts_at + timedelta(hours=float(quote.hours)), timedelta(hours=3), settle)

    def _accepted(self, offered: Offered, quote: Quote, now: datetime) -> None:
        def accept(then: datetime) -> None:
            said = Acceptance(
                name=f"{quote.need.author.first_name} {quote.need.author.last_name}",
                street=STREETS.get(offered.row["by"], "2 rue de l’Église"),
                early_start=asks_early_start(quote, now=then),
                urgency=quote.is_urgent_repair,
                old_housing=quote.is_old_housing,
            )
            assert accept_quote(quote, said, by=quote.need.author, now=then), offered.row

        self._later(now, timedelta(hours=9), accept)

    def _retracted(self, offered: Offered, quote: Quote, now: datetime) -> None:
        """On the thirteenth day."""
        self._accepted(offered, quote, now)
        self._later(
            now,
            timedelta(days=13, hours=9),
            lambda then: retract_quote(quote, by=quote.need.author, now=then),
        )

    def _dropped(self, offered: Offered, quote: Quote, now: datetime) -> None:
        def cancel(then: datetime) -> None:
            visit = Exchange.objects.get(quotes=quote).visits.get()
            cancel_visit(visit, by=quote.helper, words=SORRY, now=then)

        self._accepted(offered, quote, now)
        self._later(now, timedelta(days=4), cancel)

    def _asked(self, offered: Offered, quote: Quote, now: datetime) -> None:
        self._later(
            now,
            timedelta(hours=5),
            lambda then: ask_about_quote(quote, QUESTION, by=quote.need.author, now=then),
        )

    def _changed(self, offered: Offered, quote: Quote, now: datetime) -> None:
        def change(then: datetime) -> None:
            content = _content(offered, then, off=Decimal(40))
            version = draft_quote(_request(offered, then), content, by=offered.seller, now=then)
            send_quote(version, by=offered.seller, now=then)

        self._later(now, timedelta(days=3), change)

    def _declined(self, offered: Offered, quote: Quote, now: datetime) -> None:
        self._later(now, timedelta(days=1), lambda then: decline_quote(quote, by=quote.need.author, now=then))

    def _withdrawn(self, offered: Offered, quote: Quote, now: datetime) -> None:
        self._later(now, timedelta(days=2), lambda then: withdraw_quote(quote, by=quote.helper, now=then))

    def _later(self, now: datetime, wait: timedelta, act: Callable[[datetime], object]) -> None:
        self.pilot.plan(decent(timezone.localtime(now) + wait), act)


def _request(offered: Offered, now: datetime) -> Suggestion:
    """The request that the quote answers, as if asked; whoever was not steps forward."""
    offer = offered.seller.offers.filter(services=offered.need.service).first()
    found = step_forward(offered.need, offer, by=offered.seller, now=now)
    return Suggestion.objects.select_related(
        "need__author", "need__service", "need__commune", "offer", "helper__professional"
    ).get(pk=found.pk)


def _content(offered: Offered, now: datetime, *, off: Decimal = Decimal(0)) -> QuoteContent:
    """The quote as the line says it; `off`: euros less on its first line."""
    row, starts_in = offered.row, timedelta(days=int(offered.row["starts_in_days"]))
    charges_vat = offered.seller.professional.vat_regime == VatRegime.REAL
    percent = Decimal(row["vat"] or 0) or STANDARD_PERCENT if charges_vat else Decimal(0)
    lines = [text for text in row["lines"].split(";") if text]
    is_own = not lines
    return QuoteContent(
        subject=row["subject"],
        starts_at=_nine(now + starts_in),
        hours=Decimal(2),
        valid_until=timezone.localdate(now) + VALID,
        conditions="" if is_own else "Paiement à la fin des travaux.",
        is_old_housing=charges_vat and percent != STANDARD_PERCENT and not is_own,
        is_urgent_repair=starts_in <= URGENT,
        lines=tuple(_line(text, percent, off if n == 0 else 0) for n, text in enumerate(lines)),
        own_paper=_own_paper(offered, now) if is_own else None,
        own_total_euros=OWN_TOTAL if is_own else None,
    )


def _line(text: str, percent: Decimal, off: Decimal | int) -> QuotedLine:
    kind, label, quantity, unit, euros = text.split("|")
    number = Decimal(quantity.replace(",", "."))
    return QuotedLine(kind, label, number, unit, Decimal(euros.replace(",", ".")) - off, percent)


def _own_paper(offered: Offered, now: datetime) -> bytes:
    words = [
        offered.seller.professional.trade_name,
        offered.row["subject"],
        "Total : 186,40 € toutes taxes comprises.",
    ]
    return typeset("specimen", {"words": words}, title="Devis 2026-118", on=timezone.localdate(now))


def _nine(moment: datetime) -> datetime:
    """9 h that day, or the Monday after a Sunday."""
    nine = timezone.localtime(moment).replace(hour=9, minute=0, second=0, microsecond=0)
    return nine + timedelta(days=1) if nine.weekday() == SUNDAY else nine
