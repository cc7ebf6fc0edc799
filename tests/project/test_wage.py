"""A wage is typed, used and forgotten: nothing that lasts ever holds it."""

import io
import logging

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from pypdf import PdfReader

from tests.project.test_unsafe_get import everything
from tests.project.world import World

pytestmark = pytest.mark.django_db

# An hour at 47.83 € net: this wage, its gross wage and the total of two hours appear nowhere else.
WAGE, TYPED = ("47.83", "47,83"), "47,83"
OF_TWO_HOURS = ("95.66", "95,66")


def kept() -> str:
    """All that lasts: every row of every table, sessions opened, and the cache."""
    tables = repr(everything())
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return tables + repr(sessions) + repr(getattr(cache, "_cache", ""))


def pages_that_take_a_wage(world: World) -> list[tuple[str, dict]]:
    contract, month = "/echanges/{job}/cesu/contrat/", "/echanges/{job}/cesu/{month}/"
    return [
        (contract.format_map(world.names()), {}),
        (month.format_map(world.names()), {}),
        (month.format_map(world.names()), {"then": "print"}),
    ]


def shown(response) -> str:
    if response["Content-Type"] == "application/pdf":
        return PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    return response.content.decode()


def test_a_wage_is_shown_and_never_kept(world, caplog):
    client = world.client("owner")
    pages = pages_that_take_a_wage(world)
    with caplog.at_level(logging.DEBUG):
        answers = [client.post(page, {"amount": TYPED, **more}) for page, more in pages]
        # As a line of the journal would be, had somebody written one.
        client.post(f"{pages[1][0]}declaration/", {"amount": TYPED})
    for answer in answers:
        assert TYPED in shown(answer)
        assert answer["Cache-Control"] == "private, no-store"
    said = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    lasting = kept() + said
    assert [amount for amount in (*WAGE, *OF_TWO_HOURS) if amount in lasting] == []


def test_what_lasts_would_show_a_wage_that_was_kept(world):
    """The search finds what is there: the hours of the same month, and a letter that a person wrote."""
    client = world.client("owner")
    client.post(f"/echanges/{world.job.exchange.public_id}/messages/", {"body": f"Pour {TYPED} de l’heure ?"})
    assert TYPED in kept()
    assert {model._meta.label for model in apps.get_models()} >= {"exchanges.Visit", "channels.Delivery"}


def test_a_wage_stays_out_of_the_report_of_a_failure(world, monkeypatch, rf):
    """Django's own report of a failure leaves it out, were one ever sent."""
    from django.views.debug import SafeExceptionReporterFilter

    from campagnon.exchanges.views import cesu, cesu_months

    for view in (cesu.contract, cesu_months.month):
        request = rf.post("/", {"amount": TYPED})
        request.user = world.people["other"]
        with pytest.raises(Exception):  # noqa: B017  whatever a stranger meets
            view(request, "nothing", *(["2026-11"] if view is cesu_months.month else []))
        assert TYPED not in repr(SafeExceptionReporterFilter().get_post_parameters(request))
