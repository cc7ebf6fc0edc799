"""Whatever is typed, an answer comes back, whole and quickly."""

import json
import time
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from campagnon.notices.reading import PILOTS, places_for
from campagnon.notices.sentence.lexicon import Lexicon
from campagnon.notices.sentence.reading import read_sentence
from tests.notices.test_sentence import FIELDS, TODAY, read, sheet

PIECES = st.sampled_from(
    [
        *[
            "le",
            "du",
            "au",
            "les",
            "avant",
            "après",
            "d'ici",
            "à",
            "partir",
            "de",
            "jusqu'au",
            "entre",
            "et",
            "ou",
            "dans",
            "tous",
            "chaque",
            "ce",
            "fin",
            "mi",
            "début",
        ],
        *[
            "lundi",
            "samedi",
            "dimanche",
            "demain",
            "noël",
            "pâques",
            "janvier",
            "février",
            "29",
            "30",
            "31",
            "5",
            "12",
            "3/12",
            "31/02",
            "99/99",
            "2026",
            "0",
            "00",
        ],
        *[
            "semaine",
            "prochaine",
            "week-end",
            "mois",
            "jours",
            "en",
            "huit",
            "16h30",
            "2h",
            "par",
            "/",
            "-",
            ",",
            "?",
            "(",
            "œ",
            "€",
            "½",
            "①",
            "٣",
            "𝟛",
        ],
        *[
            "Songeons",
            "la",
            "ferté",
            "Orléans",
            "tondre",
            "chat",
            "chaudière",
            "cesu",
            "gratuit",
            "devis",
            "je",
            "propose",
            "cherche",
        ],
    ]
)


@settings(max_examples=400, deadline=None)
@given(text=st.text(max_size=300), today=st.dates())
def test_any_text_is_answered(text, today):
    check(text, today)


@settings(max_examples=600, deadline=None)
@given(pieces=st.lists(PIECES, max_size=25), today=st.dates())
@example(pieces=["le", "lundi", "le", "avant", "lundi"], today=date(2000, 1, 1))
def test_any_salad_of_our_words_is_answered(pieces, today):
    check(" ".join(pieces), today)


def check(text: str, today: date) -> None:
    reading = read_sentence(text, today=today, places=places_for(PILOTS), lexicon=Lexicon.load())
    row = json.loads(json.dumps(reading.as_row()))
    assert tuple(row) == FIELDS
    assert row["kind"] in {"need", "offer"}
    assert row["mode"] in {"", "free", "cesu", "pro"}
    assert row["recurring"] in {"", "yes"}
    assert reading.end is None or (reading.start is not None and reading.start <= reading.end)
    assert len(reading.candidates) <= 3


def test_a_very_long_text_is_read_quickly():
    started = time.process_time()
    read("fuite d'eau " + "évierr bouché à Songeonns le 3/12 " * 3_000)
    assert time.process_time() - started < 0.5


def test_nineteen_sentences_in_twenty_take_under_20_ms():
    texts = [row["text"] for row in sheet("sentences.csv") + sheet("sentences_1.csv")]
    read(texts[0])
    durations = []
    for text in texts:
        started = time.process_time()
        read(text)
        durations.append(time.process_time() - started)
    assert sorted(durations)[int(len(durations) * 0.95)] < 0.020


def test_accents_capitals_and_invisible_signs_change_nothing():
    plain = read("fuite sous l'évier à La Ferté-Saint-Aubin d'ici vendredi").as_row()
    assert read("FUITE SOUS L'EVIER A LA FERTE SAINT AUBIN D'ICI VENDREDI").as_row() == plain
    assert (
        read("fuite sous l’évier\u200b à La\u00a0Ferté-Saint-Aubin d’ici\u202e vendredi\x00").as_row()
        == plain
    )
    assert plain["start"] == TODAY.isoformat()
