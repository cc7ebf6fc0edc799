from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from campagnon.common.templatetags import campagnon as said

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.mark.parametrize(
    "value, words",
    [
        (date(2026, 11, 28), "samedi 28 novembre"),
        (date(2027, 1, 1), "vendredi 1er janvier 2027"),
        (datetime(2026, 11, 28, 23, 30, tzinfo=ZoneInfo("UTC")), "dimanche 29 novembre"),
        (None, ""),
    ],
)
def test_day(value, words):
    assert said.day(value) == words


@pytest.mark.parametrize(
    "value, words",
    [
        (date(2026, 11, 21), "avant-hier"),
        (date(2026, 11, 22), "hier"),
        (date(2026, 11, 23), "aujourd’hui"),
        (date(2026, 11, 24), "demain"),
        (date(2026, 11, 25), "après-demain"),
        (date(2026, 11, 26), "jeudi 26 novembre"),
        (None, ""),
    ],
)
def test_near_day(value, words):
    assert said.near_day(value) == words


@pytest.mark.parametrize(
    "value, words",
    [
        (time(9), "9\u00a0h"),
        (time(14, 30), "14\u00a0h\u00a030"),
        (time(0), "0\u00a0h"),
        (datetime(2026, 11, 23, 8, 5, tzinfo=ZoneInfo("UTC")), "9\u00a0h\u00a005"),
        (None, ""),
        ("", ""),
    ],
)
def test_hour(value, words):
    assert said.hour(value) == words


@pytest.mark.parametrize(
    "value, words",
    [
        (datetime(2026, 11, 23, 8, 12, tzinfo=PARIS), "ce matin, 8\u00a0h\u00a012"),
        (datetime(2026, 11, 23, 12, 0, tzinfo=PARIS), "cet après-midi, 12\u00a0h"),
        (datetime(2026, 11, 23, 18, 0, tzinfo=PARIS), "ce soir, 18\u00a0h"),
        (datetime(2026, 11, 22, 17, 40, tzinfo=PARIS), "hier, 17\u00a0h\u00a040"),
        (datetime(2026, 11, 17, 9, 30, tzinfo=PARIS), "mardi, 9\u00a0h\u00a030"),
        (datetime(2026, 11, 16, 9, 30, tzinfo=PARIS), "lundi 16 novembre, 9\u00a0h\u00a030"),
        (datetime(2026, 11, 28, 9, 0, tzinfo=PARIS), "samedi 28 novembre, 9\u00a0h"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=ZoneInfo("UTC")), "demain, 0\u00a0h\u00a030"),
        (None, ""),
    ],
)
def test_moment(value, words):
    assert said.moment(value) == words


def test_minutes():
    assert said.minutes(10) == "environ 10\u00a0min"
    assert said.minutes(None) == ""


@pytest.mark.parametrize(
    "value, words",
    [
        (12, "12\u00a0€"),
        (Decimal("12.50"), "12,50\u00a0€"),
        (Decimal("1250"), "1\u202f250\u00a0€"),
        (Decimal("1250.05"), "1\u202f250,05\u00a0€"),
        (0, "0\u00a0€"),
        (None, ""),
    ],
)
def test_euros(value, words):
    assert said.euros(value) == words


def test_in_words():
    assert [said.in_words(n) for n in (0, 1, 7, 16, 17, 1200)] == [
        "zéro",
        "un",
        "sept",
        "seize",
        "17",
        "1\u202f200",
    ]
    assert said.in_words(1, "f") == "une"
    assert said.in_words(2, "f") == "deux"


@pytest.mark.parametrize(
    "value, words, dialled",
    [
        ("+33353012020", "03 53 01 20 20", "tel:+33353012020"),
        ("03.53.01.20.20", "03 53 01 20 20", "tel:+33353012020"),
        ("+262692123456", "06 92 12 34 56", "tel:+262692123456"),
        ("+687251234", "+687 25 12 34", "tel:+687251234"),
        ("3919", "3919", "tel:3919"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_phone(value, words, dialled):
    assert said.phone(value) == words.replace(" ", "\u00a0")
    assert said.tel(value) == dialled


def test_phone_link_escapes_what_it_is_given():
    assert (
        said.phone_link("+33353012020") == '<a href="tel:+33353012020">03\u00a053\u00a001\u00a020\u00a020</a>'
    )
    assert said.phone_link('"><script>') == '<a href="tel:">&quot;&gt;&lt;script&gt;</a>'
    assert said.phone_link("") == ""


def test_icon_needs_no_load_and_is_hidden_from_readers():
    page = Template('{% icon "heart" %} Entraide').render(Context())
    assert 'aria-hidden="true"' in page
    assert page.endswith('#heart"/></svg> Entraide')


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2030, 12, 31), "31\u00a0décembre 2030"),
        (date(2027, 1, 1), "1er\u00a0janvier 2027"),
        (None, ""),
    ],
)
def test_calendar_day_keeps_the_day_with_its_month(value, words):
    assert said.calendar_day(value) == words
