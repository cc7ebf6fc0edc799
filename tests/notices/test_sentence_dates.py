"""Days as people name them, said on Monday 23 November 2026."""

from datetime import date

import pytest

from campagnon.notices.sentence.calendar import Calendar, easter
from campagnon.notices.sentence.dates import read_dates
from tests.notices.test_sentence import TODAY, read


def days(text: str, today: date = TODAY) -> tuple[str, str]:
    row = read(text, today).as_row()
    return row["start"], row["end"]


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("demain", "2026-11-24", "2026-11-24"),
        ("après-demain", "2026-11-25", "2026-11-25"),
        ("aujourd’hui", "2026-11-23", "2026-11-23"),
        ("ce soir", "2026-11-23", "2026-11-23"),
        ("lundi", "2026-11-30", "2026-11-30"),
        ("samedi prochain", "2026-11-28", "2026-11-28"),
        ("samedi en huit", "2026-12-05", "2026-12-05"),
        ("lundi en huit", "2026-12-07", "2026-12-07"),
        ("mardi de la semaine prochaine", "2026-12-01", "2026-12-01"),
        ("dans 3 jours", "2026-11-26", "2026-11-26"),
        ("dans deux semaines", "2026-12-07", "2026-12-07"),
        ("dans un mois", "2026-12-23", "2026-12-23"),
        ("d’ici vendredi", "2026-11-23", "2026-11-27"),
        ("avant vendredi", "2026-11-23", "2026-11-26"),
        ("avant Noël", "2026-11-23", "2026-12-24"),
        ("avant la fin du mois", "2026-11-23", "2026-11-30"),
        ("jusqu’au 10 décembre", "2026-11-23", "2026-12-10"),
        ("le 3 décembre", "2026-12-03", "2026-12-03"),
        ("le 3/12", "2026-12-03", "2026-12-03"),
        ("le 3.12", "2026-12-03", "2026-12-03"),
        ("le 03/12/2026", "2026-12-03", "2026-12-03"),
        ("le 03-12-26", "2026-12-03", "2026-12-03"),
        ("le 2 novembre", "2027-11-02", "2027-11-02"),
        ("le 5", "2026-12-05", "2026-12-05"),
        ("vendredi 4 décembre", "2026-12-04", "2026-12-04"),
        ("samedi 28", "2026-11-28", "2026-11-28"),
        ("du 24 décembre au 2 janvier", "2026-12-24", "2027-01-02"),
        ("du 3 au 5 décembre", "2026-12-03", "2026-12-05"),
        ("du 28 novembre au 3", "2026-11-28", "2026-12-03"),
        ("entre le 5 et le 8", "2026-12-05", "2026-12-08"),
        ("de mercredi à vendredi", "2026-11-25", "2026-11-27"),
        ("samedi ou dimanche", "2026-11-28", "2026-11-29"),
        ("les 5 et 6 décembre", "2026-12-05", "2026-12-06"),
        ("ce week-end", "2026-11-28", "2026-11-29"),
        ("le week-end prochain", "2026-12-05", "2026-12-06"),
        ("cette semaine", "2026-11-23", "2026-11-29"),
        ("la semaine prochaine", "2026-11-30", "2026-12-06"),
        ("la semaine du 14 décembre", "2026-12-14", "2026-12-20"),
        ("le mois prochain", "2026-12-01", "2026-12-31"),
        ("ce mois-ci", "2026-11-23", "2026-11-30"),
        ("début janvier", "2027-01-01", "2027-01-10"),
        ("mi-janvier", "2027-01-11", "2027-01-20"),
        ("fin janvier", "2027-01-21", "2027-01-31"),
        ("en janvier", "2027-01-01", "2027-01-31"),
        ("d’avril à octobre", "2027-04-01", "2027-10-31"),
        ("à partir de janvier", "2027-01-01", ""),
        ("dès lundi", "2026-11-30", ""),
        ("après le 10 décembre", "2026-12-11", ""),
        ("la première semaine de janvier", "2027-01-01", "2027-01-07"),
        ("la dernière semaine de décembre", "2026-12-25", "2026-12-31"),
        ("le premier samedi de décembre", "2026-12-05", "2026-12-05"),
        ("le premier lundi de novembre", "2027-11-01", "2027-11-01"),
        ("semaine 49", "2026-11-30", "2026-12-06"),
        ("sous quinzaine", "2026-11-23", "2026-12-08"),
        ("avant la fin de l’année", "2026-11-23", "2026-12-31"),
        ("le lendemain de Noël", "2026-12-26", "2026-12-26"),
        ("vendredi dernier délai", "2026-11-23", "2026-11-27"),
        ("sam 28", "2026-11-28", "2026-11-28"),
        ("le 15 août", "2027-08-15", "2027-08-15"),
        ("à Noël", "2026-12-25", "2026-12-25"),
        ("le jour de l’an", "2027-01-01", "2027-01-01"),
        ("à Pâques", "2027-03-28", "2027-03-28"),
        ("à la Toussaint", "2027-11-01", "2027-11-01"),
        ("pendant les vacances", "", ""),
        ("pendant les vacances de Noël", "", ""),
        ("dès que possible, urgent", "", ""),
        ("en panne depuis samedi", "", ""),
        ("hier soir", "", ""),
        ("2h par semaine", "", ""),
        ("un jour sur deux", "", ""),
        ("le 31 février", "", ""),
    ],
)
def test_days(said, start, end):
    assert days(f"tondre la pelouse {said}") == (start, end)


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("tous les lundis", "2026-11-30"),
        ("le mercredi", "2026-11-25"),
        ("les mardis et jeudis", "2026-11-24"),
        ("un samedi sur deux", "2026-11-28"),
        ("du lundi au vendredi", "2026-11-24"),
        ("tous les matins", "2026-11-24"),
        ("chaque matin", ""),
        ("le premier mardi du mois", "2026-12-01"),
        ("tous les derniers lundis du mois", "2026-11-30"),
        ("les jours d’école", ""),
        ("passage quotidien", ""),
        ("une fois par mois", ""),
        ("2x/semaine", ""),
        ("deux heures par semaine", ""),
        ("régulièrement", ""),
        ("tous les 15 jours", ""),
        ("2h par semaine à partir de janvier", "2027-01-01"),
        ("tous les mardis à partir de janvier", "2027-01-05"),
    ],
)
def test_what_comes_back(said, start):
    reading = read(f"tondre la pelouse {said}")
    assert (reading.as_row()["start"], reading.end, reading.recurring) == (start, None, True)


@pytest.mark.parametrize(
    "said",
    ["le midi", "de temps en temps", "mercredi", "le mercredi 25", "sauf le mercredi", "le lundi de Pâques"],
)
def test_what_does_not_come_back(said):
    assert not read(f"tondre la pelouse {said}").recurring


def test_leap_day_waits_for_a_leap_year():
    assert days("tondre le 29 février") == ("2028-02-29", "2028-02-29")


def test_the_end_of_the_calendar_is_no_trouble():
    assert read_dates("dans 9999 mois", date.max).start is not None


def test_easter_of_known_years():
    assert [easter(year) for year in (2024, 2027, 2038)] == [
        date(2024, 3, 31),
        date(2027, 3, 28),
        date(2038, 4, 25),
    ]
    assert Calendar(TODAY).moving(39) == date(2027, 5, 6)
