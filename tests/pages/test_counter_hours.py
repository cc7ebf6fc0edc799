"""The counter's hours: set by an administrator, said wherever the number is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from campagnon.common import saying
from campagnon.journal.models import Entry
from campagnon.territories.actions import AlreadyClosed, close_counter
from campagnon.territories.models import ClosedDay, CounterHours, Territory
from campagnon.territories.reading_hours import read_spans, write_spans
from tests.exchanges.conftest import at

ADDRESS = "/territoires/portes-de-sologne/horaires/"
CLOSED = "/territoires/portes-de-sologne/fermetures/"
WEEK = dict.fromkeys(saying.DAYS[:5], "9h-12h, 14h-17h") | {"samedi": "9 h à 12 h", "dimanche": ""}


def sologne() -> Territory:
    return Territory.objects.get(slug="portes-de-sologne")


def text_of(page) -> str:
    return " ".join(page.content.decode().replace("\u00a0", " ").split())


def test_an_administrator_sets_the_hours_which_are_said_with_the_number(signed_in, client, mme_roux, monday):
    Territory.objects.update(phone="02 61 91 20 20")
    assert signed_in(mme_roux).post(ADDRESS, {**WEEK, "_once": "k1"})["Location"] == ADDRESS
    words = "du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h ; le samedi, de 9 h à 12 h"
    assert sologne().phone_hours.replace("\u00a0", " ") == words
    page = text_of(client.get("/territoires/portes-de-sologne/"))
    assert words in page
    assert "Ouvert jusqu’à 12 h" in page
    monday.move_to(at(28, 13))
    assert "Rouvre lundi à 9 h" in text_of(client.get("/territoires/portes-de-sologne/"))
    assert Entry.objects.get(verb="territory.hours_kept").by == mme_roux


def test_the_line_costs_no_query(client, mme_roux, signed_in, django_assert_num_queries, monday):
    Territory.objects.update(phone="02 61 91 20 20")
    with django_assert_num_queries(1):
        client.get("/mentions-legales/")
    signed_in(mme_roux).post(ADDRESS, {**WEEK, "_once": "k1"})
    with django_assert_num_queries(1):
        client.get("/mentions-legales/")


def test_days_are_closed_and_open_again(signed_in, client, mme_roux, monday):
    administrator = signed_in(mme_roux)
    administrator.post(ADDRESS, {**WEEK, "_once": "k1"})
    sent = {"first_on": "2026-11-23", "last_on": "2026-11-24", "reason": "Inventaire"}
    assert administrator.post(CLOSED, {**sent, "_once": "k2"})["Location"] == ADDRESS
    assert sologne().said_now.replace("\u00a0", " ") == "rouvre mercredi à 9 h"
    page = text_of(administrator.get(ADDRESS))
    assert "du lundi 23 novembre au mardi 24 novembre, Inventaire" in page
    again = administrator.post(CLOSED, {**sent, "_once": "k3"})
    assert "Une fermeture commence déjà ce jour-là." in text_of(again)
    administrator.post(f"{CLOSED}{ClosedDay.objects.get().pk}/retrait/", {"_once": "k4"})
    assert sologne().said_now.replace("\u00a0", " ") == "ouvert jusqu’à 12 h"


def test_what_cannot_be_read_is_said_beside_the_field_and_kept(signed_in, mme_roux):
    page = text_of(signed_in(mme_roux).post(ADDRESS, {**WEEK, "mardi": "le matin"}))
    assert "Écrivez les heures ainsi : 9 h – 12 h, 14 h – 17 h." in page
    assert 'value="le matin"' in page
    assert not CounterHours.objects.exists()
    page = text_of(signed_in(mme_roux).post(CLOSED, {"first_on": "2026-12-24", "last_on": "2026-12-01"}))
    assert "La fin vient avant le début." in page
    assert "Dites pourquoi, en quelques mots." in page


def test_another_territory_cannot_be_set(signed_in, mme_roux, odile):
    theirs = ClosedDay.objects.create(
        territory=Territory.objects.get(slug="picardie-verte"),
        first_on=date(2026, 12, 24),
        last_on=date(2026, 12, 24),
        reason="Congés",
    )
    assert signed_in(mme_roux).post("/territoires/picardie-verte/horaires/", WEEK).status_code == 404
    assert signed_in(mme_roux).post(f"{CLOSED}{theirs.pk}/retrait/").status_code == 404
    assert signed_in(odile).post("/territoires/picardie-verte/horaires/", WEEK).status_code == 404


def test_hours_typed_by_hand_stay_until_the_week_is_set(signed_in, mme_roux):
    Territory.objects.update(phone_hours="le matin")
    administrator = signed_in(mme_roux)
    assert (
        "heures du téléphone"
        in text_of(administrator.get("/territoires/portes-de-sologne/reglages/")).lower()
    )
    administrator.post(ADDRESS, {**WEEK, "_once": "k1"})
    page = text_of(administrator.get("/territoires/portes-de-sologne/reglages/")).lower()
    assert "heures du téléphone" not in page


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9h-12h 14h-17h30", "9 h – 12 h, 14 h – 17 h 30"),
        ("de 9 h à 12 h et de 14 h à 17 h", "9 h – 12 h, 14 h – 17 h"),
        ("8:30-12:00", "8 h 30 – 12 h"),
        ("9-12", "9 h – 12 h"),
        ("9 heures à 12 heures", "9 h – 12 h"),
        ("fermé", ""),
    ],
)
def test_hours_as_people_type_them(typed, read):
    assert write_spans(read_spans(typed)).replace("\u00a0", " ") == read


@pytest.mark.parametrize(
    "typed", ["9h", "12h-9h", "9h-12h-14h", "9h-12h 11h-17h", "25h-26h", "le matin", "9-12 13-14 15-16"]
)
def test_hours_that_make_no_sense(typed):
    with pytest.raises(ValueError, match=".+"):
        read_spans(typed)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekday": 7},
        {"opens_at": "12:00", "closes_at": "09:00"},
        {"reopens_at": "11:00", "recloses_at": "17:00"},
        {"reopens_at": "14:00"},
        {"reopens_at": "14:00", "recloses_at": "13:00"},
    ],
)
def test_the_database_refuses_hours_that_make_no_sense(db, wrong):
    fields = {"weekday": 0, "opens_at": "09:00", "closes_at": "12:00", **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        CounterHours.objects.create(territory=sologne(), **fields)


def test_of_two_administrators_who_close_the_same_day_at_once_one_is_told(transactional_db, mme_roux):
    christmas = date(2026, 12, 25)

    def close(number: int) -> str:
        closed = ClosedDay(first_on=christmas, last_on=christmas, reason=f"Noël {number}")
        try:
            close_counter(sologne(), closed, by=mme_roux)
        except AlreadyClosed:
            return "already"
        finally:
            connection.close()
        return "closed"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(close, range(4)))
    assert outcomes == [*["already"] * 3, "closed"]
    assert Entry.objects.filter(verb="territory.days_closed").count() == 1
