"""Who hears that a need was changed: whom it concerns, and nobody else."""

from dataclasses import replace
from datetime import date

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.answering import answer_suggestion
from campagnon.matching.models import Suggestion
from campagnon.notices.actions.changing import change_need, terms_of
from campagnon.notices.models import Need, OfferedService
from tests.cast import open_account
from tests.exchanges.conftest import MOWING, agreed, asked, need_mowing, offer_mowing, opened, said_to

WEDNESDAY = date(2026, 11, 25)


def change(need: Need, **more) -> None:
    assert change_need(need, replace(terms_of(need), **more), by=need.author)


def told_since(person, before: list[str]) -> list[str]:
    return said_to(person)[len(before) :]


def asked_about(need: Need) -> set[str]:
    return set(need.suggestions.values_list("helper__first_name", flat=True))


def test_another_day_is_told_to_whoever_has_not_answered_and_to_who_said_yes(monday, lea, karim, nadia, joel):
    for person in (karim, nadia, joel):
        offer_mowing(person)
    need = need_mowing(lea)
    opened(need, karim)
    answer_suggestion(asked(need, joel), answer="no", by=joel)
    before = {person: said_to(person) for person in (karim, nadia, joel)}
    change(need, starts_on=WEDNESDAY, ends_on=WEDNESDAY)
    assert told_since(nadia, before[nadia]) == ["Léa a changé sa demande : tondre la pelouse"]
    [sms] = told_since(karim, before[karim])
    assert "Léa a changé sa demande (tondre la pelouse). Maintenant : mercredi 25 novembre, le matin." in sms
    assert told_since(joel, before[joel]) == []


def test_what_is_agreed_stays_and_who_was_spared_hears_nothing(monday, lea, karim, nadia):
    for person in (karim, nadia):
        offer_mowing(person)
    need = need_mowing(lea)
    exchange = agreed(need, karim)
    before = {person: said_to(person) for person in (karim, nadia)}
    change(need, starts_on=WEDNESDAY, ends_on=WEDNESDAY)
    assert len(told_since(karim, before[karim])) == 1
    assert told_since(nadia, before[nadia]) == []
    exchange.refresh_from_db()
    assert (exchange.ended_at, exchange.visits.get().starts_at) == (None, MOWING.starts_at)


def test_other_words_are_told_to_nobody(monday, lea, karim):
    offer_mowing(karim)
    need = need_mowing(lea)
    before = said_to(karim)
    change(need, words="Tondre et ramasser l’herbe")
    assert told_since(karim, before) == []


def test_who_can_no_longer_help_is_let_go_kindly_and_others_are_asked(monday, lea, nadia):
    offer_mowing(nadia, modes=Mode.CESU)
    neighbours = [
        open_account(f"Voisin{n}", "Durand", "Formerie", email=f"v{n}@exemple.fr") for n in range(3)
    ]
    for neighbour in neighbours:
        offer_mowing(neighbour, modes=Mode.FREE)
    need = need_mowing(lea)
    first_asked = asked_about(need)
    assert "Nadia" in first_asked and len(first_asked) == 3
    before = said_to(nadia)
    change(need, modes=Mode.FREE)
    assert asked(need, nadia).ended_at is not None
    assert told_since(nadia, before) == ["Léa a changé sa demande : tondre la pelouse"]
    assert len(asked_about(need)) == 4


def test_ways_that_are_added_are_told_to_nobody_who_had_theirs(monday, lea, karim, nadia):
    offer_mowing(karim, modes=Mode.FREE)
    offer_mowing(nadia, modes=Mode.CESU)
    need = need_mowing(lea, modes=Mode.FREE)
    assert asked_about(need) == {"Karim"}
    before = said_to(karim)
    change(need, modes=Mode.FREE | Mode.CESU)
    assert told_since(karim, before) == []
    assert asked_about(need) == {"Karim", "Nadia"}


def test_a_way_that_somebody_loses_is_told_to_them(monday, lea, nadia):
    offer_mowing(nadia)
    need = need_mowing(lea)
    before = said_to(nadia)
    change(need, modes=Mode.FREE)
    assert len(told_since(nadia, before)) == 1
    assert asked(need, nadia).ended_at is None


def test_an_evening_of_baby_sitting_lets_a_minor_go(monday, lea, karim):
    service = Service.objects.get(slug="baby-sitting")
    OfferedService.objects.filter(offer=offer_mowing(karim)).update(service=service)
    need = need_mowing(lea, service=service, modes=Mode.FREE, part_of_day="afternoon")
    change(need, part_of_day="evening")
    assert Suggestion.objects.get(need=need, helper=karim).ended_at is not None


def test_nobody_new_is_asked_while_somebody_has_said_yes(monday, lea, karim, nadia):
    offer_mowing(karim, modes=Mode.FREE)
    need = need_mowing(lea, modes=Mode.FREE)
    agreed(need, karim)
    offer_mowing(nadia, modes=Mode.CESU)
    need.suggestions.filter(helper=nadia).delete()
    change(need, modes=Mode.FREE | Mode.CESU)
    assert asked_about(need) == {"Karim"}
