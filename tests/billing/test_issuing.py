from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from campagnon.billing.actions.crediting import credit_invoice
from campagnon.billing.actions.issuing import issue_invoice
from campagnon.billing.actions.numbering import take_number
from campagnon.billing.models import Invoice, InvoiceLine, Kind, Series
from campagnon.billing.pace import PAPERS_A_JOB
from campagnon.exchanges.models import Quote, Visit
from campagnon.journal.models import Entry, Paper
from campagnon.people.models import Professional
from tests.billing.papers import LEAK, LEAK_GROSS, accepted_quote, billed, terms
from tests.exchanges.conftest import said_to

TYPED = {
    "performed_on": "2026-11-21",
    "due_on": "2026-12-23",
    "name": "Léa Delattre",
    "street": "12 rue du Moulin",
    "postcode": "60210",
    "town": "Grandvilliers",
}
SURE = {**TYPED, "sure": "oui"}


def url(name: str, quote: Quote) -> str:
    return reverse(f"billing:{name}", args=[quote.public_id])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_joel_bills_in_one_screen_and_lea_is_told(signed_in, quote, joel, lea):
    page = signed_in(joel).get(url("issue", quote))
    for shown in (
        'value="2026-11-21"',
        'value="2026-12-23"',
        'value="3 rue du Bourg"',
        "133,67 €",
        "72,00 €",
    ):
        assert shown in text_of(page)
    checked = signed_in(joel).post(url("issue", quote), TYPED)
    for shown in ("12 rue du Moulin", "samedi 21 novembre", "mercredi 23 décembre", "133,67 €"):
        assert shown in text_of(checked)
    assert Invoice.objects.count() == 0
    corrected = signed_in(joel).post(url("issue", quote), {**TYPED, "again": "oui"})
    assert 'value="12 rue du Moulin"' in text_of(corrected)
    after = signed_in(joel).post(url("issue", quote), SURE, follow=True)
    invoice = Invoice.objects.get()
    assert after.redirect_chain == [(reverse("billing:invoice", args=[invoice.public_id]), 302)]
    assert (invoice.number, invoice.year, invoice.rank) == ("F-2026-0001", 2026, 1)
    assert (invoice.seller, invoice.client, invoice.gross) == (joel, lea, LEAK_GROSS)
    assert (invoice.issued_on, invoice.performed_on, invoice.due_on) == (
        date(2026, 11, 23),
        date(2026, 11, 21),
        date(2026, 12, 23),
    )
    assert invoice.client_mentions == {
        "name": "Léa Delattre",
        "street": "12 rue du Moulin",
        "postcode": "60210",
        "town": "Grandvilliers",
    }
    assert said_to(lea)[-1] == "La facture de Joël : 133,67 €"
    assert Entry.objects.filter(verb="invoice.issued", target_id=invoice.pk, by=joel).count() == 1


def test_an_invoice_repeats_the_quote_line_for_line(quote):
    copied = ("position", "kind", "label", "quantity", "unit", "unit_euros", "vat_percent")
    invoice = billed(quote)
    assert list(invoice.lines.values_list(*copied)) == list(quote.lines.values_list(*copied))
    assert invoice.totals == quote.totals


def test_what_changes_later_changes_nothing_of_an_invoice(quote, joel):
    invoice = billed(quote)
    before = bytes(invoice.paper.content), invoice.seller_mentions
    Professional.objects.update(town="Songeons", trade_name="Autre nom")
    quote.lines.all().delete()
    kept = Invoice.objects.get()
    assert (bytes(kept.paper.content), kept.seller_mentions) == before
    assert (kept.seller_name, kept.gross) == ("Lefèvre Plomberie", LEAK_GROSS)


def test_billing_twice_bills_once(signed_in, quote, joel):
    first = billed(quote)
    assert issue_invoice(quote, terms(), by=joel) is None
    again = signed_in(joel).post(url("issue", quote), SURE)
    assert again.url == reverse("billing:invoice", args=[first.public_id])
    assert (Invoice.objects.count(), Series.objects.get().last) == (1, 1)


def test_the_database_itself_refuses_a_second_bill(quote):
    first = billed(quote)
    first.pk, first.public_id, first.rank, first.number = None, "autre", 2, "F-2026-0002"
    with pytest.raises(IntegrityError, match="one_standing_a_quote|invoice.quote_id"), transaction.atomic():
        first.save(force_insert=True)


