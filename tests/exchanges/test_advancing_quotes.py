"""What the clock does of quotes: a word in time to each, an end, and a search that goes on."""

from datetime import date, datetime, timedelta

import pytest

from campagnon.catalogue.modes import Mode
from campagnon.channels.models import Delivery
from campagnon.exchanges.actions.agreeing import accept_agreement
from campagnon.exchanges.actions.answering import Proposal, answer_suggestion
from campagnon.exchanges.actions.asking_about_quotes import ask_about_quote
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.leaving_quotes import decline_quote, withdraw_quote
from campagnon.exchanges.actions.quoting import Hindrance
from campagnon.exchanges.actions.sending_quotes import send_quote
from campagnon.exchanges.actions.visiting import cancel_visit, settle_visit
from campagnon.exchanges.facts import facts_of
from campagnon.exchanges.management.commands.advance import advance
from campagnon.exchanges.models import EndReason, Exchange, Quote, QuoteState
from campagnon.exchanges.states import State, state_of
from campagnon.matching.models import Answer
from campagnon.notices.actions.closing import close_need
from campagnon.notices.deadlines import LONGEST_SILENCE
from campagnon.notices.models import CloseReason, Need
from campagnon.people.actions import close_account
from tests.exchanges.conftest import asked, at, said_to
from tests.exchanges.papers import accepted, again, drafted, job, need_plumber, plumber, request_to, sent

HOUR = timedelta(hours=1)


def turn(clock, moment: datetime) -> dict[str, int]:
    """One turn of the whole clock, at that moment."""
    clock.move_to(moment)
    return advance(moment)


def look(need, person) -> Exchange:
    """A first visit, to see what there is to do, agreed on for Tuesday at 9 h."""
    answer_suggestion(
        asked(need, person),
        answer="yes",
        by=person,
        proposal=Proposal(mode=Mode.PRO, starts_at=at(24, 9), hours=1),
    )
    exchange = Exchange.objects.get(need=need)
    accept_agreement(exchange.agreements.get(), by=need.author)
    return exchange


def test_a_quote_is_recalled_to_the_household_and_its_author_hears_of_it(leak, joel, lea, monday):
    sent(leak, joel)
    assert turn(monday, at(25, 9)).get("quotes_recalled", 0) == 0
    assert turn(monday, at(25, 10))["quotes_recalled"] == 1
    assert said_to(lea)[-1] == "Un devis attend votre réponse"
    assert said_to(joel)[-1] == "Léa n’a pas encore répondu à votre devis"
    before = Delivery.objects.count()
    assert turn(monday, at(25, 11)).get("quotes_recalled", 0) == 0
    assert turn(monday, at(19, 12, month=12)).get("quotes_recalled", 0) == 0
    assert Delivery.objects.count() == before
    assert turn(monday, at(20, 8, month=12))["quotes_recalled"] == 1


def test_three_quotes_are_recalled_in_one_letter(leak, lea, monday):
    for number in (1, 2, 3):
        sent(leak, plumber(number))
    turn(monday, at(25, 10))
    letters = [said for said in said_to(lea) if "votre réponse" in said]
    assert letters == ["Trois devis attendent votre réponse"]
    text = Delivery.objects.filter(person=lea).latest("pk").text
    assert [f"Plomberie {n} : 145,20" in text for n in (1, 2, 3)] == [True] * 3


def test_nobody_is_recalled_at_night(leak, joel, lea, monday):
    monday.move_to(at(23, 22))
    sent(leak, joel)
    assert turn(monday, at(25, 22)).get("quotes_recalled", 0) == 0
    assert turn(monday, at(26, 8))["quotes_recalled"] == 1


def test_a_quote_runs_out_both_are_told_and_the_search_goes_on(leak, joel, lea, monday):
    quote = sent(leak, joel)
    other = plumber(1)
    leak.suggestions.filter(helper=other).delete()
    assert turn(monday, at(23, 23, 59, month=12)).get("quotes_expired", 0) == 0
    assert turn(monday, at(24, 8, month=12))["quotes_expired"] == 1
    assert again(quote).state is QuoteState.EXPIRED
    assert said_to(lea)[-1] == "Le devis de Lefèvre Plomberie n’est plus valable"
    assert said_to(joel)[-1] == "Votre devis D-2026-0001 n’est plus valable"
    assert leak.suggestions.filter(helper=other, answer="").exists()
    assert turn(monday, at(24, 9, month=12)).get("quotes_expired", 0) == 0


