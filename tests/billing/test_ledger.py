"""« Mes factures »: the lists, the register, the papers of a year."""

import csv
import io
import zipfile
from datetime import datetime

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone

from campagnon.billing.actions.crediting import credit_invoice
from campagnon.billing.actions.noting import note_payment
from campagnon.billing.ledger import quotes_to_bill, read_ledger
from campagnon.billing.pace import YEARS
from campagnon.channels.rate import take
from campagnon.people.models import User
from tests.billing.papers import LEAK_GROSS, accepted_quote, billed
from tests.billing.test_issuing import text_of

HERE = reverse("billing:invoices")
# Session and person, years, papers of the year with their lines, received, what is to bill, territory.
QUERIES = 8


def several(asker: User, helper: User, count: int) -> list:
    return [billed(accepted_quote(asker, helper, number=f"D-2026-{n:04}")) for n in range(1, count + 1)]


def test_a_year_is_summed_up_above_its_papers(signed_in, lea, joel, monday):
    first, second, third = several(lea, joel, 3)
    note_payment(first, is_paid=True, by=joel)
    credit_invoice(second, by=joel)
    ledger = read_ledger(joel, 2026, today=timezone.localdate())
    assert [one.number for one in ledger.papers] == [
        "A-2026-0004",
        "F-2026-0003",
        "F-2026-0002",
        "F-2026-0001",
    ]
    assert (ledger.billed, ledger.awaited, ledger.late) == (2 * LEAK_GROSS, third.gross, 0)
    page = text_of(signed_in(joel).get(HERE))
    assert "267,34 €" in page
    assert "Vous attendez encore 133,67 €." in page
    assert "-133,67 €" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_few_things(
    signed_in, lea, joel, monday, count, django_assert_num_queries
):
    several(lea, joel, count)
    for n in range(count):
        accepted_quote(lea, joel, number=f"D-2026-1{n:03}")
    for person in (joel, lea):
        client = signed_in(person)
        client.get(HERE)
        with django_assert_num_queries(QUERIES):
            client.get(HERE)


def test_the_years_are_apart(signed_in, lea, joel, monday):
    several(lea, joel, 1)
    monday.move_to(timezone.make_aware(datetime(2027, 2, 1, 9)))
    billed(accepted_quote(lea, joel, number="D-2027-0001"))
    client = signed_in(joel)
    now, then = text_of(client.get(HERE)), text_of(client.get(HERE, {"annee": "2026"}))
    assert ("F-2027-0001" in now, "F-2026-0001" in now) == (True, False)
    assert ("F-2027-0001" in then, "F-2026-0001" in then) == (False, True)
    assert 'href="?annee=2026"' in now


@pytest.mark.parametrize("year", ["", "abcd", "99999", "٢٠٢٦", "0001", "-202", "1999"])
def test_a_year_that_is_none_is_this_one(signed_in, lea, joel, monday, year):
    several(lea, joel, 1)
    assert "F-2026-0001" in text_of(signed_in(joel).get(HERE, {"annee": year}))


def test_thirty_papers_a_page(signed_in, quote, joel, lea):
    last = billed(quote)
    credit_invoice(last, by=joel)
    for n in range(30):
        last.pk, last.public_id, last.rank, last.number = None, f"copie{n}", 3 + n, f"F-2026-{3 + n:04}"
        last.credited_at = timezone.now()
        last.save(force_insert=True)
    client = signed_in(joel)
    first = client.get(HERE, {"annee": "2026"})
    assert text_of(first).count('<li><a href="/factures/') == 30
    second = client.get(HERE, {"annee": "2026", "page": "2"})
    assert text_of(second).count('<li><a href="/factures/') == 2
    assert "annee=2026&amp;page=2" in text_of(first)


def test_what_is_to_bill_comes_first_and_goes_once_billed(signed_in, quote, lea, joel):
    assert quotes_to_bill(joel) == [quote]
    assert quotes_to_bill(lea) == []
    assert "Faire la facture pour Léa" in text_of(signed_in(joel).get(HERE))
    invoice = billed(quote)
    assert quotes_to_bill(joel) == []
    credit_invoice(invoice, by=joel)
    assert quotes_to_bill(joel) == [quote]


