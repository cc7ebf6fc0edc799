"""django-allauth's forms, with our words and our count of tries."""

import struct

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from cryptography.exceptions import InvalidSignature
from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.channels.rate import take
from campagnon.people.limits import SECOND_FACTOR_TRIES

_TOO_MANY = _("Trop d’essais à la suite. Réessayez dans quelques minutes.")
_NO_ANSWER = _("La clé n’a pas répondu comme attendu. Réessayez.")


class _CountedCode:
    """Each try takes a token of this person's, whatever the browser it comes from."""

    label = _("Le code de votre application")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=self.label,
            max_length=20,
            widget=forms.TextInput(
                attrs={"class": "short", "inputmode": "numeric", "autocomplete": "one-time-code"}
            ),
            error_messages={
                "required": _("Tapez les six chiffres que montre votre application."),
                "max_length": _("Tapez les six chiffres que montre votre application."),
            },
        )

    def clean_code(self) -> str:
        if take(SECOND_FACTOR_TRIES, str(self.user.pk)):
            raise forms.ValidationError(_TOO_MANY)
        return super().clean_code()


class ProveForm(_CountedCode, AuthenticateForm):
    label = _("Le code de votre application, ou un code de secours")


class ProveAgainForm(_CountedCode, ReauthenticateForm):
    label = _("Le code de votre application, ou un code de secours")


class ApplicationForm(_CountedCode, ActivateTOTPForm):
    @property
    def secret_in_fours(self) -> str:
        """The secret as one copies it by hand."""
        return " ".join(self.secret[i : i + 4] for i in range(0, len(self.secret), 4))


# Whatever a browser may send in the place of a key's answer.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    InvalidSignature,
    LookupError,
    TypeError,
    ValueError,
    struct.error,
)


class PasskeyForm(AddWebAuthnForm):
    """A new key, and its name."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {})["name"] = _("Ma clé")
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Un nom pour la reconnaître"), max_length=60, required=False
        )

    def clean(self) -> dict:
        # The answer is a hidden field: what is wrong with it is said on top.
        if self.errors.pop("credential", None):
            raise forms.ValidationError(_NO_ANSWER)
        try:
            return super().clean()
        except _BROKEN as error:
            raise forms.ValidationError(_NO_ANSWER) from error


class _CheckedKey:
    def clean_credential(self) -> Authenticator:
        if take(SECOND_FACTOR_TRIES, str(self.user.pk)):
            raise forms.ValidationError(_TOO_MANY)
        try:
            return super().clean_credential()
        except _BROKEN as error:
            raise forms.ValidationError(_NO_ANSWER) from error


class ProveByKeyForm(_CheckedKey, AuthenticateWebAuthnForm):
    pass


class ProveAgainByKeyForm(_CheckedKey, ReauthenticateWebAuthnForm):
    pass
