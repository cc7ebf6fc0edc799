"""Who is asked, and who must not be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.channels.models import Delivery
from campagnon.matching.actions.asking import ask_helpers, helpers_left
from campagnon.matching.models import Answer, Suggestion
from campagnon.matching.who_can_help import Wish, find_helpers
from campagnon.notices.actions.offers import OfferDraft, publish_offer
from campagnon.notices.models import Need, Offer
from campagnon.notices.models.offer import ALWAYS_AVAILABLE
from campagnon.people.models import Professional, User
from tests.cast import commune, open_account
from tests.conftest import MONDAY
from tests.exchanges.conftest import need_mowing, offer_mowing, said_to

FRIDAY = date(2026, 11, 27)
SATURDAY_MORNING = 1 << 15


def offer(person: User, slug: str, *, modes: int = Mode.FREE, reach: int = 60, **more) -> Offer:
    draft = OfferDraft(
        words="Je peux aider",
        services=(Service.objects.get(slug=slug),),
        commune=person.commune,
        modes=modes,
        reach_minutes=reach,
        availability=ALWAYS_AVAILABLE,
        confirm_every_days=90,
    )
    return publish_offer(replace(draft, **more), by=person)


def wish(slug: str, where: str = "Gerberoy", **more) -> Wish:
    return Wish(Service.objects.get(slug=slug), commune(where), **more)


def names(wish: Wish, **more) -> list[str]:
    return [helper.name for helper in find_helpers(wish, now=MONDAY, **more)]


def neighbours(count: int) -> list[User]:
    return [open_account(f"Voisin{n}", "Durand", "Songeons", email=f"v{n}@exemple.fr") for n in range(count)]


@pytest.mark.parametrize(
    ("part_of_day", "people"),
    [("evening", ["Nadia"]), ("afternoon", ["Karim", "Nadia"]), ("", ["Karim", "Nadia"])],
)
def test_a_minor_does_not_baby_sit_in_the_evening(monday, karim, nadia, part_of_day, people):
    for person in (karim, nadia):
        offer(person, "baby-sitting", modes=Mode.FREE | Mode.CESU)
    wanted = wish("baby-sitting", starts_on=FRIDAY, ends_on=FRIDAY, part_of_day=part_of_day)
    assert sorted(names(wanted)) == people


def test_a_minor_baby_sits_in_the_evening_from_the_day_of_age(monday, karim):
    offer(karim, "baby-sitting", modes=Mode.FREE)
    birthday = karim.born_on.replace(year=karim.born_on.year + 18)
    evening = wish("baby-sitting", part_of_day="evening")
    assert names(replace(evening, starts_on=birthday - timedelta(days=1))) == []
    assert names(replace(evening, starts_on=birthday)) == ["Karim"]


def test_a_professional_shows_as_long_as_insured(monday, joel):
    offer(joel, "plomberie", modes=Mode.PRO)
    assert names(wish("plomberie")) == ["Lefèvre Plomberie"]
    Professional.objects.update(insured_until=MONDAY.date())
    assert names(wish("plomberie")) == ["Lefèvre Plomberie"]
    Professional.objects.update(insured_until=MONDAY.date() - timedelta(days=1))
    assert names(wish("plomberie")) == []


def test_an_uninsured_professional_still_helps_as_a_neighbour(monday, joel):
    offer(joel, "tonte", modes=Mode.FREE | Mode.PRO)
    Professional.objects.update(insured_until=MONDAY.date() - timedelta(days=1))
    [helper] = find_helpers(wish("tonte"), now=MONDAY)
    assert (helper.name, helper.modes) == ("Joël", [Mode.FREE])
    assert names(wish("tonte", modes=Mode.PRO)) == []


def test_nobody_but_a_professional_is_shown_as_one(monday, karim):
    offer(karim, "tonte", modes=Mode.FREE | Mode.PRO)
    assert [helper.modes for helper in find_helpers(wish("tonte"), now=MONDAY)] == [[Mode.FREE]]


def test_ones_own_offers_are_not_shown(monday, karim, nadia):
    offer(karim, "tonte")
    offer(nadia, "tonte")
    assert names(wish("tonte")) == ["Karim", "Nadia"]
    assert names(wish("tonte"), besides=karim) == ["Nadia"]


def test_somebody_with_two_offers_shows_once_with_the_nearest(monday, nadia):
    offer(nadia, "tonte")
    near = offer(nadia, "tonte", commune=commune("Gerberoy"))
    [helper] = find_helpers(wish("tonte"), now=MONDAY)
    assert (helper.offer, helper.minutes) == (near, 5)


def test_the_three_best_placed_are_asked_those_free_that_day_first(monday, lea):
    people = neighbours(5)
    for person in people[:3]:
        offer(person, "tonte", availability=ALWAYS_AVAILABLE & ~SATURDAY_MORNING)
    for person in people[3:]:
        offer(person, "tonte")
    need = need_mowing(lea)
    asked = set(need.suggestions.values_list("helper__first_name", flat=True))
    assert len(asked) == 3
    assert asked >= {"Voisin3", "Voisin4"}
    assert [len(said_to(person)) for person in people[3:]] == [1, 1]


def test_each_is_asked_once_for_a_need(monday, lea):
    for person in neighbours(5):
        offer(person, "tonte")
    need = need_mowing(lea)
    first = set(need.suggestions.values_list("helper", flat=True))
    second = {suggestion.helper_id for suggestion in ask_helpers(need, now=MONDAY)}
    assert (len(first), len(second), first & second) == (3, 2, set())
    assert (ask_helpers(need, now=MONDAY), helpers_left(need, now=MONDAY)) == ([], [])


def test_nobody_out_of_their_own_reach_is_asked(monday, lea, nadia):
    offer(nadia, "tonte", reach=5)
    assert need_mowing(lea).suggestions.count() == 0


def test_a_new_offer_is_told_of_the_needs_that_wait(monday, lea, karim):
    need = need_mowing(lea)
    assert need.suggestions.count() == 0
    offer_mowing(karim)
    assert [s.helper for s in need.suggestions.all()] == [karim]
    assert len(said_to(karim)) == 1


def test_a_new_offer_is_told_of_three_needs_at_most_the_nearest_first(monday, lea, nadia):
    far = need_mowing(lea, commune=commune("Beauvais"))
    near = [need_mowing(lea) for _ in range(3)]
    offer_mowing(nadia)
    assert set(Need.objects.filter(suggestions__helper=nadia)) == set(near)
    assert far.suggestions.count() == 0


@pytest.mark.parametrize("in_hand", [True, False])
def test_a_new_offer_leaves_alone_a_need_in_hand(monday, lea, karim, nadia, in_hand):
    """A yes that ended leaves the need to others, even while somebody else has not answered yet."""
    need = need_mowing(lea)
    marcel, waiting = neighbours(2)
    offers = [offer(person, "tonte", reach=5, commune=commune("Beauvais")) for person in (marcel, waiting)]
    for helper, facts in (
        (marcel, {"answer": Answer.YES, "answered_at": MONDAY, "ended_at": None if in_hand else MONDAY}),
        (waiting, {}),
    ):
        Suggestion.objects.create(
            need=need, offer=offers[0], helper=helper, minutes=5, asked_at=MONDAY, **facts
        )
    offer_mowing(nadia)
    assert need.suggestions.filter(helper=nadia).exists() is not in_hand


def test_a_new_offer_keeps_to_the_guards(monday, lea, karim, joel):
    joel.professional.insured_until = MONDAY.date() - timedelta(days=1)
    joel.professional.save()
    evening = need_mowing(lea, service=Service.objects.get(slug="baby-sitting"), part_of_day="evening")
    leak = need_mowing(lea, service=Service.objects.get(slug="plomberie"), modes=Mode.PRO)
    offer(karim, "baby-sitting", modes=Mode.FREE | Mode.CESU)
    offer(joel, "plomberie", modes=Mode.PRO)
    assert (evening.suggestions.count(), leak.suggestions.count()) == (0, 0)


def test_ones_own_need_is_not_proposed_to_oneself(monday, lea):
    need_mowing(lea)
    offer_mowing(lea)
    assert not Suggestion.objects.exists()
    assert not Delivery.objects.filter(person=lea).exists()


def test_a_new_offer_costs_as_many_queries_for_three_needs_as_for_thirty(
    monday, lea, nadia, karim, django_assert_max_num_queries
):
    for _ in range(30):
        need_mowing(lea, service=Service.objects.get(slug="plomberie"), modes=Mode.PRO)
    with django_assert_max_num_queries(20):
        offer(nadia, "plomberie", modes=Mode.PRO)
    assert not Suggestion.objects.exists()
