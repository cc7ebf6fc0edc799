"""Papers that an enterprise made elsewhere: what may be attached, and what becomes of it."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from campagnon.billing.models import Invoice, Series
from campagnon.common.attached_pdf import MOST_BYTES, check_pdf
from campagnon.exchanges.models import Quote
from campagnon.exchanges.pace import UPLOADS
from tests.billing.papers import LEAK_GROSS, accepted_quote, billed
from tests.billing.test_crediting import credit_url
from tests.billing.test_issuing import text_of, url
from tests.exchanges.conftest import said_to

D = Decimal
TYPED = {"number": "2026-118", "issued_on": "2026-11-22", "total": "133,67", "due_on": "2026-12-22"}


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pages(count: int = 1) -> PdfWriter:
    writer = PdfWriter()
    for _n in range(count):
        writer.add_blank_page(width=595, height=842)
    return writer


def with_script() -> bytes:
    writer = pages()
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    writer.root_object[NameObject("/OpenAction")] = script
    return written(writer)


def with_file(name: str) -> bytes:
    writer = pages()
    writer.add_attachment(name, b"<a/>")
    return written(writer)


def locked() -> bytes:
    writer = pages()
    writer.encrypt("", "secret", algorithm="RC4-128")
    return written(writer)


def file(content: bytes | None = None, name: str = "Facture n° 118.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, written(pages()) if content is None else content, "application/pdf")


@pytest.mark.parametrize(("name", "status"), [("factur-x.xml", 302), ("calc.exe", 200)])
def test_an_invoice_of_other_tools_may_carry_its_data_and_nothing_else(signed_in, quote, joel, name, status):
    sent = {**TYPED, "paper": file(with_file(name))}
    assert signed_in(joel).post(url("attach", quote), sent).status_code == status


def test_our_own_invoice_would_be_taken(quote):
    content = bytes(billed(quote).paper.content)
    assert check_pdf(content, may_carry=["factur-x.xml"]) == content


def test_joel_attaches_his_own_invoice(signed_in, quote, joel, lea):
    page = text_of(signed_in(joel).get(url("attach", quote)))
    assert ('value="133,67"' in page, 'value="2026-11-23"' in page) == (True, True)
    content = written(pages())
    signed_in(joel).post(url("attach", quote), {**TYPED, "paper": file(content)})
    invoice = Invoice.objects.get()
    assert (invoice.number, invoice.year, invoice.rank, invoice.is_own_paper) == (
        "2026-118",
        None,
        None,
        True,
    )
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 11, 22), date(2026, 12, 22))
    assert (invoice.gross, invoice.lines.count()) == (D("133.67"), 0)
    assert Series.objects.count() == 0
    assert said_to(lea)[-1] == "La facture de Joël : 133,67 €"
    answer = signed_in(lea).get(reverse("billing:paper", args=[invoice.public_id]))
    assert answer.content == content
    assert answer["Content-Disposition"] == 'attachment; filename="facture-2026-118.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    shown = text_of(signed_in(lea).get(reverse("billing:invoice", args=[invoice.public_id])))
    assert "faite par l’entreprise, avec ses propres outils" in shown


def test_an_own_invoice_takes_none_of_our_numbers(signed_in, lea, joel, monday):
    for n, number in ((1, "F-2026-0001"), (2, "118")):
        quote = accepted_quote(lea, joel, number=f"D-2026-000{n}")
        signed_in(joel).post(url("attach", quote), {**TYPED, "number": number, "paper": file()})
    # Theirs may look like ours: ours begin where they begin.
    assert billed(accepted_quote(lea, joel, number="D-2026-0003")).number == "F-2026-0001"
    assert Invoice.objects.count() == 3


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("number", "", "Écrivez le numéro qui figure dessus."),
        ("number", "n° 12", "Écrivez-le avec des lettres sans accent, des chiffres, - / . ou _."),
        ("number", "x" * 31, "C’est un peu long : 30 signes au plus."),
        ("number", "F-2026-0001", "Ce numéro est déjà pris par une autre de vos factures."),
        ("issued_on", "2026-11-24", "Cette date est à venir."),
        ("issued_on", "2024-01-01", "Cette date est trop ancienne : moins d’un an."),
        ("total", "", "Écrivez le total qui figure dessus."),
        ("total", "0", "Écrivez le total qui figure dessus."),
        ("total", "cent", "Écrivez un nombre, ainsi : 12,50."),
        ("total", "133,68", "Le devis accepté est de 133,67 € : au-delà, il faut un nouveau devis accepté."),
        ("due_on", "2026-11-01", "Ce jour est passé : laissez au moins jusqu’à aujourd’hui."),
        ("paper", "", "Choisissez le fichier."),
        ("paper", b"", "Ce fichier est vide : choisissez-en un autre."),
        ("paper", b"bonjour", "Nous ne pouvons pas lire ce fichier. Joignez un PDF."),
        ("paper", b"%PDF-" + b"0" * MOST_BYTES, "Ce fichier est trop lourd : 2 Mo au plus."),
        (
            "paper",
            with_script(),
            "Ce PDF contient un programme ou un autre fichier. Imprimez-le en PDF et envoyez ce nouveau "
            "fichier.",
        ),
        ("paper", locked(), "Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection."),
        ("paper", written(pages(21)), "Ce PDF est bien long : vingt pages au plus."),
    ],
)
def test_what_cannot_be_attached_is_said_beside_its_field(
    signed_in, lea, joel, monday, field, typed, sentence
):
    billed(accepted_quote(lea, joel))
    quote = accepted_quote(lea, joel, number="D-2026-0002")
    sent = {**TYPED, "paper": file(), field: file(typed) if isinstance(typed, bytes) else typed}
    page = signed_in(joel).post(url("attach", quote), sent)
    errors = [e.text for e in page.page.elements if e["id"] == f"id_{field}_error"]
    assert [" ".join(error.split()) for error in errors] == [sentence]
    assert Invoice.objects.count() == 1


def test_a_quote_of_their_own_is_billed_by_an_invoice_of_their_own(signed_in, quote, joel):
    Quote.objects.filter(pk=quote.pk).update(is_own_paper=True)
    assert signed_in(joel).get(url("issue", quote)).url == url("attach", quote)


def test_a_job_not_done_takes_no_attached_invoice_either(signed_in, lea, joel, monday):
    quote = accepted_quote(lea, joel, is_done=False)
    page = signed_in(joel).post(url("attach", quote), {**TYPED, "paper": file()})
    assert "Une facture se fait quand le rendez-vous a eu lieu." in text_of(page)
    assert Invoice.objects.count() == 0


@pytest.fixture
def own(signed_in, quote, joel) -> Invoice:
    signed_in(joel).post(url("attach", quote), {**TYPED, "paper": file()})
    return Invoice.objects.get()


def test_an_own_invoice_is_undone_by_an_own_credit_note(signed_in, own, joel, lea):
    page = text_of(signed_in(joel).get(credit_url(own)))
    assert "Cette facture vient de chez vous : son avoir aussi." in page
    fields = {"number": "AV-12", "issued_on": "2026-11-23", "reason": "", "paper": file()}
    signed_in(joel).post(credit_url(own), fields)
    note = Invoice.objects.get(corrects=own)
    assert (note.number, note.rank, note.signed_gross) == ("AV-12", None, -LEAK_GROSS)
    assert said_to(lea)[-1] == "La facture 2026-118 est annulée"
    own.refresh_from_db()
    assert own.credited_at is not None


def test_an_own_credit_note_follows_its_invoice(signed_in, own, joel):
    fields = {"number": "AV-12", "issued_on": "2026-11-21", "reason": "", "paper": file()}
    page = signed_in(joel).post(credit_url(own), fields)
    errors = [e.text for e in page.page.elements if e["id"] == "id_issued_on_error"]
    assert errors == ["Un avoir suit la facture qu’il annule."]


def test_an_own_invoice_stands_in_the_register_with_its_total(signed_in, own, joel):
    text = signed_in(joel).get(reverse("billing:register")).content.decode()
    [row] = text.splitlines()[1:]
    assert row.split(";")[:3] == ["2026-118", "facture", "2026-11-22"]
    assert row.split(";")[8:12] == ["", "", "", "133,67"]
    assert timezone.localdate() == date(2026, 11, 23)


def test_refused_papers_are_counted_too(signed_in, quote, joel):
    client = signed_in(joel)
    for _time in range(UPLOADS.times):
        assert client.post(url("attach", quote), {**TYPED, "paper": file(b"no PDF")}).status_code == 200
    assert client.post(url("attach", quote), {**TYPED, "paper": file(b"no PDF")}).status_code == 429


def test_an_own_invoice_follows_the_acceptance_of_its_quote(signed_in, quote, joel):
    early = timezone.localdate(quote.accepted_at) - timedelta(days=1)
    page = signed_in(joel).post(
        url("attach", quote), {**TYPED, "issued_on": early.isoformat(), "paper": file()}
    )
    assert "Le devis a été accepté après ce jour." in text_of(page)
    assert Invoice.objects.count() == 0
