import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.territories.nearness import REACH_MINUTES, Grid
from campagnon.territories.travel import farthest_km, km_between, minutes, minutes_between

SPOTS = st.tuples(st.floats(41, 51), st.floats(-5, 9))
STEPS = st.tuples(st.floats(-1, 1), st.floats(-1, 1))


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((48.8566, 2.3522), (45.7640, 4.8357), 391.5),  # Paris, Lyon
        ((48.3904, -4.4861), (48.5734, 7.7521), 900.5),  # Brest, Strasbourg
        ((0.0, 0.0), (0.0, 180.0), 20015.1),  # half the way round
    ],
)
def test_km_between_places_known_from_elsewhere(one, other, km):
    assert km_between(one, other) == pytest.approx(km, abs=5)


@pytest.mark.parametrize(
    ("km", "expected"),
    [(0, 5), (0.5, 5), (4.0, 5), (4.1, 10), (10, 15), (20, 25), (30, 35), (54.0, 60), (54.1, 65)],
)
def test_minutes_are_three_and_a_tenth_more_than_the_km_rounded_to_five(km, expected):
    assert minutes(km) == expected


def test_farthest_km_is_where_the_minutes_turn():
    km = farthest_km(REACH_MINUTES)
    assert minutes(km - 0.01) == REACH_MINUTES
    assert minutes(km + 0.01) == REACH_MINUTES + 5


@given(SPOTS, SPOTS)
def test_minutes_are_the_same_both_ways_and_never_none(one, other):
    assert minutes_between(one, other) == minutes_between(other, one)
    assert minutes_between(one, other) >= 5


@given(SPOTS, st.lists(SPOTS, max_size=30), st.lists(STEPS, max_size=20))
def test_grid_finds_what_looking_at_every_place_finds(here, far, steps):
    near = [(here[0] + north, here[1] + east) for north, east in steps]
    places = dict(enumerate(far + near))
    by_hand = sorted(
        (minutes_between(here, place), km_between(here, place), number)
        for number, place in places.items()
        if minutes_between(here, place) <= REACH_MINUTES
    )
    assert Grid(places.items()).near(here) == [(number, minutes) for minutes, _, number in by_hand]
