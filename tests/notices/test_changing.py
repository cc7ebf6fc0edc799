"""A need that is published, said otherwise by its author."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from campagnon.catalogue.modes import Mode
from campagnon.journal.models import Entry
from campagnon.notices.actions.changing import change_need, terms_of
from campagnon.notices.actions.closing import close_need
from campagnon.notices.models import Need
from tests.exchanges.conftest import SATURDAY, need_mowing

SUNDAY = date(2026, 11, 29)


@pytest.fixture
def need(monday, lea) -> Need:
    return need_mowing(lea)


def line(need: Need, name: str) -> str:
    return reverse("notices:change_need", args=[need.public_id, name])


def kept(need: Need) -> tuple:
    need.refresh_from_db()
    return need.words, need.starts_on, need.ends_on, need.part_of_day, need.modes


def test_its_author_reads_her_own_sentence_and_changes_each_line(signed_in, need, lea):
    client = signed_in(lea)
    page = client.get(reverse("exchanges:need", args=[need.public_id]))
    assert "tondre la pelouse de ma grand-mère samedi matin" in page.content.decode()
    assert "Entraide ou CESU" in page.content.decode()
    for name, sent in (
        ("phrase", {"words": "Tondre et ramasser l’herbe"}),
        ("quand", {"starts_on": "2026-11-29", "part_of_day": "afternoon"}),
        ("facon", {"modes": [Mode.FREE.value]}),
    ):
        assert line(need, name) in page.page.links()
        assert client.get(line(need, name)).status_code == 200
        assert client.post(line(need, name), sent)["Location"] == f"/besoins/{need.public_id}/"
    assert kept(need) == ("Tondre et ramasser l’herbe", SUNDAY, SUNDAY, "afternoon", Mode.FREE)
    lines = Entry.objects.filter(verb="need.changed", by=lea).order_by("pk").values_list("note", flat=True)
    assert list(lines) == ["words", "starts_on, ends_on, part_of_day", "modes"]


@pytest.mark.parametrize(
    ("name", "sent", "said"),
    [
        ("phrase", {"words": ""}, "Écrivez ce dont vous avez besoin, en une phrase."),
        (
            "phrase",
            {"words": "Appelez-moi au 06 39 98 12 17"},
            "Votre phrase contient un numéro de téléphone.",
        ),
        ("quand", {"starts_on": "2026-11-22"}, "Cette date est passée"),
        ("facon", {"modes": []}, "Gardez au moins une façon d’échanger."),
        ("facon", {"modes": ["8"]}, "Choisissez parmi les façons proposées."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(signed_in, need, lea, name, sent, said):
    before = kept(need)
    answer = signed_in(lea).post(line(need, name), sent)
    assert (answer.status_code, kept(need)) == (200, before)
    assert said in answer.content.decode().replace("\u00a0", " ")


def test_nobody_else_changes_it(signed_in, client, need, karim):
    before = kept(need)
    assert signed_in(karim).post(line(need, "phrase"), {"words": "Canari"}).status_code == 404
    assert client.post(line(need, "phrase"), {"words": "Canari"})["Location"].startswith("/entrer/")
    assert kept(need) == before


def test_a_line_that_is_none_does_not_exist(signed_in, need, lea):
    assert signed_in(lea).get(line(need, "commune")).status_code == 404


def test_a_closed_need_stays_as_it_was(signed_in, need, lea):
    close_need(need, reason="useless", by=lea)
    before = kept(need)
    assert signed_in(lea).get(line(need, "phrase")).status_code == 404
    assert change_need(need, replace(terms_of(need), words="Canari"), by=lea) is False
    assert kept(need) == before
    assert line(need, "phrase") not in signed_in(lea).get(f"/besoins/{need.public_id}/").page.links()


def test_the_same_said_again_changes_nothing(need, lea):
    assert change_need(need, terms_of(need), by=lea) is False
    assert Entry.objects.filter(verb="need.changed").exists() is False
    assert kept(need)[1] == SATURDAY


def test_a_change_sent_twice_is_made_once(signed_in, need, lea):
    client = signed_in(lea)
    for _twice in range(2):
        client.post(line(need, "phrase"), {"words": "Tondre et ramasser", "_once": "k1"})
    assert Entry.objects.filter(verb="need.changed").count() == 1
