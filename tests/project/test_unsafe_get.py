"""Opening a page changes nothing: mail scanners, previews and browsers open pages that nobody asked for."""

import pytest
from django.apps import apps
from django.db import models

from tests.project.crawl import read_whole
from tests.project.doors import pages
from tests.project.world import ROLES

pytestmark = pytest.mark.django_db

# What may change: who is signed in, the day somebody was last seen, how often a costly page was read.
LEFT_OUT = {"sessions.Session", "contenttypes.ContentType", "channels.RateBucket"}
LEFT_OUT_FIELDS = {"people.User": {"last_seen_on"}}
# Loaded once and far too many to read at each page.
ONLY_COUNTED = {"territories.Commune", "territories.CommuneName", "territories.Neighbour", "territories.Epci"}


def everything() -> dict[str, object]:
    """All rows of all tables, but for those that any visit may touch."""
    kept = [m for m in apps.get_models() if m._meta.label not in LEFT_OUT]
    return {model._meta.label: rows(model) for model in kept}


def rows(model: type[models.Model]) -> object:
    if model._meta.label in ONLY_COUNTED:
        return model._default_manager.count()
    left_out = LEFT_OUT_FIELDS.get(model._meta.label, set())
    names = [field.attname for field in model._meta.concrete_fields if field.name not in left_out]
    return sorted(model._default_manager.values_list(*names), key=repr)


@pytest.mark.parametrize("role", ROLES)
def test_opening_pages_changes_nothing(world, role):
    client = world.client(role)
    before = everything()
    for page in pages():
        answers = [ask(page.at(world)) for ask in (client.head, client.get, client.get, client.head)]
        for answer in answers:
            read_whole(answer)
        assert everything() == before, f"{page.address} as {role}"
        # A head says what the page would.
        assert len({answer.status_code for answer in answers}) == 1, f"{page.address} as {role}"
