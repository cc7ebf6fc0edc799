"""A coupon comes back: eight figures and a few ticks."""

from datetime import timedelta

import pytest

from campagnon.channels.actions import Ask, pose
from campagnon.channels.models import Channel, Question, Word
from campagnon.channels.signals import answered
from campagnon.desk.coupons import coupon_number, figures_of, find_by_coupon
from tests.cast import open_account
from tests.conftest import MONDAY

PAGE = "/guichet/coupon/"


@pytest.fixture(autouse=True)
def _today(monday) -> None:
    """It is Monday 23 November 2026, 10 h."""


@pytest.fixture
def heard():
    """What the rooms above hear, and the sentence that they say back."""
    taken: list[tuple[str, str, object]] = []

    def hear(question, by, now, **kwargs):
        taken.append((question.purpose, question.answer, by))
        return "Karim est prévenu."

    answered.connect(hear)
    yield taken
    answered.disconnect(hear)


def ask(person, words: str = "Samedi vous va ?", purpose: str = "try", **more) -> Question:
    return pose(person, Ask(purpose, words[:60], words, MONDAY + timedelta(days=6), **more))


def number_of(person) -> str:
    return figures_of(coupon_number(person))


def test_a_number_is_eight_figures_the_same_each_time(marcelle, lea):
    assert coupon_number(marcelle) == coupon_number(marcelle) != coupon_number(lea)
    assert [len(part) for part in coupon_number(marcelle).split("\u00a0")] == [2, 2, 2, 2]


@pytest.mark.parametrize("typed", ["{}", " {} ", "A {}", "Nº {}"])
def test_a_number_is_found_as_it_is_typed(marcelle, lea, typed):
    for number in (coupon_number(marcelle), number_of(marcelle)):
        assert find_by_coupon(typed.format(number), [lea, marcelle]) == marcelle


@pytest.mark.parametrize("typed", ["", "1", "00000000", "x" * 40])
def test_no_other_number_is(marcelle, lea, typed):
    assert find_by_coupon(typed, [lea, marcelle]) is None


def test_the_number_shows_the_questions_as_they_were_printed(signed_in, odile, marcelle):
    ask(marcelle)
    ask(marcelle, "Toujours besoin de bois ?")
    page = signed_in(odile).get(PAGE, {"numero": coupon_number(marcelle)}).content.decode()
    for said in ("Marcelle Delattre", "A. Samedi vous va ?", "B. Toujours besoin de bois ?"):
        assert said in page


def test_the_ticks_answer_in_the_name_of_who_ticked_them(signed_in, odile, marcelle, heard):
    yes, no, left = ask(marcelle), ask(marcelle, "Toujours besoin ?"), ask(marcelle, "Et jeudi ?")
    answers = {f"question-{yes.pk}": Word.YES, f"question-{no.pk}": Word.NO}
    page = signed_in(odile).post(PAGE, {"numero": number_of(marcelle), **answers}, follow=True)
    assert page.content.decode().count("Karim est prévenu.") == 2
    assert heard == [("try", "yes", odile), ("try", "no", odile)]
    for question, answer in ((yes, "yes"), (no, "no"), (left, "")):
        question.refresh_from_db()
        assert question.answer == answer
    assert (yes.came_by, yes.answered_at) == (Channel.LETTER, MONDAY)


def test_a_coupon_sent_twice_answers_once(signed_in, odile, marcelle, heard):
    question = ask(marcelle)
    client, sent = signed_in(odile), {"numero": number_of(marcelle), f"question-{question.pk}": "yes"}
    client.post(PAGE, sent)
    refused = client.post(PAGE, sent)
    assert "peut-être déjà notée" in refused.content.decode()
    assert len(heard) == 1


def test_nothing_ticked_or_a_word_that_is_none(signed_in, odile, marcelle, heard):
    question = ask(marcelle)
    client = signed_in(odile)
    empty = client.post(PAGE, {"numero": number_of(marcelle)}).content.decode()
    assert "Cochez au moins une réponse" in empty
    wrong = client.post(PAGE, {"numero": number_of(marcelle), f"question-{question.pk}": "peut-être"})
    assert "Choisissez oui, non ou rappelez-moi." in wrong.content.decode()
    assert heard == []


@pytest.mark.parametrize("typed", ["", "12", "9" * 50, "<b>"])
def test_a_number_that_is_none_gets_a_sentence(signed_in, odile, marcelle, typed):
    ask(marcelle)
    for answer in (
        signed_in(odile).get(PAGE, {"numero": typed}),
        signed_in(odile).post(PAGE, {"numero": typed}),
    ):
        assert answer.status_code == 200
        assert "il reste" in answer.content.decode().lower()


def test_the_coupon_of_another_territory_is_not_found(signed_in, mme_roux, marcelle, heard):
    question = ask(marcelle)
    sent = {"numero": number_of(marcelle), f"question-{question.pk}": "yes"}
    assert "Marcelle" not in signed_in(mme_roux).post(PAGE, sent).content.decode()
    assert heard == []


def test_an_inhabitant_meets_no_such_page(signed_in, marcelle):
    assert signed_in(marcelle).get(PAGE).status_code == 404
    assert signed_in(open_account("Zoé", "Petit", "Songeons")).post(PAGE, {}).status_code == 404
