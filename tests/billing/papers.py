"""A leak at Léa's, mended by Joël on an accepted quote: what his invoices are made from."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from campagnon.billing.actions.issuing import Client, Terms, issue_invoice
from campagnon.billing.models import Invoice
from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.exchanges.models import Agreement, Exchange, LineKind, Quote, QuoteLine, Visit
from campagnon.journal.actions import issue_paper
from campagnon.matching.models import Answer, Suggestion
from campagnon.notices.models import Need, Offer
from campagnon.notices.models.offer import ALWAYS_AVAILABLE
from campagnon.people.mentions import mentions_of
from campagnon.people.models import User
from tests.cast import commune

D = Decimal
# kind, label, quantity, unit, euros before tax, VAT in percent
LEAK = (
    (LineKind.LABOUR, "Recherche de fuite et réparation", D("1.5"), "h", D("48.00"), D(10)),
    (LineKind.TRAVEL, "Déplacement", D(1), "forfait", D("25.50"), D(10)),
    (LineKind.SUPPLIES, "Joint de ballon", D(3), "pièce", D("7.34"), D(20)),
)
# Net 97.50 at 10 % and 22.02 at 20 %: VAT 9.75 and 4.40.
LEAK_GROSS = D("133.67")
ADDRESS = {
    "name": "Léa Delattre",
    "street": "3 rue du Bourg",
    "postcode": "60380",
    "town": "Gerberoy",
}
HOME = Client("Léa Delattre", "12 rue du Moulin", "60210", "Grandvilliers")


def accepted_quote(
    asker: User, helper: User, *, number: str = "D-2026-0001", lines=LEAK, is_done: bool = True, **more
) -> Quote:
    """A quote of `helper` that `asker` accepted five days ago, with its visit of the day before yesterday."""
    now = timezone.now()
    exchange = _exchange(asker, helper, now)
    quote = Quote.objects.create(
        **{
            "need": exchange.need,
            "helper": helper,
            "suggestion": exchange.need.suggestions.get(),
            "exchange": exchange,
            "number": number,
            "subject": "Fuite sous le ballon d’eau chaude",
            "starts_at": now - timedelta(days=2),
            "hours": D(2),
            "valid_until": timezone.localdate(now) + timedelta(days=25),
            "is_old_housing": True,
            "seller": mentions_of(helper.professional, on=timezone.localdate(now)),
            "client": ADDRESS,
            "paper": issue_paper("devis.pdf", b"%PDF-1.7", now=now),
            "sent_at": now - timedelta(days=6),
            "accepted_at": now - timedelta(days=5),
            "accepted_by": asker,
            **more,
        }
    )
    names = ("kind", "label", "quantity", "unit", "unit_euros", "vat_percent")
    QuoteLine.objects.bulk_create(
        [
            QuoteLine(quote=quote, position=n, **dict(zip(names, line, strict=True)))
            for n, line in enumerate(lines, start=1)
        ]
    )
    _visit(exchange, helper, now - timedelta(days=2), is_done=is_done, now=now)
    return quote


def terms(*, client: Client = HOME) -> Terms:
    """Done the day before yesterday, to be paid in thirty days."""
    today = timezone.localdate()
    return Terms(today - timedelta(days=2), today + timedelta(days=30), client)


def billed(quote: Quote, *, client: Client = HOME) -> Invoice:
    """The invoice of a quote, as its author issues it."""
    invoice = issue_invoice(quote, terms(client=client), by=quote.helper)
    assert invoice is not None
    return invoice


def _exchange(asker: User, helper: User, now: datetime) -> Exchange:
    plumbing = Service.objects.get(slug="plomberie")
    need = Need.objects.create(
        author=asker,
        service=plumbing,
        commune=commune("Gerberoy"),
        words="Une fuite sous le ballon chez ma grand-mère à Gerberoy",
        modes=Mode.PRO,
        next_step_at=now + timedelta(hours=40),
    )
    offer = Offer.objects.filter(author=helper).first() or Offer.objects.create(
        author=helper,
        words="Plombier, dépannage et entretien",
        commune=helper.commune,
        modes=Mode.PRO,
        reach_minutes=30,
        availability=ALWAYS_AVAILABLE,
        confirm_every_days=90,
    )
    Suggestion.objects.create(
        need=need, offer=offer, helper=helper, minutes=15, answered_at=now, answer=Answer.YES
    )
    return Exchange.objects.create(
        need=need,
        offer=offer,
        asker=asker,
        helper=helper,
        minutes=15,
        next_step_at=now + timedelta(hours=30),
    )


def _visit(exchange: Exchange, helper: User, starts_at: datetime, *, is_done: bool, now: datetime) -> Visit:
    agreement = Agreement.objects.create(
        exchange=exchange,
        mode=Mode.PRO,
        starts_at=starts_at,
        hours=2,
        proposed_by=helper,
        accepted_at=now - timedelta(days=5),
    )
    return Visit.objects.create(
        exchange=exchange,
        agreement=agreement,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        happened_at=now - timedelta(days=1) if is_done else None,
        settled_by=exchange.asker if is_done else None,
    )
