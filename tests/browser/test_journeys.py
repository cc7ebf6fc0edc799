"""The walk, as people make it: on a telephone, with and without JavaScript, whatever the day and the hour."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from campagnon.common import saying
from tests.browser.letters import code_sent_to, request_sent_to
from tests.browser.server import Server

pytestmark = pytest.mark.browser

DAY_PASSES = """
from datetime import timedelta
from django.utils import timezone
from campagnon.exchanges.models import Visit
visit = Visit.objects.get(exchange__public_id="{exchange}")
length = visit.ends_at - visit.starts_at
visit.ends_at = timezone.now() - timedelta(minutes=5)
visit.starts_at = visit.ends_at - length
visit.save()
"""


def say_need(visitor, words: str) -> None:
    visitor.open("/")
    visitor.write("Dites-le avec vos mots", words)
    visitor.press("Voir qui peut aider")


def saturday_after(weeks: int) -> date:
    """A Saturday far enough from the demo's own visits, and from the hour it is."""
    today = date.today()
    return today + timedelta(days=(5 - today.weekday()) % 7, weeks=weeks)


def test_lea_asks_karim_answers_they_agree_it_happens_and_they_thank(visitor, server: Server, javascript):
    lea, karim = visitor(), visitor()
    # Never the same for the two runs of a session.
    saturday = saturday_after(2 if javascript else 3)
    lea.enter("Léa")
    say_need(lea, f"Quelqu’un pour tondre ma pelouse le {saturday:%d/%m/%Y} à Songeons")
    lea.sees("Tondre la pelouse")
    lea.sees("Karim")
    lea.press("Publier mon besoin")
    need = lea.path
    assert need.startswith("/besoins/")

    karim.enter("Karim")
    day = saying.day(saturday, today=date.today())
    # An SMS says the moment before the service.
    about = re.compile(f"(?=.*Léa)(?=.*pelouse)(?=.*{day})", re.S)
    karim.open(request_sent_to(visitor(), "Karim", about=about))
    karim.sees("Quelqu’un pour tondre ma pelouse")
    karim.press("Oui, je peux")
    exchange = karim.path
    assert exchange.startswith("/echanges/")

    lea.open(need)
    lea.sees("Karim peut venir")
    lea.press("Accepter")
    assert lea.path == exchange
    lea.sees("06 39 98 12 34")
    lea.sees("Dites à Karim où vous retrouver")
    lea.write("Votre message", "C’est au 4 rue du Puits, la prise est sous l’appentis.")
    lea.press("Envoyer")

    karim.open(exchange)
    karim.sees("la prise est sous l’appentis")
    server.manage("shell", "-c", DAY_PASSES.format(exchange=exchange.split("/")[2]))
    server.manage("advance")

    lea.open(exchange)
    lea.sees("le rendez-vous a-t-il eu lieu ?")
    lea.press("Oui")
    lea.page.get_by_role("textbox").first.fill("Merci Karim, le jardin est magnifique.")
    lea.press("Envoyer")

    karim.open(exchange)
    karim.sees("le jardin est magnifique")
    karim.follow("Laisser un mot de remerciement")
    karim.page.get_by_role("textbox").first.fill("Avec plaisir, et merci pour le sirop.")
    karim.press("Envoyer")
    lea.open(exchange)
    lea.sees("merci pour le sirop")


def test_somebody_new_asks_and_opens_an_account_with_a_code(visitor, javascript):
    newcomer = visitor()
    address = f"rose{'.js' if javascript else ''}@example.org"
    say_need(newcomer, "Quelqu’un pour rentrer mon bois à Gerberoy")
    newcomer.press("Publier mon besoin")
    newcomer.write(re.compile("e-mail ou votre numéro"), address)
    newcomer.press("Recevoir mon code")
    newcomer.write(re.compile("code", re.I), code_sent_to(visitor(), address))
    newcomer.press("Entrer")
    newcomer.write("Votre prénom", "Rose")
    newcomer.page.get_by_label(re.compile("commune", re.I)).first.fill("Gerberoy")
    newcomer.choose(re.compile("18 ans ou plus"))
    newcomer.choose(re.compile("charte de l’entraide, et je l’accepte"))
    newcomer.press("Ouvrir mon compte")
    assert newcomer.path.startswith("/besoins/")
    newcomer.sees("bois")


def test_joel_answers_a_leak(visitor, javascript):
    marcel, joel = visitor(), visitor()
    marcel.enter("Bernard")
    # Said again word for word within the hour, it would be the same need.
    room = "dans la cuisine" if javascript else "dans le cellier"
    say_need(marcel, f"Fuite sous l’évier {room}, il me faut un plombier à Grandvilliers")
    marcel.sees("Plomberie")
    marcel.press("Publier mon besoin")
    need = marcel.path
    joel.enter("Joël")
    joel.open(request_sent_to(visitor(), "Joël", about=re.compile("Bernard.*plomberie", re.S)))
    joel.sees("Fuite sous l’évier")
    joel.press("Je viens d’abord voir")
    marcel.open(need)
    marcel.sees(re.compile("Joël|Lefèvre"))


def test_a_double_click_publishes_once(visitor, server: Server, javascript):
    nadia = visitor()
    nadia.enter("Nadia")
    say_need(nadia, f"Quelqu’un pour réparer mon vélo {'rouge' if javascript else 'bleu'} à Feuquières")
    before = needs_of(server, "Nadia")
    nadia.page.get_by_role("button", name="Publier mon besoin").dblclick()
    expect(nadia.page).to_have_url(re.compile("/besoins/"))
    assert needs_of(server, "Nadia") == before + 1


def test_a_cut_line_loses_nothing_typed(visitor, javascript):
    somebody = visitor()
    somebody.expected_troubles = ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]
    sentence = "Quelqu’un pour promener mon chien à Formerie"
    somebody.open("/")
    somebody.write("Dites-le avec vos mots", sentence)
    somebody.context.set_offline(True)
    somebody.page.get_by_role("button", name="Voir qui peut aider").click(no_wait_after=True)
    somebody.page.wait_for_timeout(700)
    if javascript:
        somebody.sees("Nous l’enverrons dès que le réseau revient.")
        expect(somebody.page.get_by_label("Dites-le avec vos mots")).to_have_value(sentence)
        somebody.context.set_offline(False)
    else:
        somebody.context.set_offline(False)
        somebody.page.go_back()
        expect(somebody.page.get_by_label("Dites-le avec vos mots")).to_have_value(sentence)
        somebody.press("Voir qui peut aider")
    somebody.sees("Promener un chien")


def needs_of(server: Server, first_name: str) -> int:
    counted = (
        "from campagnon.notices.models import Need;"
        "print(Need.objects.filter(author__first_name={!r}).count())"
    )
    return int(server.manage("shell", "-v0", "-c", counted.format(first_name)).strip().splitlines()[-1])
