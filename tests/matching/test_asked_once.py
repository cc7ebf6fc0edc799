"""Asked by the clock and by one's own new offer at the same instant, somebody is asked once."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from campagnon.channels.models import Delivery
from campagnon.matching.actions.asking import ask_helpers
from campagnon.matching.models import Suggestion
from tests.exchanges.conftest import need_mowing, offer_mowing

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_ways_of_asking_at_once_ask_once(monday, lea, nadia):
    offer_mowing(nadia)
    needs = [need_mowing(lea) for _ in range(12)]
    failures = []
    for need in needs:
        need.suggestions.all().delete()
        # Asked so often, she would be spared.
        Delivery.objects.all().delete()
        gate = threading.Barrier(2)

        def together(act, gate=gate) -> None:
            try:
                gate.wait()
                act()
            except Exception as failure:  # noqa: BLE001  any failure is one
                failures.append(failure)
            finally:
                connection.close()

        acts = [lambda need=need: ask_helpers(need, now=timezone.now()), lambda: offer_mowing(nadia)]
        threads = [threading.Thread(target=together, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        asked = Suggestion.objects.filter(need=need, helper=nadia)
        assert asked.count() == 1
        assert Delivery.objects.filter(key=f"ask-{asked.get().token}").count() == 1
    assert failures == []
