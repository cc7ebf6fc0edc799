import pytest

from tests.project import world as worlds


@pytest.fixture
def world(lea, karim, nadia, odile, mme_roux) -> worlds.World:
    return worlds.build(owner=lea, helper=karim, other=nadia, agent=odile, administrator=mme_roux)
