"""Words and figures as one writes them on a quote."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.people.forms.fields import EurosField


class OneLine(forms.CharField):
    """Words on one line, without signs that cannot be seen."""

    def __init__(self, *, max_length: int, **options) -> None:
        super().__init__(max_length=max_length, **options)
        self.error_messages["max_length"] = _("C’est un peu long : %(limit_value)d signes au plus.")

    def to_python(self, value: str) -> str:
        return " ".join(visible(super().to_python(value)).split())


class AmountField(EurosField):
    """A figure of a line, as one writes it: 12,50 or 1 250."""

    default_error_messages = {
        "invalid": _("Écrivez un nombre, ainsi : 12,50."),
        "max_length": _("Écrivez un nombre, ainsi : 12,50."),
        "too_much": _("C’est plus que ce que nous savons compter ici."),
    }
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


def visible(text: str) -> str:
    """The text without controls nor direction marks."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
