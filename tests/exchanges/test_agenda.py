from dataclasses import replace

import pytest
from django.urls import reverse
from icalendar import Calendar

from campagnon.exchanges.access import sign_visit
from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.visiting import cancel_visit
from campagnon.people.actions import close_account
from tests.exchanges.conftest import MOWING, NINE, agreed, at, need_mowing


def feed_of(client, person) -> Calendar:
    response = client.get(reverse("exchanges:agenda", args=[person.agenda_token]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def events_of(client, person) -> list[dict[str, str]]:
    names = ("summary", "location", "status", "sequence")
    return [{name: str(event[name]) for name in names} for event in feed_of(client, person).walk("VEVENT")]


def test_the_feed_of_each_says_when_where_and_with_whom(client, need, karim, lea):
    agreed(need, karim)
    event = {"location": "Gerberoy", "status": "CONFIRMED", "sequence": "0"}
    assert events_of(client, lea) == [{"summary": "Tondre la pelouse avec Karim", **event}]
    assert events_of(client, karim) == [{"summary": "Tondre la pelouse avec Léa", **event}]


def test_the_hours_are_those_of_paris_and_the_file_explains_them(client, need, karim, lea):
    agreed(need, karim)
    feed = feed_of(client, lea)
    event = feed.walk("VEVENT")[0]
    assert (event["dtstart"].dt, event["dtend"].dt) == (NINE, at(28, 11))
    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert [str(zone["tzid"]) for zone in feed.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_nothing_more_is_said_of_anybody(client, need, karim, lea):
    agreed(need, karim)
    text = client.get(reverse("exchanges:agenda", args=[lea.agenda_token])).content.decode()
    secrets = (karim.last_name, karim.email, karim.phone, lea.last_name, lea.email, need.words[:30])
    assert [secret for secret in secrets if secret in text] == []


def test_a_moved_or_cancelled_visit_keeps_its_name_and_says_so(client, need, karim, lea):
    visit = agreed(need, karim).visits.get()
    before = str(feed_of(client, lea).walk("VEVENT")[0]["uid"])
    moved = propose_moment(visit.exchange, replace(MOWING, starts_at=at(29, 9)), by=karim, moves=visit)
    accept_agreement(moved, by=lea)
    cancel_visit(visit, by=lea)
    (event,) = feed_of(client, lea).walk("VEVENT")
    assert (str(event["uid"]), str(event["status"]), event["sequence"]) == (before, "CANCELLED", 2)
    assert event["dtstart"].dt == at(29, 9)


@pytest.mark.parametrize("weeks", [1, 3])
def test_the_feed_asks_the_database_twice_whatever_its_length(
    client, need, karim, lea, weeks, django_assert_num_queries
):
    for _week in range(weeks):
        agreed(need_mowing(lea), karim)
    with django_assert_num_queries(2):
        assert len(events_of(client, lea)) == weeks


def test_one_visit_is_downloaded_by_its_own_link(client, need, karim, lea):
    visit = agreed(need, karim).visits.get()
    address = reverse("exchanges:visit_ics", args=[sign_visit(visit, lea)])
    assert len(Calendar.from_ical(client.get(address).content).walk("VEVENT")) == 1
    assert client.get(address.replace("agenda.ics", "x/agenda.ics")).status_code == 404


def test_a_feed_that_nobody_owns_does_not_exist(client, need, karim):
    assert client.get(reverse("exchanges:agenda", args=["x" * 32])).status_code == 404
    token = karim.agenda_token
    close_account(karim, by=karim)
    assert client.get(reverse("exchanges:agenda", args=[token])).status_code == 404
