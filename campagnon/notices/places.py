"""The commune that somebody typed, chose among several, or was last looking at."""

from django.http import HttpRequest

from campagnon.territories.models import Commune
from campagnon.territories.remembering import commune_remembered
from campagnon.territories.search import find_communes, sure_match


def communes_typed(text: str) -> tuple[Commune | None, list[Commune]]:
    """The commune meant when there is no doubt, and all those it may be, likeliest first."""
    matches = find_communes(text)
    sure = sure_match(matches)
    return (sure.commune if sure else None), [match.commune for match in matches]


def commune_chosen(insee: str) -> Commune | None:
    """The commune behind a button, None when the code is nobody's."""
    if not insee.isalnum():
        return None
    return Commune.objects.current().filter(insee=insee[:5]).first()


def last_commune(request: HttpRequest) -> tuple[str, str]:
    """The INSEE code and name of where somebody lives, else was last looking at; empty when unknown."""
    if request.user.is_authenticated and request.user.commune:
        return request.user.commune.insee, request.user.commune.name
    commune = commune_remembered(request)
    return (commune.insee, commune.name) if commune else ("", "")
