from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.answering import Outcome, answer_suggestion
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.models import Exchange
from campagnon.matching.models import Answer
from campagnon.notices.actions.closing import close_need
from tests.cast import open_account
from tests.exchanges.conftest import MOWING, NINE, asked, need_mowing, offer_mowing, opened, said_to
from tests.exchanges.test_exchange import text_of

YES = {"answer": "yes", "mode": "1", "day": "2026-11-28", "hour": "09:00", "hours": "2", "words": ""}


def page_of(need, person) -> str:
    return reverse("exchanges:answer", args=[asked(need, person).token])


def test_a_yes_in_one_tap_opens_the_exchange_as_prefilled(client, need, karim, lea):
    shown = client.get(page_of(need, karim))
    form = shown.page.forms()[0]
    prefilled = {f["name"]: f["value"] for f in shown.page.fields_of(form) if f["name"] in {"day", "hour"}}
    assert prefilled == {"day": "2026-11-28", "hour": "09:00"}
    client.post(page_of(need, karim), YES)
    exchange = Exchange.objects.get()
    agreement = exchange.agreements.get()
    assert (exchange.helper, exchange.asker, exchange.ended_at) == (karim, lea, None)
    assert (agreement.starts_at, agreement.mode, agreement.proposed_by) == (NINE, Mode.FREE, karim)
    assert said_to(lea)[-1] == "Karim peut venir samedi 28 novembre à 9 h"


def test_a_request_that_is_over_no_longer_tells_the_words_nor_the_dates(client, need, karim, nadia, lea):
    def told(person) -> list[bool]:
        page = text_of(client.get(page_of(need, person)))
        return ["la pelouse de ma grand-mère" in page, "Samedi 28 novembre" in page]

    exchange = opened(need, karim)
    assert (told(karim), told(nadia)) == ([True, True], [True, True])
    decline_exchange(exchange, by=karim)
    assert (told(karim), told(nadia)) == ([False, False], [True, True])
    close_need(need, reason="useless", by=lea)
    assert (told(karim), told(nadia)) == ([False, False], [False, False])


def test_the_page_shows_the_first_name_and_the_commune_and_nothing_to_reach_anybody(client, need, karim, lea):
    html = client.get(page_of(need, karim)).content.decode()
    assert "Léa" in html and "Gerberoy" in html
    assert [leak for leak in (lea.last_name, lea.email, karim.phone, karim.last_name) if leak in html] == []


def test_opening_the_page_answers_nothing(client, need, karim):
    before = asked(need, karim)
    client.get(page_of(need, karim) + "?answer=yes")
    client.head(page_of(need, karim))
    after = asked(need, karim)
    assert (after.answer, after.answered_at, Exchange.objects.count()) == (before.answer, None, 0)


def test_a_no_thanks_and_asks_somebody_else(client, need, karim, joel, marcelle):
    offer_mowing(joel)
    need.suggestions.filter(helper=joel).delete()
    response = client.post(page_of(need, karim), {"answer": "no"}, follow=True)
    assert "nous demandons à quelqu’un d’autre" in text_of(response)
    assert need.suggestions.filter(helper=joel).exists()
    assert asked(need, karim).answer == Answer.NO


def test_a_no_can_become_a_yes(client, need, karim):
    client.post(page_of(need, karim), {"answer": "no"})
    client.post(page_of(need, karim), YES)
    assert Exchange.objects.get().helper == karim


def test_later_is_noted_as_such(client, need, karim):
    response = client.post(page_of(need, karim), {"answer": "later"}, follow=True)
    assert "Nous vous redemanderons la prochaine fois" in text_of(response)
    assert asked(need, karim).answer == Answer.LATER


def test_the_second_yes_is_told_kindly_and_kept_in_reserve(client, need, karim, nadia):
    opened(need, karim)
    response = client.post(page_of(need, nadia), YES, follow=True)
    assert "Quelqu’un a répondu juste avant vous ; nous vous gardons en réserve" in text_of(response)
    assert Exchange.objects.get().helper == karim
    assert (asked(need, nadia).answer, asked(need, nadia).ended_at) == (Answer.YES, None)


def test_a_reserve_is_asked_again_when_the_first_leaves(client, need, karim, nadia):
    exchange = opened(need, karim)
    client.post(page_of(need, nadia), YES)
    decline_exchange(exchange, by=karim)
    assert asked(need, nadia).answer == ""
    assert said_to(nadia)[-1] == "Léa a encore besoin d’aide à Gerberoy : tondre la pelouse"
    client.post(page_of(need, nadia), YES)
    assert Exchange.objects.live().get().helper == nadia


@pytest.mark.parametrize("moment", ["yes twice", "need closed", "exchange over"])
def test_a_used_link_shows_where_things_stand(client, need, karim, lea, moment):
    exchange = opened(need, karim)
    if moment == "need closed":
        close_need(need, reason="useless", by=lea)
    elif moment == "exchange over":
        decline_exchange(exchange, by=lea)
    response = client.post(page_of(need, karim), YES, follow=True)
    said = {
        "yes twice": "Léa a reçu votre proposition et vous répondra",
        "need closed": "Ce besoin est fermé : vous n’avez rien à faire",
        "exchange over": "Cette demande est passée : vous n’avez rien à faire",
    }
    assert response.status_code == 200
    assert said[moment] in text_of(response)
    assert exchange.agreements.count() == 1


