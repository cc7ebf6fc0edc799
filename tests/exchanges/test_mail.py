from dataclasses import replace

import pytest

from campagnon.channels.gsm7 import for_sms
from campagnon.channels.models import Channel, Delivery
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.thanking import say_thanks
from campagnon.exchanges.actions.visiting import cancel_visit
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.mail.letters import short
from campagnon.notices.actions.closing import close_need
from tests.exchanges.conftest import MOWING, agreed, at, opened
from tests.exchanges.test_advancing import advance_twice

LINK = "https://campagnon.picardie-verte.example/echanges/abcdefghijkl/"


@pytest.fixture
def everybody_by_sms(karim, lea) -> None:
    for person, number in ((karim, "+33639981217"), (lea, "+33612345618")):
        person.phone, person.prefers = number, Channel.SMS
        person.first_name = "Marie-Antoinette-Élisabeth"
        person.save()


def test_every_message_of_an_exchange_fits_one_sms(everybody_by_sms, need, karim, lea, monday):
    exchange = agreed(need, karim, replace(MOWING, words="À samedi"))
    send_message(exchange, "Bonjour " * 100, by=lea)
    advance_twice(monday, at(27, 18))
    advance_twice(monday, at(28, 13))
    say_thanks(exchange, by=lea, words="Merci " * 40, would_again=True)
    advance_twice(monday, at(30, 13))
    advance_twice(monday, at(1, 13, month=12))
    texts = list(
        Delivery.objects.filter(channel=Channel.SMS, key__contains="-").values_list("text", flat=True)
    )
    assert len(texts) >= 12
    assert [text for text in texts if len(text) > 160] == []


def test_a_long_sentence_is_shortened_before_its_link():
    said = short("Tondre la pelouse, tailler la haie et ramasser les feuilles mortes, " * 3, LINK)
    assert said.endswith(f"... {LINK}")
    assert len(for_sms(said)) <= 160
    assert short("À samedi.", LINK) == f"Campagnon\u00a0: À samedi. {LINK}"


def test_no_message_gives_contact_details_before_the_agreement(need, karim, lea):
    exchange = opened(need, karim)
    send_message(exchange, "Avez-vous une prise ?", by=karim)
    told = "\n".join(Delivery.objects.filter(person=lea).values_list("text", flat=True))
    assert [leak for leak in (karim.email, karim.last_name, "612345617", "06 12") if leak in told] == []


def test_the_message_of_the_agreement_gives_them(need, karim, lea):
    agreed(need, karim)
    told = Delivery.objects.filter(person=lea).latest("pk").text.replace("\u00a0", " ")
    assert karim.email in told and "06 39 98 12 17" in told and "agenda.ics" in told


def test_the_sms_of_the_agreement_gives_the_number(need, karim, lea):
    lea.phone = "+33612345618"
    lea.save()
    agreed(need, karim)
    text = Delivery.objects.get(person=karim, key__startswith="agreed-").text
    assert text.startswith("Campagnon : C'est entendu avec Léa (06 12 34 56 18) : samedi 28 novembre à 9 h")
    assert len(text) <= 160


def test_what_somebody_wrote_cannot_forge_a_heading(need, karim, lea):
    visit = agreed(need, karim).visits.get()
    cancel_visit(visit, by=karim, words="Désolé\r\nBcc: tous@exemple.fr")
    letter = Delivery.objects.filter(person=lea).latest("pk")
    assert "\n" not in letter.subject and "Bcc" not in letter.subject


@pytest.mark.parametrize(("hour", "leaves_at"), [(7, at(27, 22)), (14, at(28, 8))])
def test_a_visit_called_off_in_the_evening_is_said_at_night_only_if_it_was_for_dawn(
    need, karim, lea, monday, hour, leaves_at
):
    visit = agreed(need, karim, replace(MOWING, starts_at=at(28, hour))).visits.get()
    monday.move_to(at(27, 22))
    cancel_visit(visit, by=karim)
    assert Delivery.objects.filter(person=lea).latest("pk").next_try_at == leaves_at


@pytest.mark.parametrize(("hour", "leaves_at"), [(7, at(27, 22)), (14, at(28, 8))])
@pytest.mark.parametrize("end", ["declined", "closed"])
def test_so_is_an_exchange_that_ends(need, karim, lea, monday, hour, leaves_at, end):
    exchange = agreed(need, karim, replace(MOWING, starts_at=at(28, hour)))
    monday.move_to(at(27, 22))
    if end == "declined":
        decline_exchange(exchange, by=lea)
    else:
        close_need(need, reason="useless", by=lea)
    assert Delivery.objects.filter(person=karim).latest("pk").next_try_at == leaves_at
