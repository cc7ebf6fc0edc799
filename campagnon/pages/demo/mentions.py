"""What the demo's enterprises write on their quotes: all invented, and the same each time."""

from datetime import datetime, timedelta
from decimal import Decimal

from campagnon.common.templatetags.campagnon import euros
from campagnon.people.enterprise_numbers import usual_vat_number
from campagnon.people.models import Professional, VatRegime

STREETS = ("rue de l’Église", "rue du Moulin", "Grande Rue", "rue des Fontaines", "chemin du Lavoir")
INSURERS = (
    "Assurances du Plateau, 2 place du Marché, 60210 Grandvilliers",
    "Mutuelle des Métiers, 14 rue Neuve, 45000 Orléans",
)
MEDIATORS = {
    "60": "Médiation des artisans de l’Oise, 5 rue du Puits, 60000 Beauvais, mediation-oise.example",
    "45": "Médiation du Val de Loire, 3 quai du Fleuve, 45000 Orléans, mediation-loire.example",
}
COURTS = {"60": "Beauvais", "45": "Orléans"}
BUILDING = {"plomberie", "chauffage", "electricite", "toiture", "peinture", "maconnerie", "menuiserie"}
# Those who do nothing but services à la personne, and have declared it.
DECLARED = {"Au Bon Plat", "Veille Picarde", "Douceur à Domicile"}
# Those who have told their SIRET, and have not come back to the rest.
HALF_WAY = {"Garage du Plateau", "Peintures Rahmani"}
# Their tariff is the prefect's, or they work at home.
SAY_NO_TRAVEL = {"taxi", "assistante-maternelle"}


def invent_mentions(
    professional: Professional, row: dict[str, str], number: int, now: datetime
) -> dict[str, object]:
    """What `complete_mentions` keeps of an enterprise: one in two is a person, the others are companies."""
    person, services = professional.user, set(row["services"].split("|"))
    department = person.commune.department
    is_company = number % 2 == 1
    insurer = f"{INSURERS[number % 2]} ; France métropolitaine"
    builds = bool(services & BUILDING)
    is_declared = professional.trade_name in DECLARED
    return {
        "legal_name": _legal_name(professional, number) if is_company else f"{person} {person.last_name} EI",
        "street": f"{number % 40 + 1} {STREETS[number % len(STREETS)]}",
        "postcode": person.commune.postcodes[:5],
        "town": person.commune.name,
        "phone": person.phone,
        "email": person.email,
        "registration": f"RCS {COURTS[department]} {professional.siren}" if is_company else "",
        "vat_regime": VatRegime.REAL if is_company else VatRegime.FRANCHISE,
        "vat_number": usual_vat_number(professional.siren) if is_company else "",
        "insurer": insurer,
        "mediator": MEDIATORS[department],
        "ten_year_insurer": insurer if builds else "",
        "ten_year_until": professional.insured_until if builds else None,
        "sap_number": f"SAP{professional.siren}" if is_declared else "",
        "sap_declared_on": (now - timedelta(days=400 + 30 * number)).date() if is_declared else None,
        **_travel(services, number),
    }


def _legal_name(professional: Professional, number: int) -> str:
    return f"{professional.trade_name}, SARL au capital de {euros(1000 + number % 9 * 500)}"


def _travel(services: set[str], number: int) -> dict[str, object]:
    says = not services & SAY_NO_TRAVEL
    return {
        "travel_euros": Decimal(15 + number % 5 * 5) if says else None,
        "travel_included_minutes": 10 + number % 3 * 5,
        "travel_euros_per_10_minutes": Decimal(4 + number % 4) if says else Decimal(0),
    }
