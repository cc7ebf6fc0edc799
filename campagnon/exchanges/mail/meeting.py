from collections.abc import Iterator

from django.utils.translation import gettext as _

from campagnon.channels.hands import is_told_by_hand
from campagnon.channels.phrases import first_that_fits
from campagnon.common.templatetags.campagnon import phone
from campagnon.exchanges import phrases
from campagnon.exchanges.mail.letters import NEIGHBOURS_LETTER, both, exchange_link, send, visit_link
from campagnon.exchanges.models import Agreement, Exchange, Message, Visit
from campagnon.exchanges.moments import reminder_at
from campagnon.exchanges.questions import ask_to_agree
from campagnon.people.models import User


def tell_proposed(agreement: Agreement, *, words: str = "") -> None:
    """« Karim peut venir samedi 28 novembre à 9 h. »"""
    exchange = agreement.exchange
    person = exchange.other(agreement.proposed_by)
    said = {
        "name": agreement.proposed_by.first_name,
        "when": phrases.rhythm(agreement.starts_at, is_weekly=agreement.is_weekly),
        "service": exchange.need.service.label.lower(),
        "where": exchange.helper.commune.at,
        "minutes": exchange.minutes,
        "of": exchange.need.commune.of,
        "way": phrases.way(agreement.mode),
        "length": phrases.length(agreement.hours),
        "words": words,
    }
    if agreement.moves:
        first = _("%(name)s propose de déplacer votre rendez-vous : %(when)s.") % said
    elif person == exchange.asker:
        first = _("%(name)s peut venir %(when)s.") % said
    else:
        first = _("%(name)s propose %(when)s.") % said
    lines = [first, _("%(way)s, %(length)s environ. Pour : %(service)s.") % said]
    if person == exchange.asker and not agreement.moves:
        lines.append(_("%(name)s habite %(where)s, à environ %(minutes)s min %(of)s.") % said)
    if words:
        lines.append(_("Son mot : « %(words)s »") % said)
    lines.append(
        _("Un oui suffit pour accepter, un non pour garder ce qui est prévu.")
        if agreement.moves
        else _("Un oui suffit. Vous pouvez aussi poser une question ou proposer autre chose.")
    )
    send(
        person,
        subject=first.rstrip("."),
        lines=lines,
        link=exchange_link(exchange),
        label=_("Répondre à %(name)s") % said,
        sms=first_that_fits(
            _("Campagnon : %(first)s %(way)s, %(length)s environ.") % {**said, "first": first},
            _("%(first)s %(way)s, %(length)s environ.") % {**said, "first": first},
            first,
        ),
        key=f"proposed-{agreement.pk}",
        before=agreement.starts_at,
        ask=ask_to_agree(agreement, first),
        about=exchange,
    )


def tell_agreed(agreement: Agreement) -> None:
    """Both are sure: the moment, how to reach each other, and the line for their agenda."""
    exchange = agreement.exchange
    when = phrases.rhythm(agreement.starts_at, is_weekly=agreement.is_weekly)
    for person, other in both(exchange):
        said = {"name": other.first_name, "when": when, "where": exchange.need.commune.at}
        called = f"{other.first_name} ({phone(other.number)})" if other.number else other.first_name
        agreed = _("C’est entendu avec %(name)s : %(when)s, %(where)s.")
        send(
            person,
            subject=_("C’est entendu avec %(name)s, %(when)s") % said,
            lines=[agreed % said, *_lines_of_the_agreement(agreement, person, other)],
            link=exchange_link(exchange),
            label=_("Voir le rendez-vous"),
            sms=agreed % {**said, "name": called},
            key=f"agreed-{agreement.pk}",
            before=agreement.starts_at,
            about=exchange,
        )


def _lines_of_the_agreement(agreement: Agreement, person: User, other: User) -> Iterator[str]:
    exchange = agreement.exchange
    visit = agreement.moves or agreement.visits.earliest("turn")
    yield _("%(what)s : %(service)s, %(length)s environ.") % {
        "what": phrases.way(agreement.mode),
        "service": exchange.need.service.label.lower(),
        "length": phrases.length(agreement.hours),
    }
    if reach := how_to_reach(other):
        said = {"name": other.first_name, "reach": " · ".join(reach)}
        yield _("Pour joindre %(name)s : %(reach)s.") % said
    if not agreement.moves:
        yield phrases.where_to_meet(other.first_name, is_asker=person.pk == exchange.asker_id)
    link = visit_link(visit, person, "visit_ics")
    yield _("Pour l’ajouter à votre agenda : %(link)s") % {"link": link}
    # The eve may be a day on which nobody calls.
    if reminder_at(visit.starts_at) > visit.booked_at and not is_told_by_hand(person):
        yield _("Nous vous le rappellerons la veille.")


