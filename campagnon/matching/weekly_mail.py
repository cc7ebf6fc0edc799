"""What is said at most once a week: a neighbour who still waits, and what is new within reach."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.channels.actions import Letter, tell
from campagnon.channels.topics import Topic
from campagnon.common.links import absolute
from campagnon.matching.who_can_help import Helper
from campagnon.notices.models import Need
from campagnon.people.models import User


def nudge_helper(need: Need, helper: Helper) -> None:
    """To somebody asked often already: a neighbour waits since yesterday. A page to open, no question."""
    link = absolute(reverse("exchanges:need", args=[need.public_id]))
    words = {
        "service": need.service.label,
        "where": need.commune.at,
        "minutes": helper.minutes,
        "link": link,
    }
    letter = Letter(
        subject=_("%(service)s : quelqu’un attend %(where)s") % words,
        lines=[
            _("%(service)s, %(where)s, à environ %(minutes)s min : personne n’a encore pu dire oui.") % words,
            _(
                "Nous vous avons déjà beaucoup demandé cette semaine : rien ne vous oblige. "
                "Si le cœur vous en dit, un bouton suffit."
            ),
        ],
        action_url=link,
        action_label=_("Voir le besoin"),
        sms=_("Campagnon : %(service)s %(where)s, personne n’a encore pu. Si vous pouvez : %(link)s") % words,
        topic=Topic.NUDGE,
    )
    tell(helper.person, letter, key=f"nearby-{need.public_id}-{helper.person.public_id}")


def tell_digest(person: User, news: Sequence[tuple[Need, int]], *, today: date) -> None:
    """The week in the words of the board: what is new within reach, and a way to it."""
    board = absolute(reverse("pages:commune", args=[person.commune.insee]))
    count = len(news)
    nearest, minutes = min(news, key=lambda one: one[1])
    words = {"where": nearest.commune.at, "minutes": minutes, "link": board}
    letter = Letter(
        subject=ngettext(
            "Cette semaine près de chez vous : %(count)s nouveau besoin",
            "Cette semaine près de chez vous : %(count)s nouveaux besoins",
            count,
        )
        % {"count": count},
        lines=[
            *[_digest_line(need, minutes) for need, minutes in news],
            _("Cela vous dit ? Tout est sur le tableau de votre commune : un bouton suffit pour aider."),
        ],
        action_url=board,
        action_label=_("Voir le tableau"),
        sms=ngettext(
            "Campagnon : un nouveau besoin près de chez vous, %(where)s (%(minutes)s min). %(link)s",
            "Campagnon : des besoins près de chez vous, le plus proche %(where)s (%(minutes)s min). %(link)s",
            count,
        )
        % words,
        topic=Topic.DIGEST,
    )
    tell(person, letter, key=f"digest-{person.public_id}-{today:%G-%V}")


def _digest_line(need: Need, minutes: int) -> str:
    said = _("%(service)s, %(where)s, à environ %(minutes)s min") % {
        "service": need.service.label,
        "where": need.commune.at,
        "minutes": minutes,
    }
    return f"{said} : {need.public_when}." if need.public_when else f"{said}."
