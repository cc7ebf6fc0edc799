import re

import pytest
from django.template import Context, Template

from campagnon.catalogue.guards import guards_of, read_guards
from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from tests.page import words

pytestmark = pytest.mark.django_db


def said(slug: str, modes: int) -> str:
    page = Template("{% load guards %}{% guards service modes %}")
    html = page.render(Context({"service": Service.objects.get(slug=slug), "modes": modes}))
    return words(re.sub(r"<[^>]+>", " ", html))


def test_every_sentence_is_of_a_service_and_of_ways_that_it_allows():
    allowed = dict(Service.objects.values_list("slug", "modes"))
    assert [guard for guard in read_guards() if guard.modes & ~allowed.get(guard.service, 0)] == []


def test_every_terse_guard_is_said_in_plain_words():
    told = {guard.service for guard in read_guards()}
    assert set(Service.objects.exclude(guard="").values_list("slug", flat=True)) - told == set()


def test_the_sentences_are_whole_short_and_well_printed():
    sentences = [guard.sentence for guard in read_guards()]
    assert [s for s in sentences if not s.endswith(".") or not s[0].isupper() or len(s) > 120] == []
    assert [s for s in sentences if re.search(r"'| [:;?!»]|!", s)] == []


def test_only_the_chosen_way_is_spoken_of():
    free, pro = guards_of("bois", Mode.FREE), guards_of("bois", Mode.PRO)
    assert free == [([], "Pas de tronçonneuse\u00a0: cela, c’est pour un professionnel.")]
    assert pro == []


def test_a_sentence_of_some_of_the_ways_says_which():
    assert said("bricolage", Mode.FREE) == (
        "À savoir : Ni électricité, ni gaz, ni toit : cela, c’est pour un professionnel."
    )
    assert said("bricolage", Mode.FREE | Mode.CESU) == (
        "À savoir : Ni électricité, ni gaz, ni toit : cela, c’est pour un professionnel. "
        "CESU : Deux heures au plus à chaque fois, pour le crédit d’impôt."
    )


def test_a_way_that_the_service_does_not_allow_hides_nothing():
    assert said("tonte", Mode.FREE) in said("tonte", Mode.FREE | Mode.CESU)
    assert said("covoiturage", Mode.FREE | Mode.CESU) == (
        "À savoir : Le conducteur fait le trajet pour lui-même ; on partage les frais réels, sans bénéfice."
    )


def test_a_service_without_guard_says_nothing():
    assert said("aide-devoirs", Mode.FREE | Mode.CESU | Mode.PRO) == ""
