"""Opening an account for somebody on the telephone; whoever is known already is shown instead."""

from datetime import date

import pytest

from campagnon.channels.models import Channel, Delivery
from campagnon.desk.actions.opening import AddressTaken, Newcomer, open_for
from campagnon.desk.models import Call
from campagnon.journal.models import Entry
from campagnon.notices.models import Need
from campagnon.people.models import Mandate, User
from tests.cast import commune, open_account
from tests.desk.conftest import at, shown

pytestmark = pytest.mark.django_db

YVETTE = {
    "first_name": "Yvette",
    "last_name": "Lecomte",
    "commune": "Gerberoy",
    "number": "03 53 01 44 99",
    "is_adult": "on",
}


@pytest.fixture
def call(here, odile) -> Call:
    """Nobody known is on the telephone."""
    return Call.objects.create(territory=here, agent=odile, typed={"who": "yvette lecomte"})


def opened(counter, call, **more) -> User | None:
    counter.post(at(call, "ouverture"), {**YVETTE, **more})
    call.refresh_from_db()
    return call.person


def test_what_was_looked_for_is_there_already(counter, call):
    form = counter.get(at(call, "ouverture")).context["form"]
    assert (form["first_name"].value(), form["last_name"].value()) == ("Yvette", "Lecomte")


def test_a_landline_is_called_and_nothing_is_written_to_it(counter, call, odile):
    yvette = opened(counter, call)
    assert (yvette.phone, yvette.call_phone, yvette.prefers) == (None, "+33353014499", Channel.CALL)
    assert (yvette.last_name, yvette.commune.name) == ("Lecomte", "Gerberoy")
    assert yvette.opened_at is not None and yvette.adult_declared_at is not None
    assert (Mandate.objects.count(), Delivery.objects.count()) == (0, 0)
    line = Entry.objects.get(verb="people.account_opened")
    assert (line.by, line.target_id) == (odile, yvette.pk)


def test_a_mobile_is_hers_unverified_and_she_is_told(counter, call):
    yvette = opened(counter, call, number="06 39 98 44 99")
    assert (yvette.phone, yvette.phone_verified_at, yvette.call_phone) == ("+33639984499", None, "")
    assert yvette.prefers == Channel.SMS
    assert [one.channel for one in Delivery.objects.filter(person=yvette)] == [Channel.SMS]


def test_she_agrees_aloud_and_the_mandate_is_there(counter, call, odile):
    yvette = opened(counter, call, agrees="on")
    mandate = Mandate.objects.get()
    assert (mandate.person, mandate.recorded_by, mandate.signed_on) == (yvette, odile, None)
    assert mandate.holds_until == date(2026, 12, 22)


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"first_name": ""}, "Écrivez le prénom."),
        ({"number": "12"}, "Ce numéro n’est pas complet."),
        ({"number": ""}, "Écrivez un numéro, ou un e-mail"),
        ({"email": "yvette"}, "Cet e-mail semble incomplet."),
        ({"is_adult": ""}, "Une personne plus jeune s’inscrit elle-même."),
        ({"commune": "La Ferté-Saint-Aubin"}, "Cette commune est d’un autre territoire."),
        ({"commune": "Xyzzy"}, "Nous ne trouvons pas cette commune."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(counter, call, odile, wrong, sentence):
    answer = counter.post(at(call, "ouverture"), {**YVETTE, **wrong})
    assert sentence in shown(answer)
    kept = answer.context["form"]
    typed = {name: value for name, value in {**YVETTE, **wrong}.items() if name != "is_adult"}
    assert {name: kept[name].value() for name in typed} == typed
    assert list(User.objects.all()) == [odile]


@pytest.mark.parametrize("taken", [{"number": "06 39 98 12 17"}, {"email": "karim.benali@exemple.fr"}])
def test_a_number_or_an_email_that_is_somebodys_shows_them(counter, call, karim, taken):
    answer = counter.post(at(call, "ouverture"), {**YVETTE, **taken})
    assert "Karim Benali, Songeons" in shown(answer)
    assert User.objects.filter(first_name="Yvette").count() == 0
    counter.post(at(call, "personne"), {"person": karim.public_id})
    call.refresh_from_db()
    assert call.person == karim


def test_of_somebody_elsewhere_nothing_is_shown(counter, call, mme_roux):
    answer = counter.post(at(call, "ouverture"), {**YVETTE, "email": "roux@exemple.fr"})
    assert "celui d’un compte d’un autre territoire" in shown(answer)
    assert "Hélène" not in shown(answer)
    assert User.objects.filter(first_name="Yvette").count() == 0


def test_a_shared_landline_is_nobodys_own(counter, call, marcelle):
    yvette = opened(counter, call, number="03 53 01 44 10")
    assert yvette.call_phone == marcelle.call_phone


def test_a_twin_is_shown_before_another_is_opened(counter, call):
    twin = open_account("Yvette", "Le-Comte", "Gerberoy", email=None, call_phone="+33353014001")
    twin.last_name = "LÉCOMTE"
    twin.save()
    answer = counter.post(at(call, "ouverture"), YVETTE)
    assert "Yvette LÉCOMTE, Gerberoy" in shown(answer)
    assert User.objects.filter(first_name="Yvette").count() == 1
    assert opened(counter, call, sure="1") != twin
    assert User.objects.filter(first_name="Yvette").count() == 2


def test_the_same_name_in_another_commune_is_somebody_else(counter, call):
    open_account("Yvette", "Lecomte", "Songeons", email=None, call_phone="+33353014001")
    assert opened(counter, call) is not None


def test_whoever_asked_for_a_code_and_went_no_further_is_the_same(counter, call):
    User.objects.create(phone="+33639984499")
    yvette = opened(counter, call, number="06 39 98 44 99")
    assert list(User.objects.filter(phone="+33639984499")) == [yvette]


def test_two_at_the_same_instant_open_one(here, odile, karim):
    newcomer = Newcomer("Yvette", "Lecomte", commune("Gerberoy"), number=karim.phone)
    with pytest.raises(AddressTaken):
        open_for(newcomer, here, by=odile)


def test_what_the_agent_was_saying_for_herself_is_not_published_in_another_name(counter, call):
    counter.post("/besoin/", {"words": "Tondre ma pelouse à Formerie"})
    opened(counter, call)
    assert Need.objects.count() == 0
