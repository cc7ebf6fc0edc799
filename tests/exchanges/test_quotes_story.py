"""Joël is asked, writes a quote, Léa reads it and accepts it: as they do it, page after page."""

from decimal import Decimal

from django.urls import reverse

from campagnon.exchanges.models import Exchange, Quote
from campagnon.matching.models import Answer
from tests.exchanges.conftest import at, said_to
from tests.exchanges.papers import again, request_to
from tests.exchanges.test_exchange import text_of

WRITTEN = {
    "subject": "Remplacer le robinet de la cuisine",
    "day": "2026-12-21",
    "hour": "09:00",
    "hours": "2",
    "valid_days": "30",
    "conditions": "Paiement à la fin des travaux.",
    "line-0-kind": "labour",
    "line-0-label": "Main-d’œuvre",
    "line-0-quantity": "2",
    "line-0-unit": "h",
    "line-0-unit_euros": "48",
    "line-0-vat_percent": "20",
    "line-1-kind": "travel",
    "line-1-label": "Déplacement, environ 20 min",
    "line-1-quantity": "1",
    "line-1-unit": "forfait",
    "line-1-unit_euros": "30,00",
    "line-1-vat_percent": "20",
    "line-2-kind": "supplies",
    "line-2-label": "",
    "line-2-quantity": "1",
    "line-2-unit": "pièce",
    "line-2-unit_euros": "",
    "line-2-vat_percent": "20",
}


def test_joel_quotes_and_lea_accepts(signed_in, leak, joel, lea):
    his, hers = signed_in(joel), signed_in(lea)
    token = request_to(leak, joel).token
    answer = his.get(reverse("exchanges:answer", args=[token]))
    write = reverse("exchanges:write_quote", args=[token])
    assert write in answer.page.links()

    looked_at = his.post(write, WRITTEN)
    quote = Quote.objects.get()
    assert looked_at.url == reverse("exchanges:quote", args=[quote.public_id])
    assert (quote.sent_at, quote.number, quote.gross) == (None, "", Decimal("151.20"))
    assert "151,20\u00a0€" in his.get(looked_at.url).content.decode()
    assert hers.get(looked_at.url).status_code == 404

    his.post(reverse("exchanges:send_quote", args=[quote.public_id]))
    quote = again(quote)
    assert (quote.number, quote.version, quote.stands) == ("D-2026-0001", 1, True)
    assert request_to(leak, joel).answer == Answer.YES
    assert said_to(lea)[-1] == "Lefèvre Plomberie vous envoie un devis : 151,20 €"

    need = hers.get(reverse("exchanges:need", args=[leak.public_id]))
    assert "Un devis à regarder" in text_of(need)
    page = hers.get(reverse("exchanges:quote", args=[quote.public_id]))
    accept = reverse("exchanges:accept_quote", args=[quote.public_id])
    assert accept in page.page.links()
    said = {"name": "Léa Delattre", "street": "3 rue du Bourg"}
    agreed = hers.post(accept, said)
    exchange = Exchange.objects.get()
    assert agreed.url == reverse("exchanges:exchange", args=[exchange.public_id])
    quote, visit = again(quote), exchange.visits.get()
    assert (quote.is_accepted, quote.accepted_by, quote.exchange) == (True, lea, exchange)
    assert (visit.starts_at, visit.ends_at) == (at(21, 9, month=12), at(21, 11, month=12))
    assert said_to(lea)[-1] == "Vous avez accepté le devis de Lefèvre Plomberie, 151,20 €"
    assert said_to(joel)[-1] == "Léa accepte votre devis, lundi 21 décembre à 9 h"
