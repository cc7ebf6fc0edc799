"""Léa has a tap that drips in Gerberoy; Joël the plumber is asked, then writes quotes."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from stdnum import luhn

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.accepting_quotes import Acceptance, accept_quote
from campagnon.exchanges.actions.quoting import QuoteContent, QuotedLine, draft_quote
from campagnon.exchanges.actions.sending_quotes import send_quote
from campagnon.exchanges.models import Agreement, LineKind, Quote
from campagnon.matching.models import Suggestion
from campagnon.notices.actions.offers import OfferDraft, publish_offer
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.models import Need
from campagnon.people.models import Professional, User, VatRegime
from tests.cast import commune, open_account

# Monday 21 December: more than fourteen days after the Monday on which the stories begin.
LATER = date(2026, 12, 21)


def offer_plumbing(person: User) -> None:
    draft = OfferDraft(
        words="Plomberie et chauffage",
        services=(Service.objects.get(slug="plomberie"),),
        commune=person.commune,
        modes=Mode.PRO,
        reach_minutes=60,
        availability=(1 << 21) - 1,
        confirm_every_days=90,
    )
    publish_offer(draft, by=person)


def need_plumber(person: User, **more) -> Need:
    fields = {
        "words": "Le robinet de la cuisine goutte jour et nuit à Gerberoy",
        "service": Service.objects.get(slug="plomberie"),
        "commune": commune("Gerberoy"),
        "modes": Mode.PRO,
        "starts_on": None,
        "ends_on": None,
        "part_of_day": "",
        **more,
    }
    return publish_need(NeedDraft(**fields), by=person)


def plumber(number: int, *, vat_regime: str = VatRegime.FRANCHISE) -> User:
    """Another plumber, with all that a quote must say."""
    person = open_account(f"Plombier{number}", "Dupont", "Songeons", email=f"plombier{number}@exemple.fr")
    siren = f"0000001{number}"
    siren += luhn.calc_check_digit(siren)
    Professional.objects.create(
        user=person,
        siret=siren + "0001" + luhn.calc_check_digit(siren + "0001"),
        trade_name=f"Plomberie {number}",
        trade="Plombier",
        insured_until=date(2030, 12, 31),
        legal_name=f"Plombier{number} Dupont EI",
        street="1 rue du Lavoir",
        postcode="60380",
        town="Songeons",
        phone="+33353014530",
        email=f"contact@plomberie{number}.example",
        vat_regime=vat_regime,
        insurer="Assurances du Plateau ; France métropolitaine",
        mediator="Médiation des artisans, mediation-artisans.example",
    )
    offer_plumbing(person)
    return person


def line(euros: str = "48", kind: str = LineKind.LABOUR, **more) -> QuotedLine:
    fields = {
        "label": "Main-d’œuvre",
        "quantity": Decimal(2),
        "unit": "h",
        "vat_percent": Decimal(20),
        **more,
    }
    return QuotedLine(kind=kind, unit_euros=Decimal(euros), **fields)


def job(*, starts_on: date = LATER, **more) -> QuoteContent:
    """Two hours at 48 € and a way of 25 €, with VAT at 20 %: 145,20 €."""
    travel = line("25", LineKind.TRAVEL, label="Déplacement", quantity=Decimal(1), unit="forfait")
    fields = {
        "subject": "Remplacer le robinet de la cuisine",
        "starts_at": timezone.make_aware(datetime(starts_on.year, starts_on.month, starts_on.day, 9)),
        "hours": Decimal(2),
        "valid_until": timezone.localdate() + timedelta(days=30),
        "conditions": "Paiement à la fin des travaux.",
        "lines": (line(), travel),
        **more,
    }
    return QuoteContent(**fields)


def request_to(need: Need, person: User) -> Suggestion:
    """The request by which somebody was asked, as if they had been when they were not."""
    found = need.suggestions.filter(helper=person).first()
    if found is None:
        offer = person.offers.get()
        found = Suggestion.objects.create(need=need, offer=offer, helper=person, minutes=10)
    return Suggestion.objects.select_related(
        "need__author", "need__service", "need__commune", "offer", "helper__professional"
    ).get(pk=found.pk)


def drafted(need: Need, person: User, content: QuoteContent | None = None) -> Quote:
    return draft_quote(request_to(need, person), content or job(), by=person)


def sent(need: Need, person: User, content: QuoteContent | None = None) -> Quote:
    quote = drafted(need, person, content)
    assert send_quote(quote, by=person) is None
    return again(quote)


def accepted(quote: Quote, **more) -> Agreement:
    said = Acceptance(**{"name": "Léa Delattre", "street": "3 rue du Bourg", **more})
    agreement = accept_quote(quote, said, by=quote.need.author)
    assert agreement is not None
    return agreement


def again(quote: Quote) -> Quote:
    """The quote as it stands now."""
    return Quote.objects.select_related("need__author", "helper").get(pk=quote.pk)
