"""Somebody in danger is told whom to call before any service is guessed."""

import csv
from pathlib import Path

import pytest

from campagnon.notices.sentence.danger import emergencies_in
from campagnon.pages.demo.cast import CAST_NEEDS

EXAMPLES = Path(__file__).resolve().parents[2] / "campagnon/notices/data/examples.csv"


def numbers(words: str) -> list[str]:
    return [one.number for one in emergencies_in(words)]


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("Mon mari me tape", ["17", "3919"]),
        ("j’ai peur de mon compagnon", ["17", "3919"]),
        ("J’ai mal à la poitrine depuis ce matin", ["15"]),
        ("ma mère a fait un malaise", ["15"]),
        ("ça sent le gaz chez moi", ["18"]),
        ("Je n’ai plus envie de vivre", ["3114"]),
        ("le voisin frappe ses enfants", ["119"]),
    ],
)
def test_danger_is_heard(words, called):
    assert numbers(words) == called


def test_an_ordinary_need_is_no_danger():
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        said = [row["words"] for row in csv.DictReader(file)]
    said += [need.words for need in CAST_NEEDS]
    said += ["Frapper à la porte de ma mère", "Rentrer mon bois avant qu’il gèle", "Garder mes enfants"]
    assert len(said) > 40
    # A leak of gas is one, whatever service it is an example of.
    assert [words for words in said if numbers(words) and "gaz" not in words] == []


def test_the_page_says_it_before_the_services(db, client):
    client.post("/besoin/", {"words": "mon mari me tape"})
    page = " ".join(client.get("/besoin/service/").page.texts)
    assert "appelez d’abord" in page and "3919" in page
    assert page.index("3919") < page.index("De quel service")
