import argparse
import json
import sys
from datetime import date

from django.core.management.base import BaseCommand
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from campagnon.notices.reading import PILOTS, open_territories, places_for
from campagnon.notices.sentence.lexicon import Lexicon
from campagnon.notices.sentence.reading import read_sentence


def known_territories() -> frozenset[str]:
    """The open territories; on a clone whose tables are not made yet, the pilots."""
    try:
        return open_territories()
    except (OperationalError, ProgrammingError):
        return PILOTS


class Command(BaseCommand):
    help = (
        "Reads sentences, one a line, on standard input; prints what it understands, one JSON object a line."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day it is, as 2026-11-23")

    def handle(self, *, today: date | None, **options: object) -> None:
        today = today or timezone.localdate()
        lexicon, places = Lexicon.load(), places_for(known_territories())
        stdin = getattr(sys.stdin, "buffer", None)
        for line in stdin if stdin else sys.stdin:
            # Bytes are cut at line feeds only: other separators belong to the sentence.
            text = line.decode("utf-8", errors="replace") if isinstance(line, bytes) else line
            reading = read_sentence(text, today=today, places=places, lexicon=lexicon)
            self.stdout.write(json.dumps(reading.as_row(), ensure_ascii=False))
            self.stdout.flush()
