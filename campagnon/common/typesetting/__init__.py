"""Papers as accessible PDF: a template of ours, plain values, and nothing else within reach."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "papers"
PRESS = Path(__file__).with_name("press.py")
CPU_SECONDS, LONGEST_SECONDS = 5, 15
# A page takes 15 ms where this was measured; a small server may be three times slower.
SHEETS_A_SECOND, MOST_MORE_SECONDS = 20, 20
# What the bundled typeface draws; a sign outside shows as a white square, for a paper may lack no glyph.
DRAWN = ((0x20, 0x24F), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x203A))
DRAWN_ALONE = frozenset("\u202f€№™→←−≤≥×□")
UNKNOWN = "□"


class NotTypeset(Exception):
    """The paper could not be made within its limits of time and memory."""


def typeset(template: str, values: Mapping[str, Any], *, title: str, on: date, sheets: int = 1) -> bytes:
    """The PDF (tagged PDF/A-3a and PDF/UA-1, in French) of `templates/papers/<template>.typ`.

    `values` (JSON) reach the template as data, never as source: words typed by people cannot name a file.
    It is made by another process, held to 5 s of processor (more for many `sheets`) and 1 GiB of memory,
    without a file to write.
    """
    more = min(sheets // SHEETS_A_SECOND, MOST_MORE_SECONDS)
    order = {
        "root": str(TEMPLATES),
        "template": f"{template}.typ",
        "values": json.dumps(_drawable({"title": title, "on": on.isoformat(), **values})),
    }
    try:
        pressed = subprocess.run(
            [sys.executable, "-I", str(PRESS), str(CPU_SECONDS + more)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=LONGEST_SECONDS + 3 * more,
            check=True,
            env={"PATH": "/nonexistent"},
        )
    except subprocess.TimeoutExpired:
        raise NotTypeset(f"{template}: more than {LONGEST_SECONDS + 3 * more} s") from None
    except subprocess.CalledProcessError as failure:
        raise NotTypeset(f"{template}: {failure.stderr.decode(errors='replace')[-500:]}") from None
    return pressed.stdout


def _drawable(value: Any) -> Any:
    """The same values, each text in signs that the typeface can draw."""
    if isinstance(value, str):
        return "".join(_drawn(sign) for sign in unicodedata.normalize("NFC", value))
    if isinstance(value, Mapping):
        return {str(name): _drawable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(one) for one in value]
    return value


def _drawn(sign: str) -> str:
    if sign == "\n" or sign in DRAWN_ALONE:
        return sign
    if unicodedata.category(sign)[0] == "C" or unicodedata.combining(sign):
        return ""
    return sign if any(first <= ord(sign) <= last for first, last in DRAWN) else UNKNOWN
