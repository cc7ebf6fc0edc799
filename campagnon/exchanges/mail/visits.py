from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.exchanges import phrases
from campagnon.exchanges.mail.letters import both, exchange_link, need_link, send, visit_link
from campagnon.exchanges.models import Thanks, Visit
from campagnon.exchanges.questions import ask_for_news
from campagnon.notices.models import Need
from campagnon.people.models import User


def remind(visit: Visit) -> None:
    """The evening before, to both."""
    exchange = visit.exchange
    for person, other in both(exchange):
        said = {
            "name": other.first_name,
            "hour": phrases.hour(visit.starts_at),
            "service": exchange.need.service.label.lower(),
            "where": exchange.need.commune.at,
        }
        send(
            person,
            subject=_("Demain à %(hour)s avec %(name)s") % said,
            lines=[
                _("Demain à %(hour)s, vous avez rendez-vous avec %(name)s %(where)s : %(service)s.") % said,
                _("Un empêchement ? Dites-le, personne ne vous en voudra."),
            ],
            link=exchange_link(exchange),
            label=_("Voir le rendez-vous"),
            key=f"{reminder_key(visit)}{visit.sequence}",
            about=exchange,
        )


def reminder_key(visit: Visit) -> str:
    """How the keys of a visit's reminders begin."""
    return f"remind-{visit.pk}-"


def ask_news(visit: Visit, *, again: bool = False) -> None:
    """« A-t-il eu lieu ? », to both; the link stands for its reader."""
    for person, other in both(visit.exchange):
        said = {"name": other.first_name, "when": phrases.moment(visit.starts_at)}
        closing = (
            _("C’est la dernière fois que nous le demandons.")
            if again
            else _("Oui ou non suffit. Si cela n’a pas pu se faire, ce n’est pas grave.")
        )
        send(
            person,
            subject=_("Votre rendez-vous avec %(name)s a-t-il eu lieu ?") % said,
            lines=[_("Votre rendez-vous avec %(name)s, %(when)s, a-t-il eu lieu ?") % said, closing],
            link=visit_link(visit, person),
            label=_("Dire oui ou non"),
            sms=_("Campagnon : votre rendez-vous avec %(name)s, %(when)s, a-t-il eu lieu ?") % said,
            key=f"news-{visit.pk}-{visit.sequence}" + ("-again" if again else ""),
            ask=ask_for_news(visit, other),
            about=visit.exchange,
        )


def tell_cancelled(visit: Visit, *, by: User, asked: int) -> None:
    """To the other: the visit will not take place, and what happens now."""
    exchange = visit.exchange
    person = exchange.other(by)
    said = {"name": by.first_name, "when": phrases.moment(visit.starts_at), "words": visit.cancel_words}
    lines = [_("%(name)s ne pourra pas être là %(when)s.") % said]
    sms = lines[0]
    if visit.cancel_words:
        lines.append(_("Son mot : « %(words)s »") % said)
        sms = _("%(name)s ne pourra pas être là %(when)s : « %(words)s »") % said
    is_asker = person.pk == exchange.asker_id
    if exchange.ended_at is None:
        lines.append(_("Les rendez-vous suivants restent prévus."))
    elif is_asker:
        lines.append(said_of_the_search(exchange.need, asked))
    else:
        lines.append(_("Vous n’avez rien à faire. Merci d’avoir proposé votre aide."))
    send(
        person,
        subject=_("Rendez-vous annulé, %(when)s") % said,
        lines=lines,
        link=need_link(exchange.need) if is_asker and exchange.ended_at else exchange_link(exchange),
        label=_("Voir où l’on en est") if is_asker else _("Voir l’échange"),
        sms=sms,
        key=f"cancelled-{visit.pk}",
        about=exchange,
        before=visit.starts_at,
    )


def said_of_the_search(need: Need, asked: int) -> str:
    """What is being done for somebody whose helper left."""
    if need.last_day is not None and need.last_day < timezone.localdate():
        return _(
            "Si vous en avez encore besoin, redites-le avec une autre date : nous chercherons de nouveau."
        )
    if not asked:
        return _("Nous continuons de chercher pour vous, et vous donnons des nouvelles très vite.")
    return ngettext(
        "Nous venons de demander à %(count)s autre personne près de chez vous.",
        "Nous venons de demander à %(count)s autres personnes près de chez vous.",
        asked,
    ) % {"count": asked}


def tell_missed(visit: Visit, *, by: User) -> None:
    """To the other: it did not take place; another moment can be found."""
    exchange = visit.exchange
    said = {"name": by.first_name, "when": phrases.moment(visit.starts_at)}
    send(
        exchange.other(by),
        subject=_("Un autre moment avec %(name)s ?") % said,
        lines=[
            _("%(name)s nous dit que le rendez-vous %(when)s n’a pas eu lieu. Ce n’est pas grave.") % said,
            _("Vous pouvez proposer un autre moment d’ici deux jours."),
        ],
        link=exchange_link(exchange),
        label=_("Proposer un autre moment"),
        key=f"missed-{visit.pk}",
        about=exchange,
    )


def tell_thanks(thanks: Thanks) -> None:
    """The words of thanks, to the other."""
    exchange = thanks.exchange
    said = {"name": thanks.by.first_name, "words": thanks.words}
    send(
        exchange.other(thanks.by),
        subject=_("Un mot de %(name)s") % said,
        lines=[_("%(name)s vous remercie : « %(words)s »") % said],
        link=exchange_link(exchange),
        label=_("Voir l’échange"),
        key=f"thanks-{thanks.pk}",
    )