def test_the_client_is_led_from_the_quote_to_the_invoice(signed_in, quote, joel, lea, karim):
    assert signed_in(lea).get(url("issue", quote)).status_code == 404
    invoice = billed(quote)
    there = reverse("billing:invoice", args=[invoice.public_id])
    assert signed_in(lea).get(url("issue", quote)).url == there
    assert signed_in(joel).get(url("issue", quote)).url == there
    assert signed_in(karim).get(url("issue", quote)).status_code == 404


def test_nobody_bills_for_somebody_else(signed_in, quote, lea, karim):
    for person in (lea, karim):
        assert signed_in(person).post(url("issue", quote), SURE).status_code == 404
        with pytest.raises(PermissionDenied):
            issue_invoice(quote, terms(), by=person)
    assert Invoice.objects.count() == 0


@pytest.mark.parametrize("end", ["retracted_at", "replaced_at", "dropped_at"])
def test_a_quote_that_no_longer_binds_is_not_billed(signed_in, quote, joel, end):
    Quote.objects.filter(pk=quote.pk).update(**{end: timezone.now()})
    assert signed_in(joel).get(url("issue", quote)).status_code == 404
    with pytest.raises(PermissionDenied):
        issue_invoice(quote, terms(), by=joel)


def test_a_job_is_billed_once_it_was_done(signed_in, lea, joel, monday):
    quote = accepted_quote(lea, joel, is_done=False)
    page = text_of(signed_in(joel).get(url("issue", quote)))
    assert "Une facture se fait quand le rendez-vous a eu lieu." in page
    visit = Visit.objects.get()
    assert reverse("exchanges:visit", args=[visit.public_id]) in page
    assert signed_in(joel).post(url("issue", quote), SURE).status_code == 200
    with pytest.raises(PermissionDenied):
        issue_invoice(quote, terms(), by=joel)
    visit.happened_at = timezone.now()
    visit.save()
    assert signed_in(joel).post(url("issue", quote), SURE).status_code == 302


