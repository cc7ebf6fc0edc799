"""Makes french_words.txt.gz again from Lexique383.txt (see LICENCE.md), given as the first argument."""

import csv
import gzip
import sys
from pathlib import Path

from campagnon.notices.sentence.words import fold

SHORTEST = 4  # shorter words are never corrected
OFTEN = 0.5  # times in a million words, in films or in books


def common_words(source: Path) -> list[str]:
    """The folded forms met often enough, in order."""
    kept = set()
    with source.open(encoding="cp1252", errors="replace", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            word = fold(row["1_ortho"])
            seen = max(float(row[name].replace(",", ".")) for name in ("9_freqfilms2", "10_freqlivres"))
            if seen >= OFTEN and len(word) >= SHORTEST and word.isalpha() and word.isascii():
                kept.add(word)
    return sorted(kept)


if __name__ == "__main__":
    words = "\n".join(common_words(Path(sys.argv[1])))
    Path(__file__).with_name("french_words.txt.gz").write_bytes(gzip.compress(words.encode(), 9, mtime=0))
