"""A professional who has a quote already attaches it: it leaves as it is, once it was looked into."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campagnon.common.typesetting import typeset
from campagnon.exchanges.models import Quote
from campagnon.journal.models import Paper
from tests.exchanges.conftest import said_to
from tests.exchanges.papers import accepted, again, request_to
from tests.exchanges.test_exchange import text_of
from tests.exchanges.test_quotes_story import WRITTEN
from tests.exchanges.test_quoting import write_page

TODAY = date(2026, 11, 23)


def own_paper(content: bytes | None = None) -> SimpleUploadedFile:
    made = (
        content if content is not None else typeset("specimen", {"words": ["Devis"]}, title="Devis", on=TODAY)
    )
    return SimpleUploadedFile("../../devis é.pdf", made, "application/pdf")


ATTACHED = {
    "subject": "Changer le ballon d’eau chaude",
    "gross": "1 250,00",
    "day": "2026-12-21",
    "hour": "09:00",
    "hours": "4",
    "valid_days": "30",
}


def test_their_own_quote_is_attached_looked_at_and_sent(signed_in, leak, joel, lea):
    his, attach = signed_in(joel), reverse("exchanges:attach_quote", args=[request_to(leak, joel).token])
    file = own_paper()
    his.post(attach, {**ATTACHED, "paper": file})
    quote = Quote.objects.get()
    file.seek(0)
    assert (bytes(quote.paper.content), quote.gross, quote.is_own_paper) == (file.read(), Decimal(1250), True)
    his.post(reverse("exchanges:send_quote", args=[quote.public_id]))
    assert said_to(lea)[-1] == "Lefèvre Plomberie vous envoie un devis : 1 250 €"
    answer = signed_in(lea).get(reverse("exchanges:quote_paper", args=[quote.public_id]))
    assert answer["Content-Disposition"] == 'attachment; filename="devis-D-2026-0001.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    accepted(again(quote))


def test_another_file_takes_the_place_of_the_first_and_a_written_quote_of_both(signed_in, leak, joel):
    his, attach = signed_in(joel), reverse("exchanges:attach_quote", args=[request_to(leak, joel).token])
    for _ in range(2):
        his.post(attach, {**ATTACHED, "paper": own_paper()})
    assert (Quote.objects.count(), Paper.objects.count()) == (1, 1)
    his.post(write_page(leak, joel), WRITTEN)
    assert (Quote.objects.get().is_own_paper, Paper.objects.count()) == (False, 0)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "Ce fichier est vide : choisissez-en un autre."),
        (b"<script>alert(1)</script>", "Nous ne pouvons pas lire ce fichier. Joignez un PDF."),
        (
            b"%PDF-1.7" + b"0" * 2_000_000,
            "Ce fichier est trop lourd : 2 Mo au plus.",
        ),
    ],
)
def test_a_file_that_is_no_quote_is_refused_in_a_sentence(signed_in, leak, joel, content, fault):
    attach = reverse("exchanges:attach_quote", args=[request_to(leak, joel).token])
    response = signed_in(joel).post(attach, {**ATTACHED, "paper": own_paper(content)})
    assert text_of(response).count(fault) == 2
    assert not Quote.objects.exists()


@pytest.mark.parametrize("gross", ["", "0", "abc"])
def test_a_quote_of_their_own_has_a_total(signed_in, leak, joel, gross):
    attach = reverse("exchanges:attach_quote", args=[request_to(leak, joel).token])
    assert signed_in(joel).post(attach, {**ATTACHED, "gross": gross, "paper": own_paper()}).status_code == 200
    assert not Quote.objects.exists()


def test_a_draft_is_thrown_away_with_its_paper(signed_in, leak, joel):
    his = signed_in(joel)
    his.post(
        reverse("exchanges:attach_quote", args=[request_to(leak, joel).token]),
        {**ATTACHED, "paper": own_paper()},
    )
    his.post(reverse("exchanges:withdraw_quote", args=[Quote.objects.get().public_id]))
    assert (Quote.objects.count(), Paper.objects.count()) == (0, 0)
