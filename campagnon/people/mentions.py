"""What the law asks of an enterprise on its quotes and invoices, as they are frozen on each paper."""

from datetime import date

from campagnon.people.models import Professional

_ALWAYS = (
    "legal_name", "trade_name", "trade", "siret", "registration", "street", "postcode", "town", "phone",
    "email", "vat_regime", "vat_number", "insurer", "mediator",
)  # fmt: skip


def mentions_of(professional: Professional, *, on: date) -> dict[str, str]:
    """Every mention as text, days in ISO; a ten-year cover or a declaration only if it holds on that day."""
    said = {name: str(getattr(professional, name)) for name in _ALWAYS}
    said["siren"] = professional.siren
    said["insured_until"] = professional.insured_until.isoformat()
    if professional.has_ten_year_cover_on(on):
        said["ten_year_insurer"] = professional.ten_year_insurer
        said["ten_year_until"] = professional.ten_year_until.isoformat()
    if professional.is_sap_on(on):
        said["sap_number"] = professional.sap_number
        said["sap_declared_on"] = professional.sap_declared_on.isoformat()
    return said
