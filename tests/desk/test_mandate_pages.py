import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from campagnon.channels.rate import take
from campagnon.desk.held_forms import ReasonForm
from campagnon.desk.held_papers import typeset_mandate
from campagnon.desk.pace import PAPERS
from campagnon.journal.models import Entry
from campagnon.people.models import Covers, Mandate
from tests.desk.held import at_desk, hold

TODAY = date(2026, 11, 23)


def read(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_an_agent_notes_what_was_said_then_the_signature(signed_in, monday, odile, marcelle):
    desk, address = signed_in(odile), at_desk(marcelle, "mandat/")
    desk.post(address, {"covers": "needs", "until": "22/11/2027", "signed_on": ""})
    mandate = Mandate.objects.get()
    assert (mandate.person, mandate.covers, mandate.until) == (marcelle, Covers.NEEDS, date(2027, 11, 22))
    page = desk.get(address).content.decode().replace("\u00a0", " ")
    assert "d’ici au 22 décembre 2026" in page
    assert "la parole donnée tient 30 jours" in page
    assert "sa parole suffit 30 jours" in page
    assert ReasonForm()["reason"].value().replace("\u00a0", " ") == "À votre demande, le 23 novembre"
    assert "À faire signer" in desk.get(at_desk(marcelle)).content.decode()
    monday.shift(timedelta(days=2))
    desk = signed_in(odile)
    desk.post(f"{address}signature/", {"signed_on": "24/11/2026"})
    mandate.refresh_from_db()
    assert (mandate.signed_on, mandate.holds_until) == (date(2026, 11, 24), date(2027, 11, 22))
    assert "À faire signer" not in desk.get(at_desk(marcelle)).content.decode()


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"until": "24/11/2027"}, "Choisissez une date d’ici à un an."),
        ({"until": "avant Noël"}, "Nous ne lisons pas cette date."),
        ({"covers": "tout"}, "Choisissez parmi les deux."),
        ({"signed_on": "24/11/2026"}, "La feuille date du dernier mois"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(signed_in, monday, odile, marcelle, typed, said):
    answers = {"covers": "needs", "until": "22/11/2027", "signed_on": "", **typed}
    page = signed_in(odile).post(at_desk(marcelle, "mandat/"), answers).content.decode()
    assert (page.count(said), Mandate.objects.count()) == (2, 0)


def test_a_signature_of_tomorrow_is_refused(signed_in, monday, odile, marcelle):
    desk, address = signed_in(odile), at_desk(marcelle, "mandat/")
    assert desk.post(f"{address}signature/", {"signed_on": "23/11/2026"}).status_code == 404
    desk.post(address, {"covers": "needs", "until": "22/11/2027", "signed_on": ""})
    page = desk.post(f"{address}signature/", {"signed_on": "24/11/2026"}).content.decode()
    assert "vérifiez la date" in page
    assert Mandate.objects.get().signed_on is None


def test_an_agent_ends_it(signed_in, held, odile):
    signed_in(odile).post(at_desk(held, "mandat/retrait/"))
    assert Mandate.objects.get().revoked_by == odile
    assert signed_in(odile).post(at_desk(held, "mandat/retrait/")).status_code == 404


def test_the_paper_says_all_of_it_on_one_page(signed_in, held, odile):
    answer = signed_in(odile).get(at_desk(held, "mandat.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 1
    said = read(answer.content).replace("\u00a0", " ")
    for words in (
        "Moi, Marcelle Delattre, de Gerberoy",
        "Jusqu’au 23 novembre 2027",
        "me demander un mot de passe",
        "toucher à mon argent",
        "lire les messages",
        "Pour la mairie : Odile Mercier",
        "Ma signature",
    ):
        assert words in said, words


def test_the_paper_is_not_typeset_without_end(signed_in, held, odile):
    desk = signed_in(odile)
    for _turn in range(PAPERS.times - 1):
        take(PAPERS, str(odile.pk))
    assert [desk.get(at_desk(held, "mandat.pdf")).status_code for _turn in range(2)] == [200, 429]
    assert desk.get(at_desk(held, "journal.pdf")).status_code == 429
    assert desk.get(at_desk(held, "mandat/")).status_code == 200


def test_long_names_still_make_one_page(monday, held, odile):
    held.first_name, held.last_name = "Marie-Antoinette-" * 2 + "Zoé", "de La Tour-" * 6 + "Zed"
    mandate = hold(held, odile)
    pdf = typeset_mandate(mandate, agent=odile, on=TODAY)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


def test_no_mandate_no_paper(signed_in, monday, marcelle, odile):
    assert signed_in(odile).get(at_desk(marcelle, "mandat.pdf")).status_code == 404


def test_the_person_reads_it_and_takes_it_back(signed_in, monday, lea, odile):
    hold(lea, odile, covers=Covers.NEEDS)
    mine = signed_in(lea)
    page = " ".join(mine.get("/mon-compte/").content.decode().split())
    assert "jusqu’au 23 novembre 2027, pour vos besoins et vos rendez-vous." in page
    mine.post("/mon-compte/mandat/retrait/")
    assert Mandate.objects.get().revoked_by == lea
    assert "La mairie peut agir en mon nom" not in mine.get("/mon-compte/").content.decode()
    mine.post("/mon-compte/mandat/retrait/")
    assert Entry.objects.filter(verb="mandate.revoked").count() == 1
