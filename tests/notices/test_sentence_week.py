"""The week an offer leaves free, as its sentence says it."""

import pytest

from campagnon.notices.sentence.calendar import WEEKDAYS
from tests.notices.test_sentence import read

DAY_NAMES = dict(zip(("lu", "ma", "me", "je", "ve", "sa", "di"), range(len(WEEKDAYS)), strict=True))
PART_NAMES = {"m": "morning", "a": "afternoon", "s": "evening"}
WORKING_DAYS = ("lu", "ma", "me", "je", "ve")


def week(*days: str) -> set[tuple[int, str]]:
    """The week of "me:a sa:mas": a Wednesday afternoon and a whole Saturday."""
    named = (day.split(":") for day in days)
    return {(DAY_NAMES[name], PART_NAMES[part]) for name, parts in named for part in parts}


def every(parts: str, days: tuple[str, ...] = tuple(DAY_NAMES)) -> set[tuple[int, str]]:
    return week(*(f"{day}:{parts}" for day in days))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("le samedi", week("sa:mas")),
        ("samedi matin", week("sa:m")),
        ("ts les mercredi aprem", week("me:a")),
        ("le mercredi après-midi et le samedi", week("me:a", "sa:mas")),
        ("les lundis et jeudis matin", week("lu:m", "je:m")),
        ("le mardi matin et le vendredi soir", week("ma:m", "ve:s")),
        ("le samedi matin ou après-midi", week("sa:ma")),
        ("le we", week("sa:mas", "di:mas")),
        ("tous les soirs", every("s")),
        ("matin et soir", every("ms")),
        ("en journée", every("ma")),
        ("en semaine", every("mas", WORKING_DAYS)),
        ("le soir en semaine", every("s", WORKING_DAYS)),
        ("tous les soirs et le week-end", every("s") | week("sa:mas", "di:mas")),
        ("du lundi au jeudi de 9h à 12h", every("m", WORKING_DAYS[:4])),
        ("en semaine à partir de 17h", every("s", WORKING_DAYS)),
        ("du vendredi au lundi", week("ve:mas", "sa:mas", "di:mas", "lu:mas")),
        ("tous les jours sauf le dimanche", every("mas", (*WORKING_DAYS, "sa"))),
        ("sauf le week-end", every("mas", WORKING_DAYS)),
        ("chaque matin sauf le lundi", every("m", ("ma", "me", "je", "ve", "sa", "di"))),
    ],
)
def test_the_week_that_is_said(said, expected):
    assert read(f"je tonds les pelouses {said}").week == expected


@pytest.mark.parametrize("said", ["", "cours du soir", "la semaine prochaine", "pendant les vacances"])
def test_no_week_is_said(said):
    assert read(f"je propose mon aide {said}").week == frozenset()
