"""A PDF that somebody attaches: looked into by a process of its own, then kept to the byte. Pure."""

import json
import subprocess
import sys
from collections.abc import Collection
from enum import Enum
from pathlib import Path

READER = Path(__file__).with_name("reader.py")
MOST_BYTES = 2_000_000
LONGEST_SECONDS = 15


class Fault(Enum):
    """Why a PDF is not kept."""

    SIZE = "size"
    UNREADABLE = "unreadable"
    LOCKED = "locked"
    LONG = "long"
    ALIVE = "alive"  # it runs something, leads to a file, or carries one


class PdfRefused(ValueError):
    """The file is not a paper that we can hand on."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def check_pdf(content: bytes, *, may_carry: Collection[str] = ()) -> bytes:
    """The same bytes, if they are a PDF of a few pages on which nothing acts; PdfRefused otherwise.

    `may_carry` names the files that may be embedded in it. It is read by another process, held to 5 s of
    processor and 512 MiB of memory, without a file to write: a bomb harms nobody.
    """
    if len(content) > MOST_BYTES:
        raise PdfRefused(Fault.SIZE)
    if not content.startswith(b"%PDF-"):
        raise PdfRefused(Fault.UNREADABLE)
    try:
        read = subprocess.run(
            [sys.executable, "-I", str(READER), json.dumps(sorted(may_carry))],
            input=content,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=True,
            env={"PATH": "/nonexistent"},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise PdfRefused(Fault.UNREADABLE) from None
    said = read.stdout.decode()
    if said:
        raise PdfRefused(Fault(said))
    return content
