"""What anybody may read of a professional on a day: only what holds on that day."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from campagnon.catalogue.models import Service
from campagnon.common.templatetags.campagnon import euros
from campagnon.people.models import Professional, VatRegime
from campagnon.people.travel_fees import STEP_MINUTES, travel_fee, with_tax


@dataclass(frozen=True)
class Credentials:
    """A trade, what it declares and until when, and what it costs to come."""

    name: str
    trade: str
    siret: str
    insured_until: date | None
    ten_year_until: date | None
    sap_number: str
    sap_declared_on: date | None
    # The service may give the tax credit, and the professional has declared services à la personne.
    gives_credit: bool
    travel: str


def credentials_of(
    professional: Professional, *, on: date, service: Service | None = None, minutes: int | None = None
) -> Credentials:
    """What a professional shows; for one service, whether it may give the tax credit; from afar, the fee."""
    is_sap = professional.is_sap_on(on)
    return Credentials(
        name=professional.trade_name,
        trade=professional.trade,
        siret=said_siret(professional.siret),
        insured_until=professional.insured_until if professional.is_insured_on(on) else None,
        ten_year_until=professional.ten_year_until if professional.has_ten_year_cover_on(on) else None,
        sap_number=professional.sap_number if is_sap else "",
        sap_declared_on=professional.sap_declared_on if is_sap else None,
        gives_credit=is_sap and service is not None and service.gives_credit,
        travel=_travel(professional, on, minutes),
    )


def said_siret(siret: str) -> str:
    """« 732 829 320 00074 », with no-break spaces."""
    return "\u00a0".join((siret[:3], siret[3:6], siret[6:9], siret[9:]))


def _travel(professional: Professional, on: date, minutes: int | None) -> str:
    """What coming costs a household, VAT included; the rule itself when the distance is not known."""
    fee = travel_fee(professional, minutes or 0)
    if fee is None:
        return ""
    charges_vat = professional.vat_regime == VatRegime.REAL
    further = with_tax(professional.travel_euros_per_10_minutes, charges_vat=charges_vat, on=on)
    words = {
        "fee": euros(with_tax(fee, charges_vat=charges_vat, on=on)),
        "included": professional.travel_included_minutes,
        "further": euros(further),
        "step": STEP_MINUTES,
    }
    if minutes is None and further:
        return _("%(fee)s TTC jusqu’à %(included)s min de route, puis %(further)s par %(step)s min") % words
    return _("%(fee)s TTC") % words if fee else _("compris")
