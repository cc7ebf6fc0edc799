"""A letter as it came by SMTP: who says they wrote it, what it says, whether a machine wrote it. Pure.

Whatever it holds is somebody else's: nothing here raises, unpacks an archive, or follows a link.
"""

import codecs
import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr

from campagnon.channels.html_text import text_of_html
from campagnon.channels.quoted import own_words

LONGEST_TEXT = 20_000
# More parts than any letter has, and few enough for the parser to open one inside the other.
MOST_PARTS = 100
# The standard parser takes long over a description that is: no letter needs more.
LONGEST_HEADER = 2000
_DESCRIBES = re.compile(rb"(?im)^content-[a-z-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*")
# Python knows codecs that are no charsets, and some that take long.
_CHARSETS = frozenset(
    {
        "utf-8",
        "ascii",
        "iso8859-1",
        "iso8859-15",
        "cp1252",
        "cp1250",
        "iso8859-2",
        "utf-16",
        "mac-roman",
        "cp850",
    }
)
_MACHINES = ("mailer-daemon@", "postmaster@", "no-reply@", "noreply@", "ne-pas-repondre@", "nepasrepondre@")


@dataclass(frozen=True)
class IncomingLetter:
    """What is kept of a letter."""

    sender: str
    message_id: str
    text: str
    attachments: int
    is_automatic: bool
    # For a letter that came back: the word of the mail server, "5.1.1"; empty when it may still arrive.
    refusal: str = ""


def read_letter(raw: bytes) -> IncomingLetter | None:
    """What a letter says; None when it is made so that nobody can read it."""
    if len(re.findall(rb"(?i)content-type", raw)) > MOST_PARTS:
        return None
    if any(len(header[0]) > LONGEST_HEADER for header in _DESCRIBES.finditer(raw)):
        return None
    try:
        message = message_from_bytes(raw)
        text, attachments = _said(message)
        return IncomingLetter(
            sender=_one_line(parseaddr(_header(message, "From"))[1]).lower(),
            message_id=_message_id(message, raw),
            text=own_words(text[:LONGEST_TEXT]),
            attachments=attachments,
            is_automatic=_is_automatic(message),
            refusal=_refusal(message),
        )
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        # The standard parser's own surprises at letters that no standard describes.
        return None


def _said(message: Message) -> tuple[str, int]:
    """The words of the first part that holds some, plain ones rather, and how many other files there are."""
    plain, html, attachments = "", "", 0
    for part in message.walk():
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        is_file = (
            "attachment" in _header(part, "Content-Disposition").lower() or part.get_filename() is not None
        )
        if is_file or kind not in {"text/plain", "text/html"}:
            attachments += 1
        elif kind == "text/plain" and not plain:
            plain = _decoded(part)
        elif kind == "text/html" and not html:
            html = _decoded(part)
    return (plain if plain.strip() else text_of_html(html)), attachments


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    given = part.get_content_charset() or "utf-8"
    try:
        charset = codecs.lookup(given).name
    except (LookupError, ValueError):
        charset = "utf-8"
    text = content.decode(charset if charset in _CHARSETS else "utf-8", "replace")
    # Neither NUL, which no database keeps, nor what would steer a terminal.
    return "".join(c for c in text if c in "\n\r\t" or (ord(c) >= 32 and not 0x7F <= ord(c) < 0xA0))


def _is_automatic(message: Message) -> bool:
    """Whether a machine wrote it: it is never answered, nor read by anybody (RFC 3834)."""
    if _header(message, "Auto-Submitted").strip().lower() not in {"", "no"}:
        return True
    if _header(message, "Precedence").strip().lower() in {"bulk", "junk", "list", "auto_reply"}:
        return True
    if any(name in message for name in ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond")):
        return True
    return parseaddr(_header(message, "From"))[1].lower().startswith(_MACHINES)


def _refusal(message: Message) -> str:
    """The word of a mail server that gave up (RFC 3464)."""
    if message.get_content_type() != "multipart/report":
        return ""
    for part in message.walk():
        if _header(part, "Action").strip().lower() == "failed":
            found = re.match(r"\s*([245]\.\d{1,3}\.\d{1,3})", _header(part, "Status"))
            return found[1] if found else "5.0.0"
    return ""


def _message_id(message: Message, raw: bytes) -> str:
    """Its own number, so that it acts once; without one, what it is made of."""
    given = _one_line(_header(message, "Message-ID"))
    return hashlib.sha256(given.encode("utf-8", "replace") if given else raw).hexdigest()


def _header(message: Message, name: str) -> str:
    return str(message.get(name, ""))[:2000]


def _one_line(text: str) -> str:
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:254]