def test_an_unknown_link_does_not_exist(client, db):
    assert client.get(reverse("exchanges:answer", args=["x" * 32])).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("day", "", "Choisissez un jour."),
        ("day", "demain", "Écrivez la date ainsi : 28/11/2026."),
        ("day", "2026-11-20", "Ce moment est passé : choisissez un jour ou une heure à venir."),
        ("day", "2031-01-01", "Choisissez un jour dans l’année qui vient."),
        ("hour", "25:00", "Écrivez l’heure ainsi : 14:30."),
        ("hours", "900", "Choisissez une durée dans la liste."),
        ("mode", "4", "Choisissez parmi les façons proposées."),
        ("words", "Appelez-moi au 06 12 34 56 17", "Votre message contient un numéro de téléphone."),
    ],
)
def test_a_proposal_that_cannot_be_is_refused_beside_the_field(client, need, karim, field, value, fault):
    response = client.post(page_of(need, karim), {**YES, field: value})
    html = text_of(response)
    assert html.count(fault) == 2  # in the summary and beside the field
    assert Exchange.objects.count() == 0


def test_what_was_typed_is_kept(client, need, karim):
    sent = {**YES, "day": "", "words": "J’ai ma tondeuse, il me faut une prise"}
    assert (
        "J’ai ma tondeuse, il me faut une prise" in client.post(page_of(need, karim), sent).content.decode()
    )


def test_only_the_ways_both_allow_are_asked(client, need, karim, lea):
    only_free = need_mowing(lea, modes=Mode.FREE)
    page = client.get(page_of(only_free, karim)).page
    assert [e["value"] for e in page.all("input") if e["name"] == "mode"] == []
    page = client.get(page_of(need, karim)).page
    assert [e["value"] for e in page.all("input") if e["name"] == "mode"] == ["1", "2"]


def test_a_signed_in_helper_lands_on_the_exchange(signed_in, need, karim):
    response = signed_in(karim).post(page_of(need, karim), YES)
    assert response.url == reverse("exchanges:exchange", args=[Exchange.objects.get().public_id])


def test_a_closed_need_cannot_be_answered_by_the_action_either(need, karim, lea):
    suggestion = asked(need, karim)
    close_need(need, reason="elsewhere", by=lea)
    assert answer_suggestion(suggestion, answer="yes", by=karim, proposal=MOWING) is Outcome.SETTLED
    assert Exchange.objects.count() == 0


def test_a_live_exchange_is_looked_at_within_two_days(need, karim):
    exchange = opened(need, karim)
    need.refresh_from_db()
    assert exchange.next_step_at == timezone.now() + timedelta(hours=24)
    assert exchange.next_step_at < need.next_step_at <= timezone.now() + timedelta(hours=48)


def test_the_page_says_what_a_bare_yes_proposes(client, need, karim, lea):
    said = "Si oui, nous proposons samedi 28 novembre à 9 h, environ 2 h, en entraide."
    assert said in text_of(client.get(page_of(need, karim)))
    weekly = need_mowing(lea, is_recurring=True, ends_on=None, modes=Mode.CESU)
    said = "nous proposons chaque samedi à 9 h, à partir du 28 novembre, environ 2 h, en CESU."
    assert said in text_of(client.get(page_of(weekly, karim)))


def test_nobody_says_yes_on_a_quote_without_insurance(client, lea, joel, monday):
    leak = need_mowing(lea, modes=Mode.PRO)
    offer = offer_mowing(joel, modes=Mode.PRO)
    suggestion, _new = leak.suggestions.get_or_create(helper=joel, defaults={"offer": offer, "minutes": 5})
    address = reverse("exchanges:answer", args=[suggestion.token])
    assert "Oui, je peux" in text_of(client.get(address))
    joel.professional.insured_until = date(2026, 11, 1)
    joel.professional.save()
    assert "Oui, je peux" not in text_of(client.get(address))
    assert "ne permet plus de dire oui" in text_of(client.post(address, {**YES, "mode": "4"}))
    fresh = asked(leak, joel)
    with pytest.raises(PermissionDenied):
        answer_suggestion(fresh, answer="yes", by=joel, proposal=replace(MOWING, mode=Mode.PRO))
    assert Exchange.objects.count() == 0
    client.post(address, {"answer": "no"})
    assert asked(leak, joel).answer == Answer.NO


def test_saying_no_again_and_again_asks_one_more_person_only(client, need, karim, lea):
    for number in range(6):
        offer_mowing(open_account(f"Voisin{number}", "Durand", "Songeons", email=f"v{number}@exemple.fr"))
    need.suggestions.exclude(helper=karim).delete()
    for answer in ("no", "later", "no", "later", "no"):
        client.post(page_of(need, karim), {"answer": answer})
    assert need.suggestions.exclude(helper=karim).count() == 1
