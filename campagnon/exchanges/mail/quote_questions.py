from django.utils.translation import gettext as _

from campagnon.exchanges.mail.letters import send
from campagnon.exchanges.mail.quote_words import quote_link, said_of
from campagnon.exchanges.models import QuoteQuestion
from campagnon.people.models import User


def tell_question(question: QuoteQuestion) -> None:
    """« Léa vous écrit à propos du devis », with the words."""
    said = _said_of(question)
    send(
        _facing(question),
        subject=_("%(author)s vous écrit à propos du devis") % said,
        lines=[_("%(author)s vous écrit à propos du devis %(number)s :") % said, _("« %(words)s »") % said],
        link=f"{quote_link(question.quote)}#ecrire",
        label=_("Répondre à %(author)s") % said,
        sms=_("%(author)s vous écrit à propos du devis. Pour lire et répondre :") % said,
        key=f"quote-question-{question.pk}",
    )


def nudge_question(question: QuoteQuestion) -> None:
    """One gentle word to the one whose turn it is."""
    said = _said_of(question)
    send(
        _facing(question),
        subject=_("%(author)s attend votre réponse à propos du devis") % said,
        lines=[_("%(author)s vous a écrit hier : « %(words)s »") % said, _("Deux mots suffisent.")],
        link=f"{quote_link(question.quote)}#ecrire",
        label=_("Répondre à %(author)s") % said,
        key=f"quote-question-nudge-{question.pk}",
    )


def tell_question_unanswered(question: QuoteQuestion) -> None:
    """To whoever asked: no answer came, and what can be done."""
    said = {**_said_of(question), "facing": _facing(question).first_name}
    lines = [_("%(facing)s n’a pas encore répondu à votre message : « %(words)s »") % said]
    if question.author_id == question.quote.need.author_id:
        lines.append(_("Le devis tient toujours. Vous pouvez aussi en demander d’autres, d’un bouton."))
    else:
        lines.append(_("Votre devis tient toujours ; nous vous préviendrons de sa réponse."))
    send(
        question.author,
        subject=_("Pas encore de réponse de %(facing)s") % said,
        lines=lines,
        link=quote_link(question.quote),
        label=_("Voir le devis"),
        key=f"quote-question-late-{question.pk}",
    )


def _facing(question: QuoteQuestion) -> User:
    quote = question.quote
    return quote.helper if question.author_id == quote.need.author_id else quote.need.author


def _said_of(question: QuoteQuestion) -> dict[str, str]:
    return {**said_of(question.quote), "author": question.author.first_name, "words": question.body}
