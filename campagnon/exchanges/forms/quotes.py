"""What a professional says of a job: what it is, when it begins, until when the price holds."""

from datetime import datetime, timedelta
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.exchanges import phrases
from campagnon.exchanges.actions.quoting import QuoteContent
from campagnon.exchanges.forms import (
    DAYS_WRITTEN,
    FURTHEST,
    HOURS_WRITTEN,
    LENGTHS,
    LetterField,
    written_hours,
)
from campagnon.exchanges.forms.figures import AmountField, OneLine, visible
from campagnon.exchanges.forms.pdfs import PdfField

VALID_DAYS = (15, 30, 60, 90)
MOST_EUROS = 99_999


class JobForm(forms.Form):
    """What the job is, when it begins, and until when the price holds."""

    subject = OneLine(
        label=_("Objet du devis"),
        max_length=120,
        error_messages={"required": _("Écrivez en quelques mots ce que vous ferez.")},
    )
    day = forms.DateField(
        label=_("Premier jour possible"),
        input_formats=DAYS_WRITTEN,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choisissez un jour."),
            "invalid": _("Écrivez la date ainsi : 28/11/2026."),
        },
    )
    hour = forms.TimeField(
        label=_("À quelle heure ?"),
        input_formats=HOURS_WRITTEN,
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={
            "required": _("Choisissez une heure."),
            "invalid": _("Écrivez l’heure ainsi : 14:30."),
        },
    )
    hours = forms.TypedChoiceField(
        label=_("Durée du premier rendez-vous, environ"),
        coerce=Decimal,
        choices=[(written_hours(length), phrases.length(length)) for length in LENGTHS],
        error_messages={
            "required": _("Choisissez une durée."),
            "invalid_choice": _("Choisissez une durée dans la liste."),
        },
    )
    valid_days = forms.TypedChoiceField(
        label=_("Ce prix est valable"),
        coerce=int,
        choices=[(days, _("%(days)s jours") % {"days": days}) for days in VALID_DAYS],
        error_messages={
            "required": _("Choisissez une durée de validité."),
            "invalid_choice": _("Choisissez une durée dans la liste."),
        },
    )
    is_urgent_repair = forms.BooleanField(
        label=_("C’est un dépannage urgent, demandé par le client"),
        help_text=_(
            "Une fuite, une panne. Le client devra le confirmer pour renoncer aux quatorze jours de "
            "réflexion."
        ),
        required=False,
    )

    def clean(self) -> dict:
        fields = super().clean()
        if "day" in fields and "hour" in fields:
            at = timezone.make_aware(datetime.combine(fields["day"], fields["hour"]))
            if at <= timezone.now():
                self.add_error("day", _("Ce moment est passé : choisissez un jour ou une heure à venir."))
            elif at > timezone.now() + FURTHEST:
                self.add_error("day", _("Choisissez un jour dans l’année qui vient."))
            fields["starts_at"] = at
        return fields

    def job(self) -> dict:
        """The part of a quote's content that is asked here."""
        fields = self.cleaned_data
        return {
            "subject": fields["subject"],
            "starts_at": fields["starts_at"],
            "hours": fields["hours"],
            "valid_until": timezone.localdate() + timedelta(days=fields["valid_days"]),
            "is_urgent_repair": fields["is_urgent_repair"],
        }


class QuoteForm(JobForm):
    """The head and the foot of a quote written here."""

    is_old_housing = forms.BooleanField(
        label=_("Le logement est achevé depuis plus de deux ans"),
        help_text=_("Un taux réduit le demande ; le client le certifiera en acceptant."),
        required=False,
    )
    conditions = LetterField(
        label=_("Conditions"),
        help_text=_("Par exemple : paiement à la fin des travaux."),
        rows=2,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args, charges_vat: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not charges_vat:
            del self.fields["is_old_housing"]

    def clean_conditions(self) -> str:
        return "\n".join(
            visible(line).strip() for line in self.cleaned_data["conditions"].splitlines()
        ).strip()


class AttachForm(JobForm):
    """The enterprise's own quote: its file, and the one figure that we show."""

    gross = AmountField(
        label=_("Total à payer, toutes taxes comprises, €"),
        most=MOST_EUROS,
        error_messages={"required": _("Écrivez le total de votre devis.")},
    )
    paper = PdfField(label=_("Votre devis en PDF"), required_words=_("Joignez votre devis en PDF."))

    def clean_gross(self) -> Decimal:
        if not self.cleaned_data["gross"]:
            raise forms.ValidationError(_("Écrivez le total de votre devis."))
        return self.cleaned_data["gross"]

    def content(self) -> QuoteContent:
        """What was attached, once it is valid."""
        return QuoteContent(
            **self.job(), own_paper=self.cleaned_data["paper"], own_total_euros=self.cleaned_data["gross"]
        )
