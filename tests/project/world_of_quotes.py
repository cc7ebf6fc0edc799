"""In the small world, a quote of each kind that doors tell apart: a draft, one that waits, one that binds."""

from datetime import date, timedelta

from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.exchanges.models import Agreement, Exchange, LineKind, Quote, QuoteLine, Visit
from campagnon.journal.actions import issue_paper
from campagnon.matching.models import Answer, Suggestion
from campagnon.notices.models import Need, Offer
from campagnon.notices.models.offer import ALWAYS_AVAILABLE
from campagnon.people.mentions import mentions_of
from campagnon.people.models import Professional, User, VatRegime
from tests.cast import commune


def build(owner: User, helper: User) -> dict[str, str]:
    """Quotes between the two, by the names that stand in braces in access.csv."""
    plumbing = Service.objects.get(slug="plomberie")
    professional = _professional(helper)
    offer = Offer.objects.create(
        author=helper,
        commune=helper.commune,
        words="Plomberie",
        modes=Mode.PRO,
        reach_minutes=30,
        availability=ALWAYS_AVAILABLE,
    )
    asked = _request(owner, offer, plumbing, "Un robinet qui goutte")
    draft = _quote(_request(owner, offer, plumbing, "Un évier bouché"), professional)
    waiting = _quote(
        _request(owner, offer, plumbing, "Une fuite au grenier"), professional, number="D-2026-0001"
    )
    bound = _quote(
        _request(owner, offer, plumbing, "Un ballon à changer"), professional, number="D-2026-0002"
    )
    _accept(bound, owner)
    return {
        "pro_request": asked.token,
        "draft": draft.public_id,
        "quote": waiting.public_id,
        "accepted_quote": bound.public_id,
    }


def _professional(helper: User) -> Professional:
    return Professional.objects.create(
        user=helper,
        siret="00000009100015",
        trade_name="Benali Plomberie",
        trade="Plombier",
        insured_until=date(2030, 12, 31),
        legal_name="Benali EI",
        street="2 place de l’Église",
        postcode="60380",
        town="Songeons",
        phone="+33353014599",
        email="contact@benali.example",
        vat_regime=VatRegime.FRANCHISE,
        insurer="Assurances du Plateau",
        mediator="Médiation des artisans",
    )


def _request(owner: User, offer: Offer, service: Service, words: str) -> Suggestion:
    now = timezone.now()
    need = Need.objects.create(
        author=owner,
        service=service,
        commune=commune("Gerberoy"),
        words=words,
        modes=Mode.PRO,
        next_step_at=now + timedelta(hours=4),
    )
    return Suggestion.objects.create(need=need, offer=offer, helper=offer.author, minutes=10)


def _quote(suggestion: Suggestion, professional: Professional, *, number: str = "") -> Quote:
    now = timezone.now()
    starts_at = (timezone.localtime() + timedelta(days=20)).replace(hour=9, minute=0, second=0, microsecond=0)
    quote = Quote.objects.create(
        need=suggestion.need,
        helper=suggestion.helper,
        suggestion=suggestion,
        subject=suggestion.need.words,
        starts_at=starts_at,
        hours=2,
        valid_until=timezone.localdate() + timedelta(days=30),
        number=number,
        seller=mentions_of(professional, on=timezone.localdate()) if number else {},
        client={"name": "Léa", "town": "Gerberoy", "postcode": "60380"} if number else {},
        paper=issue_paper(f"devis-{number}.pdf", b"%PDF-1.7 of the world", now=now) if number else None,
        sent_at=now if number else None,
    )
    QuoteLine.objects.create(
        quote=quote,
        position=1,
        kind=LineKind.LABOUR,
        label="Main-d’œuvre",
        quantity=2,
        unit="h",
        unit_euros=45,
    )
    if number:
        suggestion.answer, suggestion.answered_at = Answer.YES, now
        suggestion.save()
    return quote


def _accept(quote: Quote, owner: User) -> None:
    now = timezone.now()
    exchange = Exchange.objects.create(
        need=quote.need,
        offer=quote.suggestion.offer,
        asker=owner,
        helper=quote.helper,
        minutes=10,
        next_step_at=now + timedelta(hours=24),
    )
    agreement = Agreement.objects.create(
        exchange=exchange,
        mode=Mode.PRO,
        starts_at=quote.starts_at,
        hours=2,
        proposed_by=quote.helper,
        accepted_at=now,
    )
    Visit.objects.create(
        exchange=exchange,
        agreement=agreement,
        starts_at=quote.starts_at,
        ends_at=quote.starts_at + timedelta(hours=2),
    )
    quote.exchange, quote.accepted_at, quote.accepted_by = exchange, now, owner
    quote.client = {**quote.client, "name": "Léa Delattre", "street": "3 rue du Bourg"}
    quote.acceptance_paper = issue_paper("acceptation.pdf", b"%PDF-1.7 of the world", now=now)
    quote.save()
