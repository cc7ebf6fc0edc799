from django import forms
from django.utils.translation import gettext_lazy as _


class CommuneForm(forms.Form):
    """Where somebody is, in their words."""

    q = forms.CharField(
        label=_("Votre commune"),
        help_text=_("Son nom, un bout de son nom, un ancien nom, ou le code postal."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2", "spellcheck": "false"}),
        error_messages={
            "required": _("Écrivez le nom de la commune, ou son code postal."),
            "max_length": _("C’est un peu long : le nom de la commune suffit."),
            "unknown": _("Nous ne trouvons pas cette commune. Essayez son code postal."),
        },
    )
