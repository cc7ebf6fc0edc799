"""To those who were asked for a need and are not the one who comes."""

from django.urls import reverse
from django.utils.translation import gettext as _

from campagnon.channels.topics import Topic
from campagnon.common.links import absolute
from campagnon.exchanges.mail.letters import send
from campagnon.matching.models import Suggestion
from campagnon.matching.questions import ask_of, in_one_sms


def tell_reserve(suggestion: Suggestion) -> None:
    """Somebody else comes: thank a helper who had said yes too, and say what may follow."""
    said = _said(suggestion)
    send(
        suggestion.helper,
        subject=_("Quelqu’un d’autre aide %(name)s : %(service)s") % said,
        lines=[
            _("Merci d’avoir dit oui. Quelqu’un d’autre aide %(name)s %(where)s (%(service)s).") % said,
            _("Vous n’avez rien à faire. Si la place se libère, nous vous le redemandons."),
        ],
        link=_link(suggestion),
        label=_("Voir la demande"),
        key=f"reserved-{suggestion.pk}-{suggestion.answered_at:%Y%m%d%H%M}",
    )


def ask_again(suggestion: Suggestion, *, had_said_yes: bool) -> None:
    """The place is free again: to a helper who had said yes, or who had no time to answer."""
    said = _said(suggestion)
    question = (
        _("Vous aviez dit oui. Est-ce toujours possible ? Un non rend service aussi.")
        if had_said_yes
        else _("Pouvez-vous aider ? Un non rend service aussi.")
    )
    send(
        suggestion.helper,
        subject=_("%(name)s a encore besoin d’aide %(where)s : %(service)s") % said,
        lines=[
            _("La place est libre : %(name)s, %(where)s, a encore besoin d’aide (%(service)s).") % said,
            question,
        ],
        link=_link(suggestion),
        label=_("Répondre à %(name)s") % said,
        sms=in_one_sms(suggestion),
        key=f"again-{suggestion.pk}-{suggestion.asked_again_at:%Y%m%d%H%M}",
        ask=ask_of(suggestion),
        # Whoever said yes counts on being told.
        topic="" if had_said_yes else Topic.ASK,
    )


def tell_withdrawn(suggestion: Suggestion) -> None:
    """The need was withdrawn before it was served: nothing more to do, and thank you."""
    said = _said(suggestion)
    send(
        suggestion.helper,
        subject=_("Ce n’est plus nécessaire : %(service)s") % said,
        lines=[
            _("%(name)s n’a plus besoin d’aide %(where)s (%(service)s). Vous n’avez rien à faire.") % said,
            _("Merci d’être là : la prochaine demande près de chez vous vous sera envoyée."),
        ],
        link=_link(suggestion),
        label=_("Voir la demande"),
        key=f"withdrawn-{suggestion.pk}",
    )


def _said(suggestion: Suggestion) -> dict[str, str]:
    need = suggestion.need
    return {
        "name": need.author.first_name,
        "where": need.commune.at,
        "service": need.service.label.lower(),
    }


def _link(suggestion: Suggestion) -> str:
    return absolute(reverse("exchanges:answer", args=[suggestion.token]))
