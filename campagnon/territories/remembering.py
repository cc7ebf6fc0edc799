"""The commune that a visitor last opened, so that the next page needs not ask."""

from django.contrib.sessions.backends.base import SessionBase

from campagnon.territories.models import Commune

INSEE_KEY = "commune_insee"
NAME_KEY = "commune_name"


def remember_commune(session: SessionBase, commune: Commune) -> None:
    """Keep a commune; a session that holds it already is not written again."""
    if session.get(INSEE_KEY) != commune.insee:
        session[INSEE_KEY] = commune.insee
        session[NAME_KEY] = commune.name


def commune_remembered(session: SessionBase) -> tuple[str, str]:
    """Its INSEE code and its name, empty when none was opened."""
    return session.get(INSEE_KEY, ""), session.get(NAME_KEY, "")
