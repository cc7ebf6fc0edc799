import time

import pytest

from campagnon.channels.quoted import own_words
from tests.channels.replies import REPLIES


@pytest.mark.parametrize("name", REPLIES)
def test_only_what_was_written_is_kept(name):
    received, written = REPLIES[name]
    assert own_words(received) == written
    assert own_words(received.replace("\n", "\r\n")) == written


@pytest.mark.parametrize(
    "hostile",
    [
        "Le " + "a " * 10_000,
        "Le 2 " * 4000,
        "\n".join(["Le 23/11/2026"] * 1500),
        "\n".join(["De : x"] * 3000),
        ">" * 20_000,
        "-" * 20_000,
        "Envoyé " * 3000,
        "\n" * 20_000,
        "*" * 20_000 + " message d'origine",
        " ".join(["a écrit :"] * 2000),
    ],
)
def test_nothing_takes_long_to_read(hostile):
    began = time.thread_time()
    own_words(hostile[:20_000])
    assert time.thread_time() - began < 0.5
