from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.common import saying
from campagnon.common.templatetags.campagnon import day, phone
from campagnon.exchanges.mail.letters import exchange_link, send, visit_link
from campagnon.exchanges.mail.meeting import how_to_reach
from campagnon.exchanges.mail.quote_words import quote_link, said_of
from campagnon.exchanges.mail.visits import said_of_the_search
from campagnon.exchanges.models import Agreement, Quote, Visit
from campagnon.exchanges.retraction import last_day_to_retract


def tell_quote_accepted(quote: Quote, agreement: Agreement) -> None:
    """Both are bound: the household has its contract in writing, the professional a name and a place."""
    visit = agreement.visits.earliest("turn")
    _confirm_to_household(quote, visit)
    _confirm_to_helper(quote, visit)


def _confirm_to_household(quote: Quote, visit: Visit) -> None:
    """The contract on a durable medium (C. conso L221-13): what, how much, with whom, how to go back."""
    said, seller = said_of(quote), quote.seller
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
    said = {**said_of(quote), "client": quote.client["name"], "street": quote.client["street"]}
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


def tell_quote_retracted(quote: Quote, *, asked: int) -> None:
    """The receipt that the law asks (C. conso D221-5), with its day and hour; and the other told."""
    at = timezone.localtime(quote.retracted_at)
    said = {
        **said_of(quote),
        "client": quote.client["name"],
        "accepted": day(quote.accepted_at),
        "on": day(quote.retracted_at),
        "at": saying.hour(at.time()),
    }
    words = (
        _(
            "%(client)s se rétracte du contrat conclu le %(accepted)s avec %(seller)s "
            "(devis %(number)s, %(subject)s, %(gross)s)."
        )
        % said
    )
    _acknowledge(quote, {**said, "words": words}, asked)
    send(
        quote.helper,
        subject=_("%(name)s se rétracte : devis %(number)s") % said,
        lines=[
            _("Le %(on)s à %(at)s : %(words)s") % {**said, "words": words},
            _(
                "C’est son droit dans les quatorze jours, sans motif. Le rendez-vous est annulé. Vous "
                "n’avez rien à faire, sinon rendre dans les quatorze jours ce qui vous aurait été payé."
            ),
        ],
        link=quote_link(quote),
        label=_("Voir le devis"),
        sms=_("%(name)s se rétracte du devis %(number)s, le %(on)s. Rendez-vous annulé.") % said,
        key=f"quote-retracted-{quote.pk}",
    )


def _acknowledge(quote: Quote, said: dict[str, str], asked: int) -> None:
    lines = [
        _("Accusé de réception, à garder. Le %(on)s à %(at)s, vous avez déclaré :") % said,
        _("« %(words)s »") % said,
        _("Ce que vous auriez déjà payé vous est remboursé par l’entreprise dans les quatorze jours."),
    ]
    if quote.early_start_at:
        lines.append(_("La part déjà faite à votre demande reste due."))
    if quote.need.is_open:
        lines.append(said_of_the_search(quote.need, asked))
    send(
        quote.need.author,
        subject=_("Votre rétractation est enregistrée, le %(on)s à %(at)s") % said,
        lines=lines,
        link=quote_link(quote),
        label=_("Voir le devis"),
        sms=_("votre rétractation du devis %(number)s est enregistrée le %(on)s à %(at)s.") % said,
        key=f"quote-retracted-{quote.pk}",
    )
