import io
from datetime import date

import facturx
import pytest
from lxml import etree
from pypdf import PdfReader

from campagnon.billing.actions.crediting import credit_invoice
from campagnon.billing.actions.issuing import Client
from campagnon.billing.carrying import describe_facturx
from campagnon.billing.models import Invoice
from campagnon.billing.paper import file_name, press_invoice
from campagnon.common.typesetting import typeset
from campagnon.exchanges.models import LineKind
from tests.billing.papers import D, accepted_quote, billed
from tests.billing.rules import EN_16931, broken

XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "fx": "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
}


def content_of(invoice: Invoice) -> bytes:
    return bytes(Invoice.objects.get(pk=invoice.pk).paper.content)


def read(pdf: bytes) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


def described(pdf: bytes) -> etree._Element:
    return etree.fromstring(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Metadata"].get_object().get_data())


def test_an_invoice_says_all_that_the_law_asks(quote):
    text = read(content_of(billed(quote)))
    for words in (
        "Facture F-2026-0001",
        "Datée du 23 novembre 2026",
        "Objet Fuite sous le ballon d’eau chaude Réalisé le 21 novembre 2026",
        "Lieu 3 rue du Bourg, 60380 Gerberoy Devis accepté D-2026-0001",
        "À payer avant le 23 décembre 2026",
        "Lefèvre Plomberie, SARL au capital de 5 000 €",
        "8 rue des Fontaines",
        "03 53 01 45 20",
        "SIRET 00000001800010",
        "RCS Beauvais 000 000 018",
        "TVA FR66000000018",
        "Le client Léa Delattre 12 rue du Moulin 60210 Grandvilliers",
        "Recherche de fuite et réparation 1,5 h 48,00 € 10 % 72,00 €",
        "Joint de ballon 3 pièce 7,34 € 20 % 22,02 €",
        "Total hors taxe 119,52 €",
        "TVA 10 % sur 97,50 € 9,75 €",
        "TVA 20 % sur 22,02 € 4,40 €",
        "À payer, toutes taxes comprises 133,67 €",
        "logement achevé depuis plus de deux ans, comme certifié sur le devis D-2026-0001",
        "Assurance professionnelle : Assurances du Plateau",
        "Assurance décennale : Mutuelle du Bâti",
        "Médiateur de la consommation : Médiation des artisans",
    ):
        assert words in text
    assert "293 B" not in text


def test_outside_vat_the_paper_says_why_and_shows_none(franchise, lea, monday):
    lawn = ((LineKind.LABOUR, "Tonte", D(1), "forfait", D(50), D(0)),)
    text = read(content_of(billed(accepted_quote(lea, franchise, lines=lawn))))
    assert "TVA non applicable, art. 293 B du CGI." in text
    assert "À payer, toutes taxes comprises 50,00 €" in text
    assert ("TVA à taux réduit" in text, "TVA 0" in text, "TVA FR" in text) == (False, False, False)


def test_a_declared_provider_gives_its_number_and_day(quote, joel):
    trade = joel.professional
    trade.sap_number, trade.sap_declared_on = "SAP000000018", date(2024, 3, 1)
    trade.save()
    assert "déclaration SAP000000018 du 1er mars 2024" in read(content_of(billed(quote)))


def test_a_credit_note_says_what_it_undoes_and_asks_for_nothing(quote, joel):
    note = credit_invoice(billed(quote), by=joel, reason="Erreur d’adresse")
    text = read(content_of(note))
    assert "Avoir A-2026-0002" in text
    assert "Annule la facture F-2026-0001 du 23 novembre 2026" in text
    assert "Motif Erreur d’adresse" in text
    assert "Total de l’avoir, toutes taxes comprises 133,67 €" in text
    assert "À payer" not in text


def test_it_is_light_tagged_french_and_titled(quote):
    pdf = content_of(billed(quote))
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert len(pdf) < 100_000
    assert bool(root["/MarkInfo"]["/Marked"]) is True
    assert root["/Lang"] == "fr-FR"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"]) is True
    assert "/StructTreeRoot" in root


def test_its_metadata_say_pdf_a_3_pdf_ua_and_factur_x(quote):
    metadata = described(content_of(billed(quote)))
    assert metadata.findtext(".//pdfaid:part", namespaces=XMP) == "3"
    assert metadata.findtext(".//pdfaid:conformance", namespaces=XMP) == "A"
    assert metadata.findtext(".//pdfuaid:part", namespaces=XMP) == "1"
    names = ("DocumentType", "DocumentFileName", "Version", "ConformanceLevel")
    values = [metadata.findtext(f".//fx:{name}", namespaces=XMP) for name in names]
    assert values == ["INVOICE", "factur-x.xml", "1.0", "EN 16931"]
    # PDF/A: no property without its schema beside it.
    assert metadata.xpath("//pdfaSchema:prefix/text()", namespaces=XMP).count("fx") == 1


def test_it_carries_its_data_once_as_an_alternative(quote):
    pdf = content_of(billed(quote))
    reader = PdfReader(io.BytesIO(pdf))
    [carried] = reader.trailer["/Root"]["/AF"]
    carried = carried.get_object()
    assert (carried["/F"], carried["/UF"], carried["/AFRelationship"]) == (
        "factur-x.xml",
        "factur-x.xml",
        "/Alternative",
    )
    stream = carried["/EF"]["/F"].get_object()
    assert stream["/Subtype"] == "/text/xml"
    assert stream["/Params"]["/ModDate"].startswith("D:20261123")
    assert list(reader.attachments) == ["factur-x.xml"]
    name, xml = facturx.get_facturx_xml_from_pdf(pdf, check_xsd=True, check_schematron=False)
    assert (name, facturx.get_level(etree.fromstring(xml))) == ("factur-x.xml", "en16931")
    assert broken(EN_16931, xml) == set()
    assert stream.get_data() == xml


def test_every_typeface_is_inside_and_nothing_is_locked(quote):
    reader = PdfReader(io.BytesIO(content_of(billed(quote))))
    assert not reader.is_encrypted
    assert reader.trailer["/ID"]
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)
    assert reader.trailer["/Root"]["/OutputIntents"]


