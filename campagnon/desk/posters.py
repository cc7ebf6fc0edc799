"""A board for the mairie's window: what the public board says, in letters to be read from a metre away."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from campagnon.common import saying
from campagnon.common.links import absolute
from campagnon.common.qr import qr_svg
from campagnon.common.templatetags.campagnon import phone
from campagnon.common.typesetting import typeset
from campagnon.matching.board import needs_around_each, offers_around_each
from campagnon.notices.models import Need, Offer
from campagnon.territories.folding import fold
from campagnon.territories.models import Commune, Territory

SHOWN = 6
# Somebody may offer several things, or show no way any more: enough are read to be left with six.
READ = 18
LONGEST_SERVICES = 64
STRIPS = 9


def communes_of(territories: Collection[Territory]) -> list[Commune]:
    """Those that have a window to put a poster in, territory by territory."""
    communes = Commune.objects.current().filter(epci__territory__in=territories)
    return sorted(
        communes.select_related("epci__territory"), key=lambda one: (one.epci.territory.name, fold(one.name))
    )


def typeset_posters(communes: Sequence[Commune], *, on: date) -> bytes:
    """A page a commune, in one document; five queries whatever their number."""
    pks = [commune.pk for commune in communes]
    needs, offers = needs_around_each(pks, limit=SHOWN), offers_around_each(pks, limit=READ)
    values = {
        "posters": [_poster(one, needs.get(one.pk, []), offers.get(one.pk, [])) for one in communes],
        "day": saying.calendar_day(on),
        "strips": STRIPS,
    }
    title = _("Affiche %(of)s") % {"of": communes[0].of} if len(communes) == 1 else _("Affiches des communes")
    return typeset("poster", values, title=title, on=on, sheets=len(communes))


def _poster(
    commune: Commune, needs: Sequence[tuple[Need, int]], offers: Sequence[tuple[Offer, int]]
) -> Mapping[str, Any]:
    territory = commune.epci.territory
    page = absolute(reverse("pages:commune", args=[commune.insee]))
    return {
        "at": capfirst(commune.at),
        "commune": commune.name,
        "territory": territory.name,
        "needs": [_need(need, minutes, commune) for need, minutes in needs],
        "offers": [_offer(offer, minutes, commune) for offer, minutes in _one_a_person(offers)],
        "phone": phone(territory.phone),
        "hours": territory.phone_hours,
        "page": page.split("://", 1)[1],
        "qr": qr_svg(page),
    }


def _need(need: Need, minutes: int, here: Commune) -> list[str]:
    """What anybody may read of it: the service, where, and when unless that tells of an empty house."""
    return [need.service.label, _place(need.commune, minutes, here), capfirst(need.public_when)]


def _offer(offer: Offer, minutes: int, here: Commune) -> list[str]:
    ways = saying.listing([str(mode.label) for mode in offer.shown_modes], last=_("ou"))
    services = Truncator(offer.service_names).chars(LONGEST_SERVICES)
    place = _place(offer.commune, minutes, here)
    return [offer.shown_name, services, f"{place} – {ways}"]


def _place(there: Commune, minutes: int, here: Commune) -> str:
    if there == here:
        return there.name
    return _("%(where)s, environ %(minutes)s min") % {"where": there.name, "minutes": minutes}


def _one_a_person(offers: Sequence[tuple[Offer, int]]) -> list[tuple[Offer, int]]:
    """The nearest offer of each, for a board shows faces."""
    nearest: dict[int, tuple[Offer, int]] = {}
    for offer, minutes in offers:
        nearest.setdefault(offer.author_id, (offer, minutes))
    return list(nearest.values())[:SHOWN]
