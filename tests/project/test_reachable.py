"""Reachable from every page: how people are ranked, and who works for pay (C. conso D111-8)."""

import pytest

from tests.project.crawl import walk
from tests.project.doors import pages

pytestmark = pytest.mark.django_db

FROM_EVERYWHERE = ("/classement/", "/particulier-ou-professionnel/")


@pytest.mark.parametrize("role", ["anonymous", "owner", "other", "agent"])
def test_every_page_leads_to_the_ranking_and_to_everybodys_quality(world, role):
    missing, seen = [], 0
    for visit in walk(world.client(role), *(page.at(world) for page in pages())):
        if visit.page:
            seen += 1
            missing += [visit.address for link in FROM_EVERYWHERE if link not in visit.page.links()]
    assert missing == []
    assert seen > 20
