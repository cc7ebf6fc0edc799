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

LETTERS = {"exchange": b"e"}
PURPOSES = {letter: purpose for purpose, letter in LETTERS.items()}
PREFIX = "r-"
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
    name, _at, domain = address.lower().rpartition("@")
    if not settings.REPLY_DOMAIN or domain != settings.REPLY_DOMAIN or not name.startswith(PREFIX):
        return None
    token = name.removeprefix(PREFIX).upper()
    try:
        whole = b32decode(token + "=" * (-len(token) % 8))
    except ValueError:
        return None
    said, mac = whole[:-_MAC_BYTES], whole[-_MAC_BYTES:]
    if len(said) != 1 + 2 * _ID_BYTES or not hmac.compare_digest(mac, _mac(said)):
        return None
    purpose = PURPOSES.get(said[:1])
    if purpose is None:
        return None
    ids = (said[1 : 1 + _ID_BYTES], said[1 + _ID_BYTES :])
    target, person = (urlsafe_b64encode(one).decode() for one in ids)
    return Reply(purpose, target, person)


def _mac(said: bytes) -> bytes:
    return salted_hmac(_SALT, said, algorithm="sha256").digest()[:_MAC_BYTES]
