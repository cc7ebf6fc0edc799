"""True stories: who helped whom, and what is never told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.exchanges.models import Agreement, EndReason, Exchange
from campagnon.notices.models import CloseReason, Need
from campagnon.pages.stories import TOLD, Story, of_person, recent_stories
from campagnon.territories.models import Territory
from tests.cast import commune


def helped(asker, helper, service: str, *, days_ago: int = 1, reason: str = EndReason.HELPED) -> Exchange:
    """An exchange between the two, in Gerberoy, that ended so many days ago."""
    ended_at = timezone.now() - timedelta(days=days_ago)
    need = Need.objects.create(
        author=asker,
        service=Service.objects.get(slug=service),
        commune=commune("Gerberoy"),
        words="Un coup de main",
        modes=Mode.FREE,
        closed_at=ended_at,
        close_reason=CloseReason.HELPED,
    )
    exchange = Exchange.objects.create(
        need=need, asker=asker, helper=helper, minutes=10, ended_at=ended_at, end_reason=reason
    )
    Agreement.objects.create(
        exchange=exchange,
        mode=Mode.FREE,
        starts_at=ended_at,
        hours=2,
        proposed_by=helper,
        accepted_at=ended_at,
    )
    return exchange


def test_stories_are_told_in_a_sentence(marcelle, karim):
    helped(marcelle, karim, "tonte")
    assert recent_stories(None) == [
        Story("Karim a tondu chez Marcelle, à Gerberoy.", "Entraide, 10\u00a0min de route.")
    ]


def test_stories_of_another_territory_are_not_told_here(marcelle, karim):
    helped(marcelle, karim, "tonte")
    here, there = (Territory.objects.get(slug=slug) for slug in ("picardie-verte", "portes-de-sologne"))
    assert len(recent_stories(here)) == 1
    assert recent_stories(there) == []


@pytest.mark.parametrize("service", ["medicaments", "courrier", "baby-sitting"])
def test_discreet_services_are_never_told(marcelle, karim, service):
    helped(marcelle, karim, service)
    assert recent_stories(None) == []


@pytest.mark.django_db
def test_no_discreet_service_has_words():
    discreet = {service.slug for service in Service.objects.all() if service.is_discreet}
    assert len(discreet) > 10
    assert discreet & set(TOLD) == set()
    assert set(TOLD) <= set(Service.objects.values_list("slug", flat=True))


def test_only_what_ended_well_is_told(marcelle, karim):
    helped(marcelle, karim, "tonte", reason=EndReason.SILENCE)
    assert recent_stories(None) == []


def test_somebody_who_left_is_not_told(marcelle, karim):
    helped(marcelle, karim, "tonte")
    karim.closed_at = timezone.now()
    karim.save()
    assert recent_stories(None) == []


def test_nobody_is_told_twice(marcelle, karim, nadia, lea):
    helped(marcelle, karim, "tonte", days_ago=1)
    helped(lea, karim, "jardinage", days_ago=2)
    helped(lea, nadia, "covoiturage", days_ago=3)
    assert [story.what.split()[0] for story in recent_stories(None)] == ["Karim", "Nadia"]


@pytest.mark.parametrize("count", [1, 3])
def test_stories_take_one_query(marcelle, karim, nadia, lea, joel, django_assert_num_queries, count):
    pairs = [(marcelle, karim, "tonte"), (lea, nadia, "bois"), (joel, joel, "visite")]
    for asker, helper, service in pairs[:count]:
        helped(asker, helper, service)
    with django_assert_num_queries(1):
        assert len(recent_stories(None)) == count


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Marcel", "de Marcel"),
        ("Odette", "d’Odette"),
        ("Hélène", "d’Hélène"),
        ("Yvette", "d’Yvette"),
        ("Yannick", "de Yannick"),
        ("Émilie", "d’Émilie"),
    ],
)
def test_of_person(name, said):
    assert of_person(name) == said