def tell_kept(agreement: Agreement, visit: Visit) -> None:
    """To the one who proposed a change: the other would rather keep what was agreed."""
    exchange, person = agreement.exchange, agreement.proposed_by
    said = {"name": exchange.other(person).first_name, "when": phrases.moment(visit.starts_at)}
    first = _("%(name)s préfère garder le rendez-vous prévu : %(when)s.") % said
    send(
        person,
        subject=first.rstrip("."),
        lines=[
            first,
            _("Un empêchement ? Dites-le, personne ne vous en voudra."),
        ],
        link=exchange_link(exchange),
        label=_("Voir le rendez-vous"),
        key=f"kept-{agreement.pk}",
        about=exchange,
    )


def how_to_reach(person: User) -> list[str]:
    """The telephone and the e-mail address that somebody has; only for the other of an agreement."""
    return [one for one in (phone(person.number), person.email) if one]


def tell_message(message: Message) -> None:
    """« Karim vous a écrit », with the words."""
    exchange = message.exchange
    said = {"name": message.author.first_name, "words": message.body}
    send(
        exchange.other(message.author),
        subject=_("%(name)s vous a écrit") % said,
        lines=[_("%(name)s vous a écrit :") % said, _("« %(words)s »") % said],
        link=exchange_link(exchange),
        label=_("Répondre à %(name)s") % said,
        sms=_("%(name)s vous a écrit. Pour lire et répondre :") % said,
        key=f"{NEIGHBOURS_LETTER}{message.pk}",
        about=exchange,
    )


def nudge(exchange: Exchange, person: User) -> None:
    """One gentle word to the one whose turn it is."""
    said = {"name": exchange.other(person).first_name, "service": exchange.need.service.label.lower()}
    send(
        person,
        subject=_("%(name)s attend votre réponse") % said,
        lines=[
            _("%(name)s attend un mot de vous : %(service)s.") % said,
            _(
                "Un oui, un autre moment ou un non : tout convient. "
                "Sans nouvelles demain, nous rendrons à chacun sa liberté."
            ),
        ],
        link=exchange_link(exchange),
        label=_("Répondre à %(name)s") % said,
        key=f"nudge-{exchange.public_id}-{exchange.nudged_at:%Y%m%d%H%M}",
        about=exchange,
    )


def tell_nudged(exchange: Exchange) -> None:
    """To the asker, while the helper lets them wait: nothing is forgotten."""
    said = {"name": exchange.helper.first_name, "service": exchange.need.service.label.lower()}
    send(
        exchange.asker,
        subject=_("Nous avons relancé %(name)s") % said,
        lines=[
            _("%(name)s n’a pas encore répondu (%(service)s) : nous venons de le lui rappeler.") % said,
            _("Sans nouvelles demain, nous demandons à quelqu’un d’autre."),
        ],
        link=exchange_link(exchange),
        label=_("Voir l’échange"),
        key=f"nudged-{exchange.public_id}-{exchange.nudged_at:%Y%m%d%H%M}",
    )


def remind_missed(exchange: Exchange) -> None:
    """A day after a visit that did not take place: to both, another moment can still be found."""
    for person, other in both(exchange):
        said = {"name": other.first_name, "service": exchange.need.service.label.lower()}
        last = (
            _("Sans nouvelles demain, nous demandons à quelqu’un d’autre.")
            if person.pk == exchange.asker_id
            else _("Sans nouvelles demain, nous vous rendons votre liberté.")
        )
        send(
            person,
            subject=_("Un autre moment avec %(name)s ?") % said,
            lines=[
                _("Votre rendez-vous avec %(name)s n’a pas eu lieu (%(service)s).") % said,
                _("Vous pouvez proposer un autre moment. %(last)s") % {"last": last},
            ],
            link=exchange_link(exchange),
            label=_("Proposer un autre moment"),
            key=f"missed-again-{exchange.public_id}-{exchange.nudged_at:%Y%m%d%H%M}",
        )
