from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.channels.addresses import AddressError, normalise_email, normalise_phone
from campagnon.channels.models import Word
from campagnon.notices.models import CloseReason
from campagnon.notices.moments import PartOfDay
from campagnon.people.forms.fields import NameField, WithCommune

LONGEST_PROMISE = timedelta(days=92)


class OpenForm(WithCommune):
    """Who somebody on the telephone is; no e-mail is needed, a number is."""

    first_name = NameField(label=_("Prénom"), error_messages={"required": _("Écrivez le prénom.")})
    last_name = NameField(label=_("Nom"), error_messages={"required": _("Écrivez le nom.")})
    number = forms.CharField(
        label=_("Téléphone"),
        help_text=_("Fixe ou portable."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"max_length": _("Écrivez un numéro de téléphone français.")},
    )
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": _("Cet e-mail est trop long.")},
    )
    is_adult = forms.BooleanField(
        label=_("A 18 ans ou plus"),
        error_messages={
            "required": _(
                "Cochez la case si la personne a 18 ans. Une personne plus jeune s’inscrit elle-même."
            )
        },
    )
    agrees = forms.BooleanField(
        label=_("Accepte, de vive voix, que la mairie agisse pour elle"), required=False
    )
    field_order = ["first_name", "last_name", "commune", "which", "number", "email", "is_adult", "agrees"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].label = _("Commune")

    def clean_number(self) -> str:
        typed = self.cleaned_data["number"]
        try:
            return normalise_phone(typed) if typed else ""
        except AddressError as error:
            raise forms.ValidationError(
                _("Ce numéro n’est pas complet. Il s’écrit ainsi : 03 53 01 20 20.")
            ) from error

    def clean_email(self) -> str:
        typed = self.cleaned_data["email"]
        try:
            return normalise_email(typed) if typed else ""
        except AddressError as error:
            raise forms.ValidationError(
                _("Cet e-mail semble incomplet. Il s’écrit ainsi : prenom.nom@exemple.fr.")
            ) from error

    def clean(self) -> dict:
        fields = super().clean()
        if not (fields.get("number") or fields.get("email")) and not {"number", "email"} & set(self.errors):
            self.add_error(
                "number", _("Écrivez un numéro, ou un e-mail : sinon personne ne peut la prévenir.")
            )
        return fields


class CallBackForm(forms.Form):
    """When to call somebody back."""

    back_on = forms.DateField(
        error_messages={
            "required": _("Dites quel jour rappeler."),
            "invalid": _("Écrivez le jour du rappel ainsi : 26/11/2026."),
        }
    )
    back_part = forms.ChoiceField(required=False, choices=[("", _("Peu importe")), *PartOfDay.choices])

    def clean_back_on(self) -> date:
        day, today = self.cleaned_data["back_on"], timezone.localdate()
        if not today <= day <= today + LONGEST_PROMISE:
            raise forms.ValidationError(_("Choisissez un jour dans les trois mois qui viennent."))
        return day


class WordForm(forms.Form):
    word = forms.ChoiceField(
        choices=Word.choices,
        error_messages={
            "required": _("Choisissez une réponse."),
            "invalid_choice": _("Choisissez une réponse."),
        },
    )


class CloseForm(forms.Form):
    """Why somebody’s need is no longer open, as they say it."""

    reason = forms.ChoiceField(
        label=_("Pourquoi ?"),
        choices=[
            (CloseReason.ELSEWHERE, _("A trouvé autrement")),
            (CloseReason.USELESS, _("Ce n’est plus utile")),
            (CloseReason.NOBODY, _("Personne n’a pu, et c’est dit")),
        ],
        error_messages={
            "required": _("Choisissez une raison."),
            "invalid_choice": _("Choisissez une raison."),
        },
    )
