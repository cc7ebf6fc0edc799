from datetime import date

from django.db import transaction

from campagnon.journal.actions import record
from campagnon.people.models import Professional, User

# What « Pour faire vos devis ici » asks, beside what is needed to be listed.
MENTIONS = (
    "legal_name", "street", "postcode", "town", "phone", "email", "registration", "vat_regime", "vat_number",
    "insurer", "mediator", "ten_year_insurer", "ten_year_until", "sap_number", "sap_declared_on",
    "travel_euros", "travel_included_minutes", "travel_euros_per_10_minutes",
)  # fmt: skip
# Another SIREN is another enterprise: these were the former one's.
OF_ONE_ENTERPRISE = ("legal_name", "registration", "vat_regime", "vat_number", "sap_number")


@transaction.atomic
def register_professional(
    user: User, *, siret: str, trade_name: str, trade: str, insured_until: date
) -> Professional:
    """Note somebody's trade, or bring it up to date; for another enterprise the mentions are asked again."""
    user = User.objects.select_for_update().get(pk=user.pk)
    professional = Professional.objects.filter(user=user).first()
    verb = "people.professional_updated" if professional else "people.professional_registered"
    professional = professional or Professional(user=user, siret=siret)
    if professional.siren != siret[:9]:
        for name in OF_ONE_ENTERPRISE:
            setattr(professional, name, "")
        professional.sap_declared_on = None
    professional.siret, professional.trade_name = siret, trade_name
    professional.trade, professional.insured_until = trade, insured_until
    professional.save()
    record(verb, target=professional, by=user)
    return professional


@transaction.atomic
def complete_mentions(professional: Professional, *, by: User, **mentions: object) -> None:
    """Note what the law asks on a quote: every name of `MENTIONS`, checked."""
    for name in MENTIONS:
        setattr(professional, name, mentions[name])
    professional.save(update_fields=MENTIONS)
    record("people.mentions_completed", target=professional, by=by)
