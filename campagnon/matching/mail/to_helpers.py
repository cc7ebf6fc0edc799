from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from campagnon.catalogue.modes import Mode
from campagnon.channels.actions import Letter, tell
from campagnon.channels.phrases import first_that_fits
from campagnon.channels.topics import Topic
from campagnon.common import saying
from campagnon.common.links import absolute
from campagnon.matching.discretion import when_for, words_for
from campagnon.matching.models import Answer, Suggestion
from campagnon.matching.questions import ask_of, in_one_sms


def topic_of(suggestion: Suggestion) -> Topic:
    """What is asked of a trade is its work: no weekly ration keeps it from a household."""
    need = suggestion.need
    ways = need.modes & need.service.modes & suggestion.offer.modes
    return Topic.TRADE if ways == Mode.PRO else Topic.ASK


def ask_helper(suggestion: Suggestion) -> None:
    """« Pouvez-vous aider ? », with one link that opens the page of the answer."""
    need = suggestion.need
    link = absolute(reverse("exchanges:answer", args=[suggestion.token]))
    words = {
        "asker": need.author.first_name,
        "service": need.service.label.lower(),
        "where": need.commune.at,
        "when": when_for(suggestion.helper, need),
        "minutes": suggestion.minutes,
        "words": words_for(suggestion.helper, need),
        "link": link,
    }
    letter = Letter(
        subject=_("%(asker)s a besoin d’aide %(where)s : %(service)s") % words,
        lines=[
            _("« %(words)s »") % words,
            _("%(asker)s, %(where)s, à environ %(minutes)s min. Quand : %(when)s.") % words,
            _(
                "Pouvez-vous aider ? Oui, non ou pas cette fois-ci : un geste suffit, "
                "et un non rend service aussi."
            ),
        ],
        action_url=link,
        action_label=_("Répondre à %(asker)s") % words,
        sms=in_one_sms(suggestion),
        ask=ask_of(suggestion),
        topic=topic_of(suggestion),
    )
    tell(suggestion.helper, letter, key=f"ask-{suggestion.token}")


def tell_changed(suggestion: Suggestion, *, now: datetime) -> None:
    """The day or the ways of a need changed: to somebody asked, who may answer, or has said yes already."""
    need = suggestion.need
    link = absolute(reverse("exchanges:answer", args=[suggestion.token]))
    words = {
        "asker": need.author.first_name,
        "service": need.service.label.lower(),
        "when": when_for(suggestion.helper, need),
        "ways": saying.listing([str(mode.label) for mode in need.mode_list], last=_("ou")),
        "words": words_for(suggestion.helper, need),
        "link": link,
    }
    has_said_yes = suggestion.answer == Answer.YES
    letter = Letter(
        subject=_("%(asker)s a changé sa demande : %(service)s") % words,
        lines=[
            _("« %(words)s »") % words,
            _("Maintenant : %(when)s. De quelle façon : %(ways)s.") % words,
            _("Ce qui est convenu entre vous ne change pas. Au besoin, parlez-en.")
            if has_said_yes
            else _("Pouvez-vous aider ? Un geste suffit, et un non rend service aussi."),
        ],
        action_url=link,
        action_label=_("Voir la demande") if has_said_yes else _("Répondre à %(asker)s") % words,
        sms=first_that_fits(
            _("Campagnon : %(asker)s a changé sa demande (%(service)s). Maintenant : %(when)s.") % words,
            _("%(asker)s a changé sa demande : %(when)s (%(service)s).") % words,
        ),
        ask=None if has_said_yes else ask_of(suggestion),
    )
    tell(suggestion.helper, letter, key=f"changed-{suggestion.token}-{now.timestamp():.0f}")


def tell_no_longer_asked(suggestion: Suggestion) -> None:
    """The need changed, and no longer suits what somebody offers: they have nothing to do."""
    words = {
        "asker": suggestion.need.author.first_name,
        "service": suggestion.need.service.label.lower(),
    }
    letter = Letter(
        subject=_("%(asker)s a changé sa demande : %(service)s") % words,
        lines=[
            _("Elle ne va plus avec ce que vous proposez : nous demandons à quelqu’un d’autre."),
            _("Vous n’avez rien à faire. Merci d’être là."),
        ],
        sms=_("Campagnon : %(asker)s a changé sa demande (%(service)s). Vous n’avez rien à faire, merci.")
        % words,
    )
    tell(suggestion.helper, letter, key=f"let-go-{suggestion.token}")
