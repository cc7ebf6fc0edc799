from django.utils.translation import gettext as _

from campagnon.exchanges import phrases
from campagnon.exchanges.mail.letters import both, exchange_link, first_fallen, need_link, send
from campagnon.exchanges.mail.visits import said_of_the_search
from campagnon.exchanges.models import Exchange, Visit
from campagnon.people.models import Agent, User


def tell_declined(exchange: Exchange, *, by: User, asked: int) -> None:
    """A kind no, to the other."""
    person = exchange.other(by)
    is_asker = person.pk == exchange.asker_id
    said = {"name": by.first_name, "service": exchange.need.service.label.lower()}
    if is_asker:
        lines = [
            _("%(name)s ne peut finalement pas (%(service)s).") % said,
            said_of_the_search(exchange.need, asked),
        ]
        subject = _("%(name)s ne peut finalement pas") % said
    else:
        lines = [
            _("%(name)s a choisi une autre solution (%(service)s). Vous n’avez rien à faire.") % said,
            _("Merci d’avoir proposé votre aide : la prochaine demande près de chez vous vous sera envoyée."),
        ]
        subject = _("%(name)s a choisi une autre solution") % said
    send(
        person,
        subject=subject,
        lines=lines,
        link=need_link(exchange.need) if is_asker else exchange_link(exchange),
        label=_("Voir où l’on en est") if is_asker else _("Voir l’échange"),
        key=f"declined-{exchange.public_id}",
        before=first_fallen(exchange),
    )


def tell_silence(exchange: Exchange, *, asked: int) -> None:
    """Two days without a word: both are free again, and the asker is looked after."""
    said = {
        "asker": exchange.asker.first_name,
        "helper": exchange.helper.first_name,
        "service": exchange.need.service.label.lower(),
    }
    send(
        exchange.asker,
        subject=_("Avec %(helper)s, cela n’a pas abouti") % said,
        lines=[
            _("Deux jours sans nouvelles : nous rendons sa liberté à %(helper)s (%(service)s).") % said,
            said_of_the_search(exchange.need, asked),
        ],
        link=need_link(exchange.need),
        label=_("Voir où l’on en est"),
        key=f"silence-{exchange.public_id}",
    )
    send(
        exchange.helper,
        subject=_("Vous êtes libre : %(service)s") % said,
        lines=[
            _("Avec %(asker)s, cela n’a pas abouti (%(service)s). Vous n’avez plus rien à faire.") % said,
            _("Merci d’avoir proposé votre aide."),
        ],
        link=exchange_link(exchange),
        label=_("Voir l’échange"),
        key=f"silence-{exchange.public_id}",
    )


def tell_finished(exchange: Exchange) -> None:
    """The help was given: a thank-you to both."""
    for person, other in both(exchange):
        said = {"name": other.first_name, "service": exchange.need.service.label.lower()}
        first = (
            _("%(service)s avec %(name)s : c’est fait, et le besoin est fermé.")
            if person.pk == exchange.asker_id
            else _("Grâce à vous, c’est fait : %(service)s, pour %(name)s. Merci.")
        )
        send(
            person,
            subject=_("C’est fait : %(service)s") % said,
            lines=[phrases.sentence(first % said), _("Vous pouvez vous laisser un mot de remerciement.")],
            link=exchange_link(exchange),
            label=_("Voir l’échange"),
            key=f"finished-{exchange.public_id}",
        )


def tell_need_closed(exchange: Exchange, *, by: User | None) -> None:
    """The need was closed while the exchange lived: to both, but not to whoever closed it."""
    for person, other in both(exchange):
        if by is not None and person.pk == by.pk:
            continue
        said = {"name": other.first_name, "service": exchange.need.service.label.lower()}
        send(
            person,
            subject=_("Ce n’est plus nécessaire : %(service)s") % said,
            lines=[
                _("Le besoin est fermé (%(service)s) : le rendez-vous avec %(name)s n’a plus lieu d’être.")
                % said,
                _("Vous n’avez rien à faire. Merci."),
            ],
            link=exchange_link(exchange),
            label=_("Voir l’échange"),
            key=f"closed-{exchange.public_id}",
            before=first_fallen(exchange),
        )


def tell_unsure(exchange: Exchange) -> None:
    """To both, after two questions without an answer: the need is closed, nobody is blamed."""
    for person, other in both(exchange):
        said = {"name": other.first_name, "service": exchange.need.service.label.lower()}
        send(
            person,
            subject=_("Sans nouvelles : %(service)s") % said,
            lines=[
                _(
                    "Nous n’avons pas su si votre rendez-vous avec %(name)s avait eu lieu (%(service)s). "
                    "Nous fermons ce besoin ; l’équipe de la mairie est prévenue."
                )
                % said,
                _("S’il faut encore de l’aide, redites-le : nous chercherons de nouveau."),
            ],
            link=exchange_link(exchange),
            label=_("Voir l’échange"),
            key=f"unsure-{exchange.public_id}",
        )


def tell_desk_unsure(exchange: Exchange, visit: Visit | None) -> None:
    """To the agents of the need's territory: nobody said whether a visit took place."""
    need = exchange.need
    agents = Agent.objects.serving().filter(territory__epci=need.commune.epci_id).select_related("user")
    said = {
        "service": need.service.label,
        "where": need.commune.at,
        "asker": exchange.asker.first_name,
        "helper": exchange.helper.first_name,
    }
    when = phrases.moment(visit.starts_at) if visit else ""
    for agent in agents:
        send(
            agent.user,
            subject=_("Sans nouvelles d’un rendez-vous, %(where)s") % said,
            lines=[
                _("%(service)s %(where)s, %(asker)s avec %(helper)s.") % said,
                _(
                    "Rendez-vous prévu : %(when)s. Ni l’un ni l’autre n’a dit s’il avait eu lieu, "
                    "malgré deux messages. Un appel peut rassurer."
                )
                % {"when": when},
            ],
            link=need_link(need),
            label=_("Voir le besoin"),
            key=f"desk-unsure-{exchange.public_id}",
        )
