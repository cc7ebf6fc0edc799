"""The demo as it was promised: enough of everything, in every state, and nobody real."""

import re
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from stdnum.fr import siret, tva

from campagnon.catalogue.models import Sector
from campagnon.channels.models import Channel, Delivery
from campagnon.exchanges.employment import months_worked
from campagnon.exchanges.facts import facts_of
from campagnon.exchanges.models import (
    Agreement,
    Declaration,
    EndReason,
    Exchange,
    Message,
    Quote,
    QuoteQuestion,
    QuoteState,
    Thanks,
    Visit,
)
from campagnon.exchanges.months import first_of_month, month_before
from campagnon.exchanges.states import State, state_of
from campagnon.matching.models import Suggestion
from campagnon.notices.childcare import CHILDCARE, ChildcarePlace
from campagnon.notices.models import CloseReason, Need, Offer
from campagnon.notices.reading import understand
from campagnon.pages.demo.building import build_demo, is_built
from campagnon.pages.demo.cast import CAST, CAST_NEEDS
from campagnon.pages.demo.needs import days_of
from campagnon.pages.demo.people import siret as demo_siret
from campagnon.pages.demo.pilot import remembers
from campagnon.pages.demo.words import rows
from campagnon.people.models import Agent, Professional, User, VatRegime
from campagnon.territories.models import Territory
from tests import reference
from tests.conftest import MONDAY

# Arcep, decision 2018-0881: numbers kept for fiction.
FICTION = re.compile(r"\+33(19900|26191|35301|46571|53649|63998)\d{4}")


