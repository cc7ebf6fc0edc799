"""Karim mows for Marcelle's granddaughter and becomes her employee: from the sentence to « déclaré »."""

import io
import re
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from tests.browser.letters import last_letter
from tests.browser.server import Server
from tests.browser.test_journeys import say_need
from tests.page import words

pytestmark = pytest.mark.browser

# The visit that was agreed took place last month; then it is the 1st, at ten.
A_MONTH_PASSES = """
from datetime import datetime, time, timedelta
from django.utils import timezone
from campagnon.exchanges.models import Visit
from campagnon.exchanges.months import month_before
visit = Visit.objects.filter(exchange__public_id="{exchange}").latest("pk")
first = month_before(timezone.localdate())
visit.starts_at = timezone.make_aware(datetime.combine(first.replace(day=12), time(9)))
visit.ends_at = visit.starts_at + timedelta(hours=2)
visit.save()
"""
THE_FIRST_COMES = """
from datetime import datetime, time
from django.utils import timezone
from campagnon.exchanges.actions.recapping import advance_months
from campagnon.exchanges.months import first_of_month
first = first_of_month(timezone.localdate())
advance_months(now=timezone.make_aware(datetime.combine(first, time(10))))
"""


def printed(visitor, button: str) -> str:
    """The words of the paper that a button brings."""
    with visitor.page.expect_download() as paper:
        visitor.page.get_by_role("button", name=button).click()
    pages = PdfReader(io.BytesIO(paper.value.path().read_bytes())).pages
    assert len(pages) == 1
    return words(pages[0].extract_text())


def test_karim_mows_for_marcelles_granddaughter_and_becomes_her_employee(visitor, server: Server, javascript):
    lea, karim = visitor(), visitor()
    saturday = date.today() + timedelta(days=(5 - date.today().weekday()) % 7 + (28 if javascript else 35))
    lea.enter("Léa")
    say_need(
        lea, f"Quelqu’un pour tondre la pelouse de ma grand-mère le {saturday:%d/%m/%Y} à Gerberoy, en CESU"
    )
    lea.sees("peut être déclaré")
    lea.sees("Donne droit au crédit d’impôt : oui, jusqu’à 5 000 € par an.")
    lea.press("Publier mon besoin")
    need = lea.path

    karim.enter("Karim")
    karim.page.locator("a[href^='/demandes/']").last.click()
    karim.look()
    karim.sees("Karim a moins de 18 ans : 8 h par jour")
    karim.press("Oui, je peux")
    exchange = karim.path

    lea.open(need)
    lea.sees("Karim a moins de 18 ans : 8 h par jour")
    lea.press("Accepter")
    lea.sees("Vous employez Karim en CESU")
    lea.follow("Ouvrir l’emploi")
    lea.sees("Préparer un contrat d’une page")
    karim.open(exchange + "cesu/")
    karim.sees("Votre emploi chez Léa, en CESU")

    lea.follow("Préparer un contrat d’une page")
    lea.write(re.compile("Salaire net d’une heure"), "9")
    lea.press("Faire le contrat (PDF)")
    lea.sees("On ne peut pas payer moins de 10,51 € net de l’heure")
    lea.write(re.compile("Salaire net d’une heure"), "12,50")
    for _twice in range(2):
        contract = printed(lea, "Faire le contrat (PDF)")
    assert "Prénom : Karim" in contract
    assert "12,50 € net de l’heure" in contract

    server.manage("shell", "-c", A_MONTH_PASSES.format(exchange=exchange.split("/")[2]))
    lea.open(exchange)
    lea.press("Oui")
    server.manage("shell", "-c", THE_FIRST_COMES)
    letter = last_letter(visitor(), to="lea.delattre@example.org", holding="Tondre la pelouse : ")
    recap = re.search(exchange + "cesu/[0-9-]+/", letter.inner_html())[0]

    lea.open(recap)
    lea.sees("2 h")
    lea.write(re.compile("Salaire net d’une heure"), "12,50")
    lea.press("Calculer")
    lea.sees("Cela vous coûte en tout")
    assert "12,50 €" in printed(lea, "Imprimer (PDF)")
    lea.press("C’est déclaré")
    lea.sees("Nous le disons à Karim")
    lea.sees(re.compile("Déclaré, dit le"))

    karim.open(recap)
    karim.sees("Léa dit avoir déclaré ces heures")
    lea.press("Ce n’est pas encore déclaré")
    lea.sees("Ce mois est de nouveau à déclarer")