def test_a_job_not_done_is_not_to_bill(lea, joel, monday):
    accepted_quote(lea, joel, is_done=False)
    assert quotes_to_bill(joel) == []


def test_the_household_finds_what_it_received(signed_in, quote, lea, karim):
    billed(quote)
    page = text_of(signed_in(lea).get(HERE))
    assert ("Vos factures reçues" in page, "Lefèvre Plomberie" in page) == (True, True)
    assert "e-reporting" not in page
    assert "Rien à payer, rien à facturer." in text_of(signed_in(karim).get(HERE))


def test_my_space_can_show_what_waits(quote, lea, joel, karim):
    def drawn(person: User) -> str:
        return Template("{% load billing %}{% my_invoices person %}").render(Context({"person": person}))

    assert "Faire la facture pour Léa" in drawn(joel)
    assert drawn(lea).strip() == ""
    invoice = billed(quote)
    assert "Lefèvre Plomberie&nbsp;: 133,67 €" in drawn(lea).replace("\u00a0€", " €")
    assert ("Faire la facture" in drawn(joel), HERE in drawn(joel)) == (False, True)
    note_payment(invoice, is_paid=True, by=lea)
    assert ("133,67" in drawn(lea), HERE in drawn(lea)) == (False, True)
    assert drawn(karim).strip() == ""


def test_a_year_is_not_read_without_end(signed_in, joel, lea, monday):
    client = signed_in(joel)
    for _turn in range(YEARS.times - 1):
        take(YEARS, str(joel.pk))
    assert client.get(reverse("billing:register")).status_code == 200
    for page in ("billing:register", "billing:papers"):
        assert client.get(reverse(page)).status_code == 429
    assert client.get(HERE).status_code == 200
    assert signed_in(lea).get(reverse("billing:register")).status_code == 200


def register_of(client, year: str = "2026") -> list[dict[str, str]]:
    answer = client.get(reverse("billing:register"), {"annee": year})
    assert answer["Content-Disposition"] == f'attachment; filename="registre-{year}.csv"'
    assert answer["Cache-Control"] == "private, no-store"
    text = answer.content.decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_register_holds_every_paper_in_its_order(signed_in, quote, joel, lea):
    invoice = billed(quote)
    note_payment(invoice, is_paid=True, by=joel)
    credit_invoice(invoice, by=joel)
    billed(quote)
    rows = register_of(signed_in(joel))
    said = [
        (row["numero"], row["taux_tva"], row["toutes_taxes"], row["annule_ou_annulee_par"]) for row in rows
    ]
    assert said == [
        ("F-2026-0001", "10,00", "107,25", "A-2026-0002"),
        ("F-2026-0001", "20,00", "26,42", "A-2026-0002"),
        ("A-2026-0002", "10,00", "-107,25", "F-2026-0001"),
        ("A-2026-0002", "20,00", "-26,42", "F-2026-0001"),
        ("F-2026-0003", "10,00", "107,25", ""),
        ("F-2026-0003", "20,00", "26,42", ""),
    ]
    assert register_of(signed_in(lea)) == []


def test_the_register_keeps_a_hostile_client_in_its_cell(signed_in, quote, joel):
    invoice = billed(quote)
    invoice.client_mentions["name"] = '=HYPERLINK("https://ailleurs.example")'
    invoice.save()
    assert {row["client"] for row in register_of(signed_in(joel))} == {
        '\'=HYPERLINK("https://ailleurs.example")'
    }


def test_the_papers_of_a_year_come_in_one_file(signed_in, quote, joel, lea):
    invoice = billed(quote)
    note = credit_invoice(invoice, by=joel)
    answer = signed_in(joel).get(reverse("billing:papers"), {"annee": "2026"})
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == [
        "registre-2026.csv",
        "001-facture-F-2026-0001.pdf",
        "002-avoir-A-2026-0002.pdf",
    ]
    for name, paper in (("001-facture-F-2026-0001.pdf", invoice), ("002-avoir-A-2026-0002.pdf", note)):
        assert archive.read(name) == bytes(paper.paper.content)
    empty = signed_in(lea).get(reverse("billing:papers"))
    assert zipfile.ZipFile(io.BytesIO(b"".join(empty.streaming_content))).namelist() == ["registre-2026.csv"]
