import hmac
import unicodedata

from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campagnon.channels.addresses import AddressError, is_mobile, normalise_email, normalise_phone
from campagnon.people.codes import wait_for_try
from campagnon.people.limits import wait_for_code


class AddressForm(forms.Form):
    """The one question of the door: an e-mail address or a mobile number, known or not."""

    address = forms.CharField(
        label=_("Votre e-mail ou votre numéro de téléphone"),
        help_text=_("Un numéro de portable, pour recevoir un SMS."),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={
            "required": _("Écrivez votre e-mail ou votre numéro de téléphone."),
            "max_length": _("Cette adresse est trop longue."),
        },
    )

    def __init__(self, *args, request: HttpRequest, **kwargs) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_address(self) -> dict[str, str]:
        typed = self.cleaned_data["address"]
        reached = _email(typed) if "@" in typed else _mobile(typed)
        if wait := wait_for_code(self.request, "".join(reached.values()), by_sms="phone" in reached):
            raise forms.ValidationError(
                ngettext(
                    "Plusieurs codes viennent d’être demandés. Patientez %(wait)d minute, puis réessayez.",
                    "Plusieurs codes viennent d’être demandés. Patientez %(wait)d minutes, puis réessayez.",
                    wait,
                )
                % {"wait": wait}
            )
        return reached


def _email(typed: str) -> dict[str, str]:
    try:
        return {"email": normalise_email(typed)}
    except AddressError as error:
        raise forms.ValidationError(
            _("Cet e-mail semble incomplet. Il s’écrit ainsi : prenom.nom@exemple.fr.")
        ) from error


def _mobile(typed: str) -> dict[str, str]:
    try:
        number = normalise_phone(typed)
    except AddressError as error:
        raise forms.ValidationError(
            _("Écrivez un e-mail, ou un numéro de France ou d’outre-mer : 06 12 34 56 78.")
        ) from error
    if not is_mobile(number):
        raise forms.ValidationError(
            _("Un téléphone fixe ne reçoit pas de SMS. Donnez un portable ou un e-mail.")
        )
    return {"phone": number}


class CodeForm(forms.Form):
    """The six digits that were sent."""

    code = forms.CharField(
        label=_("Le code à six chiffres"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"class": "short", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
        error_messages={
            "required": _("Tapez les six chiffres du code."),
            "max_length": _("Tapez les six chiffres du code, et eux seuls."),
        },
    )

    def __init__(
        self, *args, request: HttpRequest, process: AbstractCodeVerificationProcess, **kwargs
    ) -> None:
        self.request, self.process = request, process
        # A code that was not even looked at is no mistake of its sender's.
        self.has_been_read = False
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        if wait := wait_for_try(self.request, self.process):
            raise forms.ValidationError(
                ngettext(
                    "Trop d’essais à la suite. Patientez %(wait)d minute, puis réessayez.",
                    "Trop d’essais à la suite. Patientez %(wait)d minutes, puis réessayez.",
                    wait,
                )
                % {"wait": wait}
            )
        self.has_been_read = True
        expected = self.process.code
        folded = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        digits = "".join(c for c in folded if c in "0123456789")
        if not expected or not hmac.compare_digest(digits, expected):
            raise forms.ValidationError(_("Ce code n’est pas le bon. Vérifiez le dernier message reçu."))
        return digits
