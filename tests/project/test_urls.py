"""Who may open which door: every address, every method, every role."""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import resolve

from tests.project.doors import Door, doors, named_patterns
from tests.project.world import ROLES, World

pytestmark = pytest.mark.django_db

IN = "in"  # sent to the page that signs in


def answer_to(world: World, door: Door, role: str, method: str = "") -> str:
    response = world.client(role).generic(method or door.method, door.at(world))
    if response.status_code == 302 and response["Location"].startswith(resolve_url(settings.LOGIN_URL)):
        return IN
    return str(response.status_code)


def test_every_address_has_a_line(world):
    listed = {resolve(door.at(world)).view_name for door in doors()}
    assert sorted(set(named_patterns()) - listed) == []


@pytest.mark.parametrize("door", doors(), ids=str)
def test_each_door_answers_each_role_as_the_table_says(world, door):
    assert {role: answer_to(world, door, role) for role in ROLES} == door.answers


def test_a_method_without_a_line_is_refused(world):
    methods: dict[str, set[str]] = {}
    for door in doors():
        methods.setdefault(door.address, set()).add(door.method)
    answers = {
        f"{method} {address}": answer_to(world, Door("", address, {}), role, method)
        for address, listed in methods.items()
        for method in {"GET", "POST", "PUT", "DELETE"} - listed
        for role in ("owner", "helper")
    }
    assert {door: answer for door, answer in answers.items() if answer != "405"} == {}
