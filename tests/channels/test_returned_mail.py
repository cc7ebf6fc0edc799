"""A letter that comes back to its own return address."""

import pytest
from django.utils import timezone

from campagnon.channels.actions import Letter, deliver_due, tell
from campagnon.channels.models import Delivery
from campagnon.channels.reply_addresses import find_returned, return_address
from tests.channels.answers import DOMAIN

REPORT = """\
From: MAILER-DAEMON@exemple.fr
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; exemple.fr

Final-Recipient: rfc822; lea.delattre@exemple.fr
Action: {action}
Status: {status}
--b--
"""


@pytest.fixture
def sent(transactional_db, lea, domain, letterbox) -> Delivery:
    tell(lea, Letter(subject="Bienvenue", lines=["Bonjour"]), key="one")
    deliver_due()
    return Delivery.objects.get()


def test_a_letter_come_back_is_stuck(sent, letterbox, hand_over):
    raw = REPORT.format(action="failed", status="5.1.1").encode()
    hand_over(raw, to=return_address(sent), sender="")
    sent.refresh_from_db()
    assert (sent.sent_at, sent.given_up_at) == (None, timezone.now())
    assert sent.trouble == "Sa messagerie a refusé cet e-mail (5.1.1)\u00a0: adresse fermée, ou boîte pleine."
    assert list(Delivery.objects.stuck(timezone.now())) == [sent]


def test_a_letter_is_sent_with_its_own_return_address(transactional_db, lea, domain, monkeypatch, letterbox):
    tell(lea, Letter(subject="Bienvenue", lines=["Bonjour"]), key="one")
    from campagnon.channels.transports import post

    delivery = Delivery.objects.get()
    with post() as opened_post:
        opened_post.send(delivery)
    assert find_returned(letterbox.letters[0]["from"]) == delivery


@pytest.mark.parametrize(
    ("action", "status", "sender"),
    [("delayed", "4.4.1", ""), ("failed", "5.1.1", "faux@exemple.fr"), ("delivered", "2.0.0", "")],
)
def test_other_reports_change_nothing(sent, hand_over, action, status, sender):
    hand_over(REPORT.format(action=action, status=status).encode(), to=return_address(sent), sender=sender)
    sent.refresh_from_db()
    assert (sent.sent_at is not None, sent.given_up_at) == (True, None)


def test_a_return_address_cannot_be_guessed(sent):
    forged = return_address(sent).replace("b-", "b-a", 1)
    assert (find_returned(forged), find_returned(return_address(sent))) == (None, sent)
    assert find_returned(f"b-@{DOMAIN}") is None
