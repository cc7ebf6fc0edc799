import asyncio
import smtplib
import threading
from collections.abc import Iterator

import pytest

from campagnon.channels.mail_server import serve
from campagnon.exchanges.models import Exchange
from tests.channels import doors
from tests.channels.answers import DOMAIN
from tests.exchanges.conftest import need_mowing, offer_mowing, opened


@pytest.fixture(autouse=True)
def _by_day(monday) -> None:
    """It is ten in the morning: whoever runs the tests at night sees the same."""


@pytest.fixture
def letterbox(settings):
    """A real SMTP server on the loopback, which Campagnon is set to use."""
    with doors.letterbox() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = False
        yield server


@pytest.fixture
def gateway(settings):
    """A real HTTP server on the loopback that answers as Kannel does."""
    with doors.gateway() as server:
        host, port = server.server_address
        settings.SMS_GATEWAY_URL = f"http://{host}:{port}/cgi-bin/sendsms"
        settings.SMS_GATEWAY_USER, settings.SMS_GATEWAY_PASSWORD = "campagnon", "secret & fin"
        yield server


@pytest.fixture
def domain(settings) -> str:
    settings.REPLY_DOMAIN = DOMAIN
    return DOMAIN


@pytest.fixture
def exchange(transactional_db, domain, monday, lea, karim) -> Exchange:
    karim.prefers = "email"
    karim.save()
    offer_mowing(karim)
    return opened(need_mowing(lea), karim)


@pytest.fixture
def door(transactional_db, domain) -> Iterator[int]:
    """The server, listening; its port."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(serve("127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield server.sockets[0].getsockname()[1]

    async def close() -> None:
        server.close()
        await asyncio.sleep(0)

    asyncio.run_coroutine_threadsafe(close(), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


@pytest.fixture
def hand_over(door):
    """Hand over one letter, as the mail exchanger does; the recipients it refused."""

    def send(raw: bytes, *, to: str | list[str], sender: str = "lea.delattre@exemple.fr") -> dict:
        with smtplib.SMTP("127.0.0.1", door, timeout=10) as smtp:
            return smtp.sendmail(sender, to, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    return send
