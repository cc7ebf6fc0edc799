"""What people wrote is shown as words, everywhere: no page, feed, drawing or letter takes it for its own."""

import re
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.utils import DataError, IntegrityError

from campagnon.channels.models import Delivery
from campagnon.exchanges import mail
from tests.page import Page
from tests.project.crawl import read_whole, walk
from tests.project.doors import pages
from tests.project.world import ROLES, World

pytestmark = pytest.mark.django_db

# It would open a tag, leave an attribute, end a script or a title, or open a template’s own sign.
HOSTILE = "<canari a=1>\"'oncanari='1'></title></script>{{7*7}}&lt;"
ROOMS = ("people", "notices", "matching", "exchanges", "billing")
ROOMS += ("territories", "channels", "catalogue", "desk")
# What the program reads rather than shows, or loads by the thousand.
LEFT_OUT = {"key", "phone", "session_seed", "slug", "insee", "siren", "department", "siret", "folded"}
LOADED = {"Commune", "CommuneName", "Epci", "Neighbour", "Service", "Sector", "Delivery", "RateBucket"}


def fill_with_hostile_words() -> set[str]:
    """Put the words in every text that a person may have written; return the columns that took them."""
    taken = set()
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.concrete_fields:
                if is_written_by_people(model, field):
                    try:
                        with transaction.atomic():
                            model.objects.update(**{field.name: HOSTILE[: field.max_length or None]})
                    except (IntegrityError, DataError):
                        continue
                    taken.add(f"{model.__name__}.{field.name}")
    return taken


def is_written_by_people(model: type[models.Model], field: models.Field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(
        field, models.FileField
    )
    is_ours = field.choices or field.unique or field.name in LEFT_OUT
    return is_text and not is_ours and model.__name__ not in LOADED


@pytest.fixture
def hostile(world) -> World:
    taken = fill_with_hostile_words()
    assert {"User.first_name", "Need.words", "Offer.words", "Message.body", "Thanks.words"} <= taken
    assert {"Professional.trade_name", "Territory.mairie_word", "Visit.cancel_words"} <= taken
    return world


def faults_of(text: str) -> list[str]:
    page = Page(text)
    canaries = [e.tag for e in page.all("canari")]
    canaries += [name for e in page.elements for name in e.attributes if "canari" in name]
    return canaries + re.findall(r"(?<!\{)49(?=\W*&amp;lt;)", text)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_takes_what_people_wrote_for_its_own(hostile, role):
    client, shown, found = hostile.client(role, lenient=True), 0, {}
    for visit in walk(client, *(page.at(hostile) for page in pages())):
        text = visit.text
        shown += "canari" in text
        assert visit.response["X-Content-Type-Options"] == "nosniff"
        if visit.address.endswith(".ics") or visit.response["Content-Type"].startswith(
            ("text/csv", "application/zip")
        ):
            continue
        if visit.response.get("Content-Type", "").startswith(("application/rss", "image/svg")):
            ElementTree.fromstring(text)  # noqa: S314  it is our own
        if faults := faults_of(text):
            found[visit.address] = faults
    assert found == {}
    assert shown > 5


def test_the_words_would_be_found(hostile):
    assert faults_of(f"<p>{HOSTILE}</p>") != []


def test_no_letter_takes_what_people_wrote_for_its_own(hostile):
    exchange, visit = hostile.agreed, hostile.visit
    exchange.refresh_from_db()
    visit.refresh_from_db()
    visit.exchange = exchange
    Delivery.objects.all().delete()
    mail.tell_proposed(exchange.agreements.get(), words=HOSTILE)
    mail.tell_cancelled(visit, by=exchange.asker, asked=0)
    mail.tell_message(hostile.exchange.messages.get())
    mail.remind(visit)
    letters = list(Delivery.objects.exclude(html=""))
    assert len(letters) >= 2
    for letter in letters:
        assert "canari" in letter.text
        assert faults_of(letter.html) == []
        assert "\n" not in letter.subject


def test_an_agenda_holds_one_name_on_one_line(hostile):
    owner = hostile.people["owner"]
    exchange = hostile.agreed
    type(exchange.helper).objects.update(first_name="Ka\nATTENDEE:x@y.z;,\\")
    agenda = read_whole(hostile.client("anonymous").get(f"/agenda/{owner.agenda_token}.ics")).decode()
    assert "SUMMARY:" in agenda
    assert [line for line in agenda.splitlines() if line.startswith("ATTENDEE")] == []
