"""Somebody on the telephone, found by how their name begins, or by their number."""

import re

from django.db.models import Q, QuerySet

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
    if max(map(len, words), default=0) < FEWEST_LETTERS:
        return []
    # The longest word leaves the fewest people to look at.
    for word in sorted(words, key=len, reverse=True):
        people = people.filter(pk__in=NameWord.objects.filter(word__begins=word).values("person"))
    return list(people.order_by("last_name", "first_name", "pk")[:SHOWN])


def _by_number(people: QuerySet[User], digits: str) -> list[User]:
    if len(digits) < FEWEST_DIGITS:
        return []
    national = digits[1:] if digits.startswith("0") else ""
    beginnings = [f"+{code}{national}" for code in COUNTRY_CODES] if national else [f"+{digits}"]
    wanted = Q()
    for beginning in beginnings:
        wanted |= Q(phone__begins=beginning) | Q(call_phone__begins=beginning)
    return list(people.filter(wanted).order_by("last_name", "first_name", "pk")[:SHOWN])
