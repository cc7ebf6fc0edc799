import re

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.text import slugify

from campagnon.journal.actions import record
from campagnon.territories.models import Commune, Epci, Interest, Territory
from campagnon.territories.neighbours import store_neighbours_of

KIND_WORDS = re.compile(
    r"^(communauté (de communes|d’agglomération|urbaine)( interrégionale)?|métropole)"
    r"\s+(de la |de l’|des |du |de |d’)?",
    re.IGNORECASE,
)


@transaction.atomic
def open_territory(
    siren: str,
    *,
    by: AbstractBaseUser | None = None,
    name: str | None = None,
    slug: str | None = None,
    phone: str = "",
) -> Territory:
    """Open Campagnon in a grouping of communes; opened already, it is returned as it is."""
    epci = Epci.objects.select_for_update().get(siren=siren)
    opened = Territory.objects.filter(epci=epci).first()
    if opened:
        return opened
    name = name or usual_name(epci.name)
    territory = Territory.objects.create(
        epci=epci, slug=slug or free_slug(name, siren), name=name, phone=phone, opened_by=by
    )
    store_neighbours_of(epci)
    record("territory.opened", target=territory, by=by)
    return territory


def usual_name(official: str) -> str:
    """What people call it: "Communauté de communes de la Picardie Verte" is "Picardie Verte"."""
    short = KIND_WORDS.sub("", official)
    return short[:1].upper() + short[1:]


def free_slug(name: str, siren: str) -> str:
    """The name as an address; two territories of one name are told apart by the SIREN."""
    slug = slugify(name)[:40]
    return f"{slug}-{siren}" if Territory.objects.filter(slug=slug).exists() else slug


def leave_interest(commune: Commune) -> Interest:
    """Count one more person who wishes that a commune be open."""
    return Interest.objects.create(commune=commune)
