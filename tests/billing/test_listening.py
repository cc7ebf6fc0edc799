"""What time and departures do to invoices."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from campagnon.billing.actions.crediting import credit_invoice
from campagnon.billing.actions.noting import note_payment
from campagnon.billing.actions.reminding import forget_invoices, remind_late
from campagnon.billing.models import Invoice, InvoiceLine, Series
from campagnon.channels.models import Delivery
from campagnon.exchanges.management.commands.advance import advance
from campagnon.journal.models import Paper
from campagnon.people.actions import close_account
from campagnon.people.models import User
from tests.billing.papers import accepted_quote, billed
from tests.billing.test_issuing import text_of
from tests.exchanges.conftest import said_to

PARIS = ZoneInfo("Europe/Paris")
LATE = datetime(2026, 12, 24, 10, tzinfo=PARIS)


@pytest.fixture
def invoice(quote) -> Invoice:
    return billed(quote)


def reminders(person: User) -> list[str]:
    return [said for said in said_to(person) if "attend peut-être" in said]


def test_a_late_invoice_is_said_once(invoice, lea, joel, monday):
    assert remind_late(now=LATE - timedelta(days=1)) == 0
    assert remind_late(now=LATE) == 1
    assert remind_late(now=LATE + timedelta(days=40)) == 0
    assert reminders(lea) == ["La facture F-2026-0001 attend peut-être"]
    assert reminders(joel) == []


def test_a_late_invoice_is_shown_as_such_to_both(signed_in, invoice, lea, joel, monday):
    monday.move_to(LATE)
    for person in (lea, joel):
        page = text_of(signed_in(person).get(reverse("billing:invoice", args=[invoice.public_id])))
        assert "Elle était à payer avant le mercredi 23 décembre." in page
    assert "Factures en retard : 1." in text_of(signed_in(joel).get(reverse("billing:invoices")))


def test_nobody_is_woken_for_an_invoice(invoice, lea):
    assert remind_late(now=LATE.replace(hour=3)) == 0
    assert remind_late(now=LATE.replace(hour=8)) == 1


@pytest.mark.parametrize("settled", ["seller", "client", "credit"])
def test_what_is_settled_is_not_late(invoice, lea, joel, settled):
    if settled == "credit":
        credit_invoice(invoice, by=joel)
    else:
        note_payment(invoice, is_paid=True, by=joel if settled == "seller" else lea)
    assert remind_late(now=LATE) == 0
    assert reminders(lea) == []


def test_the_clock_takes_the_steps_of_invoices(invoice, lea, monday):
    monday.move_to(LATE)
    counts = advance(LATE)
    assert (counts["invoices_reminded"], counts["invoices_forgotten"]) == (1, 0)
    call_command("advance")
    assert len(reminders(lea)) == 1


def test_a_client_who_leaves_stays_on_the_kept_paper_only(signed_in, invoice, lea, joel):
    before = bytes(invoice.paper.content)
    close_account(lea, by=lea)
    kept = Invoice.objects.get()
    assert kept.client_mentions == {}
    assert bytes(kept.paper.content) == before
    for address in (reverse("billing:invoices"), reverse("billing:invoice", args=[kept.public_id])):
        page = text_of(signed_in(joel).get(address))
        assert ("Ancien compte" in page, "Delattre" in page, "rue du Moulin" in page) == (True, False, False)
    register = signed_in(joel).get(reverse("billing:register")).content.decode()
    assert ("Ancien compte" in register, "Delattre" in register) == (True, False)
    assert signed_in(joel).get(reverse("billing:paper", args=[kept.public_id])).content == before


def test_a_professional_who_leaves_leaves_the_client_its_proof(signed_in, invoice, lea, joel):
    close_account(joel, by=joel)
    page = text_of(signed_in(lea).get(reverse("billing:invoice", args=[invoice.public_id])))
    assert "De Lefèvre Plomberie" in page
    answer = signed_in(lea).get(reverse("billing:paper", args=[invoice.public_id]))
    assert answer.content == bytes(invoice.paper.content)
    assert remind_late(now=LATE) == 1
    letter = " ".join(Delivery.objects.filter(person=lea).latest("pk").text.split())
    assert "La facture F-2026-0001 de Lefèvre Plomberie (133,67 €)" in letter


def test_whoever_closes_an_enterprise_is_told_to_keep_its_invoices(signed_in, lea, joel):
    pages = [signed_in(person).get(reverse("people:close_account")) for person in (joel, lea)]
    assert [reverse("billing:invoices") in page.page.links() for page in pages] == [True, False]


def test_invoices_go_ten_years_after_the_end_of_their_year(quote, joel):
    invoice = billed(quote)
    credit_invoice(invoice, by=joel)
    papers = Paper.objects.count()
    assert forget_invoices(now=datetime(2036, 12, 31, 12, tzinfo=PARIS)) == 0
    assert forget_invoices(now=datetime(2037, 1, 1, 12, tzinfo=PARIS)) == 2
    assert (Invoice.objects.count(), InvoiceLine.objects.count(), Series.objects.count()) == (0, 0, 0)
    assert Paper.objects.count() == papers - 2


def test_an_invoice_stays_as_long_as_what_undid_it(quote, joel, monday):
    invoice = billed(quote)
    monday.move_to(datetime(2027, 1, 4, 10, tzinfo=PARIS))
    credit_invoice(invoice, by=joel)
    assert forget_invoices(now=datetime(2037, 6, 1, 12, tzinfo=PARIS)) == 0
    assert forget_invoices(now=datetime(2038, 1, 1, 12, tzinfo=PARIS)) == 2


def test_a_later_year_does_not_go_with_an_old_one(lea, joel, monday):
    billed(accepted_quote(lea, joel, number="D-2026-0001"))
    monday.move_to(timezone.make_aware(datetime(2027, 3, 1, 10)))
    billed(accepted_quote(lea, joel, number="D-2027-0001"))
    assert forget_invoices(now=datetime(2037, 6, 1, 12, tzinfo=PARIS)) == 1
    assert list(Series.objects.values_list("year", "last", "last_on")) == [(2027, 1, date(2027, 3, 1))]
