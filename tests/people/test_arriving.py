from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from campagnon.channels.models import Delivery
from campagnon.journal.models import Entry
from campagnon.notices.models import Need
from campagnon.people.actions import open_account, sign_in_as
from campagnon.people.models import User
from campagnon.people.signals import account_opened
from tests.cast import commune

ANSWERS = {
    "first_name": "Zoé",
    "last_name": "Petit",
    "commune": "Songeons",
    "age": "18",
    "agrees_charter": "on",
}


@pytest.fixture
def newcomer(client, come_in):
    """Somebody whose address is proven, and of whom nothing else is known."""
    come_in(client, "zoe@exemple.fr")
    return User.objects.get(email="zoe@exemple.fr")


def answer(client, **changes):
    return client.post("/entrer/qui-etes-vous/", {**ANSWERS, **changes})


def test_newcomer_says_who_they_are_and_goes_on(client, newcomer, last_code):
    assert client.get("/entrer/qui-etes-vous/").status_code == 200
    response = answer(client, next="/besoin/")
    assert (response.status_code, response["Location"]) == (302, "/besoin/")
    newcomer.refresh_from_db()
    assert (newcomer.first_name, newcomer.last_name, newcomer.commune) == (
        "Zoé",
        "Petit",
        commune("Songeons"),
    )
    assert newcomer.opened_at is not None
    assert newcomer.adult_declared_at is not None
    assert newcomer.born_on is None
    assert Entry.objects.filter(verb="people.account_opened", by=newcomer).count() == 1
    assert Delivery.objects.filter(person=newcomer, key=f"welcome-{newcomer.public_id}").count() == 1


def test_newcomer_goes_on_to_where_the_door_stopped_them(client, db, last_code):
    client.post("/entrer/", {"address": "zoe@exemple.fr", "next": "/besoin/?phrase=tondre"})
    response = client.post("/entrer/code/", {"code": last_code()})
    assert response["Location"] == "/besoin/?phrase=tondre"


def test_newcomer_is_brought_back_until_the_account_is_open(client, newcomer):
    assert client.get("/mon-compte/")["Location"] == "/entrer/qui-etes-vous/?next=/mon-compte/"
    assert client.post("/mon-compte/fermeture/")["Location"] == "/entrer/qui-etes-vous/"
    assert client.get("/").status_code == 200
    answer(client)
    assert client.get("/mon-compte/").status_code == 200


def test_a_need_waits_until_its_author_has_said_who_they_are(client, newcomer):
    client.post("/besoin/", {"words": "Tondre ma pelouse samedi matin à Gerberoy"})
    sent = client.post("/besoin/publication/", {"_once": "k1"}, follow=True)
    assert sent.redirect_chain[-1][0] == "/entrer/qui-etes-vous/?next=/besoin/publie/"
    assert Need.objects.count() == 0
    answer(client, next="/besoin/publie/")
    assert Need.objects.get().author == newcomer


def test_newcomer_may_leave_without_opening(client, newcomer):
    client.post("/sortir/")
    assert "_auth_user_id" not in client.session


def test_account_opens_once_however_often_it_is_sent(client, newcomer):
    heard = []

    def hear(user, **kwargs):
        heard.append(user)

    account_opened.connect(hear)
    try:
        answer(client, _once="the-same")
        answer(client, _once="the-same", first_name="Autre")
        answer(client, first_name="Encore")
    finally:
        account_opened.disconnect(hear)
    assert heard == [newcomer]
    newcomer.refresh_from_db()
    assert newcomer.first_name == "Zoé"


