"""One digit by SMS does what the buttons of the pages do."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.channels.actions import take_answer
from campagnon.channels.models import Channel, Delivery, Question, Word
from campagnon.channels.signals import call_wanted
from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.answering import answer_suggestion
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.models import EndReason, Exchange
from campagnon.exchanges.prefill import USUAL_HOURS
from campagnon.journal.acting import acting_for
from campagnon.journal.models import Entry
from campagnon.matching.models import Answer
from campagnon.notices.actions.closing import close_need
from campagnon.notices.actions.offers import OfferDraft, publish_offer
from campagnon.territories.models import Territory
from tests.channels.incoming import SECRET, sms_comes
from tests.exchanges.conftest import MOWING, NINE, SATURDAY, agreed, asked, at, need_mowing, opened, said_to
from tests.exchanges.test_advancing import advance_twice

LEA = "+33639981218"


@pytest.fixture(autouse=True)
def _by_sms(settings, lea) -> None:
    settings.SMS_INBOUND_SECRET = SECRET
    lea.phone, lea.prefers = LEA, Channel.SMS
    lea.save()


def said_back(to: str) -> str:
    """The last SMS of a number that answers what it sent."""
    return Delivery.objects.filter(to=to, key__startswith="reply-").latest("pk").text


def test_a_helper_asked_by_sms_says_yes_with_one_digit(need, karim, lea):
    assert said_to(karim) == [
        "Campagnon : Léa à Gerberoy cherche pour samedi 28 novembre, le matin : tondre la pelouse. "
        "Répondez 1 oui, 2 non, 3 rappelez-moi"
    ]
    sms_comes("1")
    exchange = Exchange.objects.live().get(need=need)
    agreement = exchange.agreements.get()
    # What the answer page puts forward for a bare yes.
    assert (exchange.helper, agreement.mode, agreement.starts_at, agreement.hours) == (
        karim,
        Mode.FREE,
        NINE,
        2,
    )
    assert said_back(karim.phone) == (
        "Merci. Nous proposons à Léa : samedi 28 novembre à 9 h, environ 2 h, en entraide. "
        "Sa réponse vous sera envoyée."
    )
    assert said_to(lea) == [
        "Campagnon : Karim peut venir samedi 28 novembre à 9 h. En entraide, 2 h environ. "
        "Répondez 1 oui, 2 non, 3 rappelez-moi"
    ]


def test_what_the_page_puts_forward_is_what_a_digit_says(signed_in, need, karim):
    page = signed_in(karim).get(f"/demandes/{asked(need, karim).token}/")
    assert "samedi 28 novembre à 9 h, environ 2 h, en entraide" in page.text.replace("\u00a0", " ")


def test_the_whole_story_by_digits(need, karim, lea, monday):
    sms_comes("1")
    sms_comes("1", sender=LEA)
    visit = Exchange.objects.live().get().visits.get()
    assert said_back(LEA) == "C'est entendu avec Karim. Tous les détails arrivent."
    advance_twice(monday, at(27, 18))
    advance_twice(monday, at(28, 13))
    assert said_to(lea)[-1] == (
        "Campagnon : votre rendez-vous avec Karim, samedi 28 novembre à 9 h, a-t-il eu lieu ? "
        "Répondez 1 oui, 2 non, 3 rappelez-moi"
    )
    sms_comes("1", sender=LEA)
    visit.refresh_from_db()
    assert (visit.happened_at, visit.settled_by) == (timezone.now(), lea)
    # Karim was asked too: he need not answer any more.
    assert list(Question.objects.open(timezone.now())) == []
    sms_comes("2")
    assert said_back(karim.phone).startswith("Merci de votre réponse. Ce n'est plus nécessaire")


def test_a_no_asks_somebody_else(need, karim):
    sms_comes("2")
    assert asked(need, karim).answer == Answer.NO
    assert said_back(karim.phone) == "C'est noté, merci de l'avoir dit : nous demandons à quelqu'un d'autre."


def test_a_yes_after_another_is_kept_in_reserve(need, karim, nadia):
    opened(need, nadia)
    sms_comes("1")
    assert said_back(karim.phone) == (
        "Merci. Quelqu'un a dit oui juste avant vous : nous vous gardons en réserve."
    )
    assert Exchange.objects.live().get().helper == nadia


def test_a_yes_to_a_need_withdrawn_is_told_so(need, karim, lea):
    close_need(need, reason="useless", by=lea)
    sms_comes("1")
    assert said_back(karim.phone) == (
        "Merci de votre réponse. Ce n'est plus nécessaire : vous n'avez rien à faire."
    )


def test_what_is_answered_on_the_page_is_no_longer_asked(need, karim):
    answer_suggestion(asked(need, karim), answer="no", by=karim)
    assert list(Question.objects.open(timezone.now()).filter(person=karim)) == []


def test_whoever_is_spared_is_no_longer_asked(need, karim, nadia):
    agreed(need, nadia)
    assert list(Question.objects.open(timezone.now()).filter(person=karim)) == []


def test_what_takes_a_quote_is_answered_with_the_page(leak, joel):
    joel.phone, joel.prefers = "+33639981219", Channel.SMS
    joel.save()
    sms_comes("1", sender=joel.phone)
    suggestion = asked(leak, joel)
    said = said_back(joel.phone)
    assert said.startswith("Merci. Il y faut un devis : écrivez-le ici. http")
    assert said.endswith(f"/demandes/{suggestion.token}/")
    assert suggestion.answer == ""
    sms_comes("2", sender=joel.phone)
    assert asked(leak, joel).answer == Answer.NO


def test_the_evening_of_a_minor_is_refused_with_the_page(lea, karim, monday, monkeypatch):
    monkeypatch.setitem(USUAL_HOURS, "evening", time(19))
    sitting = Service.objects.get(slug="baby-sitting")
    draft = OfferDraft(
        words="Je garde les enfants",
        services=(sitting,),
        commune=karim.commune,
        modes=Mode.FREE | Mode.CESU,
        reach_minutes=60,
        availability=(1 << 21) - 1,
        confirm_every_days=90,
    )
    publish_offer(draft, by=karim)
    need = need_mowing(lea, words="Garder mes enfants samedi", service=sitting, part_of_day="")
    suggestion = asked(need, karim)
    type(need).objects.filter(pk=need.pk).update(part_of_day="evening")
    sms_comes("1")
    assert said_back(karim.phone).startswith("Avant 18 ans, on garde des enfants entre 6 h et 20 h.")
    suggestion.refresh_from_db()
    assert (suggestion.answer, Exchange.objects.count()) == ("", 0)


def test_a_no_to_a_first_moment_asks_whether_to_go_on(need, karim, lea):
    exchange = opened(need, karim)
    called = []
    call_wanted.connect(
        lambda person, words, now, **_: called.append((person, words)), weak=False, dispatch_uid="t"
    )
    sms_comes("2", sender=LEA)
    assert said_back(LEA) == (
        "C'est noté. Un autre moment avec Karim ? B1 oui : la mairie vous rappelle. "
        "B2 non : nous prévenons Karim."
    )
    sms_comes("B1", sender=LEA)
    call_wanted.disconnect(dispatch_uid="t")
    assert called == [(lea, "Choisir un autre moment avec Karim.")]
    assert Exchange.objects.live().get() == exchange


def test_where_no_counter_is_open_nobody_is_said_to_call_back(need, karim, lea):
    opened(need, karim)
    sms_comes("2", sender=LEA)
    Territory.objects.update(opened_at=timezone.now() + timedelta(days=3))
    sms_comes("B1", sender=LEA)
    assert said_back(LEA) == "Appelez la mairie de votre commune : elle connait Campagnon."


def test_a_second_no_lets_the_helper_go_kindly(need, karim, lea):
    exchange = opened(need, karim)
    sms_comes("2", sender=LEA)
    sms_comes("2", sender=LEA)
    exchange.refresh_from_db()
    assert exchange.end_reason == EndReason.ASKER_DECLINED
    assert said_back(LEA) == "C'est noté. Nous prévenons Karim, avec un mot aimable."


def test_a_no_to_a_change_keeps_what_was_agreed(need, karim, lea):
    exchange = agreed(need, karim)
    visit = exchange.visits.get()
    propose_moment(exchange, replace(MOWING, starts_at=at(28, 15)), by=karim, moves=visit)
    sms_comes("2", sender=LEA)
    assert said_back(LEA) == "C'est noté, rien ne change. Nous prévenons Karim."
    assert exchange.visits.get().starts_at == NINE


def test_a_moment_proposed_instead_withdraws_the_question_about_the_first(need, karim, lea):
    exchange = opened(need, karim)
    first = Question.objects.get(person=lea)
    propose_moment(exchange, replace(MOWING, starts_at=at(28, 15)), by=karim)
    sms_comes(f"{first.code}1", sender=LEA)
    assert said_back(LEA).startswith("Merci de votre réponse. Ce n'est plus nécessaire")
    assert list(exchange.agreements.standing()) == []


def test_an_agreement_accepted_on_the_page_is_no_longer_asked(need, karim, lea):
    accept_agreement(opened(need, karim).agreements.get(), by=lea)
    assert list(Question.objects.open(timezone.now()).filter(person=lea)) == []


def test_a_visit_settled_on_the_page_is_no_longer_asked(need, karim, lea, monday):
    visit = agreed(need, karim).visits.get()
    advance_twice(monday, at(28, 13))
    settle_visit(visit, happened=False, by=lea)
    assert list(Question.objects.open(timezone.now())) == []


def test_nobody_answers_for_the_other(need, karim, nadia, lea):
    """The question of one is no door for another, even by its number."""
    opened(need, karim)
    question = Question.objects.get(person=lea)
    Question.objects.filter(pk=question.pk).update(person=nadia)
    said = take_answer(question, Word.YES, came_by=Channel.SMS, by=nadia, now=timezone.now())
    assert said.startswith("Merci de votre réponse. Ce n’est plus nécessaire")
    assert not Exchange.objects.live().get().agreements.standing().exists()


def test_an_answer_said_by_telephone_is_signed_by_the_agent(need, karim, odile):
    question = Question.objects.get(person=karim)
    with acting_for(karim, by=odile, reason="Karim a téléphoné"):
        take_answer(question, Word.YES, came_by=Channel.CALL, by=odile, now=timezone.now())
    entry = Entry.objects.get(verb="suggestion.yes")
    assert (entry.by, entry.on_behalf_of) == (odile, karim)


def test_a_question_expires_with_what_it_is_about(need, karim, lea):
    opened(need, karim)
    assert Question.objects.get(person=lea).expires_at == NINE
    assert Question.objects.get(person=karim).expires_at == at(29, 0)
    assert NINE.date() == SATURDAY and timedelta(0) < NINE - timezone.now()
