"""A quote on paper: what the law asks is on it, it can be read aloud, and no word in it reaches a file."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from pypdf import PdfReader

from campagnon.exchanges.actions.quoting import draft_quote
from campagnon.exchanges.quote_papers import typeset_quote
from campagnon.people.models import VatRegime
from tests.exchanges.papers import accepted, again, drafted, job, line, plumber, request_to, sent
from tests.project.corpus import TEXTS


def words_of(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(bytes(pdf))).pages)
    return " ".join(" ".join(pages).replace("\n", " ").split())


def test_a_quote_says_all_that_the_law_asks(leak, joel):
    """Arrêté du 24 janvier 2017, art. 4; C. conso L111-1, R111-1, L221-5, L616-1; C. assur. L243-2."""
    paper = words_of(sent(leak, joel).paper.content)
    for said in (
        "Devis D-2026-0001",
        "Établi le 23 novembre 2026",
        "Lefèvre Plomberie, SARL au capital de 5 000 €",
        "8 rue des Fontaines 60210 Grandvilliers",
        "03 53 01 45 20 contact@lefevre-plomberie.example",
        "SIRET 00000001800010",
        "RCS Beauvais 000 000 018",
        "TVA FR66000000018",
        "Léa 60380 Gerberoy",
        "Remplacer le robinet de la cuisine",
        "21 décembre 2026, 9 h",
        "Main-d’œuvre 2 h 48,00 € 20 % 96,00 €",
        "Déplacement 1 forfait 25,00 € 20 % 25,00 €",
        "Total hors taxe 121,00 €",
        "TVA 20 % sur 121,00 € 24,20 €",
        "Total à payer, toutes taxes comprises 145,20 €",
        "Valable jusqu’au 23 décembre 2026",
        "Devis gratuit",
        "Assurance professionnelle : Assurances du Plateau",
        "Assurance décennale : Mutuelle du Bâti",
        "Médiateur de la consommation : Médiation des artisans",
    ):
        assert said in paper


def test_the_last_page_is_the_form_and_the_one_before_the_contract(leak, joel):
    reader = PdfReader(io.BytesIO(bytes(sent(leak, joel).paper.content)))
    first, last = reader.pages[0].extract_text(), reader.pages[-1].extract_text()
    assert "Formulaire de rétractation" in last and "Total à payer" not in last
    assert "Total à payer" in first and "rétractation" not in first


def test_who_has_no_vat_says_so_on_paper(leak, monday):
    paper = words_of(
        sent(
            leak, plumber(1, vat_regime=VatRegime.FRANCHISE), job(lines=(line(vat_percent=Decimal(0)),))
        ).paper.content
    )
    assert "TVA non applicable, art. 293 B du CGI" in paper
    assert "TVA 0" not in paper


@pytest.mark.parametrize(("percent", "energy"), [("10", False), ("5.5", True)])
def test_a_reduced_rate_is_certified_by_the_client(leak, joel, percent, energy):
    content = job(lines=(line(vat_percent=Decimal(percent)),), is_old_housing=True)
    quote = sent(leak, joel, content)
    paper = words_of(quote.paper.content)
    assert "Le client certifie, en qualité de preneur de la prestation" in paper
    assert ("travaux de rénovation énergétique" in paper) is energy
    accepted(quote, old_housing=True)
    assert "Léa Delattre certifie, en qualité de preneur" in words_of(again(quote).acceptance_paper.content)


def test_the_paper_is_tagged_light_and_the_same_twice(leak, joel):
    quote = sent(leak, joel)
    content = bytes(quote.paper.content)
    root = PdfReader(io.BytesIO(content)).trailer["/Root"]
    assert (root["/Lang"], "/StructTreeRoot" in root) == ("fr-FR", True)
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert len(content) < 100_000
    assert typeset_quote(quote) == content


@pytest.mark.parametrize("what", sorted(set(TEXTS) - {"nothing", "spaces"}))
def test_hostile_names_and_lines_stay_words(leak, joel, what):
    """Whatever is typed, a paper is made, of its words and nothing else."""
    hostile = TEXTS[what].replace("\x00", "")[:120]
    joel.professional.legal_name = hostile
    joel.professional.save()
    lines = (line(label=hostile), line("3", label="Fin"))
    quote = sent(leak, joel, job(subject=hostile, conditions=hostile, lines=lines))
    paper = words_of(quote.paper.content)
    assert "root:x:" not in paper
    assert "Total à payer" in paper


SOURCE = ['#read("/etc/passwd")', '#image("/etc/hostname")', "$x$ *gras* <l> @r #pagebreak()", "\\#{values}"]


@pytest.mark.parametrize("words", SOURCE)
def test_words_of_the_typesetter_are_written_as_they_are(leak, joel, words):
    quote = sent(leak, joel, job(subject=words, lines=(line(label=words),)))
    assert words_of(quote.paper.content).count(words) >= 2


def test_only_the_two_open_the_papers(signed_in, leak, joel, lea, karim):
    quote = sent(leak, joel)
    page = reverse("exchanges:quote_paper", args=[quote.public_id])
    for person, status in ((joel, 200), (lea, 200), (karim, 404)):
        assert signed_in(person).get(page).status_code == status
    answer = signed_in(lea).get(page)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert answer["Content-Disposition"] == 'inline; filename="devis-D-2026-0001.pdf"'


def test_the_acceptance_says_who_what_how_much_when_and_until_when(leak, joel):
    quote = sent(leak, joel)
    accepted(quote)
    paper = words_of(again(quote).acceptance_paper.content)
    for said in (
        "Acceptation du devis D-2026-0001",
        "Léa Delattre 3 rue du Bourg 60380 Gerberoy",
        "Le 23 novembre 2026 à 10 h, Léa Delattre a accepté en ligne le devis D-2026-0001, avec obligation "
        "de payer 145,20 €.",
        quote.paper.sha256,
        "Jusqu’au 7 décembre 2026 à minuit.",
        "Commandé le : 23 novembre 2026",
    ):
        assert said in paper
    assert bytes(again(quote).paper.content) == bytes(quote.paper.content)


def test_a_draft_names_nobody(leak, joel):
    quote = drafted(leak, joel)
    assert (quote.seller, quote.client, quote.paper) == ({}, {}, None)
    assert draft_quote(request_to(leak, joel), job(), by=joel).pk == quote.pk
