from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.cesu.floor import Floor
from campagnon.cesu.forms import NumberField
from campagnon.cesu.phrases import floor_words
from campagnon.common.templatetags.campagnon import euros

MOST_EUROS_AN_HOUR = 500
PRINT = "print"


class WageForm(forms.Form):
    """The net wage of an hour: asked to compute or to print, never kept; too low, the floor is told."""

    amount = NumberField(
        label=_("Salaire net d’une heure, en euros"),
        most=MOST_EUROS_AN_HOUR,
        error_messages={
            "required": _("Écrivez le salaire net d’une heure, par exemple 12,50."),
            "invalid": _("Écrivez le salaire net d’une heure, par exemple 12,50."),
        },
    )

    def __init__(self, *args, floor: Floor, is_required: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.floor = floor
        self.fields["amount"].required = is_required
        self.fields["amount"].help_text = _(
            "Congés payés (10 %%) compris : au moins %(net)s. Nous ne le gardons pas."
        ) % {"net": euros(floor.net)}

    def clean_amount(self) -> Decimal | None:
        amount = self.cleaned_data["amount"]
        if amount is not None and amount < self.floor.net:
            raise forms.ValidationError(floor_words(self.floor))
        return amount
