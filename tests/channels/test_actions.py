import contextlib
import email
import email.policy
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from campagnon.channels.actions import Ask, Letter, Round, deliver_due, pose, tell, withdraw_question, write
from campagnon.channels.actions.delivering import LEASE, wait_after
from campagnon.channels.models import Channel, Delivery, Question, Word
from campagnon.people.actions import close_account

LETTER = Letter(
    subject="Karim peut samedi",
    lines=["Il vient à 14 h 30.", "Est-ce que cela vous va ?"],
    action_url="/echanges/abc/",
    action_label="Répondre",
    sms="Campagnon : Karim peut samedi à 14 h 30.",
)


def write_one(key: str = "one", **fields) -> Delivery:
    write(Channel.EMAIL, "lea@exemple.fr", text="Bonjour", subject="Bonjour", key=key, **fields)
    return Delivery.objects.get(key=key)


def test_tell_writes_an_email_that_links_to_our_own_address(lea, settings):
    settings.BASE_URL = "https://campagnon.exemple"
    tell(lea, LETTER, key="karim-can")
    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.to, delivery.person) == (Channel.EMAIL, "lea.delattre@exemple.fr", lea)
    assert delivery.subject == "Karim peut samedi"
    assert "https://campagnon.exemple/echanges/abc/" in delivery.text
    assert 'href="https://campagnon.exemple/echanges/abc/"' in delivery.html
    assert (delivery.sent_at, delivery.tries) == (None, 0)


def test_tell_writes_an_sms_to_who_prefers_one(karim):
    tell(karim, LETTER, key="karim-can")
    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.to) == (Channel.SMS, "+33639981217")
    assert delivery.text == "Campagnon : Karim peut samedi à 14 h 30."


def test_tell_writes_a_letter_without_short_form_by_email(karim):
    tell(karim, Letter(subject="Long", lines=["Une longue histoire."]), key="long")
    assert Delivery.objects.get().channel == Channel.EMAIL


def test_tell_writes_an_sms_to_who_has_nothing_else(karim):
    karim.email = None
    tell(karim, Letter(subject="Une nouvelle", lines=["Lisez."], action_url="/mon-espace/"), key="news")
    delivery = Delivery.objects.get()
    assert delivery.channel == Channel.SMS
    assert delivery.text.startswith("Campagnon : Une nouvelle http")


def test_tell_leaves_a_landline_to_the_telephone_and_says_so(marcelle):
    tell(marcelle, LETTER, key="marcelle")
    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.to) == (Channel.CALL, marcelle.call_phone)
    assert (delivery.subject, delivery.text) == ("Karim peut samedi", "\n".join(LETTER.lines))
    assert deliver_due() == Round()
    assert Delivery.objects.waiting().get() == delivery


def test_beyond_a_dozen_sms_a_day_another_way_is_found(karim, monday):
    for number in range(14):
        tell(karim, LETTER, key=f"news-{number}")
    ways = list(Delivery.objects.order_by("pk").values_list("channel", flat=True))
    assert ways == [Channel.SMS] * 12 + [Channel.EMAIL] * 2
    karim.email = None
    karim.save()
    tell(karim, LETTER, key="one-too-many")
    delivery = Delivery.objects.get(key="one-too-many")
    assert (delivery.channel, delivery.to, delivery.sent_at) == (Channel.CALL, karim.phone, None)
    monday.shift(timedelta(days=1))
    tell(karim, LETTER, key="tomorrow")
    assert Delivery.objects.get(key="tomorrow").channel == Channel.SMS


def test_what_was_said_already_is_not_counted_again(karim):
    for _time in range(20):
        tell(karim, LETTER, key="same")
    tell(karim, LETTER, key="other")
    assert list(Delivery.objects.values_list("channel", flat=True)) == [Channel.SMS] * 2


def test_tell_leaves_to_the_post_who_prefers_paper(lea):
    lea.prefers = Channel.LETTER
    tell(lea, LETTER, key="paper")
    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.to, delivery.sent_at) == (Channel.LETTER, "", None)


def test_a_question_is_kept_until_it_is_answered(karim, monday):
    ask = Ask("help", "token", "Pouvez-vous tondre samedi ?", timezone.now() + timedelta(days=2))
    tell(karim, replace(LETTER, ask=ask), key="first")
    tell(karim, replace(LETTER, ask=replace(ask, target="other")), key="second")
    first, second = Question.objects.order_by("pk")
    assert (first.code, second.code) == ("A", "B")
    assert Delivery.objects.get(key="first").question == first
    assert list(Question.objects.open(timezone.now())) == [first, second]
    withdraw_question("help", "other", now=timezone.now())
    assert list(Question.objects.open(timezone.now())) == [first]
    monday.shift(timedelta(days=2))
    assert list(Question.objects.open(timezone.now())) == []


def test_a_question_asked_again_waits_again(karim, monday):
    ask = Ask("help", "token", "Pouvez-vous tondre samedi ?", timezone.now() + timedelta(days=2))
    question = pose(karim, ask)
    Question.objects.update(answered_at=timezone.now(), answer=Word.NO, came_by=Channel.SMS)
    assert pose(karim, ask) == question
    assert list(Question.objects.open(timezone.now())) == [question]


def test_what_is_undone_was_never_said(lea, letterbox):
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        tell(lea, LETTER, key="karim-can")
        assert Delivery.objects.count() == 1
        raise ZeroDivisionError
    assert (deliver_due(), Delivery.objects.count(), letterbox.letters) == (Round(), 0, [])


