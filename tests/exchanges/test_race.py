"""Many people at the same instant: the database lets one through, the others are told."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection

from campagnon.exchanges.actions.agreeing import accept_agreement
from campagnon.exchanges.actions.answering import Outcome, answer_suggestion
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.models import Exchange
from campagnon.matching.models import Suggestion
from tests.cast import open_account
from tests.exchanges.conftest import MOWING, agreed, asked, need_mowing, offer_mowing, opened, said_to

HELPERS = 50
pytestmark = pytest.mark.django_db(transaction=True)


def together(acts: list[Callable[[], object]]) -> list[object]:
    """Run the acts at the same instant, a thread and a connection each, and return what they returned."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index: int, act: Callable[[], object]) -> None:
        try:
            gate.wait()
            results[index] = act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_fifty_helpers_say_yes_at_once_and_one_wins(monday, lea):
    need = need_mowing(lea)
    helpers = [open_account(f"Prénom{n}", "Voisin", "Songeons") for n in range(HELPERS)]
    offer = offer_mowing(helpers[0])
    need.suggestions.all().delete()
    Suggestion.objects.bulk_create(
        [Suggestion(need=need, offer=offer, helper=helper, minutes=10) for helper in helpers]
    )
    outcomes = together(
        [
            lambda helper=helper: answer_suggestion(
                asked(need, helper), answer="yes", by=helper, proposal=MOWING
            )
            for helper in helpers
        ]
    )
    assert Counter(outcomes) == {Outcome.OPENED: 1, Outcome.RESERVE: HELPERS - 1}
    assert Exchange.objects.filter(need=need).count() == 1
    assert len([said for said in said_to(lea) if "peut venir" in said]) == 1


def test_accepting_ten_times_at_once_acts_once(need, karim, lea):
    proposal = opened(need, karim).agreements.get()
    accepted = together([lambda: accept_agreement(proposal, by=lea)] * 10)
    assert Counter(accepted) == {True: 1, False: 9}
    assert proposal.exchange.visits.count() == 1


def test_accepting_and_declining_at_once_leaves_one_truth(need, karim, lea):
    exchange = opened(need, karim)
    proposal = exchange.agreements.get()
    together([lambda: accept_agreement(proposal, by=lea), lambda: decline_exchange(exchange, by=karim)])
    exchange.refresh_from_db()
    assert exchange.ended_at is not None
    assert exchange.visits.filter(cancelled_at=None).count() == 0


def test_both_leaving_at_once_is_said_once(need, karim, lea):
    exchange = agreed(need, karim)
    left = together(
        [lambda: decline_exchange(exchange, by=karim), lambda: decline_exchange(exchange, by=lea)]
    )
    assert Counter(left) == {True: 1, False: 1}
