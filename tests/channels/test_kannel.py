"""The real Kannel, with the configuration that is shipped, between Campagnon and an SMPP message centre."""

import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Template
from time import sleep

import pytest
from django.conf import settings as project

from campagnon.channels.actions import deliver_due
from campagnon.channels.models import Delivery, InboundMessage
from campagnon.exchanges.models import Exchange
from tests.channels.incoming import SECRET
from tests.channels.smsc import Centre, centre
from tests.exchanges.conftest import need_mowing, offer_mowing

OURS = "33700000000"
KARIM = "33639981217"
BEARERBOX, SMSBOX = "/usr/sbin/bearerbox", "/usr/sbin/smsbox"


def eventually(holds: Callable[[], object], what: str) -> None:
    """Wait for another process; the tests' own clock stands still."""
    for _try in range(200):
        if holds():
            return
        sleep(0.05)
    pytest.fail(f"Kannel: {what} did not come within 10 s.")


@pytest.fixture
def operator(live_server, settings, tmp_path) -> Iterator[Centre]:
    """Campagnon, Kannel and an operator, all on the loopback and running."""
    if not Path(BEARERBOX).exists():
        pytest.fail('Kannel is missing: bin/apt kannel "the SMS gateway" installs it, as bin/test does.')
    admin, box, sendsms = (_free_port() for _ in range(3))
    settings.SMS_INBOUND_SECRET = SECRET
    settings.BASE_URL = live_server.url
    settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{sendsms}/cgi-bin/sendsms"
    settings.SMS_GATEWAY_USER, settings.SMS_GATEWAY_PASSWORD = "campagnon", "the-password-out"
    with centre() as running:
        conf = _configured(tmp_path, live_server.url, running.port, admin, box, sendsms)
        with _started(BEARERBOX, conf):
            eventually(lambda: running.peer and _answers(box), "the bind")
            with _started(SMSBOX, conf):
                eventually(lambda: _answers(sendsms), "sendsms")
                yield running


def _configured(folder: Path, campagnon: str, smpp: int, admin: int, box: int, sendsms: int) -> Path:
    (folder / "spool").mkdir()
    shipped = Template((project.BASE_DIR / "deploy" / "kannel.conf").read_text(encoding="utf-8"))
    conf = folder / "kannel.conf"
    conf.write_text(
        shipped.substitute(
            CAMPAGNON_SMS_GATEWAY_USER="campagnon",
            CAMPAGNON_SMS_GATEWAY_PASSWORD="the-password-out",
            CAMPAGNON_SMS_INBOUND_URL=f"{campagnon.replace('//', f'//kannel:{SECRET}@')}/canaux/sms/",
            KANNEL_ADMIN_PORT=admin,
            KANNEL_ADMIN_PASSWORD="the-admin-password",
            KANNEL_BOX_PORT=box,
            KANNEL_SENDSMS_PORT=sendsms,
            KANNEL_SPOOL=folder / "spool",
            KANNEL_LOGS=folder,
            SMPP_HOST="127.0.0.1",
            SMPP_PORT=smpp,
            SMPP_USER="campagnon",
            SMPP_PASSWORD="smpp",
            SMPP_SYSTEM_TYPE="",
            SMS_NUMBER=OURS,
        )
    )
    return conf


class _started:
    """A box of Kannel, stopped at the end."""

    def __init__(self, box: str, conf: Path) -> None:
        log = (conf.parent / f"{Path(box).name}.out").open("w")
        self.process = subprocess.Popen([box, str(conf)], stdout=log, stderr=log, cwd=conf.parent)
        log.close()

    def __enter__(self) -> subprocess.Popen:
        return self.process

    def __exit__(self, *args: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_karim_is_asked_and_answers_with_one_digit(operator, karim, lea):
    assert operator.bound_as == [("campagnon", "smpp")]
    offer_mowing(karim)
    need_mowing(lea)
    deliver_due()
    eventually(lambda: operator.submitted, "the question")
    [asked] = operator.submitted
    assert (asked.sender, asked.to, asked.wants_report) == (OURS, KARIM, True)
    assert asked.text == (
        "Campagnon : Léa à Gerberoy cherche pour samedi 28 novembre, le matin : tondre la pelouse. "
        "Répondez 1 oui, 2 non, 3 rappelez-moi"
    )
    operator.type_in("1", sender=KARIM, to=OURS)
    eventually(lambda: InboundMessage.objects.exists(), "the answer")
    assert Exchange.objects.get().helper == karim
    deliver_due()
    eventually(lambda: len(operator.submitted) == 2, "what is said back")
    assert operator.submitted[1].to == KARIM
    assert operator.submitted[1].text.startswith("Merci. Nous proposons à Léa : samedi 28 novembre à 9 h")


@pytest.mark.parametrize(("state", "outcome"), [("DELIVRD", "reached"), ("UNDELIV", "given up")])
def test_the_network_says_what_became_of_it(operator, karim, lea, state, outcome):
    offer_mowing(karim)
    need_mowing(lea)
    deliver_due()
    eventually(lambda: operator.submitted, "the question")
    operator.report(operator.submitted[0], state)

    def became() -> str:
        sms = Delivery.objects.get(to=f"+{KARIM}")
        return "reached" if sms.reached_at else "given up" if sms.given_up_at else ""

    eventually(became, "the report")
    assert became() == outcome


def test_accents_and_emoji_come_in_whole(operator, karim):
    operator.type_in("Je serai là à 9 h, été comme hiver", sender=KARIM, to=OURS)
    operator.type_in("Merci ’🙂’", sender=KARIM, to=OURS)
    eventually(lambda: InboundMessage.objects.count() == 2, "the messages")
    texts = list(InboundMessage.objects.order_by("text").values_list("text", "sender"))
    assert texts == [
        ("Je serai là à 9 h, été comme hiver", f"+{KARIM}"),
        ("Merci ’🙂’", f"+{KARIM}"),
    ]
