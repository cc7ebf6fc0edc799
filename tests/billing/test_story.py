"""From the quote that Léa accepted to the invoice that she paid, page after page."""

from decimal import Decimal

from django.urls import reverse

from campagnon.billing.models import Invoice
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.models import Visit
from tests.billing.test_issuing import text_of
from tests.exchanges.conftest import at, said_to
from tests.exchanges.papers import accepted, again, need_plumber, offer_plumbing, sent


def test_joel_quotes_works_bills_and_is_paid(signed_in, lea, joel, monday):
    offer_plumbing(joel)
    quote = sent(need_plumber(lea), joel)
    accepted(quote)
    bill = reverse("billing:issue", args=[quote.public_id])
    his, hers = signed_in(joel), signed_in(lea)
    assert "Une facture se fait quand le rendez-vous a eu lieu." in text_of(his.get(bill))

    monday.move_to(at(21, 17, month=12))
    his, hers = signed_in(joel), signed_in(lea)
    settle_visit(Visit.objects.get(), happened=True, by=lea)
    exchange = reverse("exchanges:exchange", args=[again(quote).exchange.public_id])
    for address in (
        exchange,
        reverse("exchanges:quote", args=[quote.public_id]),
        reverse("billing:invoices"),
    ):
        assert bill in his.get(address).page.links()
    form = his.get(bill).page
    filled = {field["name"]: field["value"] for field in form.all("input") if field["name"] != "_once"}
    assert (filled["name"], filled["street"], filled["performed_on"]) == (
        "Léa Delattre",
        "3 rue du Bourg",
        "2026-12-21",
    )
    assert "145,20" in text_of(his.post(bill, filled))
    there = his.post(bill, {**filled, "sure": "oui"}).url
    invoice = Invoice.objects.get()
    assert (invoice.number, invoice.gross) == ("F-2026-0001", Decimal("145.20"))
    assert said_to(lea)[-1] == "La facture de Joël : 145,20 €"

    assert "145,20" in text_of(hers.get(there))
    assert hers.get(reverse("billing:paper", args=[invoice.public_id])).content.startswith(b"%PDF-1.7")
    hers.post(reverse("billing:payment", args=[invoice.public_id]), {"paid": "yes"})
    his.post(reverse("billing:payment", args=[invoice.public_id]), {"paid": "yes"})
    assert "Vous l’avez noté tous les deux." in text_of(hers.get(there))
    assert again(quote).gross == invoice.gross
