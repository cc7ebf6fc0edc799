"""Somebody on the telephone, found by how their name begins, or by their number."""

import re

from django.db.models import Exists, OuterRef, QuerySet

from campagnon.desk.access import people_of
from campagnon.desk.models import NameWord
from campagnon.people.models import User
from campagnon.territories.folding import fold
from campagnon.territories.models import Territory

# Each is picked by one key: Enter, then 2 to 9.
SHOWN = 9
# Fewer say nothing: thousands of names and numbers begin alike.
FEWEST_DIGITS, FEWEST_LETTERS = 4, 2
MOST_WORDS = 6
# Beyond, the next letter tells more than a longer look.
MOST_LIKELY = 30_000
COUNTRY_CODES = ("33", "262", "590", "594", "596")


def find_people(typed: str, territory: Territory) -> list[User]:
    """Those of a territory whose name has words that begin so, or whose number begins so; nine at most."""
    people = people_of([territory])
    if re.fullmatch(r"[+0-9\s./()\-]+", typed):
        return _by_number(people, re.sub(r"[^0-9]", "", typed))
    return _by_name(people, fold(typed).split()[:MOST_WORDS])


def twins_of(first_name: str, last_name: str, commune_id: int, territory: Territory) -> list[User]:
    """Those of a commune who bear the same name, written one way or another."""
    name = fold(f"{first_name} {last_name}")
    alike = _by_name(people_of([territory]).filter(commune=commune_id), name.split())
    return [person for person in alike if fold(f"{person.first_name} {person.last_name}") == name]


def _by_name(people: QuerySet[User], words: list[str]) -> list[User]:
    longest, *others = sorted(words, key=len, reverse=True) or [""]
    if len(longest) < FEWEST_LETTERS:
        return []
    likely = NameWord.objects.filter(word__begins=longest)
    for word in others:
        same = NameWord.objects.filter(person=OuterRef("person"), word__begins=word)
        likely = likely.filter(Exists(same))
    # In two steps, the index of words first: left to itself, a planner walks everybody of the territory.
    return _in_order(people, list(likely.values_list("person", flat=True)[:MOST_LIKELY]))


def _by_number(people: QuerySet[User], digits: str) -> list[User]:
    if len(digits) < FEWEST_DIGITS:
        return []
    national = digits[1:] if digits.startswith("0") else ""
    beginnings = [f"+{code}{national}" for code in COUNTRY_CODES] if national else [f"+{digits}"]
    fields = ("phone__begins", "call_phone__begins")
    numbers = [{field: beginning} for field in fields for beginning in beginnings]
    first, *more = (User.objects.filter(**number).values_list("pk", flat=True) for number in numbers)
    return _in_order(people, list(first.union(*more)[:MOST_LIKELY]))


def _in_order(people: QuerySet[User], likely: list[int]) -> list[User]:
    return list(people.filter(pk__in=likely).order_by("last_name", "first_name", "pk")[:SHOWN])
