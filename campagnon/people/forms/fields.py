"""Fields that several pages of this room ask for."""

import unicodedata
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.common.names import Fault, NameRefused, clean_name
from campagnon.common.typed_days import read_day
from campagnon.common.typed_euros import read_euros
from campagnon.territories.models import Commune
from campagnon.territories.search import find_communes, sure_match

# Room for what is pasted with too many spaces; the name itself is at most 50 signs.
LONGEST_TYPED = 200


class NameField(forms.CharField):
    """A name that can be shown beside somebody else's."""

    default_error_messages = {
        Fault.EMPTY.value: _("Écrivez votre prénom."),
        Fault.TOO_LONG.value: _("C’est un peu long : 50 lettres au plus."),
        Fault.SIGNS.value: _(
            "Un nom s’écrit avec des lettres, des espaces, des traits d’union et des apostrophes."
        ),
        Fault.MIXED.value: _("Écrivez ce nom dans un seul alphabet."),
        "max_length": _("C’est un peu long : 50 lettres au plus."),
    }

    def __init__(self, **options) -> None:
        super().__init__(max_length=LONGEST_TYPED, **options)

    def clean(self, value: str) -> str:
        typed = super().clean(value)
        if not typed and not self.required:
            return ""
        try:
            return clean_name(typed)
        except NameRefused as refused:
            raise forms.ValidationError(self.error_messages[refused.fault.value]) from refused


class DayField(forms.CharField):
    """A day written the way one writes it."""

    default_error_messages = {
        "invalid": _("Nous ne lisons pas cette date. Écrivez-la ainsi : 12/05/2009."),
        "max_length": _("Nous ne lisons pas cette date. Écrivez-la ainsi : 12/05/2009."),
    }
    widget = forms.TextInput(attrs={"class": "short", "inputmode": "text"})

    def __init__(self, **options) -> None:
        super().__init__(max_length=40, **options)

    def clean(self, value: str) -> date | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read_day(typed)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"]) from error


class TidyField(forms.CharField):
    """Words on one line that others will read: single spaces, and no sign that cannot be seen."""

    default_error_messages = {
        "max_length": _("C’est un peu long : %(limit_value)d signes au plus."),
        "letters": _("Écrivez-le avec des lettres."),
    }

    def clean(self, value: str) -> str:
        typed = unicodedata.normalize("NFC", super().clean(value))
        tidy = " ".join("".join(c if c.isprintable() else " " for c in typed).split())
        if typed and not any(c.isalpha() for c in tidy):
            raise forms.ValidationError(self.error_messages["letters"])
        return tidy


class EurosField(forms.CharField):
    """An amount written the way one writes it: 25 or 25,50."""

    default_error_messages = {
        "invalid": _("Écrivez un montant en euros, par exemple 25 ou 25,50."),
        "max_length": _("Écrivez un montant en euros, par exemple 25 ou 25,50."),
        "too_much": _("C’est trop : vérifiez le montant."),
    }
    widget = forms.TextInput(attrs={"class": "short", "inputmode": "decimal"})

    def __init__(self, *, most: int, **options) -> None:
        self.most = most
        super().__init__(max_length=40, **options)

    def clean(self, value: str) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            euros = read_euros(typed)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"]) from error
        if euros > self.most:
            raise forms.ValidationError(self.error_messages["too_much"])
        return euros


class WithCommune(forms.Form):
    """A commune by its name or postcode, then by a button when several are called so."""

    commune = forms.CharField(
        label=_("Votre commune"),
        help_text=_("Son nom ou son code postal."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2", "spellcheck": "false"}),
        error_messages={
            "required": _("Écrivez le nom de votre commune, ou son code postal."),
            "max_length": _("Écrivez le nom de votre commune, ou son code postal."),
        },
    )
    which = forms.CharField(label=_("Laquelle ?"), required=False, max_length=5, widget=forms.RadioSelect)

    def clean(self) -> dict:
        fields = super().clean()
        if typed := fields.get("commune"):
            fields["commune"] = self._meant(typed, fields.get("which", ""))
        return fields

    @property
    def asks_which(self) -> bool:
        return bool(self.fields["which"].widget.choices)

    def _meant(self, typed: str, insee: str) -> Commune | None:
        matches = find_communes(typed)
        self.fields["which"].required = len(matches) > 1
        chosen = [match.commune for match in matches if match.commune.insee == insee]
        sure = sure_match(matches)
        if chosen or sure:
            return chosen[0] if chosen else sure.commune
        if not matches:
            self.add_error("commune", _("Nous ne trouvons pas cette commune. Essayez son code postal."))
            return None
        self.fields["which"].widget.choices = [
            (match.commune.insee, match.commune.qualified_name) for match in matches
        ]
        self.add_error("which", _("Plusieurs communes peuvent être la vôtre : choisissez-la."))
        return None
