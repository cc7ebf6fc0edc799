from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.channels.actions import Letter, tell
from campagnon.channels.phrases import first_that_fits
from campagnon.channels.topics import Topic
from campagnon.common import saying
from campagnon.common.links import absolute
from campagnon.matching.discretion import when_for, words_for
from campagnon.matching.models import Answer, Suggestion
from campagnon.matching.questions import ask_of, in_one_sms
from campagnon.notices.models import CloseReason, Need
from campagnon.notices.phrases import when
from campagnon.people.models import Agent


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
        topic=Topic.ASK,
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
            _("Campagnon : %(asker)s a changé sa demande (%(service)s). Maintenant : %(when)s.") % words,
            _("%(asker)s a changé sa demande : %(when)s (%(service)s).") % words,
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


def tell_asker_what_was_done(need: Need, *, newly_asked: int) -> None:
    """After a day: how many people were asked, and what happens next."""
    asked = need.suggestions.count()
    if asked:
        done = ngettext(
            "Nous avons prévenu %(count)s personne. Elle n’a pas encore pu dire oui.",
            "Nous avons prévenu %(count)s personnes. Aucune n’a encore pu dire oui.",
            asked,
        ) % {"count": asked}
    else:
        done = _("Nous n’avons encore trouvé personne dont le rayon d’action arrive jusqu’à vous.")
    lines = [done]
    lines.append(
        _("Nous venons d’élargir la recherche.") if newly_asked else _("Nous continuons de chercher.")
    )
    if _desk_of(need).exists():
        lines.append(_("Demain, si personne n’a dit oui, la mairie prend le relais."))
    _tell_asker(need, subject=_("Votre besoin : où nous en sommes"), lines=lines, key="day")


def tell_asker_desk_has_it(need: Need) -> None:
    _tell_asker(
        need,
        subject=_("Votre besoin : la mairie prend le relais"),
        lines=[
            _(
                "Personne n’a encore pu dire oui. Nous avons confié votre besoin à l’équipe de la mairie, "
                "qui connaît d’autres solutions près de chez vous."
            ),
            _("Nous continuons de chercher de notre côté, et vous donnons des nouvelles dans deux jours."),
        ],
        key="desk",
    )


def tell_asker_still_looking(need: Need, *, now: datetime) -> None:
    _tell_asker(
        need,
        subject=_("Votre besoin : nous cherchons encore"),
        lines=[
            _(
                "Personne n’a encore pu dire oui. Votre besoin reste affiché, "
                "et nous prévenons chaque nouvelle personne qui peut aider."
            )
        ],
        key=f"still-{now:%Y%m%d}",
    )


def tell_asker_closed(need: Need) -> None:
    """The honest close: the reason, and what else exists."""
    if need.close_reason == CloseReason.PAST:
        lines = [
            _("La date est passée sans que nous ayons trouvé quelqu’un. Nous le regrettons."),
            _("Si vous en avez encore besoin, vous pouvez le redire avec une autre date."),
        ]
    else:
        lines = [
            _("En une semaine, personne n’a pu. Nous préférons vous le dire que vous laisser attendre."),
            _(
                "Vous pouvez redire votre besoin, avec une autre date ou une autre façon d’échanger, "
                "ou appeler la mairie qui connaît les services d’aide à domicile et les professionnels d’ici."
            ),
        ]
    _tell_asker(
        need, subject=_("Votre besoin : nous n’avons pas trouvé"), lines=lines, key="closed", topic=""
    )


def _tell_asker(need: Need, *, subject: str, lines: list[str], key: str, topic: str = Topic.NEWS) -> None:
    link = absolute(reverse("exchanges:need", args=[need.public_id]))
    letter = Letter(
        subject=subject,
        lines=[_("« %(words)s »") % {"words": need.words}, *lines],
        action_url=link,
        action_label=_("Voir mon besoin"),
        sms=_("Campagnon : %(first)s Détails : %(link)s") % {"first": lines[0], "link": link},
        topic=topic,
    )
    tell(need.author, letter, key=f"need-{key}-{need.public_id}")


def tell_desk(need: Need) -> int:
    """To the agents of the need's territory: somebody waits since two days. Returns how many were told."""
    link = absolute(reverse("exchanges:need", args=[need.public_id]))
    agents = list(_desk_of(need))
    for agent in agents:
        letter = Letter(
            subject=_("Sans réponse depuis deux jours, %(where)s") % {"where": need.commune.at},
            lines=[
                _("« %(words)s » (%(when)s)") % {"words": need.words, "when": when(need)},
                _("Personne n’a encore dit oui. Un coup de téléphone autour de vous peut tout changer."),
            ],
            action_url=link,
            action_label=_("Voir le besoin"),
        )
        tell(agent.user, letter, key=f"desk-{need.public_id}-{agent.user.public_id}")
    return len(agents)


def _desk_of(need: Need) -> QuerySet[Agent]:
    return Agent.objects.serving().of_commune(need.commune).select_related("user")
