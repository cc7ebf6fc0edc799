import re
from collections.abc import Callable

import pytest

from campagnon.channels.models import Delivery


def code_in(delivery: Delivery) -> str:
    """The six digits of a message."""
    return "".join(re.search(r"(\d{3}) (\d{3})", delivery.text).groups())


@pytest.fixture
def last_code(db) -> Callable[[], str]:
    """The code of the last message that left."""
    return lambda: code_in(Delivery.objects.filter(key__startswith="code-").latest("pk"))


@pytest.fixture
def come_in(last_code):
    """Go through the door with an address and the code that came: `come_in(client, "lea@exemple.fr")`."""

    def through(client, address: str):
        client.post("/entrer/", {"address": address})
        return client.post("/entrer/code/", {"code": last_code()})

    return through


def wrong(code: str) -> str:
    """Six digits that are not these."""
    return f"{(int(code) + 1) % 1_000_000:06}"
