import re
from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberRefused
from stdnum.fr import siret as siret_number

from campagnon.people.forms.fields import DayField, TidyField
from campagnon.people.models import Professional, User

# No insurance is sold for longer: a day beyond is a slip of the pen.
LONGEST_COVER = timedelta(days=10 * 366)


def running_until(day: date) -> date:
    """The end of an insurance that runs; one that is over, or too far to be true, is refused."""
    today = timezone.localdate()
    if day <= today:
        raise forms.ValidationError(
            _("Cette assurance est finie. Écrivez la date de fin du contrat en cours.")
        )
    if day > today + LONGEST_COVER:
        raise forms.ValidationError(_("Cette date est très lointaine : vérifiez l’année."))
    return day


class ProfessionalForm(forms.Form):
    """What a professional must show: the enterprise, the trade, an insurance that still runs."""

    siret = forms.CharField(
        label=_("SIRET de l’entreprise"),
        help_text=_("14 chiffres, sur vos factures ou votre extrait Kbis."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Écrivez le SIRET de votre entreprise."),
            "max_length": _("Un SIRET a 14 chiffres."),
        },
    )
    trade_name = TidyField(
        label=_("Nom de l’entreprise"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Écrivez le nom de l’entreprise, tel qu’on le connaît.")},
    )
    trade = TidyField(
        label=_("Votre métier"),
        help_text=_("Par exemple : plombier chauffagiste."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Écrivez votre métier.")},
    )
    insured_until = DayField(
        label=_("Assurance professionnelle valable jusqu’au"),
        help_text=_("Par exemple 31/12/2027, sur votre attestation."),
        error_messages={"required": _("Écrivez la date de fin de votre assurance.")},
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_siret(self) -> str:
        typed = re.sub(r"[\s.\-\u00a0\u202f]", "", self.cleaned_data["siret"])
        if not (typed.isascii() and typed.isdigit() and len(typed) == 14):
            raise forms.ValidationError(
                _("Un SIRET a 14 chiffres : le SIREN (9), puis 5 pour l’établissement.")
            )
        try:
            siret = siret_number.validate(typed)
        except NumberRefused as error:
            raise forms.ValidationError(
                _("Ce SIRET n’existe pas : un chiffre est sans doute à corriger.")
            ) from error
        if Professional.objects.exclude(user=self.user).filter(siret=siret).exists():
            raise forms.ValidationError(
                _("Ce SIRET est déjà celui d’un autre compte. Votre mairie peut vous aider à le retrouver.")
            )
        return siret

    def clean_insured_until(self) -> date:
        return running_until(self.cleaned_data["insured_until"])
