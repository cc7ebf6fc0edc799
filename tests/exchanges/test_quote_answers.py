"""The household's side: compared, accepted with eyes open, declined kindly, gone back on in time."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from campagnon.catalogue.modes import Mode
from campagnon.channels.models import Delivery
from campagnon.exchanges.actions.accepting_quotes import Acceptance, accept_quote
from campagnon.exchanges.actions.answering import Proposal, answer_suggestion
from campagnon.exchanges.actions.leaving_quotes import decline_quote
from campagnon.exchanges.actions.retracting_quotes import retract_quote
from campagnon.exchanges.models import EndReason, Exchange, Quote, QuoteState
from tests.exchanges.conftest import asked, at, said_to
from tests.exchanges.papers import accepted, again, job, need_plumber, plumber, sent
from tests.exchanges.test_exchange import text_of

SOON = date(2026, 11, 26)
SAID = {"name": "Léa Delattre", "street": "3 rue du Bourg"}
EARLY = {**SAID, "early_start": "on"}


def page(name: str, quote: Quote) -> str:
    return reverse(f"exchanges:{name}", args=[quote.public_id])


def fields_of(response) -> set[str]:
    form = next(f for f in response.page.forms() if "accord" in f["action"])
    return {f["name"] for f in response.page.fields_of(form)} - {"csrfmiddlewaretoken", "_once", ""}


# Comparing


@pytest.mark.parametrize("count", [1, 3])
def test_the_need_shows_its_quotes_side_by_side(signed_in, leak, joel, lea, count, django_assert_num_queries):
    others = [plumber(number) for number in range(1, count)]
    for person in [joel, *others]:
        sent(leak, person)
    client = signed_in(lea)
    client.get("/mon-compte/")
    with django_assert_num_queries(14):
        response = client.get(reverse("exchanges:need", args=[leak.public_id]))
    said = text_of(response)
    assert [e["class"] for e in response.page.all("article")] == ["card"] * count
    assert ("Un devis à regarder" if count == 1 else "Trois devis à comparer") in said
    for shown in (
        "30 €, compris dans le total",
        "lundi 21 décembre",
        "jusqu’au mercredi 23 décembre",
        "SIRET",
    ):
        assert shown in said
    assert ("Demander d’autres devis" in said) is (count == 1)


def test_a_stranger_sees_no_quote_on_the_need(client, leak, joel):
    sent(leak, joel)
    assert "145,20" not in client.get(reverse("exchanges:need", args=[leak.public_id])).content.decode()


def test_an_agent_reads_that_a_quote_came_and_not_its_price(signed_in, leak, joel, odile):
    sent(leak, joel)
    page = text_of(signed_in(odile).get(reverse("exchanges:need", args=[leak.public_id])))
    assert "Lefèvre Plomberie vous envoie un devis." in page
    assert "145,20" not in page


def test_asking_for_other_quotes_asks_those_who_come_next(signed_in, leak, joel, lea, monday):
    sent(leak, joel)
    other = plumber(1)
    leak.suggestions.filter(helper=other).delete()
    more = reverse("exchanges:more_quotes", args=[leak.public_id])
    signed_in(lea).post(more)
    assert leak.suggestions.filter(helper=other).count() == 1
    assert "nous ne connaissons personne d’autre" in text_of(signed_in(lea).post(more, follow=True))


# Accepting


def test_the_page_says_the_price_the_contract_and_the_fourteen_days(signed_in, leak, joel, lea):
    response = signed_in(lea).get(page("accept_quote", sent(leak, joel)))
    said = text_of(response)
    for words in (
        "145,20 €",
        "C’est un contrat à distance, entre vous et l’entreprise.",
        "jusqu’au lundi 7 décembre à minuit",
        "Lefèvre Plomberie, SARL au capital de 5 000 €, 8 rue des Fontaines",
        "Pour exercer le droit de rétractation, vous devez nous notifier",
        "Accepter ce devis avec obligation de paiement",
    ):
        assert (
            words.replace(" €", "\u00a0€") in said.replace("5 000\u00a0€", "5\u00a0000\u00a0€")
            or words in said
        )
    assert fields_of(response) == {"name", "street"}


def test_a_start_within_the_fourteen_days_must_be_asked_for(signed_in, leak, joel, lea):
    quote = sent(leak, joel, job(starts_on=SOON))
    hers = signed_in(lea)
    shown = hers.get(page("accept_quote", quote))
    box = next(e for e in shown.page.all("input") if e["name"] == "early_start")
    assert "checked" not in box.attributes
    refused = hers.post(page("accept_quote", quote), SAID)
    fault = "Les travaux commenceraient jeudi 26 novembre, avant la fin de vos 14 jours."
    assert text_of(refused).count(fault) == 2
    with pytest.raises(PermissionDenied):
        accept_quote(quote, Acceptance(**SAID), by=lea)
    assert again(quote).state is QuoteState.STANDING
    hers.post(page("accept_quote", quote), EARLY)
    assert (again(quote).state, again(quote).early_start_at) == (QuoteState.ACCEPTED, at(23, 10))


def test_an_urgent_repair_is_said_so_by_both(signed_in, leak, joel, lea):
    quote = sent(leak, joel, job(starts_on=SOON, is_urgent_repair=True))
    hers = signed_in(lea)
    assert fields_of(hers.get(page("accept_quote", quote))) == {"name", "street", "early_start", "urgency"}
    hers.post(page("accept_quote", quote), {**EARLY, "urgency": "on"})
    assert again(quote).urgency_said_at == at(23, 10)
    assert "ne s’applique pas" in text_of(hers.get(page("retract_quote", quote)))
    assert retract_quote(quote, by=lea) is False


def test_without_her_word_an_urgent_repair_keeps_the_fourteen_days(signed_in, leak, joel, lea):
    quote = sent(leak, joel, job(starts_on=SOON, is_urgent_repair=True))
    signed_in(lea).post(page("accept_quote", quote), EARLY)
    assert again(quote).urgency_said_at is None
    assert retract_quote(quote, by=lea) is True


def test_a_reduced_rate_is_certified_or_not_accepted(signed_in, leak, joel, lea):
    quote = sent(leak, joel, job(is_old_housing=True))
    refused = signed_in(lea).post(page("accept_quote", quote), SAID)
    assert "le taux réduit n’est pas possible" in text_of(refused)
    with pytest.raises(PermissionDenied):
        accept_quote(quote, Acceptance(**SAID), by=lea)
    signed_in(lea).post(page("accept_quote", quote), {**SAID, "old_housing": "on"})
    assert again(quote).is_accepted


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("name", "", "Écrivez votre prénom et votre nom."),
        ("name", "12", "Écrivez-le avec des lettres."),
        ("street", "", "Écrivez l’adresse où l’entreprise viendra."),
        ("street", "x" * 121, "C’est un peu long : 120 signes au plus."),
    ],
)
def test_a_contract_has_a_name_and_a_place(signed_in, leak, joel, lea, field, value, fault):
    quote = sent(leak, joel)
    refused = signed_in(lea).post(page("accept_quote", quote), {**SAID, field: value})
    assert text_of(refused).count(fault) == 2
    assert not again(quote).is_accepted


def test_the_address_is_seen_by_the_professional_once_accepted_and_by_nobody_before(
    signed_in, leak, joel, lea
):
    quote = sent(leak, joel)
    accepted(quote)
    assert again(quote).client == {
        "name": "Léa Delattre",
        "street": "3 rue du Bourg",
        "town": "Gerberoy",
        "postcode": "60380",
    }
    letters = [d.text for d in Delivery.objects.filter(person=joel)]
    assert ["3 rue du Bourg" in text for text in letters].count(True) == 1
    paper = bytes(again(quote).paper.content)
    assert b"Delattre" not in paper


def test_the_household_has_its_contract_in_writing(leak, joel, lea):
    quote = sent(leak, joel, job(starts_on=SOON))
    accepted(quote, early_start=True)
    letter = " ".join(Delivery.objects.filter(person=lea).latest("pk").text.split())
    for said in (
        "devis D-2026-0001 de Lefèvre Plomberie : Remplacer le robinet de la cuisine, pour 145,20 €",
        "Début : jeudi 26 novembre à 9 h, à Gerberoy.",
        "Lefèvre Plomberie, SARL au capital de 5 000 €, 8 rue des Fontaines, 60210 Grandvilliers, SIRET "
        "00000001800010",
        "jusqu’au lundi 7 décembre à minuit",
        "la part déjà faite serait due",
        page("quote", quote),
    ):
        assert said in letter


def test_the_other_quotes_are_declined_kindly(leak, joel, lea, monday):
    quote, other = sent(leak, joel), sent(leak, plumber(1))
    accepted(quote)
    other = again(other)
    assert (other.state, other.declined_by, other.suggestion.ended_at) == (
        QuoteState.DECLINED,
        lea,
        at(23, 10),
    )
    assert said_to(other.helper)[-1] == "Léa a choisi une autre solution"


def test_a_visit_that_was_agreed_on_gives_way_to_the_quote_in_the_same_exchange(leak, joel, lea):
    look = Proposal(mode=Mode.PRO, starts_at=at(24, 9), hours=1)
    answer_suggestion(asked(leak, joel), answer="yes", by=joel, proposal=look)
    exchange = Exchange.objects.get()
    quote = sent(leak, joel)
    assert quote.exchange == exchange
    agreement = accepted(quote)
    assert (agreement.exchange, exchange.agreements.standing().get()) == (exchange, agreement)
    assert [v.starts_at for v in exchange.visits.filter(cancelled_at=None)] == [quote.starts_at]


def test_an_exchange_with_somebody_else_ends_kindly(leak, joel, lea, monday):
    other = plumber(1)
    look = Proposal(mode=Mode.PRO, starts_at=at(24, 9), hours=1)
    if not leak.suggestions.filter(helper=other).exists():
        leak.suggestions.create(offer=other.offers.get(), helper=other, minutes=5)
    answer_suggestion(asked(leak, other), answer="yes", by=other, proposal=look)
    accepted(sent(leak, joel))
    first, second = Exchange.objects.order_by("opened_at", "pk")
    assert (first.helper, first.end_reason) == (other, EndReason.ASKER_DECLINED)
    assert (second.helper, second.ended_at) == (joel, None)
    assert said_to(other)[-1] == "Léa a choisi une autre solution"


@pytest.mark.parametrize("what", ["declined", "replaced", "run out", "begun", "uninsured"])
def test_what_no_longer_stands_is_not_accepted(signed_in, leak, joel, lea, monday, what):
    quote = sent(leak, joel)
    if what == "declined":
        decline_quote(quote, by=lea)
    elif what == "replaced":
        sent(leak, joel, job(subject="Autrement"))
    elif what == "run out":
        monday.move_to(at(24, 9, month=12))
    elif what == "begun":
        monday.move_to(at(21, 9, 1, month=12))
    else:
        joel.professional.insured_until = date(2026, 11, 22)
        joel.professional.save()
    assert accept_quote(quote, Acceptance(**SAID), by=lea) is None
    assert signed_in(lea).post(page("accept_quote", quote), SAID).url == page("quote", quote)
    assert not Exchange.objects.exists()


def test_nobody_accepts_for_the_household(signed_in, leak, joel, karim):
    quote = sent(leak, joel)
    for person in (joel, karim):
        assert signed_in(person).post(page("accept_quote", quote), SAID).status_code == 404
        with pytest.raises(PermissionDenied):
            accept_quote(quote, Acceptance(**SAID), by=person)


def test_the_database_lets_one_acceptance_through(leak, joel, monday):
    quote, other = sent(leak, joel), sent(leak, plumber(1))
    accepted(quote)
    exchange = Exchange.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.filter(pk=other.pk).update(accepted_at=at(23, 10), declined_at=None, exchange=exchange)


def test_work_added_later_is_a_new_version_that_is_accepted_too(leak, joel, lea):
    first = sent(leak, joel)
    accepted(first)
    second = sent(leak, joel, job(subject="Et le siphon aussi", starts_on=date(2026, 12, 22)))
    assert (again(first).state, second.state) == (QuoteState.ACCEPTED, QuoteState.STANDING)
    accepted(second)
    assert (again(first).state, again(second).state) == (QuoteState.REPLACED, QuoteState.ACCEPTED)
    exchange = Exchange.objects.get()
    assert [v.starts_at for v in exchange.visits.filter(cancelled_at=None)] == [at(22, 9, month=12)]


def test_declining_work_added_later_leaves_what_was_agreed_on(leak, joel, lea):
    first = sent(leak, joel)
    accepted(first)
    second = sent(leak, joel, job(subject="Et le siphon aussi"))
    decline_quote(second, by=lea)
    exchange = Exchange.objects.get()
    assert (again(first).is_accepted, exchange.ended_at, exchange.visits.get().cancelled_at) == (
        True,
        None,
        None,
    )


def test_a_need_that_comes_back_has_a_price_for_each_visit_and_visits_every_week(signed_in, leak, joel, lea):
    need = need_plumber(lea, words="Entretenir la chaudière chaque semaine à Gerberoy", is_recurring=True)
    quote = sent(need, joel)
    said = "chaque semaine ; le prix est celui d’un rendez-vous"
    assert said in text_of(signed_in(lea).get(page("accept_quote", quote)))
    agreement = accepted(quote)
    assert (agreement.is_weekly, agreement.visits.count()) == (True, 8)
    assert said_to(joel)[-1] == "Léa accepte votre devis, chaque lundi à 9 h, à partir du 21 décembre"


# Declining


def test_a_kind_no_asks_the_next_one(signed_in, leak, joel, lea, monday):
    quote = sent(leak, joel)
    other = plumber(1)
    leak.suggestions.filter(helper=other).delete()
    signed_in(lea).post(page("decline_quote", quote))
    assert again(quote).state is QuoteState.DECLINED
    assert said_to(joel)[-1] == "Léa a choisi une autre solution"
    assert leak.suggestions.filter(helper=other).exists()


def test_a_second_need_of_the_same_household_is_another_contract(leak, joel, lea):
    accepted(sent(leak, joel))
    other = need_plumber(lea, words="Un évier bouché à Gerberoy")
    accepted(sent(other, joel))
    assert Quote.objects.accepted().count() == 2


def test_a_link_of_the_mail_asks_who_one_is(client, leak, joel):
    quote = sent(leak, joel)
    for name in ("quote", "quote_paper", "accept_quote", "retract_quote"):
        answer = client.get(page(name, quote))
        assert answer.status_code == 302 and answer.url.startswith("/entrer/")
