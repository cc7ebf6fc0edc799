from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.people.forms.fields import DayField, NameField, WithCommune
from campagnon.people.models.user import ADULT_AGE, MINIMUM_AGE, age_on


class WhoForm(WithCommune):
    """Who somebody is, when they come for the first time."""

    ADULT, MINOR, CHILD = "18", "16", "0"

    first_name = NameField(
        label=_("Votre prénom"),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Écrivez votre prénom.")},
    )
    last_name = NameField(
        label=_("Votre nom"),
        help_text=_("Facultatif. Les agents de la mairie le lisent, personne d’autre."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    age = forms.ChoiceField(
        label=_("Votre âge"),
        widget=forms.RadioSelect,
        choices=[
            (ADULT, _("J’ai 18 ans ou plus")),
            (MINOR, _("J’ai 16 ou 17 ans")),
            (CHILD, _("J’ai moins de 16 ans")),
        ],
        error_messages={
            "required": _("Choisissez votre âge."),
            "invalid_choice": _("Choisissez votre âge."),
        },
    )
    born_on = DayField(
        label=_("Votre date de naissance"),
        help_text=_("Par exemple 12/05/2009. Elle n’est montrée à personne."),
        required=False,
    )
    agrees_charter = forms.BooleanField(
        label=_("J’ai lu la charte de l’entraide, et je l’accepte"),
        error_messages={"required": _("Lisez la charte, puis cochez la case pour l’accepter.")},
    )
    field_order = ["first_name", "last_name", "commune", "which", "age", "born_on", "agrees_charter"]

    @property
    def asks_birth(self) -> bool:
        return self.data.get("age") == self.MINOR

    def clean(self) -> dict:
        fields = super().clean()
        if fields.get("age") != self.MINOR:
            fields["born_on"] = None
        elif "born_on" not in self.errors:
            self._check_birth(fields.get("born_on"))
        if fields.get("age") == self.CHILD:
            # Who is too young is told so kindly, and agrees to nothing.
            self.errors.pop("agrees_charter", None)
        return fields

    @property
    def is_too_young(self) -> bool:
        """Whether somebody said, or a birth date tells, that they are under 16."""
        fields = self.cleaned_data
        if fields.get("age") == self.CHILD:
            return True
        born_on = fields.get("born_on")
        return born_on is not None and age_on(timezone.localdate(), born_on=born_on) < MINIMUM_AGE

    def _check_birth(self, born_on) -> None:
        today = timezone.localdate()
        if born_on is None:
            self.add_error("born_on", _("Écrivez votre date de naissance."))
        elif born_on > today:
            self.add_error("born_on", _("Cette date n’est pas encore venue."))
        elif age_on(today, born_on=born_on) >= ADULT_AGE:
            self.add_error(
                "age", _("D’après cette date, vous avez 18 ans ou plus : choisissez la première réponse.")
            )
