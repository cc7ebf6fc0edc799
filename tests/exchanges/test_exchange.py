from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from campagnon.channels.models import Delivery
from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.writing import ContactDetailsFound, send_message
from campagnon.exchanges.models import EndReason, Exchange, Message
from campagnon.people.actions import close_account
from tests.exchanges.conftest import MOWING, NINE, agreed, asked, at, need_mowing, opened, said_to

MOMENT = {"mode": "1", "day": "2026-11-28", "hour": "14:00", "hours": "1.5", "words": ""}


def url(name: str, exchange: Exchange) -> str:
    return reverse(f"exchanges:{name}", args=[exchange.public_id])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_asker_accepts_and_both_know(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    page = signed_in(lea).get(url("exchange", exchange))
    assert "Karim peut venir samedi 28 novembre à 9 h" in text_of(page)
    proposal = exchange.agreements.get()
    after = signed_in(lea).post(url("agreement", exchange), {"agreement": proposal.pk}, follow=True)
    visit = exchange.visits.get()
    assert (visit.starts_at, visit.ends_at) == (NINE, at(28, 11))
    assert "Samedi 28 novembre, 9 h" in text_of(after)
    assert said_to(lea)[-1] == "C’est entendu avec Karim, samedi 28 novembre à 9 h"
    assert said_to(karim)[-1].startswith("Campagnon : C'est entendu avec Léa : samedi 28 novembre")


def test_contact_details_show_from_the_agreement_on_and_hide_when_it_falls(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    hidden = text_of(signed_in(lea).get(url("exchange", exchange)))
    assert (karim.email in hidden, "06 39 98 12 17" in hidden) == (False, False)
    assert accept_agreement(exchange.agreements.get(), by=lea)
    shown = text_of(signed_in(lea).get(url("exchange", exchange)))
    assert (karim.email in shown, "06 39 98 12 17" in shown) == (True, True)
    assert lea.email in text_of(signed_in(karim).get(url("exchange", exchange)))
    decline_exchange(exchange, by=karim)
    again = text_of(signed_in(lea).get(url("exchange", exchange)))
    assert (karim.email in again, "06 39 98 12 17" in again) == (False, False)


def test_the_number_of_the_other_is_large_beside_the_date(signed_in, need, karim, lea):
    exchange = agreed(need, karim)
    large = '<a class="number" href="tel:+33639981217">'
    for page in (url("exchange", exchange), reverse("exchanges:need", args=[need.public_id])):
        assert large in signed_in(lea).get(page).content.decode().split("slip")[1].split("</section>")[0]
    assert large not in signed_in(karim).get(url("exchange", exchange)).content.decode()


def test_the_number_stays_once_the_visit_is_over(signed_in, need, karim, lea, monday):
    exchange = agreed(need, karim)
    monday.move_to(at(28, 14))
    assert text_of(signed_in(lea).get(url("exchange", exchange))).count("06 39 98 12 17") == 1


def test_both_are_invited_to_say_where_to_meet_once_they_agree(signed_in, need, karim, lea, monday):
    exchange = opened(need, karim)
    said = {
        lea: "Dites à Karim où vous retrouver : l’adresse, l’entrée, où se garer.",
        karim: "Convenez avec Léa de l’endroit où vous retrouver.",
    }

    def invited() -> list[bool]:
        pages = {person: text_of(signed_in(person).get(url("exchange", exchange))) for person in said}
        return [words in pages[person] for person, words in said.items()]

    assert invited() == [False, False]
    accept_agreement(exchange.agreements.get(), by=lea)
    assert invited() == [True, True]
    assert said[lea] in Delivery.objects.filter(person=lea).latest("pk").text.replace("\u00a0", " ")
    monday.move_to(at(28, 14))
    assert invited() == [False, False]


def test_accepting_twice_acts_once(need, karim, lea):
    exchange = opened(need, karim)
    proposal = exchange.agreements.get()
    assert [accept_agreement(proposal, by=lea) for _again in range(2)] == [True, False]
    assert exchange.visits.count() == 1
    assert len([said for said in said_to(lea) if said.startswith("C’est entendu")]) == 1


def test_nobody_accepts_their_own_proposal(signed_in, need, karim, joel):
    exchange = opened(need, karim)
    proposal = exchange.agreements.get()
    for person in (karim, joel):
        with pytest.raises(PermissionDenied):
            accept_agreement(proposal, by=person)
    assert signed_in(karim).post(url("agreement", exchange), {"agreement": proposal.pk}).status_code == 404
    assert exchange.visits.count() == 0


def test_what_is_accepted_is_what_was_read(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    read = exchange.agreements.get()
    propose_moment(exchange, replace(MOWING, starts_at=at(29, 15)), by=karim)
    response = signed_in(lea).post(url("agreement", exchange), {"agreement": read.pk}, follow=True)
    assert "Cette proposition n’est plus valable" in text_of(response)
    assert exchange.visits.count() == 0


def test_a_moment_that_has_passed_cannot_be_accepted(need, karim, lea, monday):
    exchange = opened(need, karim)
    monday.move_to(at(28, 9, 1))
    assert accept_agreement(exchange.agreements.get(), by=lea) is False


@pytest.mark.parametrize("named", ["", "0", "abc", "999999999", "9" * 40])
def test_a_proposal_that_does_not_exist_is_not_found(signed_in, need, karim, lea, named):
    exchange = opened(need, karim)
    assert signed_in(lea).post(url("agreement", exchange), {"agreement": named}).status_code == 404


def test_the_asker_proposes_another_moment_and_the_helper_accepts(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    signed_in(lea).post(url("other_moment", exchange), MOMENT)
    counter = exchange.agreements.proposed().get()
    assert (counter.proposed_by, counter.starts_at, float(counter.hours)) == (lea, at(28, 14), 1.5)
    assert exchange.agreements.count() == 2
    assert "Léa propose samedi 28 novembre" in said_to(karim)[-1]
    signed_in(karim).post(url("agreement", exchange), {"agreement": counter.pk})
    assert exchange.visits.get().starts_at == at(28, 14)


def test_a_moment_that_makes_no_sense_is_refused_and_kept(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    response = signed_in(lea).post(url("other_moment", exchange), {**MOMENT, "day": "2026-11-01"})
    assert "Ce moment est passé" in text_of(response)
    assert 'value="2026-11-01"' in text_of(response)
    assert exchange.agreements.count() == 1


def test_asking_somebody_else_is_one_click_and_kind(signed_in, need, karim, nadia, lea):
    exchange = opened(need, karim)
    response = signed_in(lea).post(url("end", exchange))
    exchange.refresh_from_db()
    assert response.url == reverse("exchanges:need", args=[need.public_id])
    assert (exchange.end_reason, exchange.ended_by) == (EndReason.ASKER_DECLINED, lea)
    assert "Léa a choisi une autre solution" in said_to(karim)[-1]
    assert asked(need, karim).ended_at is not None
    need.refresh_from_db()
    assert need.is_open and need.next_step_at is not None


def test_declining_twice_says_it_once(need, karim, lea):
    exchange = opened(need, karim)
    assert [decline_exchange(exchange, by=lea) for _again in range(2)] == [True, False]
    assert len([said for said in said_to(karim) if "autre solution" in said]) == 1


def test_a_helper_who_leaves_is_replaced(signed_in, need, karim, joel, lea):
    exchange = opened(need, karim)
    signed_in(karim).post(url("end", exchange))
    exchange.refresh_from_db()
    assert exchange.end_reason == EndReason.HELPER_DECLINED
    assert said_to(lea)[-1] == "Karim ne peut finalement pas"


def test_somebody_who_closes_their_account_leaves_kindly(need, karim, lea):
    exchange = opened(need, karim)
    close_account(karim, by=karim)
    exchange.refresh_from_db()
    assert exchange.end_reason == EndReason.HELPER_DECLINED
    assert said_to(lea)[-1] == "Karim ne peut finalement pas"


def test_a_letter_is_relayed_with_its_words(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    signed_in(karim).post(url("messages", exchange), {"body": "Il me faut juste une prise."})
    assert Message.objects.get().author == karim
    letter = Delivery.objects.filter(person=lea).latest("pk")
    assert letter.subject == "Karim vous a écrit"
    assert "«\u00a0Il me faut juste une prise.\u00a0»" in letter.text
    assert [leak for leak in (karim.email, karim.last_name, "612345617") if leak in letter.text] == []
    page = text_of(signed_in(lea).get(url("exchange", exchange)))
    assert "Il me faut juste une prise." in page


def test_contact_details_are_refused_before_the_agreement_and_the_words_kept(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    body = "Appelez-moi plutôt au 06 39 98 12 17"
    response = signed_in(karim).post(url("messages", exchange), {"body": body})
    assert "Votre message contient un numéro de téléphone." in text_of(response)
    assert body in text_of(response)
    assert Message.objects.count() == 0
    with pytest.raises(ContactDetailsFound):
        send_message(exchange, body, by=karim)
    accept_agreement(exchange.agreements.get(), by=lea)
    signed_in(karim).post(url("messages", exchange), {"body": body})
    assert Message.objects.get().body == body


def test_an_empty_or_endless_letter_is_refused(signed_in, need, karim):
    exchange = opened(need, karim)
    for body, fault in (("", "Écrivez votre message."), ("a " * 1001, "2000 signes au plus")):
        response = signed_in(karim).post(url("messages", exchange), {"body": body})
        assert fault in text_of(response)
    assert Message.objects.count() == 0


def test_nothing_is_sent_after_the_end(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    decline_exchange(exchange, by=lea)
    response = signed_in(karim).post(url("messages", exchange), {"body": "Dommage."}, follow=True)
    assert "le message n’est pas parti" in text_of(response)
    assert Message.objects.count() == 0
    assert propose_moment(exchange, MOWING, by=karim) is None


@pytest.mark.parametrize("name", ["exchange", "other_moment"])
def test_a_stranger_finds_nothing(signed_in, client, need, karim, joel, odile, name):
    exchange = opened(need, karim)
    for person in (joel, odile):
        found = signed_in(person).get(url(name, exchange))
        missing = signed_in(person).get(reverse(f"exchanges:{name}", args=["nothing-here"]))
        assert (found.status_code, missing.status_code) == (404, 404)
    assert client.get(url(name, exchange)).status_code == 302


def test_a_flood_of_letters_waits_and_the_other_still_writes(signed_in, need, karim, lea):
    exchange = agreed(need, karim)
    before = len(said_to(karim))
    sender = signed_in(lea)
    sent = [sender.post(url("messages", exchange), {"body": f"Mot {n}"}).status_code for n in range(31)]
    assert sent == [302] * 30 + [429]
    assert len(said_to(karim)) == before + 30
    assert sender.post(url("other_moment", exchange), MOMENT).status_code == 429
    assert signed_in(karim).post(url("messages", exchange), {"body": "Doucement"}).status_code == 302


@pytest.mark.parametrize("name", ["messages", "agreement", "end", "other_moment"])
def test_a_stranger_changes_nothing(signed_in, need, karim, joel, name):
    exchange = opened(need, karim)
    sent = {**MOMENT, "agreement": exchange.agreements.get().pk, "body": "Bonjour"}
    assert signed_in(joel).post(url(name, exchange), sent).status_code == 404
    exchange.refresh_from_db()
    assert (exchange.ended_at, exchange.agreements.count(), exchange.messages.count()) == (None, 1, 0)


@pytest.mark.parametrize("letters", [1, 3])
def test_the_page_asks_the_database_nine_times_whatever_was_written(
    signed_in, need, karim, lea, letters, django_assert_num_queries
):
    exchange = agreed(need, karim)
    for number in range(letters):
        send_message(exchange, f"Bonjour {number}", by=karim if number % 2 else lea)
    client = signed_in(lea)
    with django_assert_num_queries(9):
        client.get(url("exchange", exchange))


def test_the_first_of_eight_weekly_visits_is_the_next(signed_in, need, karim, lea):
    weekly = need_mowing(lea, is_recurring=True, ends_on=None)
    exchange = agreed(weekly, karim, replace(MOWING, is_weekly=True))
    starts = list(exchange.visits.values_list("starts_at", flat=True))
    assert (len(starts), starts[0], starts[1]) == (8, NINE, at(5, 9, month=12))
    page = text_of(signed_in(lea).get(url("exchange", exchange)))
    assert "Samedi 28 novembre, 9 h" in page and "Samedi 5 décembre, 9 h" in page
