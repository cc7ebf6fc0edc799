from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from campagnon.channels.models import RateBucket
from campagnon.channels.rate import Allowance, forget_full_buckets, take

FIVE_AN_HOUR = Allowance("test", 5, timedelta(hours=1))


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-23 10:00:00+01:00", tick=False) as traveller:
        yield traveller


def test_take_grants_the_allowance_then_says_how_long_to_wait(db, clock):
    assert [take(FIVE_AN_HOUR, "lea") for _ in range(7)] == [0, 0, 0, 0, 0, 12, 12]


def test_take_grants_one_more_as_soon_as_one_token_is_back(db, clock):
    for _ in range(1000):
        take(FIVE_AN_HOUR, "lea")
    clock.shift(12 * 60 - 1)
    assert take(FIVE_AN_HOUR, "lea") == 1
    clock.shift(1)
    assert [take(FIVE_AN_HOUR, "lea") for _ in range(2)] == [0, 12]


def test_take_forgets_after_a_while(db, clock):
    for _ in range(6):
        take(FIVE_AN_HOUR, "lea")
    clock.shift(3600)
    assert [take(FIVE_AN_HOUR, "lea") for _ in range(6)] == [0, 0, 0, 0, 0, 12]


def test_take_counts_each_person_and_each_limit_apart(db, clock):
    for _ in range(5):
        take(FIVE_AN_HOUR, "lea")
    assert take(FIVE_AN_HOUR, "karim") == 0
    assert take(Allowance("other", 5, timedelta(hours=1)), "lea") == 0
    assert take(FIVE_AN_HOUR, "lea") == 12


def test_take_is_one_statement_and_writes_no_address(db, clock, django_assert_num_queries):
    with django_assert_num_queries(1):
        take(FIVE_AN_HOUR, "lea@exemple.fr")
    assert "lea" not in RateBucket.objects.get().key


def test_forget_full_buckets_keeps_those_that_still_say_something(db, clock):
    take(FIVE_AN_HOUR, "lea")
    clock.shift(11 * 60)
    take(FIVE_AN_HOUR, "karim")
    clock.shift(2 * 60)
    assert forget_full_buckets() == 1
    assert RateBucket.objects.count() == 1


def test_take_grants_no_more_when_all_ask_at_once(transactional_db):
    def ask(_) -> int:
        try:
            return take(FIVE_AN_HOUR, "lea")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(40)))
    assert answers.count(0) == 5
