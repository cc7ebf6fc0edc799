"""The cast: the people whom the tests, the demo and the documents speak of."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from campagnon.channels.models import Channel
from campagnon.people.models import Agent, Professional, User, VatRegime
from campagnon.territories.models import Commune, Territory
from tests.reference import PICARDIE_VERTE, PORTES_DE_SOLOGNE

ODILE_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
JOEL_SIRET = "00000001800010"


def commune(name: str, department: str = "60") -> Commune:
    """The commune of that name; those of the Oise unless told otherwise."""
    return Commune.objects.get(name=name, department=department, retired_on=None)


def open_account(first_name: str, last_name: str, where: str, *, department: str = "60", **more) -> User:
    """Somebody with an open account, of age unless `born_on` says otherwise."""
    now = timezone.now()
    reached = {"email": f"{first_name.lower()}.{last_name.lower()}@exemple.fr"}
    of_age = {} if "born_on" in more else {"adult_declared_at": now}
    return User.objects.create(
        first_name=first_name,
        last_name=last_name,
        commune=commune(where, department),
        opened_at=now,
        **{"charter_agreed_at": now, **reached, **of_age, **more},
    )


@pytest.fixture
def marcelle(db) -> User:
    """89, in Gerberoy; a landline and nothing else."""
    return open_account("Marcelle", "Delattre", "Gerberoy", email=None, call_phone="+33353014410")


@pytest.fixture
def lea(db) -> User:
    """Marcelle's granddaughter, in Grandvilliers, who asks for her."""
    return open_account("Léa", "Delattre", "Grandvilliers", email="lea.delattre@exemple.fr")


@pytest.fixture
def karim(db) -> User:
    """17, in Songeons: mows and baby-sits; a mobile telephone, and SMS rather than e-mail."""
    born_on = timezone.localdate() - timedelta(days=17 * 365 + 120)
    return open_account(
        "Karim",
        "Benali",
        "Songeons",
        born_on=born_on,
        phone="+33639981217",
        phone_verified_at=timezone.now(),
        prefers=Channel.SMS,
    )


@pytest.fixture
def odile(db) -> User:
    """Agent of Picardie Verte, with her second factor."""
    person = open_account("Odile", "Mercier", "Formerie")
    Agent.objects.create(user=person, territory=Territory.objects.get(pk=PICARDIE_VERTE))
    TOTP.activate(person, ODILE_SECRET)
    return person


@pytest.fixture
def joel(db) -> User:
    """Plumber of Grandvilliers, insured, who charges VAT: he can quote; 25 € to come, 15 min included."""
    person = open_account("Joël", "Lefèvre", "Grandvilliers", email="joel.lefevre@exemple.fr")
    Professional.objects.create(
        user=person,
        siret=JOEL_SIRET,
        trade_name="Lefèvre Plomberie",
        trade="Plombier chauffagiste",
        insured_until=date(2030, 12, 31),
        legal_name="Lefèvre Plomberie, SARL au capital de 5 000 €",
        street="8 rue des Fontaines",
        postcode="60210",
        town="Grandvilliers",
        phone="+33353014520",
        email="contact@lefevre-plomberie.example",
        registration="RCS Beauvais 000 000 018",
        vat_regime=VatRegime.REAL,
        vat_number="FR66000000018",
        insurer="Assurances du Plateau, 2 place du Marché, 60210 Grandvilliers ; France métropolitaine",
        mediator="Médiation des artisans, 5 rue du Puits, 60000 Beauvais, mediation-artisans.example",
        ten_year_insurer="Mutuelle du Bâti, 9 rue Neuve, 60000 Beauvais ; France métropolitaine",
        ten_year_until=date(2030, 12, 31),
        travel_euros=Decimal(25),
        travel_included_minutes=15,
        travel_euros_per_10_minutes=Decimal(5),
    )
    return person


@pytest.fixture
def nadia(db) -> User:
    """Nurse of Feuquières who drives to her patients, and to Beauvais."""
    return open_account("Nadia", "Haddad", "Feuquières")


@pytest.fixture
def mme_roux(db) -> User:
    """Elected in La Ferté-Saint-Aubin; administers Portes de Sologne."""
    person = open_account("Hélène", "Roux", "La Ferté-Saint-Aubin", department="45", email="roux@exemple.fr")
    Agent.objects.create(
        user=person, territory=Territory.objects.get(pk=PORTES_DE_SOLOGNE), is_administrator=True
    )
    TOTP.activate(person, ODILE_SECRET)
    return person


def second_factor_of(person: User) -> str:
    """The code that the person's telephone shows now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(ODILE_SECRET, counters[len(counters) // 2]))
