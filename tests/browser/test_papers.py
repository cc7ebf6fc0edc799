"""Papers, as people make and answer them: on a telephone, with and without JavaScript."""

import re
from datetime import date, timedelta

import pytest

from tests.browser.letters import last_letter
from tests.browser.server import Server
from tests.browser.test_journeys import DAY_PASSES, say_need

pytestmark = pytest.mark.browser

# The clock of a quote, wound by hand; its steps are taken by day, whenever the test runs.
RUNS_OUT = """
from django.utils import timezone
from datetime import timedelta
from campagnon.exchanges.actions.advancing_quotes import advance_quotes
from campagnon.exchanges.models import Quote
Quote.objects.filter(public_id="{quote}").update(valid_until=timezone.localdate() - timedelta(days=1))
print(advance_quotes(now=timezone.localtime().replace(hour=10)))
"""
THIRTEEN_DAYS_PASS = """
from datetime import timedelta
from campagnon.exchanges.models import Quote
quote = Quote.objects.get(public_id="{quote}")
quote.accepted_at -= timedelta(days=13)
quote.save()
"""


def ask_plumber(household, words: str) -> str:
    """Publish a need that a plumber answers; its address."""
    say_need(household, words)
    household.sees("Plomberie")
    household.press("Publier mon besoin")
    return household.path


def quote_for(joel, first_name: str, *, euros: str = "52") -> str:
    """Joël answers the last request of somebody by a quote; its address."""
    joel.open("/mon-espace/")
    joel.page.locator("a[href^='/demandes/']", has_text=first_name).last.click()
    joel.look()
    joel.follow("Répondre par un devis")
    joel.page.locator("#id_line-0-unit_euros").fill(euros)
    joel.page.locator("#id_line-2-label").fill("Mitigeur à bec haut")
    joel.page.locator("#id_line-2-unit_euros").fill("89,90")
    joel.press("Voir le devis avant l’envoi")
    joel.sees("Mitigeur à bec haut")
    joel.press(re.compile("^Envoyer à"))
    joel.sees("Votre devis est parti")
    return joel.path


def accept(household, quote: str) -> str:
    """Accept a quote as it asks; the address of the exchange."""
    household.open(quote)
    household.follow("Accepter ce devis")
    household.write("Adresse des travaux", "3 rue du Bourg")
    household.choose(re.compile("Je le certifie"))
    button = "Accepter ce devis avec obligation de paiement"
    household.press(button)
    household.sees("avant la fin de vos 14 jours")
    household.choose(re.compile("commencent avant la fin des 14 jours"))
    household.press(button)
    household.sees("C’est entendu")
    return household.path


def test_joel_quotes_lea_asks_and_accepts_and_he_bills(visitor, server: Server, javascript):
    lea, joel = visitor(), visitor()
    lea.enter("Léa")
    need = ask_plumber(
        lea, f"Le lavabo fuit {'encore ' if javascript else ''}à Grandvilliers, il faut un plombier"
    )
    joel.enter("Joël")
    quote = quote_for(joel, "Léa")

    lea.open("/mon-espace/")
    lea.page.locator(f"a[href='{quote}']").first.click()
    lea.look()
    lea.sees("Mitigeur à bec haut")
    lea.write("Votre message", "La dépose de l’ancien est-elle comprise ?")
    lea.press("Poser la question")
    joel.open(quote)
    joel.sees("La dépose de l’ancien est-elle comprise")
    joel.write("Votre message", "Oui, et je l’emporte.")
    joel.press("Écrire au client")

    lea.open(need)
    lea.sees("Un devis à regarder")
    exchange = accept(lea, quote)
    joel.open(exchange)
    joel.sees("Le devis accepté")
    lea.open(quote)
    answer = lea.page.request.get(f"{quote}devis.pdf")
    assert answer.headers["content-type"] == "application/pdf" and answer.body().startswith(b"%PDF-")
    assert lea.page.request.get(f"{quote}acceptation.pdf").body().startswith(b"%PDF-")

    joel.open(exchange)
    joel.sees("3 rue du Bourg")
    server.manage("shell", "-c", DAY_PASSES.format(exchange=exchange.split("/")[2]))
    joel.open(exchange)
    joel.press(re.compile("^Oui"))
    joel.open(exchange)
    joel.follow("La facture")
    joel.press("Relire avant d’établir")
    joel.sees("Rien n’est encore établi.")
    joel.press("Établir la facture")
    invoice = joel.path
    assert invoice.startswith("/factures/")
    lea.open("/mon-espace/")
    lea.page.locator(f"a[href='{invoice}']").first.click()
    lea.look()
    lea.sees("Lefèvre")
    assert lea.page.request.get(f"{invoice}facture.pdf").body().startswith(b"%PDF-")


def test_a_quote_runs_out(visitor, server: Server, javascript):
    delphine, joel = visitor(), visitor()
    delphine.enter("Delphine")
    need = ask_plumber(
        delphine, f"Un robinet {'d’évier ' if javascript else ''}qui goutte à Hanvoile, besoin d’un plombier"
    )
    joel.enter("Joël")
    quote = quote_for(joel, "Delphine")
    server.manage("shell", "-c", RUNS_OUT.format(quote=quote.split("/")[2]))
    delphine.open(quote)
    delphine.sees("Il était valable jusqu’au")
    assert delphine.page.get_by_role("link", name="Accepter ce devis").count() == 0
    delphine.open(need)
    delphine.sees("n’est plus valable")
    told = last_letter(visitor(), to="delphine.cauchois@example.org", holding="plus valable").inner_text()
    assert "Lefèvre Plomberie" in told
    joel.open(quote)
    joel.follow("Le renouveler")
    joel.page.locator("#id_day").fill((date.today() + timedelta(days=3)).isoformat())
    joel.press("Voir le devis avant l’envoi")
    joel.press(re.compile("^Envoyer à"))
    joel.sees("v2")


def test_a_household_goes_back_on_day_thirteen(visitor, server: Server, javascript):
    nadia, joel = visitor(), visitor()
    nadia.enter("Nadia")
    ask_plumber(
        nadia, f"Poser un lave-mains {'d’angle ' if javascript else ''}à Feuquières, je cherche un plombier"
    )
    joel.enter("Joël")
    quote = quote_for(joel, "Nadia")
    accept(nadia, quote)
    server.manage("shell", "-c", THIRTEEN_DAYS_PASS.format(quote=quote.split("/")[2]))
    nadia.open(quote)
    nadia.follow("Me rétracter de ce contrat")
    nadia.choose("Je n’en ai plus besoin")
    nadia.press("Confirmer la rétractation")
    nadia.sees("Vous vous êtes rétracté")
    receipt = last_letter(
        visitor(), to="nadia.haddad@example.org", holding="Accusé de réception"
    ).inner_text()
    assert "se rétracte du contrat conclu" in receipt
    joel.open(quote)
    joel.sees("s’est rétracté")
