import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from campagnon.billing.actions.crediting import credit_invoice
from campagnon.billing.actions.noting import note_payment
from campagnon.billing.models import Invoice
from campagnon.channels.models import Channel, Delivery
from tests.billing.papers import billed
from tests.billing.test_issuing import text_of
from tests.exchanges.conftest import said_to


@pytest.fixture
def invoice(quote) -> Invoice:
    return billed(quote)


def there(name: str, invoice: Invoice) -> str:
    return reverse(f"billing:{name}", args=[invoice.public_id])


def page_of(client, invoice: Invoice) -> str:
    return text_of(client.get(there("invoice", invoice)))


def test_each_notes_what_they_know_and_the_other_hears_it(signed_in, invoice, joel, lea):
    of_joel, of_lea = signed_in(joel), signed_in(lea)
    assert "À payer avant le mercredi 23 décembre." in page_of(of_lea, invoice)
    of_lea.post(there("payment", invoice), {"paid": "yes"})
    assert said_to(joel)[-1] == "Léa dit avoir payé la facture F-2026-0001"
    assert "Léa dit l’avoir payée lundi 23 novembre" in page_of(of_joel, invoice)
    of_joel.post(there("payment", invoice), {"paid": "yes"})
    assert said_to(lea)[-1] == "Joël a bien reçu votre paiement"
    for client in (of_joel, of_lea):
        assert "Vous l’avez noté tous les deux." in page_of(client, invoice)


def test_a_word_said_too_soon_is_taken_back(signed_in, invoice, lea, joel):
    client = signed_in(lea)
    client.post(there("payment", invoice), {"paid": "yes"})
    assert "Finalement, ce n’est pas payé" in page_of(client, invoice)
    client.post(there("payment", invoice), {"paid": "no"})
    invoice.refresh_from_db()
    assert (invoice.paid_said_by_client_at, invoice.is_awaited) == (None, True)
    client.post(there("payment", invoice), {"paid": "yes"})
    assert len([said for said in said_to(joel) if "dit avoir payé" in said]) == 1


def test_saying_it_twice_says_it_once(invoice, lea, joel):
    assert [note_payment(invoice, is_paid=True, by=lea) for _again in range(2)] == [True, False]
    assert [note_payment(invoice, is_paid=False, by=joel)] == [False]
    assert len([said for said in said_to(joel) if "dit avoir payé" in said]) == 1


def test_nobody_else_notes_nor_reads(signed_in, invoice, karim):
    client = signed_in(karim)
    for name in ("invoice", "paper"):
        assert client.get(there(name, invoice)).status_code == 404
    assert client.post(there("payment", invoice), {"paid": "yes"}).status_code == 404
    with pytest.raises(PermissionDenied):
        note_payment(invoice, is_paid=True, by=karim)


@pytest.mark.parametrize("said", ["", "maybe", "1", "True"])
def test_what_is_neither_yes_nor_no_is_not_found(signed_in, invoice, lea, said):
    assert signed_in(lea).post(there("payment", invoice), {"paid": said}).status_code == 404


def test_nothing_is_paid_of_what_was_undone(signed_in, invoice, joel, lea):
    note = credit_invoice(invoice, by=joel)
    assert note_payment(invoice, is_paid=True, by=lea) is False
    assert note_payment(note, is_paid=True, by=lea) is False
    assert signed_in(lea).post(there("payment", note), {"paid": "yes"}).status_code == 404
    assert "J’ai payé" not in page_of(signed_in(lea), invoice)


def test_both_open_the_same_paper_and_keep_it_to_themselves(signed_in, invoice, joel, lea):
    answers = [signed_in(person).get(there("paper", invoice)) for person in (joel, lea)]
    assert {answer.content for answer in answers} == {bytes(invoice.paper.content)}
    for answer in answers:
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == 'inline; filename="facture-F-2026-0001.pdf"'
        assert answer["Cache-Control"] == "private, no-store"


def test_a_landline_is_left_to_the_telephone(quote, joel, marcelle):
    exchange = quote.exchange
    exchange.asker = marcelle
    exchange.save()
    billed(quote)
    [told] = Delivery.objects.filter(person=marcelle)
    assert (told.channel, told.to) == (Channel.CALL, marcelle.call_phone)
    assert told.subject == "La facture de Joël : 133,67 €"
