import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from campagnon.billing.actions.crediting import credit_invoice
from campagnon.billing.actions.noting import note_payment
from campagnon.billing.models import Invoice
from campagnon.channels.models import Delivery
from campagnon.exchanges.models import Quote
from campagnon.journal.models import Entry
from campagnon.people.actions import close_account
from tests.billing.papers import LEAK_GROSS, billed
from tests.billing.test_issuing import text_of
from tests.exchanges.conftest import said_to


def credit_url(invoice: Invoice) -> str:
    return reverse("billing:credit", args=[invoice.public_id])


def test_joel_undoes_a_wrong_invoice_and_lea_is_told_why(signed_in, quote, joel, lea):
    invoice = billed(quote)
    page = text_of(signed_in(joel).get(credit_url(invoice)))
    assert "Un avoir de 133,67 € l’annulera entièrement." in page
    after = signed_in(joel).post(credit_url(invoice), {"reason": "Adresse à corriger"}, follow=True)
    note = Invoice.objects.get(corrects=invoice)
    invoice.refresh_from_db()
    assert (note.number, note.gross, note.signed_gross) == ("A-2026-0002", LEAK_GROSS, -LEAK_GROSS)
    assert (invoice.credited_at is not None, invoice.is_awaited) == (True, False)
    assert note.client_mentions == invoice.client_mentions
    assert "Cet avoir annule la facture F-2026-0001" in text_of(after)
    assert said_to(lea)[-1] == "La facture F-2026-0001 est annulée"
    letter = Delivery.objects.filter(person=lea).latest("pk").text
    assert ("Adresse à corriger" in letter, "rien à payer" in letter) == (True, True)
    assert Entry.objects.filter(verb="credit.issued", target_id=note.pk, by=joel).count() == 1


def test_a_credit_note_repeats_the_lines(quote, joel):
    invoice = billed(quote)
    note = credit_invoice(invoice, by=joel)
    copied = ("position", "label", "quantity", "unit_euros", "vat_percent")
    assert list(note.lines.values_list(*copied)) == list(invoice.lines.values_list(*copied))
    assert invoice.lines.count() == 3


def test_undoing_twice_undoes_once(signed_in, quote, joel):
    invoice = billed(quote)
    note = credit_invoice(invoice, by=joel)
    assert credit_invoice(invoice, by=joel) is None
    again = signed_in(joel).post(credit_url(invoice), {"reason": ""})
    assert again.url == reverse("billing:invoice", args=[note.public_id])
    assert Invoice.objects.count() == 2


def test_nobody_undoes_somebody_elses_invoice_nor_a_credit_note(signed_in, quote, joel, lea, karim):
    invoice = billed(quote)
    for person in (lea, karim):
        assert signed_in(person).post(credit_url(invoice), {"reason": ""}).status_code == 404
        with pytest.raises(PermissionDenied):
            credit_invoice(invoice, by=person)
    note = credit_invoice(invoice, by=joel)
    assert signed_in(joel).post(credit_url(note), {"reason": ""}).status_code == 404
    with pytest.raises(PermissionDenied):
        credit_invoice(note, by=joel)


def test_an_invoice_undone_can_be_made_again(signed_in, quote, joel):
    first = billed(quote)
    note = credit_invoice(first, by=joel)
    page = text_of(signed_in(joel).get(reverse("billing:invoice", args=[first.public_id])))
    assert f"L’avoir {note.number} l’annule : il n’y a rien à payer." in page
    assert reverse("billing:issue", args=[quote.public_id]) in page
    second = billed(quote)
    assert (second.number, second.gross) == ("F-2026-0003", LEAK_GROSS)


def test_a_client_who_went_back_on_the_quote_calls_for_a_credit_note(signed_in, quote, joel):
    invoice = billed(quote)
    there = reverse("billing:invoice", args=[invoice.public_id])
    Quote.objects.update(retracted_at=timezone.now())
    assert "Votre client s’est rétracté : annulez cette facture" in text_of(signed_in(joel).get(there))
    credit_invoice(invoice, by=joel)
    assert "Faire une nouvelle facture" not in text_of(signed_in(joel).get(there))


def test_who_had_paid_hears_of_being_paid_back(quote, joel, lea):
    invoice = billed(quote)
    note_payment(invoice, is_paid=True, by=lea)
    credit_invoice(invoice, by=joel)
    letter = Delivery.objects.filter(person=lea).latest("pk").text
    assert "Voyez ensemble comment vous rembourser." in letter


@pytest.mark.parametrize(("reason", "sentence"), [("x" * 201, "C’est un peu long : 200 signes au plus.")])
def test_a_reason_too_long_is_said_beside_its_field(signed_in, quote, joel, reason, sentence):
    page = signed_in(joel).post(credit_url(billed(quote)), {"reason": reason})
    assert [e.text for e in page.page.elements if e["id"] == "id_reason_error"] == [sentence]
    assert Invoice.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "credit"},
        {"corrects_id": "itself"},
        {"rank": None},
        {"own_total_euros": 12},
        {"due_on": "2026-11-01"},
        {"performed_on": "2026-11-24"},
    ],
)
def test_half_a_fact_is_refused_by_the_database(quote, change):
    invoice = billed(quote)
    change = {name: invoice.pk if value == "itself" else value for name, value in change.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(**change)


def test_the_invoice_of_a_client_who_left_can_still_be_undone(signed_in, quote, joel, lea):
    invoice = billed(quote)
    close_account(lea, by=lea)
    signed_in(joel).post(credit_url(invoice), {"reason": "Erreur de prix"})
    note = Invoice.objects.get(corrects=invoice)
    assert (note.gross, note.client_mentions["name"]) == (LEAK_GROSS, "Ancien compte")
