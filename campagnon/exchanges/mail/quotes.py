from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.common.links import absolute
from campagnon.common.templatetags.campagnon import day, euros, phone
from campagnon.exchanges import phrases
from campagnon.exchanges.mail.letters import exchange_link, need_link, send, visit_link
from campagnon.exchanges.mail.meeting import how_to_reach
from campagnon.exchanges.mail.visits import said_of_the_search
from campagnon.exchanges.models import Agreement, Quote, Visit
from campagnon.exchanges.retraction import last_day_to_retract


def tell_quote_sent(quote: Quote) -> None:
    """« Lefèvre Plomberie vous envoie un devis : 184,80 € », to the household."""
    said = _said(quote)
    first = _("%(seller)s vous envoie un devis : %(gross)s.")
    if quote.version > 1:
        first = _("%(seller)s a changé son devis : %(gross)s à présent.")
    send(
        quote.need.author,
        subject=(first % said).rstrip("."),
        lines=[
            first % said,
            _("%(subject)s. Début proposé : %(when)s.") % said,
            _("Il est gratuit et ne vous engage à rien. Vous pouvez répondre jusqu’au %(until)s.") % said,
            _("Comparez, posez une question, acceptez-le ou non : nous disons chaque réponse gentiment."),
        ],
        link=quote_link(quote),
        label=_("Voir le devis"),
        key=f"quote-{quote.pk}",
    )


def tell_quote_accepted(quote: Quote, agreement: Agreement) -> None:
    """Both are bound: the household has its contract in writing, the professional a name and a place."""
    visit = agreement.visits.earliest("turn")
    _confirm_to_household(quote, visit)
    _confirm_to_helper(quote, visit)


def _confirm_to_household(quote: Quote, visit: Visit) -> None:
    """The contract on a durable medium (C. conso L221-13): what, how much, with whom, how to go back."""
    said, seller = _said(quote), quote.seller
    place = f"{seller['street']}, {seller['postcode']} {seller['town']}"
    lines = [
        _("Vous avez accepté le devis %(number)s de %(seller)s : %(subject)s, pour %(gross)s tout compris.")
        % said,
        _("Début : %(when)s, %(where)s.") % said,
        _("L’entreprise : %(who)s, %(place)s, SIRET %(siret)s, %(phone)s, %(email)s.")
        % {
            "who": seller["legal_name"],
            "place": place,
            "siret": seller["siret"],
            "phone": phone(seller["phone"]),
            "email": seller["email"],
        },
        _right_to_retract(quote),
        _("Le devis et son acceptation, à garder : %(link)s") % {"link": quote_link(quote)},
        _("Pour l’ajouter à votre agenda : %(link)s")
        % {"link": visit_link(visit, quote.need.author, "visit_ics")},
    ]
    send(
        quote.need.author,
        subject=_("Vous avez accepté le devis de %(seller)s, %(gross)s") % said,
        lines=lines,
        link=quote_link(quote),
        label=_("Voir le devis accepté"),
        key=f"quote-accepted-{quote.pk}",
    )


def _right_to_retract(quote: Quote) -> str:
    if quote.urgency_said_at:
        return _(
            "Vous avez dit qu’il s’agit d’une réparation urgente que vous avez demandée : le droit de "
            "rétractation ne s’y applique pas (article L221-28, 8°, du Code de la consommation)."
        )
    until = day(last_day_to_retract(timezone.localdate(quote.accepted_at)))
    said = _(
        "Vous pouvez vous rétracter sans donner de motif jusqu’au %(until)s à minuit, depuis la page du "
        "devis ou par lettre ou e-mail à l’entreprise."
    ) % {"until": until}
    if quote.early_start_at:
        said += " " + _(
            "Vous avez demandé que les travaux commencent avant : la part déjà faite serait due, et tout "
            "étant fait il ne serait plus possible de se rétracter."
        )
    return said


