from campagnon.territories.models import Territory
from tests.pages.test_territory_settings import ADDRESS, SENT
from tests.reading import ReadingClient

LEGAL = "/mentions-legales/"
MISSING = "le nom n’est pas encore donné ici"


def read(client: ReadingClient) -> str:
    return " ".join(client.get(LEGAL).content.decode().split())


def test_what_an_administrator_says_is_read_on_the_legal_page(signed_in, mme_roux):
    assert MISSING in read(signed_in(mme_roux))
    signed_in(mme_roux).post(ADDRESS, SENT)
    text = read(signed_in(mme_roux))
    assert "Direction de la publication : Hélène Roux" in text
    assert "<br>45240 La Ferté-Saint-Aubin<br>" in text
    assert MISSING not in text


def test_somebody_from_nowhere_reads_who_publishes_everywhere(client, signed_in, lea, db):
    names = {here.epci.name for here in Territory.objects.open().select_related("epci")}
    assert len(names) == 2
    assert {name for name in names if name in read(client)} == names
    assert {name for name in names if name in read(signed_in(lea))} == {lea.commune.epci.name}


def test_who_hosts_is_said_or_said_to_be_missing(client, db, settings):
    assert "Le nom de l’hébergeur n’est pas encore donné ici." in read(client)
    settings.HOSTED_BY = "Grange & fils, 1 rue du Puits, 60220 Formerie, 03 53 01 99 99"
    text = read(client)
    assert "Grange &amp; fils, 1 rue du Puits, 60220 Formerie, 03 53 01 99 99" in text
    assert "Le nom de l’hébergeur" not in text


def test_the_legal_page_costs_one_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(LEGAL)