def test_the_same_invoice_makes_the_same_paper(quote):
    invoice = billed(quote)
    lines = list(invoice.lines.all())
    assert press_invoice(invoice, lines) == press_invoice(invoice, lines) == content_of(invoice)


@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/passwd")',
        '#image("/etc/hostname")',
        "$x$ *gras* <etiquette> @renvoi",
        "</rdf:RDF></x:xmpmeta>",
        "]]> &amp; \\\\ %PDF- endstream endobj",
    ],
)
def test_hostile_names_and_lines_stay_words(lea, joel, monday, words):
    lines = ((LineKind.LABOUR, words, D(1), words[:12], D(10), D(10)),)
    quote = accepted_quote(lea, joel, lines=lines, subject=words)
    trade = joel.professional
    trade.legal_name = trade.insurer = words
    trade.save()
    pdf = content_of(billed(quote, client=Client(words, words, "60210", words)))
    assert read(pdf).count(" ".join(words.split())[:20]) >= 5
    assert described(pdf) is not None
    _name, xml = facturx.get_facturx_xml_from_pdf(pdf, check_xsd=True, check_schematron=False)
    assert broken(EN_16931, xml) == set()


def test_a_pdf_that_says_nothing_of_itself_is_refused():
    plain = typeset("specimen", {}, title="Essai", on=date(2026, 11, 23))
    once = describe_facturx(plain)
    assert described(once).findtext(".//fx:Version", namespaces=XMP) == "1.0"
    with pytest.raises(ValueError, match="metadata without"):
        describe_facturx(plain.replace(b"</rdf:RDF>", b"</rdf:RDf>"))


def test_a_file_is_called_by_its_number():
    assert file_name("invoice", "F-2026-0001") == "facture-F-2026-0001.pdf"
    assert file_name("credit", '2026/12 "\r\nx') == "avoir-2026-12-x.pdf"
