import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.common.typed_euros import read_euros
from campagnon.exchanges.ride_costs import Ride
from campagnon.exchanges.ride_scale import LEAST_HORSEPOWER, MOST_HORSEPOWER

MOST_KM, MOST_YEARLY_KM, MOST_TOLLS, MOST_PASSENGERS = 2000, 200_000, 500, 8
_KILOMETRES = re.compile(r"(\d{1,6})(?:[.,](\d))?(?:km|kilom[eè]tres?)?", re.IGNORECASE | re.ASCII)
_SHORT = {"inputmode": "decimal", "class": "short", "autocomplete": "off"}


class KilometresField(forms.CharField):
    """A distance as people type it: « 38 », « 38,5 km », « 12 000 km »."""

    def __init__(self, *, most: int, **options) -> None:
        super().__init__(widget=forms.TextInput(attrs=_SHORT), **options)
        self.most = most

    def clean(self, value: str) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = _KILOMETRES.fullmatch(re.sub(r"\s", "", typed))
        kilometres = Decimal(f"{found[1]}.{found[2] or 0}") if found else Decimal(0)
        if not 0 < kilometres <= self.most:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return kilometres


class RideForm(forms.Form):
    """A ride to share: asked to compute, never kept."""

    FOR_SELF, FOR_OTHER = "moi", "accompagnement"

    pour = forms.ChoiceField(
        label=_("Pourquoi le conducteur prend-il la route ?"),
        choices=[
            (FOR_SELF, _("Il y va pour lui-même, et prend quelqu’un avec lui")),
            (FOR_OTHER, _("Il y va pour accompagner quelqu’un")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Dites pour qui le trajet est fait."),
            "invalid_choice": _("Choisissez une des deux réponses."),
        },
    )
    km = KilometresField(
        label=_("Combien de kilomètres, aller et retour ?"),
        most=MOST_KM,
        error_messages={
            "required": _("Écrivez le nombre de kilomètres, par exemple 38."),
            "invalid": _("Écrivez un nombre de kilomètres, 2 000 au plus, par exemple 38."),
        },
    )
    places = forms.TypedChoiceField(
        label=_("Combien de passagers, sans le conducteur ?"),
        coerce=int,
        error_messages={
            "required": _("Dites combien de passagers."),
            "invalid_choice": _("Choisissez un nombre dans la liste."),
        },
    )
    peages = forms.CharField(
        label=_("Péages et stationnement, en euros"),
        required=False,
        widget=forms.TextInput(attrs=_SHORT),
    )
    cv = forms.TypedChoiceField(
        label=_("Puissance de la voiture"),
        help_text=_("Sur la carte grise, ligne P.6. Sans réponse, nous prenons la plus petite."),
        coerce=int,
        required=False,
        empty_value=LEAST_HORSEPOWER,
        error_messages={"invalid_choice": _("Choisissez une puissance dans la liste.")},
    )
    electrique = forms.BooleanField(label=_("La voiture est électrique"), required=False)
    par_an = KilometresField(
        label=_("Combien de kilomètres la voiture fait-elle par an ?"),
        help_text=_("Sans réponse, nous prenons le barème de celles qui roulent beaucoup : le plus bas."),
        most=MOST_YEARLY_KM,
        required=False,
        error_messages={"invalid": _("Écrivez un nombre de kilomètres, par exemple 12 000.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        several = [(n, _("%(n)d passagers") % {"n": n}) for n in range(2, MOST_PASSENGERS + 1)]
        self.fields["places"].choices = [(1, _("Un passager")), *several]
        powers = range(LEAST_HORSEPOWER, MOST_HORSEPOWER + 1)
        self.fields["cv"].choices = [("", _("Je ne sais pas")), *((cv, _power(cv)) for cv in powers)]

    def clean_peages(self) -> Decimal:
        typed = self.cleaned_data["peages"]
        try:
            euros = read_euros(typed) if typed else Decimal(0)
        except ValueError:
            euros = Decimal(MOST_TOLLS + 1)
        if euros > MOST_TOLLS:
            raise forms.ValidationError(_("Écrivez un montant, 500 € au plus, par exemple 4,60."))
        return euros

    def ride(self) -> Ride:
        fields = self.cleaned_data
        return Ride(
            kilometres=fields["km"],
            passengers=fields["places"],
            driver_travels=fields["pour"] == self.FOR_SELF,
            horsepower=fields["cv"],
            is_electric=fields["electrique"],
            yearly_km=max(int(fields["par_an"]), 1) if fields["par_an"] else None,
            tolls=fields["peages"],
        )


def _power(horsepower: int) -> str:
    said = {"cv": horsepower}
    if horsepower == LEAST_HORSEPOWER:
        return _("%(cv)d CV ou moins") % said
    if horsepower == MOST_HORSEPOWER:
        return _("%(cv)d CV ou plus") % said
    return _("%(cv)d CV") % said