def test_commune_among_several_is_chosen(client, newcomer):
    page = answer(client, commune="Saint-Martin")
    assert page.status_code == 200
    assert page.content.decode().count("Plusieurs communes peuvent être la vôtre") == 2
    choices = [field["value"] for field in page.page.all("input") if field["name"] == "which"]
    assert len(choices) > 1
    answer(client, commune="Saint-Martin", which=choices[1])
    newcomer.refresh_from_db()
    assert newcomer.commune.insee == choices[1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"first_name": ""}, "Écrivez votre prénom."),
        ({"first_name": "Mаrcelle"}, "Écrivez ce nom dans un seul alphabet."),
        ({"first_name": "<script>"}, "Un nom s’écrit avec des lettres"),
        ({"first_name": "a" * 51}, "C’est un peu long\u00a0: 50 lettres au plus."),
        ({"last_name": "http://x.fr"}, "Un nom s’écrit avec des lettres"),
        ({"commune": ""}, "Écrivez le nom de votre commune, ou son code postal."),
        ({"commune": "Xyzzyville"}, "Nous ne trouvons pas cette commune."),
        ({"commune": "Saint-Martin", "which": "75056"}, "Plusieurs communes peuvent être la vôtre"),
        ({"age": ""}, "Choisissez votre âge."),
        ({"agrees_charter": ""}, "Lisez la charte, puis cochez la case pour l’accepter."),
        ({"age": "99"}, "Choisissez votre âge."),
        ({"age": "16"}, "Écrivez votre date de naissance."),
        ({"age": "16", "born_on": "hier"}, "Nous ne lisons pas cette date."),
        ({"age": "16", "born_on": "01/01/1990"}, "vous avez 18 ans ou plus"),
        ({"age": "16", "born_on": "01/01/2090"}, "Cette date n’est pas encore venue."),
    ],
)
def test_newcomer_is_told_what_to_mend_and_keeps_the_rest(client, newcomer, changes, said):
    page = answer(client, **changes)
    assert page.status_code == 200
    assert page.content.decode().count(said) == 2
    newcomer.refresh_from_db()
    assert newcomer.opened_at is None
    if "last_name" not in changes:
        assert 'value="Petit"' in page.content.decode()


def test_sixteen_and_seventeen_give_their_birth_date(client, newcomer):
    born_on = timezone.localdate().replace(day=1) - timedelta(days=17 * 365)
    page = answer(client, age="16")
    assert [field["name"] for field in page.page.all("input") if field["name"] == "born_on"] == ["born_on"]
    assert answer(client, age="16", born_on=f"{born_on:%d.%m.%y}").status_code == 302
    newcomer.refresh_from_db()
    assert (newcomer.born_on, newcomer.adult_declared_at) == (born_on, None)
    assert not newcomer.is_adult_on(timezone.localdate())


@pytest.mark.parametrize(
    "changes", [{"age": "0"}, {"age": "0", "agrees_charter": ""}, {"age": "16", "born_on": "01/06/2012"}]
)
def test_under_sixteen_is_refused_kindly_and_nothing_is_kept(client, newcomer, monday, changes):
    page = answer(client, **changes)
    assert page.status_code == 200
    assert "Revenez à vos 16 ans" in page.content.decode()
    newcomer.refresh_from_db()
    assert (newcomer.opened_at, newcomer.first_name, newcomer.born_on) == (None, "", None)


@pytest.mark.parametrize(
    ("born_on", "opens"), [("23/11/2010", True), ("24/11/2010", False), ("24/11/2008", True)]
)
def test_birthdays_are_counted_to_the_day(client, newcomer, monday, born_on, opens):
    answer(client, age="16", born_on=born_on)
    newcomer.refresh_from_db()
    assert (newcomer.opened_at is not None) is opens


def test_posting_other_fields_changes_nothing_else(client, newcomer):
    answer(
        client, is_active="", public_id="hacked", opened_at="2000-01-01", email="autre@exemple.fr", serves="1"
    )
    newcomer.refresh_from_db()
    assert newcomer.is_active
    assert newcomer.email == "zoe@exemple.fr"
    assert newcomer.public_id != "hacked"
    assert newcomer.opened_at.year != 2000


def test_open_account_twice_keeps_the_first(client, newcomer, rf):
    request = rf.post("/")
    request.session = client.session
    first = open_account(
        newcomer, first_name="Zoé", last_name="", commune=commune("Songeons"), born_on=None, request=request
    )
    again = open_account(
        newcomer,
        first_name="Autre",
        last_name="",
        commune=commune("Formerie"),
        born_on=date(2010, 1, 1),
        request=request,
    )
    assert (again.first_name, again.opened_at) == ("Zoé", first.opened_at)


def test_sign_in_as_is_refused_outside_the_demo(lea, settings, rf):
    settings.DEMO = False
    with pytest.raises(PermissionDenied):
        sign_in_as(rf.post("/"), lea)
