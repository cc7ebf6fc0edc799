from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.common.templatetags.campagnon import in_words
from campagnon.exchanges.mail.letters import need_link, send
from campagnon.exchanges.mail.quote_words import quote_link, said_of
from campagnon.exchanges.mail.visits import said_of_the_search
from campagnon.exchanges.models import Quote


def tell_quote_sent(quote: Quote) -> None:
    """« Lefèvre Plomberie vous envoie un devis : 184,80 € », to the household."""
    said = said_of(quote)
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


def remind_quotes(quotes: Sequence[Quote], *, now: datetime) -> None:
    """All that a household has not answered, in one letter; a word to each author, who waits too."""
    first, count = quotes[0], len(quotes)
    need = first.need
    said = {"count": in_words(count).capitalize(), **said_of(first)}
    subject = ngettext("Un devis attend votre réponse.", "%(count)s devis attendent votre réponse.", count)
    lines = [_("%(seller)s : %(gross)s, jusqu’au %(until)s.") % said_of(quote) for quote in quotes]
    send(
        need.author,
        subject=(subject % said).rstrip("."),
        lines=[
            _("Pour : %(service)s.") % said,
            *lines,
            _("Oui, non ou une question : tout convient, et rien ne presse avant la date."),
        ],
        link=need_link(need) if count > 1 else quote_link(first),
        label=_("Voir et répondre"),
        sms=subject % said,
        key=f"quotes-remind-{need.public_id}-{now:%Y%m%d}",
    )
    for quote in quotes:
        send(
            quote.helper,
            subject=_("%(name)s n’a pas encore répondu à votre devis") % said_of(quote),
            lines=[
                _("%(name)s a reçu votre devis %(number)s ; nous venons de le lui rappeler.")
                % said_of(quote),
                _("Vous n’avez rien à faire : nous vous prévenons de sa réponse, au plus tard le %(until)s.")
                % said_of(quote),
            ],
            link=quote_link(quote),
            label=_("Voir le devis"),
            key=f"quote-remind-{quote.pk}-{now:%Y%m%d}",
        )


def tell_quote_declined(quote: Quote) -> None:
    """A kind no, to its author."""
    said = said_of(quote)
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
    said = said_of(quote)
    send(
        quote.need.author,
        subject=_("%(seller)s retire son devis") % said,
        lines=[
            _("%(seller)s ne peut finalement pas (%(service)s) et retire son devis.") % said,
            _then(quote, asked),
        ],
        link=need_link(quote.need),
        label=_("Voir où l’on en est"),
        key=f"quote-withdrawn-{quote.pk}",
    )


def tell_quote_expired(quote: Quote, *, asked: int) -> None:
    """To both: the limit is past."""
    said = said_of(quote)
    send(
        quote.need.author,
        subject=_("Le devis de %(seller)s n’est plus valable") % said,
        lines=[
            _("Le devis de %(seller)s (%(gross)s) était valable jusqu’au %(until)s : il ne l’est plus.")
            % said,
            _then(quote, asked),
        ],
        link=need_link(quote.need),
        label=_("Voir où l’on en est"),
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
        ) % {"count": in_words(left)}
    return said_of_the_search(quote.need, asked)
