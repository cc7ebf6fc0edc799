"""Karim mows for Léa each Saturday, for nothing: a declared job is suggested once, gently."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.suggesting_cesu import decline_cesu, suggest_cesu
from campagnon.exchanges.declared_hour import declared_hour
from campagnon.exchanges.management.commands.advance import advance
from campagnon.exchanges.models import Exchange, Visit
from campagnon.journal.models import Entry
from campagnon.people.models import User
from tests.exchanges.conftest import MOWING, agreed, at, need_mowing, said_to
from tests.page import words

SUBJECT = "Et si on en faisait un emploi déclaré ?"
SUGGESTED = at(20, 12, month=12)


@pytest.fixture
def weekly(need, karim) -> Exchange:
    """Four Saturdays mown, from 28 November to 19 December."""
    exchange = agreed(need, karim, replace(MOWING, is_weekly=True))
    settle(exchange, 4)
    return exchange


def settle(exchange: Exchange, count: int) -> None:
    for visit in exchange.visits.order_by("starts_at")[:count]:
        visit.happened_at = visit.ends_at
        visit.save(update_fields=["happened_at"])


def page_of(signed_in, person: User, exchange: Exchange):
    return signed_in(person).get(reverse("exchanges:exchange", args=[exchange.public_id]))


def text_of(response) -> str:
    return words(" ".join(response.page.texts))


def suggestions() -> int:
    return Exchange.objects.filter(cesu_suggested_at__isnull=False).count()


def test_the_asker_is_told_once_by_the_clock(weekly, lea, karim, monday):
    monday.move_to(SUGGESTED)
    assert advance(SUGGESTED)["cesu_suggested"] == 1
    assert said_to(lea).count(SUBJECT) == 1
    assert [said for said in said_to(karim) if "emploi déclaré" in said] == []
    for later in (SUGGESTED + timedelta(minutes=1), SUGGESTED + timedelta(days=1)):
        monday.move_to(later)
        assert suggest_cesu(now=later) == 0
    assert said_to(lea).count(SUBJECT) == 1
    assert Entry.objects.filter(verb="exchange.cesu_suggested").count() == 1


def test_once_for_two_people_whatever_the_need(weekly, lea, karim, monday):
    monday.move_to(SUGGESTED)
    suggest_cesu(now=SUGGESTED)
    other = Exchange.objects.create(
        need=need_mowing(lea), asker=lea, helper=karim, minutes=5, next_step_at=SUGGESTED
    )
    Visit.objects.filter(exchange=weekly).update(exchange=other)
    assert suggest_cesu(now=SUGGESTED) == 0
    assert said_to(lea).count(SUBJECT) == 1


@pytest.mark.parametrize("settled", [0, 3])
def test_less_than_four_visits_say_nothing(need, karim, monday, settled):
    settle(agreed(need, karim, replace(MOWING, is_weekly=True)), settled)
    monday.move_to(SUGGESTED)
    assert (suggest_cesu(now=SUGGESTED), suggestions()) == (0, 0)


def test_a_declared_job_is_not_suggested_twice(need, karim, monday):
    settle(agreed(need, karim, replace(MOWING, is_weekly=True, mode=Mode.CESU)), 4)
    monday.move_to(SUGGESTED)
    assert (suggest_cesu(now=SUGGESTED), suggestions()) == (0, 0)


@pytest.mark.parametrize("slug", ["covoiturage", "visite", "accompagnement"])
def test_a_service_that_cesu_does_not_allow_says_nothing(weekly, need, monday, slug):
    need.service = Service.objects.get(slug=slug)
    need.save(update_fields=["service"])
    monday.move_to(SUGGESTED)
    assert (suggest_cesu(now=SUGGESTED), suggestions()) == (0, 0)


def test_visits_of_long_ago_and_people_who_left_say_nothing(weekly, karim, monday):
    assert suggest_cesu(now=SUGGESTED + timedelta(days=60)) == 0
    karim.closed_at = SUGGESTED
    karim.save(update_fields=["closed_at"])
    assert suggest_cesu(now=SUGGESTED) == 0


@pytest.mark.parametrize("hour", [3, 22])
def test_nobody_is_told_at_night(weekly, hour):
    assert suggest_cesu(now=SUGGESTED.replace(hour=hour)) == 0
    assert suggest_cesu(now=SUGGESTED) == 1


def test_the_page_shows_the_figures_to_the_asker_alone(signed_in, weekly, lea, karim, monday):
    monday.move_to(SUGGESTED)
    assert SUBJECT not in text_of(page_of(signed_in, lea, weekly))
    suggest_cesu(now=SUGGESTED)
    page = page_of(signed_in, lea, weekly)
    assert SUBJECT in text_of(page)
    hour = declared_hour("tonte", on=SUGGESTED.date())
    assert "au moins 10,51 € net" in text_of(page)
    assert f"environ {hour.cost}".replace(".", ",") in text_of(page)
    assert f"environ {hour.after_credit}".replace(".", ",") in text_of(page)
    assert SUBJECT not in text_of(page_of(signed_in, karim, weekly))
    calculator = next(link for link in page.page.links() if link.startswith("/cesu/calculer/?"))
    assert "Cela vous coûte" in text_of(signed_in(lea).get(calculator))


def test_no_thanks_puts_it_away_and_blocks_nothing(signed_in, weekly, lea, karim, monday):
    monday.move_to(SUGGESTED)
    suggest_cesu(now=SUGGESTED)
    address = reverse("exchanges:cesu_suggestion", args=[weekly.public_id])
    assert signed_in(karim).post(address).status_code == 404
    assert SUBJECT in text_of(page_of(signed_in, lea, weekly))
    after = signed_in(lea).post(address, follow=True)
    assert "C’est noté : vous continuez en entraide." in text_of(after)
    assert SUBJECT not in text_of(after)
    assert signed_in(lea).get(address).status_code == 405
    weekly.refresh_from_db()
    assert (weekly.ended_at, weekly.visits.filter(cancelled_at=None).count()) == (None, 8)
    assert (decline_cesu(weekly, by=lea), suggest_cesu(now=SUGGESTED)) == (False, 0)


def test_what_was_never_suggested_cannot_be_declined(signed_in, weekly, lea, karim):
    address = reverse("exchanges:cesu_suggestion", args=[weekly.public_id])
    assert signed_in(lea).post(address).status_code == 404
    with pytest.raises(PermissionDenied):
        decline_cesu(weekly, by=lea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exchange.objects.filter(pk=weekly.pk).update(cesu_declined_at=SUGGESTED)


def test_a_minor_is_not_asked_to_become_an_employer(weekly, karim, monday):
    Exchange.objects.filter(pk=weekly.pk).update(asker=karim)
    assert (suggest_cesu(now=SUGGESTED), suggestions()) == (0, 0)


@pytest.mark.parametrize(
    ("slug", "gives_credit", "condition"),
    [("tonte", True, ""), ("encombrants", False, ""), ("animaux", True, "pour une personne dépendante")],
)
def test_may_be_declared_and_gives_the_credit_stay_apart(slug, gives_credit, condition):
    hour = declared_hour(slug, on=SUGGESTED.date())
    assert (hour.after_credit is not None, hour.condition) == (gives_credit, condition)


def test_every_service_that_cesu_allows_has_its_figures(db):
    allowed = [s.slug for s in Service.objects.all() if s.modes & Mode.CESU]
    on = datetime(2026, 12, 20).date()
    assert [slug for slug in allowed if declared_hour(slug, on=on) is None] == []
    assert declared_hour("covoiturage", on=on) is None
