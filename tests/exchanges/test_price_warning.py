"""A price has no place in a free exchange: it is met with a sentence, and never with a wall."""

from dataclasses import replace

import pytest
from django.urls import reverse

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.models import Agreement, Exchange, Message
from tests.exchanges.conftest import MOWING, agreed, asked, opened
from tests.page import words

PRICED = "Merci, et 10 € de l’heure pour vous."
WARNING = "En entraide, rien ne se paie"


def text_of(response) -> str:
    return words(response.content.decode())


def write(client, exchange: Exchange, body: str, **more):
    return client.post(
        reverse("exchanges:messages", args=[exchange.public_id]), {"body": body, **more}, follow=True
    )


def hidden(response) -> dict[str, str]:
    inputs = [field for field in response.page.all("input") if field["type"] == "hidden"]
    return {field["name"]: field["value"] for field in inputs if field["name"] == "told_of_price"}


def test_a_price_is_warned_of_and_one_more_press_sends_it(signed_in, need, karim, lea):
    exchange = agreed(need, karim)
    client = signed_in(lea)
    warned = write(client, exchange, PRICED)
    assert WARNING in text_of(warned)
    assert PRICED in text_of(warned)
    assert (Message.objects.count(), hidden(warned)) == (0, {"told_of_price": "1"})
    sent = write(client, exchange, PRICED, **hidden(warned))
    assert WARNING not in text_of(sent)
    assert [message.body for message in Message.objects.all()] == [PRICED]


def test_who_was_warned_and_changed_their_words_is_let_through(signed_in, need, karim, lea):
    exchange = agreed(need, karim)
    client = signed_in(lea)
    write(client, exchange, "", told_of_price="1")
    write(client, exchange, "Merci, à samedi.")
    assert [message.body for message in Message.objects.all()] == ["Merci, à samedi."]


def test_contact_details_are_still_refused_whoever_was_warned(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    page = write(signed_in(lea), exchange, "10 € de l’heure, appelez le 06 12 34 56 17", told_of_price="1")
    assert "Votre message contient un numéro de téléphone." in text_of(page)
    assert Message.objects.count() == 0


def test_a_declared_job_may_speak_of_its_wage(signed_in, need, karim, lea):
    exchange = agreed(need, karim, replace(MOWING, mode=Mode.CESU))
    write(signed_in(lea), exchange, PRICED)
    assert [message.body for message in Message.objects.all()] == [PRICED]


@pytest.mark.parametrize(("mode", "is_warned"), [(Mode.FREE, True), (Mode.CESU, False)])
def test_the_word_of_an_answer_is_read_too(client, need, karim, mode, is_warned):
    suggestion = asked(need, karim)
    answer = {
        "answer": "yes",
        "mode": mode.value,
        "day": "2026-11-28",
        "hour": "09:00",
        "hours": "2",
        "words": "Je prends 10 € de l’heure",
    }
    address = reverse("exchanges:answer", args=[suggestion.token])
    page = client.post(address, answer, follow=True)
    assert (WARNING in text_of(page), Exchange.objects.count()) == (is_warned, 1 - is_warned)
    if is_warned:
        client.post(address, {**answer, **hidden(page)})
        assert Exchange.objects.count() == 1


def test_the_word_of_another_moment_is_read_too(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    moment = {
        "mode": "1",
        "day": "2026-11-28",
        "hour": "14:00",
        "hours": "1.5",
        "words": "Un billet pour vous",
    }
    address = reverse("exchanges:other_moment", args=[exchange.public_id])
    page = signed_in(lea).post(address, moment)
    assert (WARNING in text_of(page), Agreement.objects.count()) == (True, 1)
    signed_in(lea).post(address, {**moment, **hidden(page)})
    assert Agreement.objects.count() == 2
