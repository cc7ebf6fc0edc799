import re
from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.billing.actions.issuing import Client, OwnInvoice, Terms, day_of_the_job
from campagnon.billing.models import Invoice
from campagnon.common.templatetags.campagnon import euros
from campagnon.exchanges.forms import DAYS_WRITTEN
from campagnon.exchanges.forms.figures import AmountField, OneLine
from campagnon.exchanges.forms.pdfs import PdfField
from campagnon.exchanges.models import Quote
from campagnon.people.models import User

USUAL_DELAY = timedelta(days=30)
LONGEST_DELAY = timedelta(days=366)
MOST_EUROS = 99_999_999
# What every numbering in use is made of: nothing that a file's name or a header could be hurt by.
NUMBER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./_-]*[A-Za-z0-9])?", re.ASCII)
# An invoice made by other tools may carry its own data, as ours do.
DATA_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")


class OneDayField(forms.DateField):
    """A day, from the browser's calendar or typed."""

    def __init__(self, *, required_words: str, **options) -> None:
        super().__init__(
            input_formats=DAYS_WRITTEN,
            widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
            error_messages={"required": required_words, "invalid": _("Écrivez la date ainsi : 28/11/2026.")},
            **options,
        )


class DueForm(forms.Form):
    """The day before which an invoice is to be paid."""

    due_on = OneDayField(
        label=_("À payer avant le"), required_words=_("Choisissez le jour avant lequel elle est à payer.")
    )

    def clean_due_on(self):
        day, today = self.cleaned_data["due_on"], timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("Ce jour est passé : laissez au moins jusqu’à aujourd’hui."))
        if day > today + LONGEST_DELAY:
            raise forms.ValidationError(_("Choisissez un jour dans l’année qui vient."))
        return day


class IssueForm(DueForm):
    """What the accepted quote does not say: when the job was done, and where its client lives."""

    performed_on = OneDayField(
        label=_("Travaux faits le"), required_words=_("Choisissez le jour des travaux.")
    )
    name = OneLine(
        label=_("Nom et prénom du client"),
        max_length=120,
        error_messages={"required": _("Écrivez le nom du client.")},
    )
    street = OneLine(
        label=_("Son adresse"),
        help_text=_("Là où il habite, si ce n’est pas là où vous avez travaillé : la loi demande les deux."),
        max_length=120,
        error_messages={"required": _("Écrivez l’adresse du client.")},
    )
    postcode = forms.RegexField(
        r"\A[0-9]{5}\Z",
        label=_("Code postal"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "required": _("Écrivez le code postal."),
            "invalid": _("Un code postal a 5 chiffres."),
            "max_length": _("Un code postal a 5 chiffres."),
        },
    )
    town = OneLine(
        label=_("Ville ou village"),
        max_length=80,
        error_messages={"required": _("Écrivez la ville ou le village.")},
    )

    field_order = ["performed_on", "due_on"]

    def __init__(self, *args, quote: Quote, **kwargs) -> None:
        self.quote = quote
        super().__init__(*args, initial=_known_of(quote), **kwargs)

    def clean_performed_on(self):
        day = self.cleaned_data["performed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Ce jour est à venir : une facture suit les travaux."))
        if day < timezone.localdate(self.quote.accepted_at):
            raise forms.ValidationError(_("Le devis a été accepté après ce jour."))
        return day

    def terms(self) -> Terms:
        fields = self.cleaned_data
        client = Client(fields["name"], fields["street"], fields["postcode"], fields["town"])
        return Terms(fields["performed_on"], fields["due_on"], client)


