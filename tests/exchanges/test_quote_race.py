"""Two windows, two people, the same instant: one contract, one number each, three quotes at most."""

from collections import Counter
from dataclasses import replace

import pytest

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.accepting_quotes import Acceptance, accept_quote
from campagnon.exchanges.actions.answering import Outcome, answer_suggestion
from campagnon.exchanges.actions.leaving_quotes import decline_quote, withdraw_quote
from campagnon.exchanges.actions.quoting import Hindrance, draft_quote
from campagnon.exchanges.actions.retracting_quotes import retract_quote
from campagnon.exchanges.actions.sending_quotes import send_quote
from campagnon.exchanges.models import Agreement, Exchange, Quote
from tests.exchanges.conftest import MOWING, asked, said_to
from tests.exchanges.papers import accepted, again, drafted, job, need_plumber, plumber, request_to, sent
from tests.exchanges.test_race import together

LEA = Acceptance("Léa Delattre", "3 rue du Bourg")
LOOKING = replace(MOWING, mode=Mode.PRO)
pytestmark = pytest.mark.django_db(transaction=True)


def accept(quote: Quote):
    return lambda: accept_quote(quote, LEA, by=quote.need.author) is not None


def test_ten_acceptances_of_one_quote_make_one_contract(leak, joel, lea):
    quote = sent(leak, joel)
    assert Counter(together([accept(quote)] * 10)) == {True: 1, False: 9}
    assert (Exchange.objects.count(), Agreement.objects.standing().count()) == (1, 1)
    assert len([said for said in said_to(lea) if "Vous avez accepté" in said]) == 1
    assert len([said for said in said_to(joel) if "accepte votre devis" in said]) == 1


def test_two_windows_accept_two_quotes_and_one_wins(leak, joel, lea):
    quotes = [sent(leak, joel), sent(leak, plumber(1)), sent(leak, plumber(2))]
    assert Counter(together([accept(quote) for quote in quotes])) == {True: 1, False: 2}
    assert sorted(again(quote).state.value for quote in quotes) == ["accepted", "declined", "declined"]
    assert Exchange.objects.live().count() == 1


def test_accepted_and_withdrawn_at_once_is_one_of_the_two(leak, joel, lea):
    quote = sent(leak, joel)
    won = together([accept(quote), lambda: withdraw_quote(quote, by=joel)])
    assert sorted(won) == [False, True]
    assert again(quote).state.value == ("accepted" if won[0] else "withdrawn")


def test_accepted_and_declined_at_once_is_one_of_the_two(leak, joel, lea):
    quote = sent(leak, joel)
    won = together([accept(quote), lambda: decline_quote(quote, by=lea)])
    assert sorted(won) == [False, True]


def test_gone_back_on_five_times_at_once_is_said_once(leak, joel, lea):
    quote = sent(leak, joel)
    accepted(quote)
    assert Counter(together([lambda: retract_quote(quote, by=lea)] * 5)) == {True: 1, False: 4}
    assert len([said for said in said_to(joel) if "se rétracte" in said]) == 1


def test_five_quotes_at_once_for_three_places(leak):
    plumbers = [plumber(number) for number in range(1, 6)]
    drafts = [drafted(leak, person) for person in plumbers]
    sendings = [lambda d=d, p=p: send_quote(d, by=p) for d, p in zip(drafts, plumbers, strict=True)]
    assert Counter(together(sendings)) == {None: 3, Hindrance.FULL: 2}
    assert leak.quotes.standing().count() == 3


def test_ten_quotes_of_one_professional_at_once_have_ten_numbers(leak, joel, lea):
    needs = [leak, *(need_plumber(lea, words=f"Robinet {n} à Gerberoy") for n in range(1, 10))]
    drafts = [drafted(need, joel) for need in needs]
    assert together([lambda d=d: send_quote(d, by=joel) for d in drafts]) == [None] * 10
    numbers = sorted(Quote.objects.values_list("number", flat=True))
    assert numbers == [f"D-2026-{n:04}" for n in range(1, 11)]


def test_two_windows_write_one_draft(leak, joel):
    suggestion = request_to(leak, joel)
    together([lambda: draft_quote(suggestion, job(), by=joel)] * 5)
    assert (Quote.objects.count(), Quote.objects.get().lines.count()) == (1, 2)


def test_a_quote_accepted_while_a_neighbour_says_yes_leaves_one_exchange(leak, joel, lea):
    other = plumber(1)
    request_to(leak, other)
    quote = sent(leak, joel)
    won = together(
        [
            accept(quote),
            lambda: answer_suggestion(asked(leak, other), answer="yes", by=other, proposal=LOOKING),
        ]
    )
    assert won[0] is True and won[1] in {Outcome.OPENED, Outcome.RESERVE, Outcome.SETTLED}
    assert Exchange.objects.live().get().helper == joel
