"""What a form holds before anybody types in it: what we know already, as people write it."""

from datetime import date
from decimal import Decimal

from campagnon.channels.addresses import said_phone
from campagnon.people.models import Professional

_WORDS = (
    "legal_name", "registration", "vat_regime", "vat_number", "insurer", "mediator", "ten_year_insurer",
    "sap_number", "travel_included_minutes",
)  # fmt: skip


def trade_as_typed(professional: Professional) -> dict[str, str]:
    """The trade that somebody has told."""
    said = {name: getattr(professional, name) for name in ("siret", "trade_name", "trade")}
    return {**said, "insured_until": written_day(professional.insured_until)}


def mentions_as_typed(professional: Professional) -> dict[str, object]:
    """The mentions told so far; the address and the ways to be reached are the person's own at first."""
    user = professional.user
    phone = professional.phone or user.phone
    return {
        **{name: getattr(professional, name) for name in _WORDS},
        "street": professional.street,
        "postcode": professional.postcode or user.commune.postcodes[:5],
        "town": professional.town or user.commune.name,
        "phone": said_phone(phone) if phone else "",
        "email": professional.email or user.email or "",
        "ten_year_until": written_day(professional.ten_year_until),
        "sap_declared_on": written_day(professional.sap_declared_on),
        "travel_euros": written_euros(professional.travel_euros),
        "travel_euros_per_10_minutes": written_euros(professional.travel_euros_per_10_minutes or None),
    }


def written_day(day: date | None) -> str:
    """« 31/12/2027 »."""
    return f"{day:%d/%m/%Y}" if day else ""


def written_euros(euros: Decimal | None) -> str:
    """« 25 », « 25,50 »."""
    if euros is None:
        return ""
    return f"{euros:.2f}".removesuffix(".00").replace(".", ",")
