from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.notices.forms.words import without_contact_details
from campagnon.notices.moments import PartOfDay

LONGEST_WAIT = timedelta(days=366)


class SentenceForm(forms.Form):
    """What somebody says, and where they are if the sentence does not tell."""

    words = forms.CharField(
        label=_("Dites-le avec vos mots"),
        max_length=300,
        validators=[without_contact_details],
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        error_messages={
            "required": _("Écrivez ce dont vous avez besoin, en une phrase."),
            "max_length": _("C’est un peu long : %(limit_value)d signes au plus."),
        },
    )
    commune = forms.CharField(
        label=_("Votre commune"),
        help_text=_("Son nom ou son code postal, si la phrase ne le dit pas."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2", "spellcheck": "false"}),
        error_messages={"max_length": _("Écrivez le nom de la commune, ou son code postal.")},
    )


class ServiceForm(forms.Form):
    """Which service it is: the likeliest first, then all of them."""

    service = forms.ModelChoiceField(
        Service.objects.all(),
        to_field_name="slug",
        error_messages={
            "required": _("Choisissez ce qui ressemble le plus à votre besoin."),
            "invalid_choice": _("Choisissez un service dans la liste."),
        },
    )


class CommuneForm(forms.Form):
    commune = forms.CharField(
        label=_("Commune ou code postal"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2", "spellcheck": "false"}),
        error_messages={
            "required": _("Écrivez le nom de la commune, ou son code postal."),
            "max_length": _("Écrivez le nom de la commune, ou son code postal."),
            "unknown": _("Nous ne trouvons pas cette commune. Essayez son code postal."),
        },
    )


class WhenForm(forms.Form):
    """As soon as possible, a day, or a period; in which part of the day; again and again or once."""

    starts_on = forms.DateField(
        label=_("Le, ou à partir du"),
        help_text=_("Vide pour « dès que possible »."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Écrivez la date ainsi : 28/11/2026.")},
    )
    ends_on = forms.DateField(
        label=_("Jusqu’au"),
        help_text=_("Si cela peut se faire sur plusieurs jours."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Écrivez la date ainsi : 28/11/2026.")},
    )
    part_of_day = forms.ChoiceField(
        label=_("À quel moment de la journée ?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("Peu importe")), *PartOfDay.choices],
    )
    is_recurring = forms.BooleanField(label=_("Cela revient régulièrement"), required=False)

    def clean_starts_on(self) -> date | None:
        return self._soon_enough(self.cleaned_data["starts_on"])

    def clean_ends_on(self) -> date | None:
        return self._soon_enough(self.cleaned_data["ends_on"])

    def _soon_enough(self, day: date | None) -> date | None:
        today = timezone.localdate()
        if day is not None and day < today:
            raise forms.ValidationError(
                _("Cette date est passée : choisissez aujourd’hui ou un jour à venir.")
            )
        if day is not None and day > today + LONGEST_WAIT:
            raise forms.ValidationError(_("Choisissez une date dans l’année qui vient."))
        return day

    def clean(self) -> dict:
        fields = super().clean()
        starts_on, ends_on = fields.get("starts_on"), fields.get("ends_on")
        if ends_on and not starts_on and "starts_on" not in self.errors:
            fields["starts_on"] = timezone.localdate()
        elif starts_on and not ends_on and not fields.get("is_recurring"):
            fields["ends_on"] = starts_on
        elif starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("La fin vient avant le début : échangez les deux dates."))
        return fields


class ModesForm(forms.Form):
    """The ways of exchanging one accepts, among those that the service allows."""

    modes = forms.TypedMultipleChoiceField(
        label=_("De quelle façon ?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Gardez au moins une façon d’échanger."),
            "invalid_choice": _("Choisissez parmi les façons proposées."),
        },
    )

    def __init__(self, service: Service, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["modes"].choices = [(mode.value, mode.label) for mode in service.mode_list]

    def clean_modes(self) -> int:
        return sum({Mode(value) for value in self.cleaned_data["modes"]})


class WordsForm(SentenceForm):
    """The sentence alone, to mend it."""

    commune = None


class OfferSentenceForm(WordsForm):
    """The sentence of somebody who offers."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["required"] = _("Écrivez ce que vous proposez, en une phrase.")
