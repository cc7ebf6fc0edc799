"""django-allauth's forms, with our words and our count of tries."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.channels.rate import take
from campagnon.people.limits import SECOND_FACTOR_TRIES


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
            raise forms.ValidationError(_("Trop d’essais à la suite. Réessayez dans quelques minutes."))
        return super().clean_code()


class ProveForm(_CountedCode, AuthenticateForm):
    label = _("Le code de votre application, ou un code de secours")


class ProveAgainForm(_CountedCode, ReauthenticateForm):
    label = _("Le code de votre application, ou un code de secours")


class ApplicationForm(_CountedCode, ActivateTOTPForm):
    pass


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {})["name"] = _("Ma clé")
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Un nom pour la reconnaître")
        self.fields["name"].max_length = 60
        self.fields["credential"].error_messages["required"] = _("La clé n’a pas répondu. Réessayez.")
