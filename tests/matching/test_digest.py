"""The week near those who offer something: on Thursday morning, only when there is news, once."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.channels.budget import over_budget
from campagnon.channels.models import Channel, Delivery, Mute
from campagnon.channels.topics import Topic
from campagnon.matching.actions.digesting import write_digests, write_digests_weekly
from campagnon.matching.digest import news_of
from campagnon.notices.models import Need
from campagnon.people.models import User
from tests.cast import commune, open_account
from tests.conftest import MONDAY, PARIS
from tests.exchanges.conftest import asked, need_mowing, offer_mowing, opened

THURSDAY = datetime(2026, 11, 26, 9, 0, tzinfo=PARIS)
UNDATED = {"starts_on": None, "ends_on": None, "part_of_day": ""}


def digests() -> list[Delivery]:
    return list(Delivery.objects.filter(topic=Topic.DIGEST).order_by("pk"))


def need(author: User, slug: str = "menuiserie", where: str = "Gerberoy", **more) -> Need:
    service = Service.objects.get(slug=slug)
    return need_mowing(
        author, service=service, commune=commune(where), modes=service.modes, **{**UNDATED, **more}
    )


@pytest.fixture
def mower(monday, nadia) -> User:
    """Nadia mows within an hour of Feuquières."""
    offer_mowing(nadia)
    return nadia


def test_new_needs_that_one_was_not_asked_about(monday, mower, lea):
    joinery = need(lea)
    asked_about = need_mowing(lea, **UNDATED)
    assert asked(asked_about, mower)
    own = need(mower, where="Songeons")
    found = news_of([mower], now=MONDAY + timedelta(hours=1))[mower.pk]
    assert [one.pk for one, _minutes in found] == [joinery.pk]
    assert own.pk not in {one.pk for one, _minutes in found}


def test_old_taken_and_closed_needs_are_no_news(monday, mower, lea, karim):
    old = need(lea)
    Need.objects.filter(pk=old.pk).update(published_at=MONDAY - timedelta(days=8))
    offer_mowing(karim)
    taken = need_mowing(lea, **UNDATED)
    taken.suggestions.exclude(helper=karim).delete()
    opened(taken, karim)
    assert news_of([mower], now=MONDAY) == {}


def test_what_one_can_do_comes_first_then_the_nearest(monday, mower, lea):
    near, far = need(lea, where="Feuquières"), need(lea, where="Gerberoy")
    mowing = need_mowing(lea, **UNDATED)
    mowing.suggestions.all().delete()
    found = [one.pk for one, _minutes in news_of([mower], now=MONDAY)[mower.pk]]
    assert found == [mowing.pk, near.pk, far.pk]


def test_many_people_cost_no_more_queries_than_one(monday, mower, lea, django_assert_num_queries):
    need(lea)
    people = [
        open_account(f"Voisin{n}", "Durand", place, email=f"v{n}@exemple.fr")
        for n, place in enumerate(("Songeons", "Gerberoy", "Formerie"))
    ]
    for person in people:
        offer_mowing(person)
    for group in ([mower], [mower, *people]):
        with django_assert_num_queries(6):
            assert set(news_of(group, now=MONDAY)) == {person.pk for person in group}


def test_it_is_said_on_thursday_at_nine_and_once(monday, mower, lea):
    need(lea)
    for moment, count in (
        (THURSDAY - timedelta(minutes=1), 0),
        (THURSDAY, 1),
        (THURSDAY + timedelta(minutes=1), 0),
        (THURSDAY + timedelta(hours=2), 0),
        (THURSDAY + timedelta(days=1), 0),
    ):
        monday.move_to(moment)
        assert write_digests_weekly(now=moment) == count
    assert [letter.person for letter in digests()] == [mower]


def test_a_clock_that_stood_still_says_it_until_the_evening(monday, mower, lea):
    need(lea)
    monday.move_to(THURSDAY + timedelta(hours=9))
    assert write_digests_weekly(now=timezone.now()) == 0
    monday.move_to(THURSDAY + timedelta(hours=8, minutes=59))
    assert write_digests_weekly(now=timezone.now()) == 1


def test_week_after_week_within_budget_and_never_empty(monday, mower, lea):
    need(lea)
    for week in range(4):
        moment = THURSDAY + timedelta(weeks=week)
        monday.move_to(moment)
        if week == 2:
            need(lea, where="Songeons")
        write_digests_weekly(now=moment)
    assert len(digests()) == 2
    assert over_budget(MONDAY, timezone.now()) == []


def test_it_tells_what_the_board_tells_and_no_more(monday, mower, lea):
    Need.objects.all().delete()
    away = Service.objects.filter(sector="absence").first()
    need(lea, away.slug, words="Canari en vacances", starts_on=THURSDAY.date(), ends_on=THURSDAY.date())
    monday.move_to(THURSDAY)
    write_digests(now=THURSDAY)
    letter = digests()[0]
    assert away.label in letter.text
    assert [said for said in ("Canari", "Léa", "26 novembre") if said in letter.text] == []
    assert letter.subject == "Cette semaine près de chez vous : 1 nouveau besoin"


@pytest.mark.parametrize("reason", ["mute", "paused", "call", "letter"])
def test_who_is_left_in_peace(monday, mower, lea, reason):
    need(lea)
    if reason == "mute":
        Mute.objects.create(person=mower, topic=Topic.DIGEST)
    elif reason == "paused":
        mower.offers.update(paused_at=MONDAY)
    else:
        mower.phone, mower.prefers = "+33639981003", Channel(reason)
        mower.save()
    assert write_digests(now=THURSDAY) == 0
    assert digests() == []


def test_by_sms_it_fits_one(monday, mower, lea):
    mower.phone, mower.phone_verified_at, mower.prefers = "+33639981003", MONDAY, Channel.SMS
    mower.save()
    need(lea)
    write_digests(now=THURSDAY)
    letter = digests()[0]
    assert letter.channel == Channel.SMS
    assert len(letter.text) <= 160, letter.text
