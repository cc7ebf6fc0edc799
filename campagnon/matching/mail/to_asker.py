"""News to whoever asks: what was done, what comes, and by which day they hear again."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.channels.actions import Letter, replace_unsaid, tell
from campagnon.channels.topics import Topic
from campagnon.common import saying
from campagnon.common.links import absolute
from campagnon.matching.desk_hours import Counter, counter_of, promised_on
from campagnon.matching.elsewhere import what_else_exists
from campagnon.notices.models import CloseReason, Need


def tell_asker_what_was_done(need: Need, *, newly_asked: int, desk_at: datetime, now: datetime) -> None:
    """After a day: how many people were asked, and what happens next."""
    counter = counter_of(need)
    lines = [_asked_so_far(need), _search_goes_on(newly_asked)]
    if counter is not None:
        opening = counter.said_opening_after(desk_at, now=now)
        lines.append(
            _("Si personne n’a dit oui d’ici là, la mairie prend le relais %(opening)s, dès qu’elle rouvre.")
            % {"opening": opening}
            if opening
            else _("Demain, si personne n’a dit oui, la mairie prend le relais.")
        )
    lines.append(_promise(need, counter, now))
    _tell(need, subject=_("Votre besoin : où nous en sommes"), lines=lines, key="day", now=now)


def tell_asker_desk_has_it(need: Need, *, now: datetime) -> None:
    """At two days the counter has it; a counter that is closed says when it opens."""
    counter = counter_of(need)
    opening = counter.said_opening_after(now, now=now) if counter else ""
    lines = [
        _(
            "Personne n’a encore pu dire oui. Nous avons confié votre besoin à l’équipe de la mairie, "
            "qui connaît d’autres solutions près de chez vous."
        ),
        _("Le guichet est fermé : il rouvre %(opening)s. D’ici là, nous continuons de chercher.")
        % {"opening": opening}
        if opening
        else _("Nous continuons de chercher de notre côté."),
        _promise(need, counter, now),
    ]
    _tell(need, subject=_("Votre besoin : la mairie prend le relais"), lines=lines, key="desk", now=now)


def tell_asker_still_looking(need: Need, *, newly_asked: int, now: datetime) -> None:
    """Each day after that: how many people were asked, and that the search goes on."""
    lines = [
        _asked_so_far(need),
        _search_goes_on(newly_asked),
        _("Votre besoin reste affiché, et nous prévenons chaque nouvelle personne qui peut aider."),
        _promise(need, counter_of(need), now),
    ]
    _tell(need, subject=_("Votre besoin : nous cherchons encore"), lines=lines, key="still", now=now)


def tell_asker_closed(need: Need, *, now: datetime) -> None:
    """The honest close: the reason, and what else exists."""
    if need.close_reason == CloseReason.PAST:
        lines = [
            _("La date est passée sans que nous ayons trouvé quelqu’un. Nous le regrettons."),
            _("Si vous en avez encore besoin, vous pouvez le redire avec une autre date."),
        ]
    else:
        lines = [
            _("En une semaine, personne n’a pu. Nous préférons vous le dire que vous laisser attendre."),
            _("Vous pouvez redire votre besoin, avec une autre date ou une autre façon d’échanger."),
        ]
    lines += what_else_exists(need, counter_of(need), now=now)
    subject = _("Votre besoin : nous n’avons pas trouvé")
    _tell(need, subject=subject, lines=lines, key="closed", now=now, topic="")


def _asked_so_far(need: Need) -> str:
    asked = need.suggestions.count()
    if not asked:
        return _("Nous n’avons encore trouvé personne dont le rayon d’action arrive jusqu’à vous.")
    return ngettext(
        "Nous avons prévenu %(count)s personne. Elle n’a pas encore pu dire oui.",
        "Nous avons prévenu %(count)s personnes. Aucune n’a encore pu dire oui.",
        asked,
    ) % {"count": asked}


def _search_goes_on(newly_asked: int) -> str:
    return _("Nous venons d’élargir la recherche.") if newly_asked else _("Nous continuons de chercher.")


def _promise(need: Need, counter: Counter | None, now: datetime) -> str:
    day = saying.day(promised_on(need, counter, now=now), today=timezone.localdate(now))
    return _("Vous aurez d’autres nouvelles au plus tard %(day)s.") % {"day": day}


def _tell(
    need: Need, *, subject: str, lines: list[str], key: str, now: datetime, topic: str = Topic.NEWS
) -> None:
    """One letter; of what was to be said by telephone and was not, only the freshest is left."""
    link = absolute(reverse("exchanges:need", args=[need.public_id]))
    letter = Letter(
        subject=subject,
        lines=[_("« %(words)s »") % {"words": need.words}, *lines],
        action_url=link,
        action_label=_("Voir mon besoin"),
        sms=_("Campagnon : %(first)s Détails : %(link)s") % {"first": lines[0], "link": link},
        topic=topic,
    )
    replace_unsaid(need.author, key_begins=news_key(need), now=now)
    tell(need.author, letter, key=f"{news_key(need)}{key}-{now:%Y%m%d%H%M}")


def news_key(need: Need) -> str:
    """How the keys of all news of one search begin."""
    return f"search-{need.public_id}-"
