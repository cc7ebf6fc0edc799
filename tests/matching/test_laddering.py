"""No need stays silent: the ladder, step by step, then hour by hour for a fortnight."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from campagnon.catalogue.modes import Mode
from campagnon.channels.models import Delivery
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.management.commands.advance import advance
from campagnon.exchanges.models import Exchange
from campagnon.matching.actions.laddering import advance_needs, first_step_at
from campagnon.matching.elsewhere import professionals_of_the_department
from campagnon.matching.models import Answer, Suggestion
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.deadlines import LONGEST_SILENCE
from campagnon.notices.models import CloseReason, Need
from campagnon.people.models import Professional
from campagnon.territories.actions import keep_hours
from campagnon.territories.models import CounterHours, Territory
from tests.cast import commune, open_account
from tests.conftest import MONDAY
from tests.exchanges.conftest import MOWING, agreed, asked, at, need_mowing, offer_mowing, opened, said_to

HOUR = timedelta(hours=1)
UNDATED = {"starts_on": None, "ends_on": None, "part_of_day": ""}


@pytest.fixture
def need(monday, odile, lea) -> Need:
    """A need without a date, ten neighbours who could help, and an agent in the territory."""
    for number in range(10):
        person = open_account(f"Voisin{number}", "Durand", "Songeons", email=f"v{number}@exemple.fr")
        offer_mowing(person)
    return need_mowing(lea, **UNDATED)


def step(clock, need: Need, moment: datetime) -> dict[str, int]:
    clock.move_to(moment)
    done = advance_needs(now=moment)
    need.refresh_from_db()
    return done


def test_at_once_three_are_asked_and_four_working_hours_are_left(need, lea):
    assert need.suggestions.count() == 3
    assert need.next_step_at == at(23, 14)
    assert said_to(lea) == []


@pytest.mark.parametrize(
    ("published", "widens"),
    [
        (at(23, 10), at(23, 14)),
        (at(23, 17), at(24, 10)),
        (at(28, 12), at(28, 16)),
        (at(28, 17), at(29, 17)),
        (at(29, 10), at(30, 10)),
    ],
    ids=["Monday", "Monday evening", "Saturday", "Saturday evening", "Sunday"],
)
def test_the_circle_widens_after_four_working_hours_and_never_past_a_day(need, published, widens):
    assert first_step_at(need, published) == widens


def test_the_neighbours_are_left_in_peace_on_the_holidays_of_where_they_live(need):
    assert first_step_at(need, at(26, 9, month=12)) == at(26, 13, month=12)
    need.commune = commune("Colmar", "68")
    assert first_step_at(need, at(26, 9, month=12)) == at(27, 9, month=12)


def test_the_whole_ladder(need, lea, odile, monday):
    assert step(monday, need, at(23, 13, 59)) == {}
    assert step(monday, need, at(23, 14)) == {"widened": 1}
    assert (need.suggestions.count(), said_to(lea), need.next_step_at) == (6, [], at(24, 10))
    assert step(monday, need, at(24, 10)) == {"asker_told": 1}
    assert said_to(lea) == ["Votre besoin : où nous en sommes"]
    assert (need.suggestions.count(), need.next_step_at) == (9, at(25, 10))
    assert said_to(odile) == []
    assert step(monday, need, at(25, 10)) == {"desk_told": 1}
    assert said_to(lea)[1:] == ["Votre besoin : la mairie prend le relais"]
    assert said_to(odile) == ["Sans réponse depuis deux jours, à Gerberoy"]
    assert f"/guichet/besoins/{need.public_id}/" in Delivery.objects.get(person=odile).text
    for day in (26, 27, 28, 29):
        assert need.next_step_at == at(day, 10)
        assert step(monday, need, at(day, 10)) == {"still_looking": 1}
    assert need.suggestions.count() == 10
    assert said_to(lea)[2:] == ["Votre besoin : nous cherchons encore"] * 4
    assert need.next_step_at == at(30, 10)
    assert step(monday, need, at(30, 10)) == {"closed_nobody": 1}
    assert (need.close_reason, need.closed_by, need.next_step_at) == (CloseReason.NOBODY, None, None)
    assert said_to(lea)[-1] == "Votre besoin : nous n’avons pas trouvé"
    assert need.suggestions.filter(ended_at=None).count() == 0
    assert step(monday, need, at(30, 11)) == {}


def test_the_same_instant_twice_says_nothing_twice(need, monday):
    moment = MONDAY
    while need.is_open:
        moment = need.next_step_at
        step(monday, need, moment)
        said = Delivery.objects.count()
        assert step(monday, need, moment) == {}
        assert Delivery.objects.count() == said
    assert moment == at(30, 10)


def test_a_need_whose_day_is_past_closes(monday, lea):
    need = need_mowing(lea)
    monday.move_to(at(28, 23))
    assert "closed_past" not in advance_needs(now=at(28, 23))
    need.refresh_from_db()
    Need.objects.update(next_step_at=at(29, 0, 30))
    assert step(monday, need, at(29, 0, 30)) == {"closed_past": 1}
    assert need.close_reason == CloseReason.PAST


def test_a_need_that_comes_back_has_no_last_day(monday, lea):
    need = need_mowing(lea, is_recurring=True)
    monday.move_to(at(29, 9))
    Need.objects.update(next_step_at=at(29, 9))
    assert "closed_past" not in step(monday, need, at(29, 9))


def test_a_yes_in_hand_stops_the_ladder_even_past_the_day(monday, lea, karim):
    offer_mowing(karim)
    need = need_mowing(lea)
    agreed(need, karim)
    need.refresh_from_db()
    while need.next_step_at < at(29, 0):
        assert step(monday, need, need.next_step_at) == {"in_hand": 1}
    Need.objects.update(next_step_at=at(29, 1))
    assert step(monday, need, at(29, 1)) == {"in_hand": 1}
    assert need.is_open
    assert [word for word in said_to(lea) if "Votre besoin" in word] == []


def test_after_a_standstill_only_the_furthest_step_is_said(need, lea, odile, monday):
    assert step(monday, need, at(26, 10)) == {"desk_told": 1}
    assert said_to(lea) == ["Votre besoin : la mairie prend le relais"]
    assert len(said_to(odile)) == 1
    assert (need.widened_at, need.asker_told_at, need.next_step_at) == (at(26, 10), at(26, 10), at(27, 10))
    assert step(monday, need, at(26, 10)) == {}


def test_a_no_does_not_stop_it(need, monday):
    need.suggestions.update(answer=Answer.NO, answered_at=MONDAY)
    assert step(monday, need, at(23, 14)) == {"widened": 1}


def test_when_the_helper_leaves_the_week_starts_again(monday, odile, lea, karim):
    offer_mowing(karim)
    need = need_mowing(lea, **UNDATED)
    exchange = opened(need, karim)
    need.refresh_from_db()
    while need.next_step_at < at(30, 9):
        assert step(monday, need, need.next_step_at) == {"in_hand": 1}
    monday.move_to(at(30, 9))
    assert decline_exchange(exchange, by=karim)
    need.refresh_from_db()
    assert need.next_step_at == at(30, 13)
    assert step(monday, need, at(30, 13)) == {"widened": 1}
    assert need.next_step_at == at(1, 9, month=12)
    assert step(monday, need, at(1, 9, month=12)) == {"asker_told": 1}
    assert step(monday, need, at(2, 9, month=12)) == {"desk_told": 1}
    for day in (3, 4, 5, 6):
        assert step(monday, need, at(day, 9, month=12)) == {"still_looking": 1}
    assert step(monday, need, at(7, 9, month=12)) == {"closed_nobody": 1}


def test_a_reserve_does_not_hold_a_need_whose_day_is_past(monday, lea, karim, nadia):
    for person in (karim, nadia):
        offer_mowing(person)
    need = need_mowing(lea)
    exchange = opened(need, karim)
    Suggestion.objects.filter(pk=asked(need, nadia).pk).update(answer=Answer.YES, answered_at=MONDAY + HOUR)
    monday.move_to(at(29, 9))
    decline_exchange(exchange, by=karim)
    assert step(monday, need, at(29, 9)) == {"closed_past": 1}


def test_where_no_agent_serves_no_town_hall_is_promised(monday, lea):
    need = need_mowing(lea, commune=commune("Beauvais"), **UNDATED)
    for moment in (at(23, 14), at(24, 10), at(25, 10)):
        step(monday, need, moment)
    assert need.desk_told_at == at(25, 10)
    assert said_to(lea) == ["Votre besoin : où nous en sommes", "Votre besoin : nous cherchons encore"]
    texts = Delivery.objects.filter(person=lea).values_list("text", flat=True)
    assert not any("mairie" in text for text in texts)


@pytest.fixture
def fortnight(monday, odile, lea, karim, nadia) -> Iterator[datetime]:
    """Each hour of the two weeks that follow, with the clock set to it."""

    def hours() -> Iterator[datetime]:
        for hour in range(1, 14 * 24 + 1):
            moment = MONDAY + hour * HOUR
            monday.move_to(moment)
            yield moment

    offer_mowing(karim)
    offer_mowing(nadia)
    return hours()


@pytest.mark.parametrize("seed", [1, 2])
def test_for_a_fortnight_no_open_need_waits_more_than_two_days(fortnight, lea, seed):
    """Needs of all kinds appear; helpers say yes, no, later or nothing, and sometimes leave."""
    random = Random(seed)
    template = need_mowing(lea)
    for moment in fortnight:
        if random.random() < 0.06:
            _say_something_else(random, template, moment)
        _somebody_answers(random, moment)
        advance(moment)
        for need in Need.objects.open():
            assert moment < need.next_step_at <= moment + LONGEST_SILENCE, need
    closed = Need.objects.exclude(closed_at=None)
    assert closed.count() > 5
    assert not closed.filter(close_reason="").exists()
    assert {CloseReason.PAST, CloseReason.NOBODY} & set(closed.values_list("close_reason", flat=True))
    keys = list(Delivery.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys)) > 20


def _say_something_else(random: Random, template: Need, moment: datetime) -> None:
    day = moment.date() + timedelta(days=random.randint(0, 9))
    dates = random.choice([(None, None), (day, day), (day, day + timedelta(days=3))])
    where = random.choice([template.commune, commune("Beauvais"), commune("Lille", "59")])
    draft = NeedDraft(
        "Tondre", template.service, where, template.modes, *dates, is_recurring=random.random() < 0.2
    )
    publish_need(draft, by=template.author, now=moment)


def _somebody_answers(random: Random, moment: datetime) -> None:
    if random.random() > 0.05:
        return
    waiting = Suggestion.objects.waiting().filter(need__closed_at=None)
    suggestion = waiting.select_related("helper", "need").order_by("pk").first()
    live = Exchange.objects.live().order_by("pk").first()
    if live is not None and random.random() < 0.5:
        decline_exchange(live, by=live.helper, now=moment)
    elif suggestion is not None and not Exchange.objects.live().filter(need=suggestion.need).exists():
        if random.random() < 0.5:
            opened(suggestion.need, suggestion.helper, MOWING)
        else:
            Suggestion.objects.filter(pk=suggestion.pk).update(answer=Answer.NO, answered_at=moment)


def counter_opens(territory: Territory, *, on: range, phone: str = "") -> None:
    """The counter answers on those weekdays, from 9 h to 12 h and from 14 h to 17 h."""
    territory.phone = phone
    territory.save(update_fields=["phone"])
    day = {"opens_at": time(9), "closes_at": time(12), "reopens_at": time(14), "recloses_at": time(17)}
    keep_hours(territory, [CounterHours(weekday=weekday, **day) for weekday in on], by=None)


def last_words_to(person) -> str:
    return " ".join(Delivery.objects.filter(person=person).order_by("-pk").first().text.split())


def test_a_counter_that_is_closed_says_when_it_takes_over(need, lea, monday):
    counter_opens(Territory.objects.get(slug="picardie-verte"), on=range(5))
    Need.objects.update(published_at=at(26, 10), next_step_at=at(27, 10))
    need.refresh_from_db()
    step(monday, need, at(27, 10))
    assert "la mairie prend le relais lundi à 9 h, dès qu’elle rouvre" in last_words_to(lea)
    assert "au plus tard dimanche 29 novembre" in last_words_to(lea)
    step(monday, need, at(28, 10))
    assert "Le guichet est fermé : il rouvre lundi à 9 h." in last_words_to(lea)


def test_an_open_counter_takes_over_at_once(need, lea, monday):
    counter_opens(Territory.objects.get(slug="picardie-verte"), on=range(5))
    step(monday, need, at(24, 10))
    assert "Demain, si personne n’a dit oui, la mairie prend le relais." in last_words_to(lea)
    step(monday, need, at(25, 10))
    assert "rouvre" not in last_words_to(lea)


def test_who_is_called_is_promised_a_working_day_and_hears_the_freshest_news_once(monday, odile, marcelle):
    counter_opens(Territory.objects.get(slug="picardie-verte"), on=range(5))
    monday.move_to(at(26, 10))
    need = need_mowing(marcelle, **UNDATED)
    step(monday, need, at(27, 10))
    assert "au plus tard mardi 1er décembre" in last_words_to(marcelle)
    step(monday, need, at(28, 10))
    calls = Delivery.objects.filter(person=marcelle).order_by("pk")
    assert [(call.channel, call.given_up_at) for call in calls] == [("call", at(28, 10)), ("call", None)]


def test_the_close_says_what_else_exists(monday, odile, lea, joel):
    counter_opens(Territory.objects.get(slug="picardie-verte"), on=range(5), phone="03 53 01 20 20")
    offer_mowing(joel, modes=Mode.PRO)
    need = need_mowing(lea, modes=Mode.FREE, **UNDATED)
    for moment in (at(25, 10), at(30, 10)):
        step(monday, need, moment)
    said = last_words_to(lea)
    assert "03 53 01 20 20, du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h." in said
    assert "Lefèvre Plomberie (Grandvilliers)" in said
    assert "/cesu/" in said
    Professional.objects.update(insured_until=date(2026, 1, 1))
    assert professionals_of_the_department(need, now=at(30, 10)) == []


def test_a_helper_who_leaves_late_starts_the_whole_ladder_again_and_nothing_is_silenced(
    monday, odile, lea, karim
):
    """What was said in a first search is said again in the second."""
    offer_mowing(karim)
    need = need_mowing(lea, **UNDATED)
    for moment in (at(23, 14), at(24, 10), at(25, 10)):
        step(monday, need, moment)
    exchange = opened(need, karim)
    monday.move_to(at(25, 16))
    decline_exchange(exchange, by=karim)
    said = len(said_to(lea))
    for moment in (at(26, 9), at(26, 16), at(27, 16)):
        step(monday, need, moment)
    assert said_to(lea)[said:] == [
        "Votre besoin : où nous en sommes",
        "Votre besoin : la mairie prend le relais",
    ]
    assert said_to(odile) == ["Sans réponse depuis deux jours, à Gerberoy"] * 2
