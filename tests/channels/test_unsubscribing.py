"""The way out stands in every message that can be silenced, and in no other (RFC 8058)."""

import email
import email.policy
import re
from urllib.parse import urlsplit

import pytest

from campagnon.channels.actions import Letter, deliver_due, tell
from campagnon.channels.models import Delivery
from campagnon.channels.topics import Topic
from campagnon.channels.unsubscribing import read_unsubscribing, unsubscribe_link


@pytest.fixture(autouse=True)
def _published(settings) -> None:
    settings.BASE_URL = "https://campagnon.example"


def test_an_ask_leaves_with_both_headers_and_a_link_at_its_foot(letterbox, nadia):
    tell(nadia, Letter(subject="Une demande", lines=["x"], topic=Topic.ASK), key="k")
    deliver_due()
    letter = email.message_from_bytes(letterbox.letters[0]["body"], policy=email.policy.default)
    link = unsubscribe_link(nadia, Topic.ASK)
    assert link.startswith("https://campagnon.example/desabonnement/")
    assert letter["List-Unsubscribe"].strip() == f"<{link}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, laid_out = (letter.get_body([kind]).get_content() for kind in ("plain", "html"))
    assert link in plain
    assert f'<a href="{link}"' in laid_out
    # On the wire the address stands whole on one line: a mailbox need not mend what was cut inside.
    assert re.search(rb"List-Unsubscribe:\s+<https://\S+>\r\n", letterbox.letters[0]["body"])


def test_what_was_agreed_leaves_without_any(letterbox, nadia):
    tell(nadia, Letter(subject="C’est convenu", lines=["x"]), key="k")
    deliver_due()
    letter = email.message_from_bytes(letterbox.letters[0]["body"], policy=email.policy.default)
    assert (letter["List-Unsubscribe"], letter["List-Unsubscribe-Post"]) == (None, None)
    assert "desabonnement" not in Delivery.objects.get().html


def test_a_hostile_subject_adds_no_header(letterbox, nadia):
    words = "Une demande\r\nList-Unsubscribe: <https://evil.example/>"
    tell(nadia, Letter(subject=words, lines=["x"], topic=Topic.ASK), key="k")
    deliver_due()
    letter = email.message_from_bytes(letterbox.letters[0]["body"], policy=email.policy.default)
    headers = [value.strip() for value in letter.get_all("List-Unsubscribe")]
    assert headers == [f"<{unsubscribe_link(nadia, Topic.ASK)}>"]


def test_a_link_says_nothing_of_its_person_and_cannot_be_made_up(nadia):
    token = urlsplit(unsubscribe_link(nadia, Topic.DIGEST)).path.split("/")[2]
    assert read_unsubscribing(token) == (nadia.public_id, Topic.DIGEST)
    assert [said for said in (nadia.email, nadia.first_name, "digest") if said in token] == []
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert [read_unsubscribing(one) for one in (forged, "", "x:y", token.split(":")[0])] == [None] * 4
