import io

import pytest
from pypdf import PdfReader

from campagnon.journal.models import Entry
from campagnon.people import charter
from campagnon.people.actions import agree_charter
from tests.cast import open_account
from tests.page import words

AGREED = "people.charter_agreed"
GENTLE = "Une charte dit comment on s’aide ici."


def text_of(response) -> str:
    return words(" ".join(response.page.texts))


@pytest.fixture
def rose(db):
    """Somebody who opened an account before there was a charter."""
    return open_account("Rose", "Petit", "Songeons", charter_agreed_at=None)


def agreements() -> int:
    return Entry.objects.filter(verb=AGREED).count()


def test_anybody_reads_the_whole_charter(client, db):
    page = client.get("/charte/")
    assert [heading for heading, _words in charter.ARTICLES if heading not in text_of(page)] == []
    assert [said for _heading, said in charter.ARTICLES if words(said) not in text_of(page)] == []
    assert "J’accepte la charte" not in text_of(page)


def test_the_paper_says_the_same_on_one_sheet(client, db):
    answer = client.get("/charte/imprimer.pdf")
    pdf = PdfReader(io.BytesIO(answer.content))
    said = words(pdf.pages[0].extract_text())
    assert (answer["Content-Type"], len(pdf.pages)) == ("application/pdf", 1)
    assert len(answer.content) < 100_000
    assert [heading for heading, _words in charter.ARTICLES if heading not in said] == []
    assert "Signature" in said


def test_who_opened_before_is_told_gently_and_agrees_once(signed_in, rose):
    client = signed_in(rose)
    assert GENTLE in text_of(client.get("/mon-espace/"))
    assert "Lire et accepter la charte de l’entraide" in text_of(client.get("/mon-compte/"))
    assert "J’accepte la charte" in text_of(client.get("/charte/"))
    assert agreements() == 0
    after = client.post("/charte/accord/", {"_once": "k"}, follow=True)
    assert "C’est noté, une fois pour toutes." in text_of(after)
    assert GENTLE not in text_of(after)
    rose.refresh_from_db()
    first = rose.charter_agreed_at
    client.post("/charte/accord/", {"_once": "k2"})
    rose.refresh_from_db()
    assert (rose.charter_agreed_at, agreements()) == (first, 1)
    assert "Vous l’avez acceptée" in text_of(client.get("/charte/"))


def test_who_agreed_hears_no_more_of_it(signed_in, lea):
    client = signed_in(lea)
    assert GENTLE not in text_of(client.get("/mon-espace/"))
    assert "Lire et accepter la charte" not in text_of(client.get("/mon-compte/"))


def test_reading_agrees_to_nothing_and_a_stranger_cannot_agree(client, signed_in, rose):
    signed_in(rose).get("/charte/")
    assert client.post("/charte/accord/").status_code == 302
    assert signed_in(rose).get("/charte/accord/").status_code == 405
    rose.refresh_from_db()
    assert (rose.charter_agreed_at, agreements()) == (None, 0)


def test_agreeing_is_signed(rose):
    assert [agree_charter(rose), agree_charter(rose)] == [True, False]
    entry = Entry.objects.get(verb=AGREED)
    assert (entry.by, entry.target_id) == (rose, rose.pk)


def test_a_newcomer_agrees_on_the_page_that_opens_the_account(client, come_in):
    come_in(client, "zoe@exemple.fr")
    page = client.get("/entrer/qui-etes-vous/")
    assert [said for _heading, said in charter.ARTICLES if words(said) not in text_of(page)] == []
    box = next(field for field in page.page.all("input") if field["name"] == "agrees_charter")
    assert "checked" not in box.attributes
    answers = {"first_name": "Zoé", "last_name": "", "commune": "Songeons", "age": "18"}
    assert client.post("/entrer/qui-etes-vous/", answers).status_code == 200
    assert agreements() == 0
    assert client.post("/entrer/qui-etes-vous/", {**answers, "agrees_charter": "on"}).status_code == 302
    assert agreements() == 1