class OwnPaperForm(forms.Form):
    """A paper of the enterprise's own: its number, its day, its PDF."""

    number = OneLine(
        label=_("Numéro"),
        max_length=30,
        error_messages={"required": _("Écrivez le numéro qui figure dessus.")},
    )
    issued_on = OneDayField(label=_("Datée du"), required_words=_("Choisissez la date qui figure dessus."))
    paper = PdfField(
        label=_("Le fichier PDF"), required_words=_("Choisissez le fichier."), may_carry=DATA_NAMES
    )

    def __init__(self, *args, seller: User, **kwargs) -> None:
        self.seller = seller
        super().__init__(*args, **kwargs)

    def clean_number(self) -> str:
        number = self.cleaned_data["number"]
        if not NUMBER.fullmatch(number):
            raise forms.ValidationError(
                _("Écrivez-le avec des lettres sans accent, des chiffres, - / . ou _.")
            )
        if Invoice.objects.filter(seller=self.seller, number=number).exists():
            raise forms.ValidationError(_("Ce numéro est déjà pris par une autre de vos factures."))
        return number

    def clean_issued_on(self):
        day, today = self.cleaned_data["issued_on"], timezone.localdate()
        if day > today:
            raise forms.ValidationError(_("Cette date est à venir."))
        if day < today - LONGEST_DELAY:
            raise forms.ValidationError(_("Cette date est trop ancienne : moins d’un an."))
        return day


class OwnInvoiceForm(OwnPaperForm, DueForm):
    """An invoice made elsewhere."""

    total = AmountField(
        most=MOST_EUROS,
        label=_("Total à payer, toutes taxes comprises"),
        error_messages={"required": _("Écrivez le total qui figure dessus.")},
    )

    field_order = ["number", "issued_on", "total", "due_on", "paper"]

    def __init__(self, *args, quote: Quote, **kwargs) -> None:
        self.accepted_on = timezone.localdate(quote.accepted_at)
        self.most = quote.gross
        today = timezone.localdate()
        known = {
            "issued_on": today,
            "due_on": today + USUAL_DELAY,
            "total": f"{self.most:.2f}".replace(".", ","),
        }
        super().__init__(*args, seller=quote.helper, initial=known, **kwargs)

    def clean_issued_on(self):
        day = super().clean_issued_on()
        if day < self.accepted_on:
            raise forms.ValidationError(_("Le devis a été accepté après ce jour."))
        return day

    def clean_total(self) -> Decimal:
        total = self.cleaned_data["total"]
        if not total:
            raise forms.ValidationError(_("Écrivez le total qui figure dessus."))
        if total > self.most:
            said = {"most": euros(self.most)}
            raise forms.ValidationError(
                _("Le devis accepté est de %(most)s : au-delà, il faut un nouveau devis accepté."),
                params=said,
            )
        return total

    def own(self) -> OwnInvoice:
        fields = self.cleaned_data
        return OwnInvoice(
            fields["number"], fields["issued_on"], fields["due_on"], fields["total"], fields["paper"]
        )


class CreditForm(forms.Form):
    """Why an invoice is undone."""

    reason = OneLine(
        label=_("Un mot d’explication"),
        help_text=_("Il figure sur l’avoir et dans le message. Vous pouvez le laisser vide."),
        max_length=200,
        required=False,
    )


class OwnCreditForm(OwnPaperForm, CreditForm):
    """A credit note made elsewhere, for an invoice made elsewhere."""

    field_order = ["number", "issued_on", "paper", "reason"]

    def __init__(self, *args, invoice: Invoice, **kwargs) -> None:
        self.invoice = invoice
        super().__init__(*args, seller=invoice.seller, initial={"issued_on": timezone.localdate()}, **kwargs)

    def clean_issued_on(self):
        day = super().clean_issued_on()
        if day < self.invoice.issued_on:
            raise forms.ValidationError(_("Un avoir suit la facture qu’il annule."))
        return day

    def own(self) -> OwnInvoice:
        fields = self.cleaned_data
        total = self.invoice.own_total_euros
        return OwnInvoice(fields["number"], fields["issued_on"], fields["issued_on"], total, fields["paper"])


def _known_of(quote: Quote) -> dict[str, object]:
    """What is known already, so that it is only to be checked."""
    known = {name: quote.client.get(name, "") for name in ("name", "street", "postcode", "town")}
    due_on = timezone.localdate() + USUAL_DELAY
    return {"performed_on": day_of_the_job(quote), "due_on": due_on, **known}
