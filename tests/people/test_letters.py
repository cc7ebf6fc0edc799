"""What we write to somebody: chosen from an account, or from the foot of a message without signing in."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client

from campagnon.channels.models import Channel, Mute
from campagnon.channels.topics import ALL, Topic
from campagnon.channels.unsubscribing import unsubscribe_link
from campagnon.journal.models import Entry
from campagnon.people.actions import choose_topics, close_account
from campagnon.people.reaching import ways_to_reach
from tests.cast import open_account

PAGE = "/mon-compte/courriers/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def way_out(person, topic: Topic = Topic.DIGEST) -> str:
    return urlsplit(unsubscribe_link(person, topic)).path


def muted(person) -> list[str]:
    return sorted(Mute.objects.filter(person=person).values_list("topic", flat=True))


def test_all_is_heard_at_first_and_each_topic_has_its_box(signed_in, lea):
    page = signed_in(lea).get(PAGE).page
    boxes = {
        box["value"]: "checked" in box.attributes for box in page.all("input") if box["name"] == "topics"
    }
    assert boxes == dict.fromkeys(Topic.values, True)


def test_an_unticked_box_is_silence_and_a_ticked_one_brings_it_back(signed_in, lea, nadia):
    client = signed_in(lea)
    kept = [topic for topic in Topic.values if topic not in {"digest", "nudge"}]
    assert client.post(PAGE, {"topics": kept})["Location"] == "/mon-compte/"
    assert muted(lea) == ["digest", "nudge"]
    client.post(PAGE, {"topics": [*kept, "digest"]})
    assert (muted(lea), muted(nadia)) == (["nudge"], [])
    entry = Entry.objects.filter(verb="people.topics_chosen").order_by("pk").last()
    assert (entry.by, entry.target_id, entry.note) == (lea, lea.pk, "nudge")


def test_a_topic_that_is_none_changes_nothing(signed_in, lea):
    response = signed_in(lea).post(PAGE, {"topics": ["ask", "codes"]})
    assert response.status_code == 200
    assert response.content.decode().count("Choisissez dans la liste.") >= 1
    assert muted(lea) == []


def test_one_click_of_a_mailbox_mutes_its_topic_without_cookie_or_form_of_ours(lea):
    mailbox = Client(enforce_csrf_checks=True)
    answers = [mailbox.post(way_out(lea), ONE_CLICK) for _ in range(2)]
    assert [(answer.status_code, answer.cookies.output()) for answer in answers] == [(200, "")] * 2
    assert muted(lea) == ["digest"]
    assert Entry.objects.filter(verb="people.muted", by=lea).count() == 1


def test_a_form_of_somebody_else_s_site_changes_nothing(lea):
    forger = Client(enforce_csrf_checks=True)
    assert forger.post(way_out(lea), {"reprise": "digest"}).status_code == 403
    assert forger.post(way_out(lea), {"arret": "digest"}).status_code == 403
    assert muted(lea) == []


def test_a_scanner_that_opens_the_link_changes_nothing(client, lea):
    before = Entry.objects.count()
    for ask in (client.get, client.head, client.get):
        assert ask(way_out(lea)).status_code == 200
    assert (muted(lea), Entry.objects.count()) == ([], before)


def test_the_page_has_a_button_a_topic_and_lets_one_come_back(client, lea, settings):
    page = client.get(way_out(lea))
    buttons = [(b["name"], b["value"]) for b in page.page.all("button")]
    assert buttons == [("arret", "digest")] + [("arret", t) for t in Topic.values if t != "digest"]
    assert [said for said in (lea.email, "Léa", "Delattre") if said in page.content.decode()] == []
    assert client.post(way_out(lea), {"arret": "nudge"})["Location"] == way_out(lea)
    client.post(way_out(lea), {"arret": "ask"})
    assert muted(lea) == ["ask", "nudge"]
    client.post(way_out(lea), {"reprise": "nudge"})
    assert muted(lea) == ["ask"]
    client.post(way_out(lea), {"reprise": "codes"})
    assert muted(lea) == ["ask"]


def test_coming_back_to_one_topic_keeps_the_silence_on_the_others(client, lea):
    Mute.objects.create(person=lea, topic=ALL)
    client.post(way_out(lea), {"reprise": "digest"})
    assert muted(lea) == sorted(set(Topic.values) - {"digest"})


@pytest.mark.parametrize("token", ["x", "WyJhIiwiYXNrIl0:forged", "a" * 500])
def test_a_link_that_is_not_ours_opens_nothing(client, db, token):
    address = f"/desabonnement/{token}/"
    assert [client.get(address).status_code, client.post(address, ONE_CLICK).status_code] == [404, 404]


def test_a_closed_account_is_written_to_no_more_and_has_no_page(client, lea):
    address = way_out(lea)
    close_account(lea, by=lea)
    assert client.get(address).status_code == 404


def test_only_what_is_possible_is_offered(odile, marcelle, karim, lea, mme_roux):
    far = open_account("Zoé", "Petit", "Beauvais", email="zoe@exemple.fr")
    assert ways_to_reach(marcelle) == [Channel.CALL, Channel.LETTER]
    assert ways_to_reach(karim) == [Channel.EMAIL, Channel.SMS, Channel.CALL, Channel.LETTER]
    assert ways_to_reach(lea) == [Channel.EMAIL, Channel.LETTER]
    # Where no agent serves, nobody calls and nobody posts.
    assert ways_to_reach(far) == [Channel.EMAIL]


def test_lea_asks_for_paper_and_cannot_ask_for_sms(signed_in, odile, lea):
    client = signed_in(lea)
    said = {"first_name": "Léa", "last_name": "Delattre", "commune": "Songeons"}
    refused = client.post("/mon-compte/modification/", {**said, "prefers": "sms"})
    assert "Choisissez comment vous prévenir." in refused.content.decode()
    client.post("/mon-compte/modification/", {**said, "prefers": "letter"})
    lea.refresh_from_db()
    assert lea.prefers == Channel.LETTER
    assert "par lettre" in client.get("/mon-compte/").content.decode()


def test_topics_chosen_while_they_are_being_chosen_are_kept_once(transactional_db, lea):
    is_chosen = Event()

    def choose_slowly() -> None:
        with transaction.atomic():
            choose_topics(lea, {Topic.ASK}, by=lea)
            is_chosen.set()
            sleep(0.3)
        connection.close()

    def choose_meanwhile() -> None:
        is_chosen.wait(5)
        choose_topics(lea, {Topic.ASK}, by=lea)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for choice in [pool.submit(choose_slowly), pool.submit(choose_meanwhile)]:
            choice.result()
    assert muted(lea) == sorted(set(Topic.values) - {"ask"})
    assert Entry.objects.filter(verb="people.topics_chosen").count() == 1
