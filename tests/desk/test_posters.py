"""A poster a commune: what the public board says, in large type, on one page each."""

from datetime import timedelta
from io import BytesIO
from random import Random

import pytest
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader

from campagnon.catalogue.models import Service
from campagnon.desk.posters import communes_of, typeset_posters
from campagnon.matching.board import needs_around, needs_around_each, offers_around, offers_around_each
from campagnon.notices.models import Offer
from campagnon.people.models import Agent, User
from campagnon.territories.models import Commune, Territory
from tests.cast import commune
from tests.conftest import MONDAY
from tests.exchanges.conftest import need_mowing, offer_mowing
from tests.matching.scattering import neighbours_of, scatter_needs, scatter_offers
from tests.reference import PICARDIE_VERTE

PAGE = "/guichet/affiches/"
HOSTILE = '#read("/etc/passwd") $x$ *b* <l> @r'


@pytest.fixture(autouse=True)
def _today(db, monday) -> None:
    """It is Monday 23 November 2026, 10 h, and Picardie Verte has a telephone."""
    Territory.objects.filter(pk=PICARDIE_VERTE).update(phone="03 53 01 20 20")


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def poster_of(name: str = "Gerberoy") -> str:
    here = Commune.objects.select_related("epci__territory").get(pk=commune(name).pk)
    (page,) = pages_of(typeset_posters([here], on=timezone.localdate()))
    return page


def test_a_poster_says_where_what_whom_and_the_number(lea, karim):
    need_mowing(lea)
    offer_mowing(karim)
    said = poster_of()
    for words in (
        "À Gerberoy",
        "Tondre la pelouse",
        "Samedi 28 novembre, le matin",
        "Karim",
        "Songeons, environ 5 min",
        "Entraide ou CESU",
        "03 53 01 20 20",
        "/communes/60271/",
        "Affiche du 23 novembre 2026",
    ):
        assert words in said, words


def test_a_poster_holds_nothing_that_a_stranger_may_not_see(lea, karim):
    for person in (lea, karim):
        person.last_name = "Canarinom"
        person.save()
    away = Service.objects.filter(sector="absence").first()
    need_mowing(lea, words="Canari au portail bleu")
    need_mowing(lea, service=away, modes=away.modes, words="Canari en vacances")
    Offer.objects.filter(pk=offer_mowing(karim).pk).update(words="Canari de l’offre")
    said = poster_of()
    assert away.label in said
    assert said.count("28 novembre") == 1  # of the lawn, never of the empty house
    assert [word for word in ("anari", "Léa", lea.email, "06 39 98 12 17") if word in said] == []


def test_a_quiet_commune_invites(db):
    said = poster_of()
    assert "Personne n’attend en ce moment." in said
    assert "que savez-vous faire" in said
    assert " 0 " not in said


def test_a_poster_stays_one_page_however_much_waits_and_long_the_names(lea, karim, joel):
    here = commune("Gerberoy").pk
    near = [other for _order, other, _minutes in neighbours_of(here)]
    scatter_needs(Random(1), lea, near, 200)
    scatter_offers(Random(2), karim, near, 200)
    User.objects.update(first_name="Marie-Charlotte-Bérangère de la Tour du Pin")
    longest = max(communes_of(list(Territory.objects.open())), key=lambda one: len(one.name))
    assert len(poster_of(longest.name) if longest.department == "60" else poster_of()) > 200


def test_hostile_names_stay_words(lea, karim):
    offer_mowing(karim)
    User.objects.filter(pk=karim.pk).update(first_name=HOSTILE)
    said = poster_of()
    assert HOSTILE in said
    assert "root:" not in said


@pytest.mark.parametrize("count", [1, 3, 88])
def test_as_many_queries_for_one_commune_as_for_all(lea, karim, count, django_assert_num_queries):
    need_mowing(lea)
    offer_mowing(karim)
    communes = communes_of(list(Territory.objects.filter(pk=PICARDIE_VERTE)))
    communes.sort(key=lambda one: one.name != "Gerberoy")
    with django_assert_num_queries(5):
        pdf = typeset_posters(communes[:count], on=MONDAY.date())
    assert len(pages_of(pdf)) == count


def test_many_communes_at_once_read_what_each_board_reads(lea, joel):
    here = [commune(name).pk for name in ("Songeons", "Gerberoy", "Formerie")]
    near = [other for _order, other, _minutes in neighbours_of(here[0])]
    scatter_needs(Random(3), lea, near, 300)
    scatter_offers(Random(4), joel, near, 300)
    for offer in Offer.objects.all():
        offer.published_at = MONDAY - timedelta(minutes=offer.pk)
        offer.save(update_fields=["published_at"])

    def rows(found):
        return [(one.pk, minutes) for one, minutes in found]

    needs, offers = needs_around_each(here, limit=12), offers_around_each(here, limit=12)
    for pk in here:
        assert rows(needs[pk]) == rows(needs_around(pk, limit=12))
        assert rows(offers[pk]) == rows(offers_around(pk, limit=12))


def test_an_agent_prints_their_territory_and_an_administrator_of_both_all_95(signed_in, odile, mme_roux):
    counts = []
    for person in (odile, mme_roux):
        counts.append(len(pages_of(signed_in(person).post(PAGE, {"commune": "toutes"}).content)))
    Agent.objects.create(
        user=mme_roux, territory=Territory.objects.get(pk=PICARDIE_VERTE), is_administrator=True
    )
    counts.append(len(pages_of(signed_in(mme_roux).post(PAGE, {"commune": "toutes"}).content)))
    assert counts == [88, 7, 95]


def test_one_commune_is_one_page_and_another_territory_none(signed_in, odile, lea):
    client = signed_in(odile)
    response = client.post(PAGE, {"commune": "60271"})
    assert response["Content-Disposition"] == 'inline; filename="affiche-60271.pdf"'
    (page,) = pages_of(response.content)
    assert "À Gerberoy" in page
    for asked in ("45146", "", "x", "00000"):
        assert client.post(PAGE, {"commune": asked})["Location"] == PAGE
    assert signed_in(lea).get(PAGE).status_code == 404
    assert signed_in(lea).post(PAGE, {"commune": "60271"}).status_code == 404


def test_a_poster_is_paced(signed_in, odile):
    client = signed_in(odile)
    codes = [client.post(PAGE, {"commune": "60271"}).status_code for _number in range(41)]
    assert codes == [200] * 40 + [429]


def test_the_command_writes_a_file_a_commune(db, tmp_path, monkeypatch):
    two = Commune.objects.filter(name__in=["Gerberoy", "Songeons"], department="60")
    Commune.objects.filter(epci__territory__isnull=False).exclude(pk__in=two).update(epci=None)
    call_command("posters", "--out", str(tmp_path / "affiches"))
    names = sorted(path.name for path in (tmp_path / "affiches").iterdir())
    assert names == ["affiche-60271.pdf", "affiche-60623.pdf"]
    assert "À Songeons" in pages_of((tmp_path / "affiches" / "affiche-60623.pdf").read_bytes())[0]
