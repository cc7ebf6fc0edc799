"""The commune that somebody typed, or chose among several."""

from campagnon.territories.models import Commune
from campagnon.territories.search import find_communes, sure_match


def communes_typed(text: str) -> tuple[Commune | None, list[Commune]]:
    """The commune meant when there is no doubt, and all those it may be, likeliest first."""
    matches = find_communes(text)
    sure = sure_match(matches)
    return (sure.commune if sure else None), [match.commune for match in matches]


def commune_chosen(insee: str) -> Commune | None:
    """The commune behind a button, None when the code is nobody's."""
    return Commune.objects.current().filter(insee=insee[:5]).first()
