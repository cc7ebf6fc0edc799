"""The commune that somebody typed."""

from campagnon.territories.models import Commune
from campagnon.territories.search import find_communes


def communes_typed(text: str) -> list[Commune]:
    """The commune meant, alone, when there is no doubt; else those it may be, likeliest first."""
    matches = find_communes(text)
    return [match.commune for match in matches]