def test_a_quote_that_ran_out_is_renewed_under_its_number(leak, joel, lea, monday):
    quote = sent(leak, joel)
    turn(monday, at(24, 8, month=12))
    assert request_to(leak, joel).ended_at == at(24, 8, month=12)
    renewed = drafted(leak, joel, job(starts_on=date(2027, 1, 20)))
    assert send_quote(renewed, by=joel) is None
    renewed = again(renewed)
    assert (renewed.number, renewed.replaces, again(quote).state) == (
        "D-2026-0001 v2",
        quote,
        QuoteState.EXPIRED,
    )
    assert (request_to(leak, joel).answer, request_to(leak, joel).ended_at) == (Answer.YES, None)


def test_the_search_sleeps_while_a_quote_waits_and_says_nothing_false(leak, joel, lea, monday):
    sent(leak, joel)
    moment = at(23, 10)
    while moment < at(20, 8, month=12):
        moment += 6 * HOUR
        turn(monday, moment)
        leak.refresh_from_db()
        assert leak.next_step_at <= moment + LONGEST_SILENCE
        assert leak.next_step_at > moment
    told = [said for said in said_to(lea) if "devis" not in said]
    assert told == []


def test_a_need_whose_day_is_past_waits_for_its_quote(leak, joel, monday):
    sent(leak, joel)
    Need.objects.update(starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 24))
    turn(monday, at(27, 10))
    leak.refresh_from_db()
    assert leak.is_open


# Questions


def test_a_question_is_recalled_then_its_author_is_told(leak, joel, lea, monday):
    quote = sent(leak, joel)
    ask_about_quote(quote, "La tuyauterie est-elle comprise ?", by=lea)
    turn(monday, at(24, 9, 59))
    assert said_to(joel)[-1] == "Léa vous écrit à propos du devis"
    assert turn(monday, at(24, 10))["questions_recalled"] == 1
    assert said_to(joel)[-1] == "Léa attend votre réponse à propos du devis"
    turn(monday, at(25, 10))
    assert "Pas encore de réponse de Joël" in said_to(lea)
    count = Delivery.objects.count()
    turn(monday, at(25, 11))
    assert Delivery.objects.count() == count


def test_an_answered_question_is_not_recalled(leak, joel, lea, monday):
    quote = sent(leak, joel)
    question = ask_about_quote(quote, "La tuyauterie est-elle comprise ?", by=lea)
    monday.shift(HOUR)
    ask_about_quote(quote, "Oui, tout est compris.", by=joel)
    question.refresh_from_db()
    assert question.answered_at == at(23, 11)
    told = [said for said in said_to(lea) + said_to(joel) if "attend votre réponse à propos" in said]
    for moment in (at(24, 12), at(25, 12), at(26, 12)):
        assert turn(monday, moment).get("questions_recalled", 0) == 0
    assert told == []


def test_no_question_is_recalled_once_the_quote_is_answered(leak, joel, lea, monday):
    quote = sent(leak, joel)
    ask_about_quote(quote, "La tuyauterie est-elle comprise ?", by=lea)
    accepted(quote)
    assert turn(monday, at(24, 12)).get("questions_recalled", 0) == 0


# With an exchange


def test_after_a_first_visit_the_exchange_waits_for_the_answer_to_the_quote(leak, joel, lea, monday):
    exchange = look(leak, joel)
    monday.move_to(at(24, 12))
    settle_visit(exchange.visits.get(), happened=True, by=lea)
    quote = sent(leak, joel)
    assert state_of(facts_of(exchange)) is State.QUOTED
    moment = at(24, 12)
    while moment < at(4, 12, month=12):
        moment += 12 * HOUR
        turn(monday, moment)
    exchange.refresh_from_db()
    leak.refresh_from_db()
    assert (exchange.ended_at, leak.closed_at) == (None, None)
    accepted(quote)
    assert [v.starts_at for v in exchange.visits.coming(moment)] == [quote.starts_at]


@pytest.mark.parametrize("end", ["declined", "run out", "withdrawn"])
def test_an_exchange_ends_with_the_quote_that_it_waited_for(leak, joel, lea, monday, end):
    exchange = look(leak, joel)
    monday.move_to(at(24, 12))
    settle_visit(exchange.visits.get(), happened=True, by=lea)
    quote = sent(leak, joel)
    if end == "declined":
        decline_quote(quote, by=lea)
    elif end == "withdrawn":
        withdraw_quote(quote, by=joel)
    else:
        turn(monday, at(25, 8, month=12))
    exchange.refresh_from_db()
    leak.refresh_from_db()
    reasons = {"declined": EndReason.ASKER_DECLINED, "withdrawn": EndReason.HELPER_DECLINED}
    assert (exchange.end_reason, leak.is_open) == (reasons.get(end, EndReason.SILENCE), True)


