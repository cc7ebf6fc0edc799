"""What the two people of an invoice are told, each thing once (the key), by the channel they prefer."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.billing.models import Invoice
from campagnon.channels.topics import Topic
from campagnon.common import saying
from campagnon.common.links import absolute
from campagnon.common.templatetags.campagnon import euros
from campagnon.exchanges.mail.letters import send
from campagnon.people.models import User


def tell_issued(invoice: Invoice) -> None:
    """To the client: the invoice is there."""
    said = _said(invoice)
    send(
        invoice.client,
        subject=_("La facture de %(name)s : %(amount)s") % said,
        lines=[
            _("%(name)s vous envoie la facture %(number)s : %(amount)s, à payer avant le %(due)s.") % said,
            _("Vous payez directement %(trade)s, comme convenu ensemble : Campagnon n’encaisse rien.") % said,
        ],
        link=link_to(invoice),
        label=_("Voir la facture"),
        key=f"invoice-{invoice.pk}",
    )


def tell_credited(note: Invoice) -> None:
    """To the client: the invoice is undone."""
    said = {**_said(note), "undone": note.corrects.number}
    lines = [_("%(name)s annule la facture %(undone)s par l’avoir %(number)s (%(amount)s).") % said]
    if note.reason:
        lines.append(_("Son mot : « %(words)s »") % {"words": note.reason})
    lines.append(
        _("Vous l’aviez déjà payée ? Voyez ensemble comment vous rembourser.")
        if note.corrects.is_paid
        else _("Vous n’avez rien à payer pour cette facture.")
    )
    send(
        note.client,
        subject=_("La facture %(undone)s est annulée") % said,
        lines=lines,
        link=link_to(note),
        label=_("Voir l’avoir"),
        key=f"credit-{note.pk}",
    )


def tell_paid(invoice: Invoice, *, by: User) -> None:
    """To the other: it is paid, or said to be."""
    said = _said(invoice)
    if by.pk == invoice.seller_id:
        person = invoice.client
        subject = _("%(name)s a bien reçu votre paiement") % said
        lines = [_("La facture %(number)s (%(amount)s) est payée. Merci.") % said]
    else:
        said["name"] = by.first_name
        person = invoice.seller
        subject = _("%(name)s dit avoir payé la facture %(number)s") % said
        lines = [
            _("%(name)s dit avoir payé la facture %(number)s (%(amount)s).") % said,
            _("Quand vous l’aurez reçu, notez-le d’un bouton : vous vous y retrouverez tous les deux."),
        ]
    send(
        person,
        subject=subject,
        lines=lines,
        link=link_to(invoice),
        label=_("Voir la facture"),
        key=f"paid-{invoice.pk}",
    )


def remind(invoice: Invoice) -> None:
    """To the client, once: the day has passed."""
    said = _said(invoice)
    send(
        invoice.client,
        subject=_("La facture %(number)s attend peut-être") % said,
        lines=[
            _("La facture %(number)s de %(name)s (%(amount)s) était à payer avant le %(due)s.") % said,
            _("C’est déjà fait ? Dites-le d’un bouton. Sinon, un mot à %(name)s arrange souvent tout.")
            % said,
            _("Nous ne vous le redirons pas."),
        ],
        link=link_to(invoice),
        label=_("Voir la facture"),
        key=f"invoice-late-{invoice.pk}",
        topic=Topic.DUTY,
    )


def link_to(invoice: Invoice) -> str:
    return absolute(reverse("billing:invoice", args=[invoice.public_id]))


def _said(invoice: Invoice) -> dict[str, str]:
    return {
        "name": invoice.seller.first_name or invoice.seller_name,
        "trade": invoice.seller_name,
        "number": invoice.number,
        "amount": euros(invoice.gross),
        "due": saying.day(invoice.due_on, today=timezone.localdate()),
    }
