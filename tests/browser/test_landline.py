"""Raymonde, 87, a landline and nothing else: from her first call to the counter to the thanks she says."""

import re

import pytest
from playwright.sync_api import Locator

from tests.browser.server import Server
from tests.browser.test_journeys import saturday_after
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

COUNTER = "/guichet/territoires/picardie-verte/"
HER_EXCHANGE = """
from campagnon.exchanges.models import Exchange
print(Exchange.objects.get(asker__last_name="{last_name}").public_id)
"""
TWO_DAYS_PASS = """
from datetime import timedelta
from django.utils import timezone
from campagnon.exchanges.models import Exchange, Visit
visit = Visit.objects.get(exchange__public_id="{exchange}")
length = visit.ends_at - visit.starts_at
visit.ends_at = timezone.now() - timedelta(days=1)
visit.starts_at = visit.ends_at - length
visit.save()
Exchange.objects.filter(pk=visit.exchange_id).update(next_step_at=timezone.now())
"""
HER_THANKS = """
from campagnon.exchanges.models import Visit
visit = Visit.objects.get(exchange__asker__last_name="{last_name}")
print(f"/guichet/personnes/{{visit.exchange.asker.public_id}}/rendez-vous/{{visit.public_id}}/merci/")
"""
FIRST_ASKED = """
from campagnon.matching.models import Suggestion
asked = Suggestion.objects.filter(need__author__last_name="{last_name}").order_by("pk").first()
print(asked.token, asked.helper.first_name)
"""
IN_THE_END = """
from campagnon.exchanges.models import Thanks
from campagnon.journal.models import Entry
from campagnon.notices.models import Need
need = Need.objects.get(author__last_name="{last_name}")
told = Entry.objects.filter(on_behalf_of=need.author, by__first_name="Odile")
thanks = Thanks.objects.get(exchange__need=need).words
print(need.came_by, need.close_reason, thanks, sorted(set(told.values_list("verb", flat=True))))
"""


def run(server: Server, code: str, **names: str) -> str:
    return server.manage("shell", "-v", "0", "-c", code.format(**names)).splitlines()[-1]


def to_say(odile: Visitor, last_name: str, words: str) -> Locator:
    """What waits to be said to her by telephone."""
    odile.open(f"{COUNTER}a-dire/")
    return odile.main().get_by_role("listitem").filter(has_text=last_name).filter(has_text=words)


def answer_yes(odile: Visitor, last_name: str, words: str) -> None:
    to_say(odile, last_name, words).get_by_role("button", name="1 oui").click()
    odile.look()


def test_a_landline_suffices_from_the_first_call_to_the_thanks(visitor, server: Server, javascript):
    odile, helper = visitor(), visitor()
    last_name = "Tellier" if javascript else "Quignon"
    saturday = saturday_after(6 if javascript else 7)
    odile.enter("Odile")
    odile.open(COUNTER)
    odile.write("Nom ou téléphone", f"Raymonde {last_name}")
    odile.press("Un appel")
    odile.follow("Ouvrir un compte")
    for label, words in (
        ("Prénom", "Raymonde"),
        (re.compile("^Nom"), last_name),
        ("Commune", "Songeons"),
        ("Téléphone", "03 53 01 88 " + ("77" if javascript else "78")),
    ):
        odile.page.get_by_label(label, exact=isinstance(label, str)).fill(words)
    odile.choose("A 18 ans ou plus")
    odile.choose(re.compile("^Accepte, de vive voix"))
    odile.press("Ouvrir le compte")
    odile.write("Ses mots", f"Quelqu’un pour tondre ma pelouse le {saturday:%d/%m/%Y}")
    odile.press("Comprendre")
    odile.sees("Tondre la pelouse")
    odile.press(re.compile("^Demander"))
    odile.sees("c’est demandé à")
    odile.press(re.compile("^Raccrocher"))

    token, name = run(server, FIRST_ASKED, last_name=last_name).split(" ", 1)
    helper.open(f"/demandes/{token}/")
    helper.press(re.compile("^(Oui, je peux|Je viens d’abord voir)$"))
    answer_yes(odile, last_name, name)
    exchange = run(server, HER_EXCHANGE, last_name=last_name)
    assert to_say(odile, last_name, f"C’est entendu avec {name}").count() == 1

    server.manage("shell", "-c", TWO_DAYS_PASS.format(exchange=exchange))
    server.manage("advance")
    answer_yes(odile, last_name, "a-t-il eu lieu")
    odile.open(run(server, HER_THANKS, last_name=last_name))
    odile.write(re.compile("petit mot"), "Un grand merci, la pelouse est belle")
    odile.press("Envoyer")
    said = run(server, IN_THE_END, last_name=last_name)
    assert said.startswith("phone helped Un grand merci, la pelouse est belle")
    for verb in (
        "need.published",
        "agreement.accepted",
        "visit.happened",
        "thanks.said",
        "people.account_opened",
    ):
        assert verb in said
