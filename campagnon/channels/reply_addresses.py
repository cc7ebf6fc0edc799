"""The addresses that answers come back to: what they are about, and whose they are, signed.

An address names a conversation and one of its two people; nobody can make one without our secret, and one
does not lead to another. It fits the 64 signs that a mailbox name may have, in letters that a mail server
may write in capitals.
"""

import hmac
from base64 import b32decode, b32encode, urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from campagnon.channels.models import Channel, Delivery

LETTERS = {"exchange": b"e"}
PURPOSES = {letter: purpose for purpose, letter in LETTERS.items()}
PREFIX, RETURNED = "r-", "b-"
_MAC_BYTES, _ID_BYTES = 10, 9
_SALT = "campagnon.channels.reply"


@dataclass(frozen=True)
class Reply:
    """What an answer is about, and whose address it came to."""

    purpose: str
    target: str
    person: str


def reply_address(purpose: str, target: str, person: str) -> str:
    """`r-…@domain`, for two public identifiers; empty when no answer is wanted by e-mail."""
    if not settings.REPLY_DOMAIN:
        return ""
    said = LETTERS[purpose] + urlsafe_b64decode(target) + urlsafe_b64decode(person)
    if len(said) != 1 + 2 * _ID_BYTES:
        raise ValueError(target)
    token = b32encode(said + _mac(said)).decode().rstrip("=").lower()
    return f"{PREFIX}{token}@{settings.REPLY_DOMAIN}"


def read_address(address: str) -> Reply | None:
    """What one of our addresses means; None when it is not ours, or was made up."""
    whole = _opened(address, PREFIX)
    said, mac = whole[:-_MAC_BYTES], whole[-_MAC_BYTES:]
    if len(said) != 1 + 2 * _ID_BYTES or not hmac.compare_digest(mac, _mac(said)):
        return None
    purpose = PURPOSES.get(said[:1])
    if purpose is None:
        return None
    ids = (said[1 : 1 + _ID_BYTES], said[1 + _ID_BYTES :])
    target, person = (urlsafe_b64encode(one).decode() for one in ids)
    return Reply(purpose, target, person)


def return_address(delivery: Delivery) -> str:
    """Where a letter comes back when nobody lives there: `b-…@domain`, its own."""
    said = delivery.pk.to_bytes(8)
    token = b32encode(said + _mac(b"returned" + said)).decode().rstrip("=").lower()
    return f"{RETURNED}{token}@{settings.REPLY_DOMAIN}"


def find_returned(address: str) -> Delivery | None:
    """The letter whose return address this is."""
    whole = _opened(address, RETURNED)
    said, mac = whole[:-_MAC_BYTES], whole[-_MAC_BYTES:]
    if len(said) != 8 or not hmac.compare_digest(mac, _mac(b"returned" + said)):
        return None
    return Delivery.objects.filter(pk=int.from_bytes(said), channel=Channel.EMAIL).first()


def _opened(address: str, prefix: str) -> bytes:
    """The bytes that an address of ours holds, not yet believed; none when it is of another kind."""
    name, _at, domain = address.lower().rpartition("@")
    if not settings.REPLY_DOMAIN or domain != settings.REPLY_DOMAIN or not name.startswith(prefix):
        return b""
    token = name.removeprefix(prefix).upper()
    try:
        whole = b32decode(token + "=" * (-len(token) % 8))
    except ValueError:
        return b""
    # The last letter holds more bits than it says: one address has one spelling.
    return whole if b32encode(whole).decode().rstrip("=") == token else b""


def _mac(said: bytes) -> bytes:
    return salted_hmac(_SALT, said, algorithm="sha256").digest()[:_MAC_BYTES]
