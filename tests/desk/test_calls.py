"""A call, from the name to « c’est demandé » : kept as it is typed, published in the person's name."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from campagnon.desk.actions.asking import ask_for
from campagnon.desk.actions.calling import end_call, keep_typed, put_through, set_second_need_apart
from campagnon.desk.hearing import Second, hear
from campagnon.desk.models import Call
from campagnon.journal.models import Entry
from campagnon.matching.models import Suggestion
from campagnon.notices.models import CameBy, Need
from tests.cast import open_account
from tests.desk.conftest import BOTH, WOOD, at, offer_wood, shown

pytestmark = pytest.mark.django_db

AS_SCRIPT = {"headers": {"Accept": "application/json"}}


def test_a_name_typed_begins_a_call_that_is_found_again_anywhere(counter, marcelle, odile, signed_in):
    counter.post("/guichet/territoires/picardie-verte/appels/", {"who": "Marcelle D"})
    call = Call.objects.get()
    assert (call.agent, call.person, call.typed) == (odile, None, {"who": "Marcelle D"})
    another_machine = signed_in(odile)
    assert another_machine.get("/guichet/")["Location"] == at(call)
    assert "Marcelle Delattre" in shown(another_machine.get(at(call)))
    counter.post(at(call, "personne"), {"person": marcelle.public_id})
    call.refresh_from_db()
    assert (call.person, call.typed) == (marcelle, {})
    assert Entry.objects.filter(verb="desk.person_seen", by=odile, target_id=marcelle.pk).count() == 1


def test_picking_somebody_before_any_call_begins_one_with_them(counter, marcelle):
    begin = "/guichet/territoires/picardie-verte/appels/"
    answer = counter.post(begin, {"person": marcelle.public_id, "counter": "1"})
    call = Call.objects.get()
    assert (answer["Location"], call.person, call.is_at_counter) == (at(call), marcelle, True)


def test_what_is_typed_is_understood_and_kept(counter, call, karim):
    offer_wood(karim)
    pieces = counter.post(at(call, "saisie"), {"words": BOTH, "note": "Tousse"}, **AS_SCRIPT).json()
    assert pieces["vu-service"].strip() == "Rentrer, fendre ou ranger le bois"
    assert pieces["vu-quand"].strip() == "Dès que possible"
    assert pieces["vu-ou"].strip() == "Gerberoy, à son domicile"
    assert "Chauffage" in pieces["second"]
    assert "Karim" in pieces["aides"]
    call.refresh_from_db()
    assert (call.typed["words"], call.notes) == (BOTH, "Tousse")
    page = counter.get(at(call))
    assert BOTH in page.content.decode() and "Tousse" in page.content.decode()


def test_each_line_is_corrected_by_a_few_words(counter, call):
    typed = {"words": WOOD, "when": "mardi matin", "where": "songeons", "modes": "1", "has_modes": "1"}
    pieces = counter.post(at(call, "saisie"), typed, **AS_SCRIPT).json()
    assert pieces["vu-quand"].strip() == "Mardi 24 novembre, le matin"
    assert pieces["vu-ou"].strip() == "Songeons"
    assert "CESU" not in pieces["vu-comment"]
    pieces = counter.post(at(call, "saisie"), {"service": "tonte"}, **AS_SCRIPT).json()
    assert pieces["vu-service"].strip() == "Tondre la pelouse"


@pytest.mark.parametrize(
    "typed, piece, trouble",
    [
        ({"when": "quand les poules auront des dents"}, "vu-quand", "Quel jour ?"),
        ({"where": "Xyzzy"}, "vu-ou", "Quelle commune ?"),
        ({"words": "Appelez-moi au 06 12 34 56 78 pour le bois"}, "vu-mots", "numéro de téléphone"),
        ({"words": "Bonjour"}, "vu-service", "Choisissez le service"),
    ],
)
def test_what_cannot_be_read_is_said_beside_and_is_not_published(
    counter, call, mandate, typed, piece, trouble
):
    pieces = counter.post(at(call, "saisie"), {"words": WOOD, **typed}, **AS_SCRIPT).json()
    assert trouble in pieces[piece]
    counter.post(at(call, "besoin"), {})
    assert Need.objects.count() == 0
    call.refresh_from_db()
    assert call.typed == {"words": WOOD, **typed}


def test_asked_in_her_name_by_the_agent_under_a_mandate(counter, call, mandate, marcelle, odile, karim):
    offer_wood(karim)
    answer = counter.post(at(call, "besoin"), {"words": WOOD, "note": "La clé est chez la voisine"})
    need = Need.objects.get()
    assert (need.author, need.words, need.came_by) == (marcelle, WOOD, CameBy.PHONE)
    assert [one.helper for one in Suggestion.objects.all()] == [karim]
    line = Entry.objects.get(verb="need.published")
    assert (line.by, line.on_behalf_of, line.note) == (odile, marcelle, "À votre demande, au téléphone.")
    call.refresh_from_db()
    assert (list(call.needs.all()), call.typed, call.notes) == ([need], {}, "La clé est chez la voisine")
    assert "c’est demandé à Karim" in shown(counter.get(answer["Location"]))


def test_without_a_mandate_nothing_is_asked_until_she_agrees_aloud(counter, call, marcelle):
    counter.post(at(call, "besoin"), {"words": WOOD})
    assert Need.objects.count() == 0
    assert "Notez d’abord son accord de vive voix." in shown(counter.get(at(call)))
    counter.post(at(call, "accord"), {})
    counter.post(at(call, "besoin"), {})
    assert Need.objects.get().words == WOOD


def test_a_mandate_taken_back_or_over_no_longer_serves(counter, call, mandate, monday):
    monday.shift(86400 * 201)
    counter.enter(call.agent)
    counter.post(at(call, "besoin"), {"words": WOOD})
    assert Need.objects.count() == 0


def test_nobody_on_the_telephone_asks_for_nothing(counter, here, odile):
    call = Call.objects.create(territory=here, agent=odile)
    counter.post(at(call, "besoin"), {"words": WOOD, "where": "Songeons"})
    assert Need.objects.count() == 0
    assert "Dites d’abord qui appelle." in shown(counter.get(at(call)))


def test_the_second_need_comes_after_the_first(counter, call, mandate):
    counter.post(at(call, "saisie"), {"words": BOTH, "split": "1"})
    call.refresh_from_db()
    assert (call.typed["words"], call.typed["rest"]) == (WOOD, "ma chaudière fait du bruit")
    counter.post(at(call, "besoin"), {})
    assert Need.objects.get().words == WOOD
    call.refresh_from_db()
    assert call.typed == {"words": "ma chaudière fait du bruit"}
    counter.post(at(call, "besoin"), {})
    assert [need.service.slug for need in Need.objects.order_by("pk")] == ["bois", "chauffage"]


@pytest.mark.parametrize(
    "words",
    [
        "Rentrer mon bois et le ranger",
        "Me conduire au marché et me ramener",
    ],
)
def test_one_need_said_at_length_is_not_two(counter, call, words):
    pieces = counter.post(at(call, "saisie"), {"words": words}, **AS_SCRIPT).json()
    assert pieces["second"].strip() == ""


def test_put_down_the_note_stays_and_what_was_typed_goes(counter, call):
    counter.post(at(call, "fin"), {"words": WOOD, "note": "Rappellera après Noël"})
    call.refresh_from_db()
    assert call.ended_at is not None
    assert (call.typed, call.notes) == ({}, "Rappellera après Noël")
    assert counter.get("/guichet/")["Location"] == "/guichet/territoires/picardie-verte/"
    # A sending that comes late changes nothing.
    counter.post(at(call, "saisie"), {"words": "Trop tard", "note": "Trop tard"}, **AS_SCRIPT)
    call.refresh_from_db()
    assert (call.typed, call.notes) == ({}, "Rappellera après Noël")


def test_a_wrong_number_leaves_nothing(counter, here, odile):
    call = Call.objects.create(territory=here, agent=odile)
    counter.post(at(call, "fin"), {})
    assert Call.objects.count() == 0


def test_a_promise_to_call_back(counter, call, marcelle):
    counter.post(
        at(call, "rappel"), {"back_on": "2026-11-26", "back_part": "morning", "note": "Pour son bois"}
    )
    [back] = call.call_backs.all()
    assert (back.person, back.on.isoformat(), back.part_of_day, back.about) == (
        marcelle,
        "2026-11-26",
        "morning",
        "Pour son bois",
    )
    for wrong in ("2026-11-22", "2028-01-01", "jeudi", ""):
        counter.post(at(call, "rappel"), {"back_on": wrong})
    assert call.call_backs.count() == 1


def test_a_form_sent_twice_asks_once(counter, call, mandate):
    page = counter.get(at(call))
    [form] = page.page.forms()
    [once] = [f["value"] for f in page.page.fields_of(form) if f["name"] == "_once"]
    for _twice in range(2):
        counter.post(at(call, "besoin"), {"words": WOOD, "_once": once})
    assert Need.objects.count() == 1


def test_what_comes_late_is_not_taken_for_something_new(counter, call, mandate):
    """The script’s last sending may pass the button’s: the same need is not asked again."""
    before = {"words": WOOD, "turn": "0"}
    counter.post(at(call, "besoin"), before)
    counter.post(at(call, "saisie"), before, **AS_SCRIPT)
    counter.post(at(call, "besoin"), before)
    call.refresh_from_db()
    assert (call.turn, call.typed, Need.objects.count()) == (1, {}, 1)
    counter.post(at(call, "saisie"), {"words": "Et du pain", "turn": "1"}, **AS_SCRIPT)
    call.refresh_from_db()
    assert call.typed["words"] == "Et du pain"


def test_what_another_screen_typed_meanwhile_is_not_written_over(call, marcelle, odile):
    second = Second("Le bois", "ma chaudière", None)
    for act in (
        partial(put_through, person=marcelle, by=odile),
        partial(set_second_need_apart, second=second),
    ):
        stale, fresh = Call.objects.get(pk=call.pk), Call.objects.get(pk=call.pk)
        keep_typed(fresh, {**fresh.typed, "when": "mardi"}, "", turn=fresh.turn)
        act(stale)
    call.refresh_from_db()
    assert (call.typed, call.turn) == ({"when": "mardi", "words": "Le bois", "rest": "ma chaudière"}, 2)


def test_a_call_put_down_on_another_screen_is_over(call, mandate, marcelle, odile, karim):
    stale = Call.objects.get(pk=call.pk)
    end_call(call, by=odile)
    put_through(stale, karim, by=odile)
    set_second_need_apart(stale, Second("Le bois", "ma chaudière", None))
    with pytest.raises(PermissionDenied):
        ask_for(stale, hear({"words": WOOD}, marcelle).need, by=odile)
    call.refresh_from_db()
    assert (call.person, call.typed, call.turn, Need.objects.count()) == (marcelle, {}, 0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_screen_asks_the_database_the_same_whatever_there_is(
    counter, call, mandate, marcelle, karim, count, django_assert_num_queries
):
    for number in range(count):
        offer_wood(open_account(f"Aline{'abc'[number]}", "Petit", "Songeons"))
        counter.post(at(call, "besoin"), {"words": WOOD})
        Call.objects.create(territory=call.territory, agent=call.agent, person=marcelle, notes="Note")
    counter.post(at(call, "saisie"), {"words": WOOD})
    counter.get(at(call))
    with django_assert_num_queries(29):
        page = counter.get(at(call))
    assert len(page.context["history"].needs) == count
