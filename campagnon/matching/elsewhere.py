"""What else exists when nobody could: only what we truly know."""

from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.catalogue.modes import Mode
from campagnon.common.links import absolute
from campagnon.common.templatetags.campagnon import phone
from campagnon.matching.desk_hours import Counter
from campagnon.notices.models import Need, OfferedService

MOST_PROFESSIONALS = 3


def what_else_exists(need: Need, counter: Counter | None, *, now: datetime) -> list[str]:
    """The counter's number and hours, the professionals of the département, the guide to the CESU."""
    lines = []
    if counter is not None and counter.territory.phone:
        said = {"number": phone(counter.territory.phone), "hours": counter.territory.phone_hours}
        lines.append(
            _("L’équipe de la mairie connaît d’autres solutions près de chez vous : %(number)s, %(hours)s.")
            % said
            if said["hours"]
            else _("L’équipe de la mairie connaît d’autres solutions près de chez vous : %(number)s.") % said
        )
    if found := professionals_of_the_department(need, now=now):
        lines.append(
            _("Des professionnels du département le font aussi : %(names)s.") % {"names": ", ".join(found)}
        )
    if need.service.modes & Mode.CESU:
        link = absolute(reverse("cesu:guide"))
        lines.append(_("Payer quelqu’un que vous connaissez, déclaré par CESU : %(link)s") % {"link": link})
    return lines


def professionals_of_the_department(need: Need, *, now: datetime) -> list[str]:
    """« Lefèvre Plomberie (Grandvilliers) »: insured, listed for that service, and not asked already."""
    listed = OfferedService.objects.annotate(on_quote=F("modes").bitand(int(Mode.PRO))).filter(
        is_listed=True,
        on_quote__gt=0,
        service=need.service,
        commune__department=need.commune.department,
        offer__author__professional__insured_until__gte=timezone.localdate(now),
    )
    asked = need.suggestions.values("helper")
    rows = (
        listed.exclude(offer__author__in=asked)
        .exclude(offer__author=need.author)
        .order_by("offer__author__professional__trade_name")
        .values_list("offer__author__professional__trade_name", "commune__name")
        .distinct()
    )
    return [f"{name} ({place})" for name, place in rows[:MOST_PROFESSIONALS]]