def test_a_meeting_to_come_outlives_a_quote_that_is_withdrawn(leak, joel, lea, monday):
    exchange = look(leak, joel)
    withdraw_quote(sent(leak, joel), by=joel)
    exchange.refresh_from_db()
    assert (exchange.ended_at, exchange.visits.get().cancelled_at) == (None, None)


@pytest.mark.parametrize("who", ["asker", "helper"])
def test_a_quote_falls_with_its_exchange(leak, joel, lea, monday, who):
    exchange = look(leak, joel)
    quote = sent(leak, joel)
    decline_exchange(exchange, by=lea if who == "asker" else joel)
    assert again(quote).state is (QuoteState.DECLINED if who == "asker" else QuoteState.WITHDRAWN)


def test_an_accepted_quote_given_up_before_the_work_has_no_sequel_and_another_may_be_accepted(
    leak, joel, lea, monday
):
    quote = sent(leak, joel)
    accepted(quote)
    cancel_visit(Exchange.objects.get().visits.get(), by=joel)
    assert again(quote).state is QuoteState.DROPPED
    other = plumber(1)
    accepted(sent(leak, other))
    assert Exchange.objects.live().get().helper == other


def test_a_job_that_was_done_keeps_its_quote(leak, joel, lea, monday):
    quote = sent(leak, joel)
    accepted(quote)
    visit = Exchange.objects.get().visits.get()
    monday.move_to(at(21, 12, month=12))
    settle_visit(visit, happened=True, by=lea)
    turn(monday, at(24, 9, month=12))
    leak.refresh_from_db()
    assert (again(quote).state, leak.close_reason) == (QuoteState.ACCEPTED, CloseReason.HELPED)


def test_a_quote_that_waits_is_not_asked_whether_it_is_still_possible(leak, joel, lea, monday):
    """Those who said yes are asked again when the first leaves; a quote has said it already."""
    exchange = look(leak, joel)
    other = plumber(1)
    quote = sent(leak, other)
    decline_exchange(exchange, by=joel)
    assert (request_to(leak, other).answer, again(quote).state) == (Answer.YES, QuoteState.STANDING)
    assert [said for said in said_to(other) if "encore besoin" in said] == []


def test_quotes_are_declined_with_their_need(leak, joel, lea, monday):
    quote, draft = sent(leak, joel), drafted(leak, plumber(1))
    close_need(leak, reason="elsewhere", by=lea)
    assert (again(quote).state, again(draft).state) == (QuoteState.DECLINED, QuoteState.DRAFT)
    assert said_to(joel)[-1] == "Léa a choisi une autre solution"
    assert send_quote(draft, by=draft.helper) is Hindrance.CLOSED


def test_whoever_closes_an_account_takes_back_what_waits(leak, joel, lea, monday):
    quote, other = sent(leak, joel), need_plumber(lea, words="Un évier bouché à Gerberoy")
    drafted(other, joel)
    close_account(joel, by=joel)
    assert (Quote.objects.get().state, Quote.objects.get().pk) == (QuoteState.WITHDRAWN, quote.pk)
    assert said_to(lea)[-1] == "Lefèvre Plomberie retire son devis"


def test_a_household_that_closes_its_account_leaves_nobody_waiting(leak, joel, lea, monday):
    quote = sent(leak, joel)
    close_account(lea, by=lea)
    assert again(quote).state is QuoteState.DECLINED


def test_a_month_of_the_clock_leaves_no_need_silent_and_says_things_once(leak, joel, lea, monday):
    """Three quotes, a question, nobody moves: hour by hour until all have run out and the need is closed."""
    quotes = [sent(leak, joel), *(sent(leak, plumber(number)) for number in (1, 2))]
    ask_about_quote(quotes[0], "Et le siphon ?", by=lea)
    moment = at(23, 10)
    while moment < at(4, 10, month=12) or leak.is_open:
        moment += 6 * HOUR
        turn(monday, moment)
        leak.refresh_from_db()
        assert not leak.is_open or moment < leak.next_step_at <= moment + LONGEST_SILENCE
        assert moment < at(10, 10, month=1) + timedelta(days=365)
    assert leak.close_reason == CloseReason.NOBODY
    assert {again(quote).state for quote in quotes} == {QuoteState.EXPIRED}
    subjects = said_to(lea)
    assert subjects.count("Trois devis attendent votre réponse") == 2
    assert len([said for said in subjects if "n’est plus valable" in said]) == 3
