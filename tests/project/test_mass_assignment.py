"""A form takes the fields that it shows and no other, whatever comes with it, and needs its token."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.utils import timezone

from tests.project.crawl import Form
from tests.project.doors import doors
from tests.project.test_hostile_input import forms_by_role
from tests.project.test_unsafe_get import LEFT_OUT, ONLY_COUNTED
from tests.reading import ReadingClient

pytestmark = pytest.mark.django_db

ROOMS = ("people", "notices", "matching", "exchanges", "billing", "desk")
ROOMS += ("territories", "channels", "journal", "catalogue")
NUMBER, WORD, DAY = 31_337, "canari", "1999-12-24"
# What makes a form act rather than be shown again.
GOOD = {
    "words": "Tondre ma pelouse samedi à Songeons",
    "first_name": "Léa",
    "commune": "Songeons",
    "body": "Bonjour",
    "reason": "useless",
    "answer": "yes",
    "address": "nouvelle@exemple.fr",
    "services": "tonte",
    "siret": "00000001800010",
    "trade_name": "Lefèvre",
    "trade": "Plombier",
    "insured_until": "2030-12-31",
    "hours": "2",
    "hour": "10:00",
}


def all_fields() -> dict[str, str]:
    """A value for every column of ours, by every name that a form could give it."""
    sent = {}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.concrete_fields:
                value = WORD
                if isinstance(field, models.DateField):
                    value = DAY
                elif isinstance(field, models.IntegerField | models.AutoField | models.ForeignKey):
                    value = str(NUMBER)
                sent |= {field.name: value, field.attname: value}
    return sent


def traces() -> list[str]:
    """Where one of those values was kept."""
    found = []
    for model in apps.get_models():
        if model._meta.label in LEFT_OUT | ONLY_COUNTED:
            continue
        for row in model._default_manager.values():
            kept = {str(value)[:10] for value in row.values()}
            found += [model._meta.label] if kept & {str(NUMBER), WORD, DAY} else []
    return found


def sent_by(form: Form) -> dict:
    named = {name for name, _kind in form.writable}
    tomorrow = {"day": (timezone.localdate() + timedelta(days=1)).isoformat()}
    good = {name: value for name, value in (GOOD | tomorrow).items() if name in named}
    return {name: value for name, value in all_fields().items() if name not in named} | form.filled | good


def test_no_form_takes_a_field_that_it_does_not_show(world, settings):
    # All columns of all rooms at once are more than a form may hold.
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
    found, acted = {}, set()
    for role, client, form in list(forms_by_role(world)):
        if form.method != "post":
            continue
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        with transaction.atomic():
            answer = client.post(form.action, sent_by(form))
            if answer.status_code == 302:
                acted.add(form.kind)
            if kept := traces():
                found[f"{form.action} as {role}"] = kept
            transaction.set_rollback(True)
        client.cookies.load(cookies)
    assert found == {}
    assert len(acted) > 20


def test_the_traces_would_be_found(world):
    world.need.words = WORD
    world.need.save()
    assert traces() == ["notices.Need"]


def test_no_form_acts_without_its_token(world):
    for role in ("owner", "helper", "agent"):
        known: ReadingClient = world.client(role)
        for door in doors():
            if door.method == "POST":
                forger = Client(enforce_csrf_checks=True)
                forger.cookies = known.cookies
                # A gateway has no form: its own secret opens, and a stranger meets the 404.
                refused = 404 if door.address == "/canaux/sms/" else 403
                assert forger.post(door.at(world)).status_code == refused, door.address
