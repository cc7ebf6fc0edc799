"""A household goes back on a quote that it accepted: in time, with a receipt, and no later."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from campagnon.channels.models import Channel, Delivery
from campagnon.exchanges.actions.ending import finish_exchange
from campagnon.exchanges.actions.retracting_quotes import retract_quote
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.models import EndReason, Exchange, QuoteState
from campagnon.notices.models import CloseReason
from tests.exchanges.conftest import at, said_to
from tests.exchanges.papers import accepted, again, job, plumber, sent
from tests.exchanges.test_exchange import text_of
from tests.exchanges.test_quote_answers import page

SOON = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("moment", "possible"),
    [(at(6, 23, 59, month=12), True), (at(7, 23, 59, month=12), True), (at(8, 0, 1, month=12), False)],
)
def test_one_goes_back_on_day_thirteen_and_fourteen_and_no_later(
    signed_in, leak, joel, lea, monday, moment, possible
):
    quote = sent(leak, joel)
    accepted(quote)
    monday.move_to(moment)
    hers = signed_in(lea)
    linked = "Me rétracter de ce contrat" in text_of(hers.get(page("quote", quote)))
    shown = text_of(hers.get(page("retract_quote", quote)))
    answered = hers.post(page("retract_quote", quote), {"then": "search"})
    assert (linked, "Confirmer la rétractation" in shown, answered.status_code == 302) == (possible,) * 3
    assert again(quote).state is (QuoteState.RETRACTED if possible else QuoteState.ACCEPTED)
    if not possible:
        assert "Vous pouviez vous rétracter jusqu’au lundi 7 décembre" in shown


def test_going_back_cancels_tells_and_gives_a_receipt(signed_in, leak, joel, lea, monday):
    quote = sent(leak, joel)
    accepted(quote)
    monday.move_to(at(6, 14, 32, month=12))
    signed_in(lea).post(page("retract_quote", quote), {"then": "close"})
    exchange = Exchange.objects.get()
    assert (exchange.end_reason, exchange.visits.get().cancelled_by) == (EndReason.ASKER_DECLINED, lea)
    leak.refresh_from_db()
    assert leak.close_reason == CloseReason.USELESS
    receipt = " ".join(Delivery.objects.filter(person=lea).latest("pk").text.split())
    assert "Le dimanche 6 décembre à 14 h 32, vous avez déclaré" in receipt
    assert "Léa Delattre se rétracte du contrat conclu le lundi 23 novembre avec Lefèvre Plomberie" in receipt
    assert said_to(joel)[-1] == "Léa se rétracte : devis D-2026-0001"


def test_going_back_may_go_on_searching(signed_in, leak, joel, lea, monday):
    quote = sent(leak, joel)
    accepted(quote)
    other = plumber(1)
    leak.suggestions.filter(helper=other).delete()
    signed_in(lea).post(page("retract_quote", quote), {"then": "search"})
    leak.refresh_from_db()
    assert (leak.is_open, leak.suggestions.filter(helper=other).exists()) == (True, True)
    accepted(sent(leak, other))
    assert Exchange.objects.live().get().helper == other


def test_going_back_asks_what_then(signed_in, leak, joel, lea):
    quote = sent(leak, joel)
    accepted(quote)
    refused = signed_in(lea).post(page("retract_quote", quote), {"csrfmiddlewaretoken": "x"})
    assert text_of(refused).count("Dites-nous si vous cherchez encore quelqu’un.") == 2
    assert again(quote).is_accepted


def test_a_receipt_by_sms_says_what_when_and_where(leak, joel, lea, monday):
    lea.phone, lea.email, lea.prefers = "+33639981001", None, Channel.SMS
    lea.save()
    quote = sent(leak, joel)
    accepted(quote)
    retract_quote(quote, by=lea)
    text = said_to(lea)[-1]
    assert text.startswith(
        "Campagnon : votre rétractation du devis D-2026-0001 est enregistrée le lundi 23 novembre à 10 h."
    )
    assert len(text) <= 160


def test_what_was_done_as_asked_is_not_gone_back_on(signed_in, leak, joel, lea, monday):
    quote = sent(leak, joel, job(starts_on=SOON))
    accepted(quote, early_start=True)
    monday.move_to(at(26, 12))
    exchange = Exchange.objects.get()
    settle_visit(exchange.visits.get(), happened=True, by=lea)
    begun = text_of(signed_in(lea).get(page("retract_quote", quote)))
    assert "ce qui a déjà été fait reste dû" in begun and "Confirmer la rétractation" in begun
    finish_exchange(exchange, by=lea)
    done = text_of(signed_in(lea).get(page("retract_quote", quote)))
    assert "L221-28, 1°" in done and "Confirmer la rétractation" not in done
    assert retract_quote(quote, by=lea) is False


def test_nobody_goes_back_for_the_household(signed_in, leak, joel, karim):
    quote = sent(leak, joel)
    accepted(quote)
    for person in (joel, karim):
        assert signed_in(person).get(page("retract_quote", quote)).status_code == 404
        with pytest.raises(PermissionDenied):
            retract_quote(quote, by=person)


def test_a_quote_sent_a_month_before_its_start_is_still_gone_back_on_from_its_acceptance(
    leak, joel, lea, monday
):
    quote = sent(leak, joel)
    monday.shift(timedelta(days=10))
    accepted(quote, early_start=True)
    monday.shift(timedelta(days=13))
    assert retract_quote(quote, by=lea) is True
