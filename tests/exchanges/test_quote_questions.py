import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from campagnon.exchanges.actions.asking_about_quotes import ask_about_quote, ask_for_more_quotes
from campagnon.exchanges.actions.writing import ContactDetailsFound
from campagnon.exchanges.models import QuoteQuestion
from tests.exchanges.conftest import said_to
from tests.exchanges.papers import accepted, drafted, plumber, sent
from tests.exchanges.test_exchange import text_of


def address(quote) -> str:
    return reverse("exchanges:quote_questions", args=[quote.public_id])


def test_a_question_and_its_answer_go_both_ways(signed_in, leak, joel, lea):
    quote = sent(leak, joel)
    signed_in(lea).post(address(quote), {"body": "La dépose est-elle comprise ?"})
    assert said_to(joel)[-1] == "Léa vous écrit à propos du devis"
    signed_in(joel).post(address(quote), {"body": "Oui, et l’évacuation aussi."})
    assert said_to(lea)[-1] == "Joël vous écrit à propos du devis"
    page = text_of(signed_in(lea).get(reverse("exchanges:quote", args=[quote.public_id])))
    assert "La dépose est-elle comprise" in page and "l’évacuation aussi" in page
    answered = QuoteQuestion.objects.order_by("pk").values_list("answered_at", flat=True)
    assert None not in answered


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Appelez-moi au 06 12 34 56 17", "Votre message contient un numéro de téléphone."),
        ("lea@exemple.fr", "Votre message contient une adresse e-mail."),
        ("", "Écrivez votre message."),
        ("x" * 1001, "C’est un peu long : 1000 signes au plus."),
    ],
)
def test_a_way_to_be_reached_is_not_relayed_before_both_agree(signed_in, leak, joel, lea, words, fault):
    quote = sent(leak, joel)
    for person in (lea, joel):
        response = signed_in(person).post(address(quote), {"body": words})
        assert text_of(response).count(fault) == 2
    assert not QuoteQuestion.objects.exists()
    if "06" in words:
        with pytest.raises(ContactDetailsFound):
            ask_about_quote(quote, words, by=lea)


def test_a_stranger_asks_nothing(signed_in, leak, joel, karim):
    quote = sent(leak, joel)
    assert signed_in(karim).post(address(quote), {"body": "Et moi ?"}).status_code == 404
    with pytest.raises(PermissionDenied):
        ask_about_quote(quote, "Et moi ?", by=karim)


def test_a_quote_that_waits_for_nothing_takes_no_question(signed_in, leak, joel, lea):
    quote = sent(leak, joel)
    accepted(quote)
    response = signed_in(lea).post(address(quote), {"body": "Encore une chose"}, follow=True)
    assert "le message n’est pas parti" in text_of(response)
    draft = drafted(leak, plumber(1))
    assert ask_about_quote(draft, "Bonjour", by=draft.helper) is None


def test_only_the_household_asks_for_other_quotes(leak, joel, lea, monday):
    sent(leak, joel)
    other = plumber(1)
    leak.suggestions.filter(helper=other).delete()
    with pytest.raises(PermissionDenied):
        ask_for_more_quotes(leak, by=joel)
    assert ask_for_more_quotes(leak, by=lea) == 1
    accepted(leak.quotes.get())
    leak.suggestions.filter(helper=other).delete()
    assert ask_for_more_quotes(leak, by=lea) == 0
