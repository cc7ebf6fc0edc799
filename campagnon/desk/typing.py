"""What is on the screen of a call, kept field by field as it is typed."""

import unicodedata

from django.http import QueryDict

# The longest that is kept of each: a little more than what is accepted, so that nothing is cut in silence.
FIELDS = {
    "who": 80,
    "words": 600,
    "service": 50,
    "when": 80,
    "where": 80,
    "back_on": 40,
    "back_part": 9,
    # The second need that was heard, kept for when the first is published.
    "rest": 600,
}
MODES = ("1", "2", "4")
LONGEST_NOTE = 2000


def typed_in(sent: QueryDict, before: dict) -> dict:
    """The fields as they were last typed; those that the screen did not send stay as they were."""
    typed = {name: before[name] for name in (*FIELDS, "modes") if name in before}
    typed |= {name: clean(sent[name], longest) for name, longest in FIELDS.items() if name in sent}
    # A box that is not ticked is not sent: the list says that the boxes were there.
    if "has_modes" in sent:
        typed["modes"] = [mode for mode in MODES if mode in sent.getlist("modes")]
    return typed


def clean(text: str, longest: int) -> str:
    """Without signs that cannot be seen, which no database keeps in the same way; lines stay lines."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C")
    return kept[:longest]
