"""The door by which the mail exchanger hands over answers to our letters: a small SMTP server, for it only.

Only our own signed addresses exist here: nothing is relayed, nothing else is read.
"""

import asyncio
import logging

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connections
from django.utils import timezone

from campagnon.channels.actions import receive_letter
from campagnon.channels.reply_addresses import find_returned, read_address

log = logging.getLogger(__name__)

LARGEST_LETTER = 1_000_000
MOST_RECIPIENTS = 10
MOST_GUESSES = 10
MOST_AT_ONCE = 40
IDLE_SECONDS = 60
LATER = "451 4.3.0 Please try again later"


class Handover:
    """What the server asks of us at each step of a letter."""

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        guesses = getattr(session, "guesses", 0)
        if guesses >= MOST_GUESSES:
            return "421 4.7.0 Too many unknown addresses"
        if not await asyncio.to_thread(_in_its_own_connection, _is_ours, address):
            session.guesses = guesses + 1
            return "550 5.1.1 No such address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.to_thread(_in_its_own_connection, _take, envelope)
        return "250 2.0.0 Taken"


class Server(SMTP):
    """As many conversations at once as a small machine bears; whatever goes wrong, the letter comes again."""

    held = 0

    def __init__(self) -> None:
        super().__init__(
            Handover(),
            data_size_limit=LARGEST_LETTER,
            enable_SMTPUTF8=True,
            hostname="campagnon",
            ident="Campagnon",
            timeout=IDLE_SECONDS,
        )

    def connection_made(self, transport: asyncio.Transport) -> None:
        Server.held += 1
        if Server.held > MOST_AT_ONCE:
            transport.abort()
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        Server.held -= 1
        super().connection_lost(error)

    async def handle_exception(self, error: Exception) -> str:
        log.error("A letter could not be taken", exc_info=error)
        return LATER


async def serve(host: str, port: int) -> asyncio.Server:
    """Listen there."""
    return await asyncio.get_running_loop().create_server(Server, host, port)


def _is_ours(address: str) -> bool:
    return read_address(address) is not None or find_returned(address) is not None


def _take(envelope: Envelope) -> None:
    for address in dict.fromkeys(envelope.rcpt_tos):
        receive_letter(
            envelope.original_content or b"",
            envelope_from=(envelope.mail_from or "").strip("<>"),
            to=address.lower(),
            now=timezone.now(),
        )


def _in_its_own_connection(work, *args):
    """Each letter is taken on a thread that leaves no connection to the database behind."""
    try:
        return work(*args)
    finally:
        connections.close_all()