def _confirm_to_helper(quote: Quote, visit: Visit) -> None:
    said = {**_said(quote), "client": quote.client["name"], "street": quote.client["street"]}
    person = quote.need.author
    lines = [
        _("%(name)s accepte votre devis %(number)s : %(gross)s. Merci à vous.") % said,
        _("Rendez-vous %(when)s, chez %(client)s, %(street)s, %(where)s.") % said,
        _("Pour joindre %(name)s : %(reach)s.") % {**said, "reach": " · ".join(how_to_reach(person))},
    ]
    if not quote.urgency_said_at:
        until = day(last_day_to_retract(timezone.localdate(quote.accepted_at)))
        lines.append(_("%(name)s peut se rétracter jusqu’au %(until)s.") % {**said, "until": until})
    if quote.early_start_at:
        lines.append(_("%(name)s a demandé expressément que vous commenciez avant.") % said)
    lines.append(
        _("Pour l’ajouter à votre agenda : %(link)s") % {"link": visit_link(visit, quote.helper, "visit_ics")}
    )
    send(
        quote.helper,
        subject=_("%(name)s accepte votre devis, %(when)s") % said,
        lines=lines,
        link=exchange_link(quote.exchange),
        label=_("Voir le rendez-vous"),
        key=f"quote-accepted-{quote.pk}",
    )


def tell_quote_declined(quote: Quote) -> None:
    """A kind no, to its author."""
    said = _said(quote)
    send(
        quote.helper,
        subject=_("%(name)s a choisi une autre solution") % said,
        lines=[
            _("%(name)s n’a pas retenu votre devis %(number)s (%(service)s). Vous n’avez rien à faire.")
            % said,
            _("Merci de l’avoir préparé : la prochaine demande près de chez vous vous sera envoyée."),
        ],
        link=quote_link(quote),
        label=_("Voir le devis"),
        key=f"quote-declined-{quote.pk}",
    )


def tell_quote_withdrawn(quote: Quote, *, asked: int) -> None:
    """To the household: this quote stands no more, and what happens now."""
    said = _said(quote)
    send(
        quote.need.author,
        subject=_("%(seller)s retire son devis") % said,
        lines=[
            _("%(seller)s ne peut finalement pas (%(service)s) et retire son devis.") % said,
            _then(quote, asked),
        ],
        link=need_link(quote.need),
        label=_("Voir où en est-on"),
        key=f"quote-withdrawn-{quote.pk}",
    )


def tell_quote_expired(quote: Quote, *, asked: int) -> None:
    """To both: the limit is past."""
    said = _said(quote)
    send(
        quote.need.author,
        subject=_("Le devis de %(seller)s n’est plus valable") % said,
        lines=[
            _("Le devis de %(seller)s (%(gross)s) était valable jusqu’au %(until)s : il ne l’est plus.")
            % said,
            _then(quote, asked),
        ],
        link=need_link(quote.need),
        label=_("Voir où en est-on"),
        key=f"quote-expired-{quote.pk}",
    )
    send(
        quote.helper,
        subject=_("Votre devis %(number)s n’est plus valable") % said,
        lines=[
            _("%(name)s n’a pas répondu à votre devis %(number)s (%(service)s) avant sa limite.") % said,
            _(
                "Si vous pouvez toujours, renouvelez-le depuis sa page ; sinon vous n’avez rien à faire. "
                "Merci."
            ),
        ],
        link=quote_link(quote),
        label=_("Voir le devis"),
        key=f"quote-expired-{quote.pk}",
    )


def _then(quote: Quote, asked: int) -> str:
    """What happens now that a quote is gone."""
    left = quote.need.quotes.standing().count()
    if left:
        return ngettext(
            "Il vous reste un autre devis à regarder.",
            "Il vous reste %(count)s autres devis à regarder.",
            left,
        ) % {"count": left}
    return said_of_the_search(quote.need, asked)


def quote_link(quote: Quote) -> str:
    return absolute(reverse("exchanges:quote", args=[quote.public_id]))


def _said(quote: Quote) -> dict[str, str]:
    return {
        "seller": quote.seller_name,
        "name": quote.need.author.first_name,
        "helper": quote.helper.first_name,
        "number": quote.number,
        "subject": quote.subject,
        "service": quote.need.service.label.lower(),
        "gross": euros(quote.gross),
        "when": phrases.moment(quote.starts_at),
        "until": day(quote.valid_until),
        "where": quote.need.commune.at,
    }