def test_tell_says_a_thing_once(lea):
    tell(lea, LETTER, key="same")
    tell(lea, LETTER, key="same")
    assert Delivery.objects.count() == 1


def test_tell_writes_nothing_to_a_closed_account(lea):
    close_account(lea, by=lea)
    lea.refresh_from_db()
    tell(lea, LETTER, key="too-late")
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize(
    "hostile", ["Bonjour\nBcc: tous@exemple.fr", "Bonjour\r\n\r\nUn corps", "Bonjour\x0bBcc: x"]
)
def test_tell_lets_no_second_header_in(lea, letterbox, hostile):
    tell(lea, Letter(subject=hostile, lines=["Bonjour"]), key="hostile")
    assert deliver_due() == Round(sent=1)
    message = email.message_from_bytes(letterbox.letters[0]["body"], policy=email.policy.default)
    assert message["Bcc"] is None
    assert message["Subject"] == " ".join(hostile.split())


def test_tell_escapes_what_people_wrote(lea):
    tell(lea, Letter(subject="<b>x</b>", lines=["<script>alert(1)</script>"]), key="script")
    delivery = Delivery.objects.get()
    assert "<script>" not in delivery.html
    assert "&lt;script&gt;" in delivery.html
    assert "<script>alert(1)</script>" in delivery.text


def test_write_in_the_demo_lets_nothing_leave(db, settings, letterbox):
    settings.DEMO = True
    delivery = write_one()
    assert delivery.sent_at is not None
    assert deliver_due() == Round()
    assert letterbox.letters == []


def test_deliver_due_sends_what_waits_once(db, letterbox):
    write_one()
    assert deliver_due() == Round(sent=1)
    assert deliver_due() == Round()
    assert len(letterbox.letters) == 1
    delivery = Delivery.objects.get()
    assert (delivery.next_try_at, delivery.tries, delivery.trouble) == (None, 1, "")
    assert delivery.sent_at is not None


def test_deliver_due_keeps_an_sms_without_gateway_and_says_why(karim, settings):
    settings.SMS_GATEWAY_URL = ""
    tell(karim, LETTER, key="karim")
    assert deliver_due() == Round(postponed=1)
    delivery = Delivery.objects.get()
    assert delivery.trouble == "Aucune passerelle de SMS n’est réglée."
    assert (delivery.sent_at, delivery.given_up_at) == (None, None)
    assert delivery.next_try_at > timezone.now()


def test_deliver_due_tries_again_later_and_gets_through(db, letterbox):
    write_one()
    letterbox.refusal = "451 greylisted"
    now = timezone.now()
    assert deliver_due(now=now) == Round(postponed=1)
    letterbox.refusal = ""
    assert deliver_due(now=now + timedelta(seconds=59)) == Round()
    assert deliver_due(now=now + timedelta(seconds=60)) == Round(sent=1)
    assert Delivery.objects.get().tries == 2


def test_deliver_due_gives_up_at_once_when_nobody_lives_there(db, letterbox):
    write_one()
    letterbox.refusal = "550 no such user"
    assert deliver_due() == Round(given_up=1)
    delivery = Delivery.objects.get()
    assert delivery.given_up_at is not None
    assert "550 no such user" in delivery.trouble


def test_deliver_due_gives_up_after_three_days(db, settings):
    settings.EMAIL_HOST = ""
    delivery = write_one()
    now, tries = delivery.written_at, 0
    while Delivery.objects.waiting().exists():
        deliver_due(now=now)
        tries += 1
        now += timedelta(hours=6)
    delivery.refresh_from_db()
    assert delivery.given_up_at - delivery.written_at == timedelta(days=3)
    assert tries == 13
    assert delivery.trouble == "Aucun serveur d’e-mail n’est réglé."


def test_wait_after_doubles_from_a_minute_to_six_hours():
    minutes = [wait_after(tries).total_seconds() / 60 for tries in (1, 2, 3, 8, 9, 10, 60)]
    assert minutes == [1, 2, 4, 128, 256, 360, 360]


def test_deliver_due_takes_back_what_a_dead_worker_held(db, letterbox):
    """A worker that died after taking a message leaves it leased, neither sent nor given up."""
    write_one()
    now = timezone.now()
    Delivery.objects.update(next_try_at=now + LEASE, tries=1)
    assert deliver_due(now=now + LEASE - timedelta(seconds=1)) == Round()
    assert deliver_due(now=now + LEASE) == Round(sent=1)
    assert len(letterbox.letters) == 1


def test_deliver_due_sends_no_more_than_its_limit(db, letterbox):
    for number in range(25):
        write_one(key=f"letter-{number}")
    assert deliver_due(limit=22) == Round(sent=22)
    assert deliver_due() == Round(sent=3)


def test_deliver_due_by_many_workers_sends_each_once(transactional_db, letterbox):
    for number in range(30):
        write_one(key=f"letter-{number}")

    def work(_) -> int:
        try:
            return deliver_due().sent
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(work, range(4)))
    assert sum(sent) == 30
    assert len(letterbox.letters) == 30
    assert Delivery.objects.waiting().count() == 0


def test_deliver_says_what_it_did(db, letterbox, capsys):
    write_one()
    call_command("deliver")
    assert capsys.readouterr().out == "1 partis, 0 remis à plus tard, 0 abandonnés.\n"
