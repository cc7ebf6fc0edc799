"""What waits today: each kind counted, listed, and settled by one clear act."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from campagnon.channels.models import Channel, Delivery, InboundMessage, Question
from campagnon.channels.signals import answered
from campagnon.desk.actions.saying import hand_over, mark_said, take_word, try_again
from campagnon.desk.deeds import deeds_of
from campagnon.desk.envelopes import envelopes_of
from campagnon.desk.models import CallBack
from campagnon.desk.waiting import counts
from campagnon.exchanges.actions.writing import send_message
from campagnon.journal.models import Entry
from campagnon.matching.actions.laddering import advance_needs
from campagnon.matching.models import Suggestion
from campagnon.notices.models import CloseReason, Need
from campagnon.people.actions.appointing import appoint_agent
from campagnon.people.actions.mandating import give_mandate
from campagnon.people.models import Mandate, User, Vouch
from campagnon.territories.models import Territory
from tests.cast import open_account
from tests.desk.conftest import TODAY, shown
from tests.exchanges.conftest import agreed, need_mowing, offer_mowing, opened
from tests.reference import PORTES_DE_SOLOGNE

pytestmark = pytest.mark.django_db

LIST = "/guichet/territoires/picardie-verte/"


def waiting(here) -> dict[str, int]:
    return {kind.slug: count for kind, count in counts(here, now=timezone.now()) if count}


def to_say(person: User, key: str = "x", **more) -> Delivery:
    fields = {
        "channel": Channel.CALL,
        "to": person.number,
        "subject": "Karim propose samedi",
        "text": "Samedi 28 novembre, 9 h",
        "next_try_at": None,
        **more,
    }
    return Delivery.objects.create(person=person, key=key, **fields)


def question_to(person: User) -> Question:
    expires_at = timezone.now() + timedelta(days=2)
    return Question.objects.create(
        person=person, purpose="test", target="1", words="Samedi, cela va ?", code="A", expires_at=expires_at
    )


@pytest.fixture
def met(here, marcelle, odile) -> None:
    """Marcelle has been met, so that she is not one of those to meet."""
    until = TODAY + timedelta(days=700)
    Vouch.objects.create(
        person=marcelle, territory=here, commune=marcelle.commune, met_on=TODAY, until=until, by=odile
    )


def test_nothing_waits_and_the_pages_say_so(counter, here, met):
    assert waiting(here) == {}
    for kind in ("besoins", "rappels", "a-dire", "rencontres", "mandats", "bloques", "recus"):
        assert "Rien n’attend ici." in shown(counter.get(f"{LIST}{kind}/"))


def test_one_of_each_is_counted(here, marcelle, odile, met, monday):
    to_say(marcelle)
    to_say(marcelle, "letter", channel=Channel.LETTER)
    to_say(marcelle, "given up", channel=Channel.EMAIL, given_up_at=timezone.now())
    to_say(marcelle, "tried", channel=Channel.SMS, tries=3, trouble="Passerelle de SMS : 503")
    to_say(marcelle, "tried once", channel=Channel.SMS, tries=1)
    to_say(marcelle, "said", sent_at=timezone.now())
    CallBack.objects.create(person=marcelle, territory=here, on=TODAY)
    CallBack.objects.create(person=marcelle, territory=here, on=TODAY + timedelta(days=1))
    give_mandate(marcelle, here, until=TODAY + timedelta(days=300), by=odile)
    InboundMessage.objects.create(
        channel=Channel.SMS,
        sender="+33639980001",
        text="?",
        external_id="1",
        handed_to_desk_at=timezone.now(),
        reason="Illisible",
    )
    assert waiting(here) == {
        "rappels": 1,
        "a-dire": 1,
        "a-poster": 1,
        "mandats": 1,
        "bloques": 2,
        "recus": 1,
    }


@pytest.mark.parametrize(
    "until, signed, is_asked_about",
    [(20, True, True), (31, True, True), (32, True, False), (60, True, False), (60, False, True)],
)
def test_mandates_that_end_soon_or_wait_for_a_signature(
    here, marcelle, odile, met, until, signed, is_asked_about
):
    day = TODAY + timedelta(days=until)
    give_mandate(marcelle, here, until=day, by=odile, signed_on=TODAY if signed else None)
    assert waiting(here) == ({"mandats": 1} if is_asked_about else {})


@pytest.mark.parametrize("days, is_asked_about", [(31, True), (32, False)])
def test_a_mandate_that_has_just_ended_is_still_asked_about(
    here, marcelle, odile, met, monday, days, is_asked_about
):
    give_mandate(marcelle, here, until=TODAY, by=odile, signed_on=TODAY)
    monday.shift(timedelta(days=days))
    assert waiting(here) == ({"mandats": 1} if is_asked_about else {})


def test_a_mandate_taken_back_is_not_asked_about(here, marcelle, odile, met):
    give_mandate(marcelle, here, until=TODAY, by=odile)
    Mandate.objects.update(revoked_at=timezone.now())
    assert waiting(here) == {}


def test_a_need_at_48_h_until_somebody_says_yes(counter, here, lea, karim, monday):
    offer_mowing(karim)
    need = need_mowing(lea)
    assert "besoins" not in waiting(here)
    monday.shift(49 * 3600)
    advance_needs(now=timezone.now())
    assert waiting(here)["besoins"] == 1
    counter.enter(here.agents.get().user)
    assert "Tondre la pelouse" in shown(counter.get(f"{LIST}besoins/"))
    opened(need, karim)
    assert "besoins" not in waiting(here)


def test_who_was_asked_may_be_called_unless_they_live_elsewhere(counter, here, lea, karim, mme_roux):
    offer_mowing(karim)
    need = need_mowing(lea)
    offer = offer_mowing(mme_roux)
    User.objects.filter(pk=mme_roux.pk).update(call_phone="+33261910001")
    Suggestion.objects.create(need=need, offer=offer, helper=mme_roux, minutes=59)
    page = shown(counter.get(f"/guichet/besoins/{need.public_id}/"))
    assert "06 39 98 12 17" in page
    assert "Hélène" in page
    assert "Roux" not in page
    assert "02 61 91 00 01" not in page


def test_who_asks_here_and_lives_elsewhere_keeps_their_surname(counter, here, marcelle, mme_roux):
    Need.objects.filter(pk=(need := need_mowing(marcelle)).pk).update(author=mme_roux)
    page = counter.get(f"/guichet/besoins/{need.public_id}/")
    assert ("Hélène" in shown(page), "Roux" in shown(page), "Appeler" in shown(page)) == (True, False, False)
    Need.objects.update(author=marcelle)
    page = shown(counter.get(f"/guichet/besoins/{need.public_id}/"))
    assert ("Marcelle Delattre" in page, "Appeler Marcelle" in page) == (True, True)


def test_three_more_are_asked(counter, here, lea, odile):
    need = need_mowing(lea)
    Need.objects.update(desk_told_at=timezone.now())
    for number in range(4):
        offer_mowing(open_account("Aline", f"Petit{'abcd'[number]}", "Songeons"))
    Suggestion.objects.all().delete()
    answer = counter.post(f"/guichet/besoins/{need.public_id}/redemande/", {})
    assert need.suggestions.count() == 3
    assert "3 personnes de plus sont prévenues." in shown(counter.get(answer["Location"]))
    assert Entry.objects.get(verb="desk.asked_more").by == odile


def test_a_need_is_closed_as_its_author_says_under_a_mandate(counter, here, marcelle, odile):
    need = need_mowing(marcelle)
    close = f"/guichet/besoins/{need.public_id}/fermeture/"
    counter.post(close, {"reason": "elsewhere"})
    need.refresh_from_db()
    assert need.is_open
    give_mandate(marcelle, here, until=TODAY + timedelta(days=20), by=odile)
    counter.post(close, {"reason": "helped-by-the-moon"})
    counter.post(close, {"reason": "elsewhere"})
    need.refresh_from_db()
    assert (need.close_reason, need.closed_by) == (CloseReason.ELSEWHERE, marcelle)
    line = Entry.objects.get(verb="need.closed")
    assert (line.by, line.on_behalf_of) == (odile, marcelle)


def test_said_on_the_telephone(counter, here, marcelle, odile):
    one = to_say(marcelle)
    page = shown(counter.get(f"{LIST}a-dire/"))
    assert "Samedi 28 novembre, 9 h" in page
    assert "03 53 01 44 10" in page
    for _twice in range(2):
        counter.post(f"/guichet/envois/{one.pk}/dit/", {})
    one.refresh_from_db()
    assert one.sent_at == timezone.now()
    assert [line.by for line in Entry.objects.filter(verb="desk.said")] == [odile]
    deed = deeds_of(marcelle)[0]
    assert (deed.what, deed.about, deed.why) == ("vous a dit au téléphone", "Karim propose samedi", "")


@pytest.mark.parametrize("word, kept", [("yes", "yes"), ("no", "no"), ("call", "call"), ("maybe", "")])
def test_one_click_answers(counter, here, marcelle, odile, word, kept):
    one = to_say(marcelle, question=question_to(marcelle))
    heard = []

    def hear(question, by, now, **kwargs) -> str:
        heard.append((question.answer, by))
        return "Karim vient samedi."

    answered.connect(hear)
    try:
        answer = counter.post(f"/guichet/envois/{one.pk}/reponse/", {"word": word})
    finally:
        answered.disconnect(hear)
    one.refresh_from_db()
    assert (one.question.answer, one.sent_at is not None) == (kept, bool(kept))
    assert heard == ([(word, odile)] if word in {"yes", "no"} else [])
    if heard:
        assert "Karim vient samedi." in shown(counter.get(answer["Location"]))


def test_call_me_is_a_call_back_on_the_next_working_day(counter, here, marcelle):
    one = to_say(marcelle, question=question_to(marcelle))
    counter.post(f"/guichet/envois/{one.pk}/reponse/", {"word": "call"})
    [back] = CallBack.objects.all()
    assert (back.person, back.on, back.about) == (marcelle, date(2026, 11, 24), "Samedi, cela va ?")


def test_nobody_answered_so_it_comes_back_on_the_next_working_day_once(counter, here, met, marcelle, monday):
    one = to_say(marcelle)
    for _twice in range(2):
        counter.post(f"/guichet/envois/{one.pk}/absence/", {})
    one.refresh_from_db()
    assert (one.sent_at, waiting(here)) == (None, {})
    assert CallBack.objects.get().on == date(2026, 11, 24)
    monday.shift(4 * 86400)  # Friday
    assert waiting(here) == {"a-dire": 1}
    counter.enter(here.agents.get().user)
    counter.post(f"/guichet/envois/{one.pk}/absence/", {})
    assert (CallBack.objects.get().on, waiting(here)) == (date(2026, 11, 30), {})
    monday.shift(3 * 86400)
    counter.enter(here.agents.get().user)
    counter.post(f"/guichet/envois/{one.pk}/dit/", {})
    assert (CallBack.objects.get().done_at, waiting(here)) == (timezone.now(), {})


def test_a_neighbours_words_are_read_to_whoever_agreed_to_it(counter, here, marcelle, karim, odile):
    """Nobody at the counter reads a private message, unless the person it is for said so."""
    offer_mowing(karim)
    exchange = agreed(need_mowing(marcelle), karim)
    send_message(exchange, "Canari, je viens à mobylette", by=karim)
    assert "a-dire" in waiting(here)
    assert "Canari" not in shown(counter.get(f"{LIST}a-dire/"))
    give_mandate(marcelle, here, until=TODAY + timedelta(days=20), by=odile)
    assert "Canari" in shown(counter.get(f"{LIST}a-dire/"))


def test_a_word_added_to_a_proposal_is_read_to_whoever_agreed_to_it(counter, here, marcelle, odile):
    to_say(marcelle, "proposed-1-x", text="Karim peut venir.\nSon mot : « La clé est sous le pot »")
    page = shown(counter.get(f"{LIST}a-dire/"))
    assert "Karim peut venir." in page and "sous le pot" not in page
    give_mandate(marcelle, here, until=TODAY + timedelta(days=200), by=odile, signed_on=TODAY)
    assert "sous le pot" in shown(counter.get(f"{LIST}a-dire/"))


def test_what_is_withheld_is_neither_said_nor_answered(counter, here, marcelle, odile):
    held_back = to_say(marcelle, "message-1", question=question_to(marcelle))
    for act, typed in (("dit", {}), ("reponse", {"word": "yes"})):
        answer = counter.post(f"/guichet/envois/{held_back.pk}/{act}/", typed)
        assert "notez-le d’abord" in shown(counter.get(answer["Location"]))
    held_back.refresh_from_db()
    assert (held_back.sent_at, held_back.question.answer) == (None, "")
    with pytest.raises(PermissionDenied):
        take_word(held_back, "yes", by=odile)
    give_mandate(marcelle, here, until=TODAY + timedelta(days=20), by=odile)
    counter.post(f"/guichet/envois/{held_back.pk}/dit/", {})
    held_back.refresh_from_db()
    assert held_back.sent_at == timezone.now()


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS, Channel.LETTER])
def test_only_calls_are_said_and_only_what_is_stuck_is_taken_over(counter, here, marcelle, odile, channel):
    one = to_say(marcelle, channel=channel, next_try_at=timezone.now())
    for act in ("dit", "absence", "de-vive-voix"):
        assert counter.post(f"/guichet/envois/{one.pk}/{act}/", {}).status_code == 404
    for act in (mark_said, partial(try_again, now=timezone.now()), hand_over):
        with pytest.raises(PermissionDenied):
            act(one, by=odile)
    one.refresh_from_db()
    assert (one.channel, one.sent_at, CallBack.objects.count()) == (channel, None, 0)


def test_a_mandate_to_the_former_town_hall_opens_no_neighbours_words(counter, here, marcelle, karim, odile):
    """She moved here; what she let another town hall do, she did not let this one do."""
    sologne = Territory.objects.get(pk=PORTES_DE_SOLOGNE)
    appoint_agent(odile, sologne)
    give_mandate(marcelle, sologne, until=TODAY + timedelta(days=20), by=odile)
    offer_mowing(karim)
    send_message(agreed(need_mowing(marcelle), karim), "Canari, je viens à mobylette", by=karim)
    assert "Canari" not in shown(counter.get(f"{LIST}a-dire/"))
    Delivery.objects.filter(channel=Channel.CALL).update(channel=Channel.LETTER)
    now = timezone.now()
    [envelope] = envelopes_of([here, sologne], until=now, now=now)
    assert (len(envelope.deliveries) > 0, "Canari" in str(envelope.news)) == (True, False)
    give_mandate(marcelle, here, until=TODAY + timedelta(days=20), by=odile)
    [envelope] = envelopes_of([here, sologne], until=now, now=now)
    assert "Canari" in str(envelope.news)


def test_what_no_network_carries_is_said_or_posted(counter, here, marcelle, nadia):
    stuck = to_say(marcelle, channel=Channel.EMAIL, given_up_at=timezone.now(), trouble="550")
    counter.post(f"/guichet/envois/{stuck.pk}/de-vive-voix/", {})
    stuck.refresh_from_db()
    assert (stuck.channel, stuck.to, stuck.given_up_at) == (Channel.CALL, "+33353014410", None)
    without = to_say(nadia, "y", channel=Channel.EMAIL, tries=4, trouble="503")
    counter.post(f"/guichet/envois/{without.pk}/de-vive-voix/", {})
    without.refresh_from_db()
    assert (without.channel, without.next_try_at) == (Channel.LETTER, None)


def test_a_promise_is_kept_once(counter, here, marcelle, odile):
    back = CallBack.objects.create(person=marcelle, territory=here, on=TODAY, about="Son bois")
    assert "Son bois" in shown(counter.get(f"{LIST}rappels/"))
    counter.post(f"/guichet/rappels/{back.pk}/fait/", {})
    back.refresh_from_db()
    assert (back.done_by, back.done_at) == (odile, timezone.now())
    assert counter.post(f"/guichet/rappels/{back.pk}/fait/", {}).status_code == 404


def test_those_to_meet_are_the_newest_first_agents_aside(counter, here, met, odile, karim, lea):
    assert waiting(here) == {"rencontres": 2}
    assert "Odile Mercier" not in shown(counter.get(f"{LIST}rencontres/"))


@pytest.mark.parametrize(
    "ends_in, taken_back, is_to_meet",
    [(700, False, False), (32, False, False), (31, False, True), (-1, False, True), (700, True, True)],
)
def test_who_was_met_long_ago_or_no_longer_vouched_for_is_met_again(
    counter, here, met, ends_in, taken_back, is_to_meet
):
    Vouch.objects.update(
        met_on=TODAY - timedelta(days=60),
        until=TODAY + timedelta(days=ends_in),
        revoked_at=timezone.now() if taken_back else None,
    )
    assert waiting(here) == ({"rencontres": 1} if is_to_meet else {})
    assert ("Marcelle" in shown(counter.get(f"{LIST}rencontres/"))) == is_to_meet


KINDS = {"besoins": 5, "a-dire": 6, "rappels": 5, "rencontres": 5}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_database_the_same_whatever_waits(
    counter, here, marcelle, kind, count, django_assert_num_queries
):
    for number in range(count):
        somebody = open_account("Aline", f"Petit{'abc'[number]}", "Songeons")
        to_say(somebody, f"{number}")
        CallBack.objects.create(person=somebody, territory=here, on=TODAY)
        need_mowing(somebody)
    Need.objects.update(desk_told_at=timezone.now())
    with django_assert_num_queries(KINDS[kind]):
        counter.get(f"{LIST}{kind}/")
