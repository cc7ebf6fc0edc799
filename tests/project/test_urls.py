"""Who may open which door: every address, every method, every role."""

import pytest
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.urls import resolve

from tests.project.crawl import read_whole
from tests.project.doors import addresses, doors
from tests.project.world import ROLES
from tests.reading import ReadingClient

pytestmark = pytest.mark.django_db

IN = "in"  # sent to the page that signs in


def answer_to(client: ReadingClient, method: str, address: str) -> str:
    """What an address answers, in one word; what it did is undone."""
    sent = {"data": {"csrfmiddlewaretoken": "x"}} if method == "POST" else {}
    session = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        response = getattr(client, method.lower())(address, **sent)
        read_whole(response)
        transaction.set_rollback(True)
    client.cookies.load(session)
    if response.status_code == 302 and response["Location"].startswith(resolve_url(settings.LOGIN_URL)):
        return IN
    return str(response.status_code)


def test_every_address_has_a_line(world):
    listed = {resolve(door.at(world)).route for door in doors()}
    assert sorted(set(addresses()) - listed) == []


@pytest.mark.parametrize("role", ROLES)
def test_each_door_answers_as_the_table_says(world, role):
    client = world.client(role)
    # Pages first: a file that a form takes away does not come back with the rows.
    listed = sorted(doors(), key=lambda door: door.method)
    answers = {str(door): answer_to(client, door.method, door.at(world)) for door in listed}
    assert answers == {str(door): door.answers[role] for door in doors()}


def test_a_method_without_a_line_is_refused(world):
    methods: dict[str, set[str]] = {}
    for door in doors():
        methods.setdefault(door.at(world), set()).add(door.method)
    client = world.client("helper")
    answers = {
        f"{method} {address}": answer_to(client, method, address)
        for address, listed in methods.items()
        for method in {"GET", "POST"} - listed
    }
    # What is not the helper's, or is not there at all, refuses everything in the same way.
    assert {door: answer for door, answer in answers.items() if answer not in {"405", "404"}} == {}