FIRST_NEIGHBOURS = [
    ("Ginette", "Rodrigues", "Gaudechart"),
    ("Raymonde", "Yildiz", "La Ferté-Saint-Aubin"),
    ("Simone", "Picard", "Romescamps"),
]


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The demo, lived once for the module up to a Monday morning, and undone after it."""
    with django_db_blocker.unblock():
        reference.make_whole()
    with django_db_blocker.unblock(), transaction.atomic():
        build_demo(now=MONDAY)
        yield MONDAY
        transaction.set_rollback(True)


@pytest.fixture
def demo(built, django_db_blocker):
    with django_db_blocker.unblock():
        yield built


def test_demo_has_as_many_as_promised(demo):
    assert User.objects.opened().count() >= 80 + 25
    assert Professional.objects.count() >= 25
    assert Offer.objects.count() >= 200
    assert Need.objects.count() >= 150
    assert Exchange.objects.count() >= 100
    assert Need.objects.values("words").distinct().count() >= 150
    assert Need.objects.values("service").distinct().count() >= 40
    sectors = set(Need.objects.values_list("service__sector", flat=True))
    assert sectors == set(Sector.objects.values_list("slug", flat=True))


def test_demo_lives_in_both_pilots_for_six_months(demo):
    for slug in ("picardie-verte", "portes-de-sologne"):
        territory = Territory.objects.get(slug=slug)
        assert territory.mairie_word and territory.phone_hours
        assert territory.priority_sectors == ["enfants", "mobilite", "maison", "depannage"]
        assert Need.objects.filter(commune__epci=territory.pk).count() >= 20
        assert Offer.objects.filter(commune__epci=territory.pk).count() >= 40
    first, last = Need.objects.earliest("published_at"), Need.objects.latest("published_at")
    assert demo - first.published_at > timedelta(days=170)
    assert demo - last.published_at < timedelta(days=1)


def test_demo_has_an_exchange_in_every_state_and_with_every_end(demo):
    states = Counter(state_of(facts_of(exchange)) for exchange in Exchange.objects.all())
    assert set(states) == set(State)
    ends = set(Exchange.objects.exclude(ended_at=None).values_list("end_reason", flat=True))
    assert ends == set(EndReason.values)
    assert set(Agreement.objects.values_list("mode", flat=True)) == {1, 2, 4}
    assert Exchange.objects.live().filter(agreements__is_weekly=True).exists()


def test_demo_has_needs_closed_for_every_reason_and_offers_put_away_in_every_way(demo):
    reasons = set(Need.objects.exclude(closed_at=None).values_list("close_reason", flat=True))
    assert reasons == set(CloseReason.values)
    assert Offer.objects.exclude(paused_at=None).count() >= 3
    assert Offer.objects.exclude(rested_at=None).exists()
    assert Offer.objects.exclude(withdrawn_at=None).exists()
    reaches = set(Offer.objects.values_list("reach_minutes", flat=True))
    assert (min(reaches), max(reaches)) == (5, 60)


def test_those_of_the_cast_never_forget_an_offer():
    rng = Random("memory")
    karim, ginette = User(first_name="Karim", last_name="Benali"), User(first_name="Ginette")
    assert {remembers(karim, rng) for _offer in range(100)} == {True}
    assert {remembers(ginette, rng) for _offer in range(100)} == {True, False}


def test_demo_has_visits_to_come_and_words_of_thanks(demo):
    assert Visit.objects.coming(demo).count() >= 10
    assert Thanks.objects.exclude(words="").count() >= 40
    assert Message.objects.count() >= 100
    assert Suggestion.objects.exclude(answered_at=None).count() >= 150


def test_demo_leaves_nothing_silent(demo):
    latest = demo + timedelta(hours=48)
    open_needs = Need.objects.open()
    assert open_needs.count() >= 30
    assert open_needs.filter(next_step_at=None).count() == 0
    assert open_needs.filter(next_step_at__gt=latest).count() == 0
    assert Exchange.objects.live().filter(next_step_at__gt=latest).count() == 0
    # Due already: nothing but what waits for the morning.
    assert Need.objects.due(demo - timedelta(minutes=1)).count() == 0
    assert Exchange.objects.due(demo - timedelta(minutes=1)).count() == 0


def test_demo_writes_nothing_from_the_future(demo):
    for model, field in (
        (User, "opened_at"), (Offer, "published_at"), (Need, "published_at"), (Suggestion, "asked_at"),
        (Exchange, "opened_at"), (Message, "sent_at"), (Thanks, "said_at"), (Delivery, "written_at"),
        (Visit, "happened_at"),
    ):  # fmt: skip
        assert model.objects.filter(**{f"{field}__gt": demo}).count() == 0, model
    assert Need.objects.filter(author__opened_at__gt=timezone.now()).count() == 0


@pytest.mark.parametrize("model", [User, Professional, Agent, Offer, Need, Suggestion, Exchange, Visit])
def test_demo_rows_are_whole(demo, model):
    for row in model.objects.all():
        # Uniqueness is the database's affair; an empty telephone is not typed in a form.
        blank = {f.name for f in model._meta.fields if getattr(row, f.attname) in {None, ""}}
        row.clean_fields(exclude=blank | {"password"})
        row.validate_constraints(exclude=blank)


def test_demo_reaches_nobody_real(demo):
    phones = [phone for phone in User.objects.values_list("phone", flat=True) if phone]
    assert len(phones) > 50
    assert [phone for phone in phones if not FICTION.fullmatch(phone)] == []
    for territory in Territory.objects.all():
        assert FICTION.fullmatch("+33" + territory.phone.replace(" ", "")[1:])
    emails = [email for email in User.objects.values_list("email", flat=True) if email]
    assert {email.partition("@")[2] for email in emails} == {"example.org"}


def test_demo_siret_adds_up_and_belongs_to_nobody(demo):
    numbers = Professional.objects.values_list("siret", flat=True)
    assert [number for number in numbers if not siret.is_valid(number)] == []
    assert {number[:6] for number in numbers} == {"000000"}
    assert siret.is_valid(demo_siret(1)[:-1] + str((int(demo_siret(1)[-1]) + 1) % 10)) is False


def test_demo_enterprises_can_quote_but_for_two_who_have_not_come_back_to_it(demo):
    trades = list(Professional.objects.order_by("pk"))
    assert [trade.trade_name for trade in trades if not trade.can_quote] == [
        "Garage du Plateau",
        "Peintures Rahmani",
    ]
    assert {trade.vat_regime for trade in trades} == {"", VatRegime.FRANCHISE, VatRegime.REAL}
    numbers = [trade.vat_number for trade in trades if trade.vat_regime == VatRegime.REAL]
    assert [number for number in numbers if not tva.is_valid(number)] == []
    declared = {trade.trade_name for trade in trades if trade.is_sap_on(demo.date())}
    assert declared == {"Au Bon Plat", "Veille Picarde", "Douceur à Domicile"}
    assert any(trade.has_ten_year_cover_on(demo.date()) for trade in trades)
    assert {trade.email.partition("@")[2] for trade in trades} - {""} == {"example.org"}
    assert [trade.phone for trade in trades if trade.phone and not FICTION.fullmatch(trade.phone)] == []


def test_demo_tells_two_whose_insurance_ends(demo):
    told = Delivery.objects.filter(key__contains="-ends-").values_list("person__first_name", flat=True)
    assert sorted(told) == ["Cédric", "Denis"]
    over = Professional.objects.exclude(insured_until__gte=demo.date())
    assert [trade.trade_name for trade in over] == ["Mauger Débarras"]


def test_demo_cast_is_there_and_agents_have_a_second_factor(demo):
    names = set(User.objects.values_list("first_name", "last_name"))
    assert {figure.names for figure in CAST} <= names
    posts = {(a.user.first_name, a.territory.slug, a.is_administrator) for a in Agent.objects.all()}
    assert posts == {("Odile", "picardie-verte", False), ("Hélène", "portes-de-sologne", True)}
    for agent in Agent.objects.all():
        assert set(agent.user.authenticator_set.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    karim = User.objects.get(first_name="Karim")
    assert not karim.is_adult_on(MONDAY.date())


def test_demo_tells_the_story_of_the_cast(demo):
    lea, karim = User.objects.get(first_name="Léa"), User.objects.get(first_name="Karim")
    mown = Exchange.objects.filter(asker=lea, helper=karim)
    assert mown.filter(end_reason=EndReason.HELPED).exists()
    assert mown.live().exists()
    waits = Exchange.objects.live().get(asker=lea, helper__first_name="Bernard")
    assert state_of(facts_of(waits)) is State.PROPOSED
    assert Suggestion.objects.waiting().filter(helper__first_name="Joël", need__closed_at=None).exists()
    assert Delivery.objects.filter(person__first_name="Marcelle", channel=Channel.CALL).exists()


def test_demo_shows_a_month_to_declare_and_one_declared(demo):
    garden = Exchange.objects.live().get(asker__first_name="Léa", need__service__slug="jardinage")
    assert garden.helper.first_name == "Karim"
    months = months_worked(garden)
    today = demo.date()
    assert months[0].first == first_of_month(today)
    left, declared = months[1], months[2]
    assert (left.first, left.declared_at, left.is_late_on(today)) == (month_before(today), None, True)
    assert declared.declared_at is not None
    assert Declaration.objects.count() >= 5
    told = Delivery.objects.filter(person=garden.asker, key__startswith="recap-").count()
    assert told >= 2


def test_demo_says_where_children_are_looked_after(demo):
    offers = Offer.objects.filter(services__slug__in=CHILDCARE)
    assert offers.count() >= 8
    assert not offers.filter(childcare_place="").exists()
    assert offers.filter(childcare_place=ChildcarePlace.SITTER).count() >= 2


def test_demo_no_minor_sits_in_the_evening(demo):
    evening = Need.objects.filter(service__slug="baby-sitting", part_of_day="evening")
    assert evening.exists()
    assert not Suggestion.objects.filter(need__in=evening, helper__born_on__isnull=False).exists()


def test_demo_names_are_the_same_at_each_building(demo):
    people = list(User.objects.order_by("pk").values_list("first_name", "last_name", "commune__name")[:14])
    assert people[:3] == [
        ("Marcelle", "Delattre", "Gerberoy"),
        ("Léa", "Delattre", "Grandvilliers"),
        ("Karim", "Benali", "Songeons"),
    ]
    neighbours = User.objects.filter(professional=None).order_by("pk")[9:12]
    assert [(p.first_name, p.last_name, p.commune.name) for p in neighbours] == FIRST_NEIGHBOURS


def test_demo_runs_once(demo, settings, capsys):
    settings.DEMO = True
    counts = [model.objects.count() for model in (User, Offer, Need, Exchange, Delivery)]
    assert is_built()
    call_command("demo")
    assert "already" in capsys.readouterr().out
    assert [model.objects.count() for model in (User, Offer, Need, Exchange, Delivery)] == counts


@pytest.mark.django_db
def test_demo_refused_outside_the_demo(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("demo")
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_demo_needs_are_understood_as_their_service():
    needs = [(row["service"], row["words"]) for row in rows("needs")]
    needs += [(need.service, need.words) for need in CAST_NEEDS]
    read = [(service, understand(words, MONDAY.date())) for service, words in needs]
    right = [service for service, reading in read if (reading.kind, reading.service) == ("need", service)]
    assert len(right) / len(needs) >= 0.9


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("demain", "2026-11-24", "2026-11-24"),
        ("samedi", "2026-11-28", "2026-11-28"),
        ("lundi", "2026-11-30", "2026-11-30"),
        ("weekend", "2026-11-28", "2026-11-29"),
        ("semaine", "2026-11-30", "2026-12-06"),
    ],
)
def test_days_of_a_word(when, first, last):
    starts_on, ends_on = days_of(when, MONDAY.date())
    assert (starts_on.isoformat(), ends_on.isoformat()) == (first, last)


def test_demo_has_a_quote_in_every_state(demo):
    states = Counter(quote.state for quote in Quote.objects.all())
    assert {state for state in QuoteState if not states[state]} == set()


def test_demo_has_three_quotes_to_compare_or_two_and_a_question(demo):
    shower = Need.objects.get(words__startswith="La douche fuit")
    assert shower.quotes.standing().count() == 2
    question = QuoteQuestion.objects.get(quote__need=shower)
    assert (question.nudged_at is not None, question.given_up_at is not None) == (True, True)


def test_demo_has_an_exchange_that_waits_for_its_quote(demo):
    quote = Quote.objects.standing().get(need__service__slug="electricite")
    assert state_of(facts_of(Exchange.objects.get(quotes=quote))) is State.QUOTED


def test_demo_has_jobs_that_were_done_and_joel_several(demo):
    done = Quote.objects.accepted().filter(exchange__visits__happened_at__isnull=False)
    sellers = Counter(quote.helper.first_name for quote in done)
    assert sellers["Joël"] >= 3
    assert len(done) >= 5


def test_demo_has_a_household_that_went_back_on_day_thirteen(demo):
    quote = Quote.objects.get(retracted_at__isnull=False)
    assert (quote.retracted_at - quote.accepted_at).days in {12, 13}


def test_demo_numbers_joel_s_quotes_in_order_of_time(demo):
    quotes = Quote.objects.sent().filter(helper__first_name="Joël", version=1).order_by("sent_at")
    ranks = [quote.number for quote in quotes if quote.number.startswith("D-2026-")]
    assert ranks == sorted(ranks) and len(set(ranks)) == len(ranks)


def test_demo_has_an_attached_quote_an_urgent_one_and_a_reduced_rate(demo):
    assert Quote.objects.sent().filter(is_own_paper=True).count() == 1
    assert Quote.objects.filter(urgency_said_at__isnull=False).exists()
    assert Quote.objects.filter(is_old_housing=True, accepted_at__isnull=False).exists()


@pytest.mark.parametrize("field", ["sent_at", "accepted_at", "retracted_at", "expired_at", "dropped_at"])
def test_demo_quotes_nothing_from_the_future(demo, field):
    assert not Quote.objects.filter(**{f"{field}__gt": demo}).exists()
    assert not Quote.objects.filter(**{f"{field}__lt": demo - timedelta(days=200)}).exists()