def test_an_incomplete_enterprise_is_led_to_complete_itself(signed_in, quote, joel):
    Professional.objects.update(mediator="")
    page = text_of(signed_in(joel).get(url("issue", quote)))
    assert "Il manque des renseignements" in page
    assert f"{reverse('people:professional')}?next={url('issue', quote)}" in page
    assert signed_in(joel).post(url("issue", quote), SURE).status_code == 200
    assert Invoice.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("performed_on", "2026-11-24", "Ce jour est à venir : une facture suit les travaux."),
        ("performed_on", "2026-11-01", "Le devis a été accepté après ce jour."),
        ("performed_on", "demain", "Écrivez la date ainsi : 28/11/2026."),
        ("due_on", "2026-11-22", "Ce jour est passé : laissez au moins jusqu’à aujourd’hui."),
        ("due_on", "2028-01-01", "Choisissez un jour dans l’année qui vient."),
        ("name", " \u200b ", "Écrivez le nom du client."),
        ("name", "x" * 121, "C’est un peu long : 120 signes au plus."),
        ("street", "", "Écrivez l’adresse du client."),
        ("postcode", "602", "Un code postal a 5 chiffres."),
        ("postcode", "٦٠٢١٠", "Un code postal a 5 chiffres."),
        ("town", "", "Écrivez la ville ou le village."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(signed_in, quote, joel, field, typed, sentence):
    page = signed_in(joel).post(url("issue", quote), {**SURE, field: typed})
    errors = [e.text for e in page.page.elements if e["id"] == f"id_{field}_error"]
    assert errors == [sentence]
    kept = {e["name"]: e["value"] for e in page.page.all("input")}
    assert {name: kept[name] for name in TYPED if name != field} == {
        name: value for name, value in TYPED.items() if name != field
    }
    assert Invoice.objects.count() == 0


def test_numbers_follow_each_other_and_begin_again_each_year(lea, joel, monday):
    numbers = [billed(accepted_quote(lea, joel, number=f"D-2026-000{n}")).number for n in (1, 2)]
    monday.move_to(timezone.make_aware(datetime(2027, 1, 2, 9)))
    numbers.append(billed(accepted_quote(lea, joel, number="D-2027-0001")).number)
    assert numbers == ["F-2026-0001", "F-2026-0002", "F-2027-0001"]


def test_each_professional_has_their_own_series(lea, joel, nadia, monday):
    trade = joel.professional
    trade.pk, trade.user, trade.siret = None, nadia, "73282932000074"
    trade.save()
    assert billed(accepted_quote(lea, joel)).number == "F-2026-0001"
    assert billed(accepted_quote(lea, nadia)).number == "F-2026-0001"


def test_invoices_and_credit_notes_share_one_series(quote, joel):
    first = billed(quote)
    note = credit_invoice(first, by=joel)
    second = billed(quote)
    assert [first.number, note.number, second.number] == ["F-2026-0001", "A-2026-0002", "F-2026-0003"]


def test_a_number_undone_leaves_no_gap(quote, joel, monday):
    with pytest.raises(RuntimeError), transaction.atomic():
        assert take_number(joel, Kind.INVOICE, on=date(2026, 11, 23)).number == "F-2026-0001"
        raise RuntimeError
    assert billed(quote).number == "F-2026-0001"


def test_a_clock_that_goes_back_does_not_break_the_chronology(joel, db):
    later, earlier = date(2026, 11, 24), date(2026, 11, 23)
    taken = [take_number(joel, Kind.INVOICE, on=day) for day in (later, earlier)]
    assert [(one.rank, one.on) for one in taken] == [(1, later), (2, later)]


def test_a_paper_that_cannot_be_made_leaves_nothing(quote, joel, monkeypatch):
    """The press is a program: at the edge of ours."""
    monkeypatch.setattr("campagnon.common.typesetting.LONGEST_SECONDS", 0)
    with pytest.raises(Exception, match="more than 0 s"):
        issue_invoice(quote, terms(), by=joel)
    assert (Invoice.objects.count(), InvoiceLine.objects.count(), Series.objects.count()) == (0, 0, 0)
    assert Paper.objects.filter(name__startswith="facture").count() == 0


def test_a_press_that_takes_too_long_is_said_and_leaves_nothing(signed_in, quote, joel, monkeypatch):
    invoice = billed(quote)
    credit = reverse("billing:credit", args=[invoice.public_id])
    monkeypatch.setattr("campagnon.common.typesetting.LONGEST_SECONDS", 0)
    page = text_of(signed_in(joel).post(credit, {"reason": "Adresse"}))
    assert ("La mise en page a pris trop de temps." in page, 'value="Adresse"' in page) == (True, True)
    assert (Invoice.objects.count(), Series.objects.get().last) == (1, 1)
    Invoice.objects.update(credited_at=timezone.now())
    page = text_of(signed_in(joel).post(url("issue", quote), SURE))
    assert "La mise en page a pris trop de temps." in page
    assert (Invoice.objects.count(), Series.objects.get().last) == (1, 1)


def test_a_new_version_of_the_quote_waits_for_the_credit_note(signed_in, quote, joel, lea):
    first = billed(quote)
    Quote.objects.filter(pk=quote.pk).update(replaced_at=timezone.now())
    quote.refresh_from_db()
    lines = list(quote.lines.all())
    quote.pk, quote.public_id, quote.number, quote.version = None, "deuxieme", "D-2026-0001 v2", 2
    quote.replaced_at, quote.replaces_id = None, first.quote_id
    quote.save(force_insert=True)
    for line in lines:
        line.pk, line.quote = None, quote
        line.save()
    there = reverse("billing:invoice", args=[first.public_id])
    assert signed_in(joel).get(url("issue", quote)).url == there
    assert "Une nouvelle version du devis a été acceptée depuis" in text_of(signed_in(joel).get(there))
    assert issue_invoice(quote, terms(), by=joel) is None
    credit_invoice(first, by=joel)
    assert issue_invoice(quote, terms(), by=joel).quote.number == "D-2026-0001 v2"


def test_more_than_was_accepted_cannot_be_billed(signed_in, quote, joel):
    """The lines of the form do not exist: whatever is posted, the invoice is the quote."""
    extra = {
        "unit_euros": "999",
        "lines-0-quantity": "99",
        "total": "5000",
        "rank": "7",
        "number": "F-2026-0099",
    }
    signed_in(joel).post(url("issue", quote), {**SURE, **extra})
    invoice = Invoice.objects.get()
    assert (invoice.number, invoice.gross, invoice.lines.count()) == ("F-2026-0001", LEAK_GROSS, len(LEAK))


def test_a_job_billed_and_undone_over_and_over_is_slowed_down(signed_in, quote, joel):
    client = signed_in(joel)
    for _turn in range(PAPERS_A_JOB.times):
        assert client.post(url("issue", quote), SURE).status_code == 302
        credit_invoice(Invoice.objects.standing().get(), by=joel)
    assert client.post(url("issue", quote), SURE).status_code == 429
    assert Invoice.objects.standing().count() == 0
