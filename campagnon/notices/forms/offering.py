from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.notices.deadlines import CONFIRMATION_RHYTHMS_DAYS
from campagnon.notices.forms.words import without_contact_details
from campagnon.notices.moments import availability_of, parts_of
from campagnon.notices.week import week_boxes
from campagnon.people.models import User

REACHES_MINUTES = (5, 10, 15, 20, 30, 45, 60)
RHYTHMS = {30: _("Tous les mois"), 90: _("Tous les trois mois"), 180: _("Tous les six mois")}
MOST_SERVICES = 8


def week_choices() -> list[tuple[str, str]]:
    """The 21 parts of a week, Monday morning first."""
    return [(value, label) for day in week_boxes([]) for value, label, _ticked in day.boxes]


class OfferForm(forms.Form):
    """What somebody can do, how far, when and how."""

    words = forms.CharField(
        label=_("Ce que vous proposez, en une phrase"),
        max_length=300,
        validators=[without_contact_details],
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        error_messages={"required": _("Écrivez ce que vous proposez, en une phrase.")},
    )
    services = forms.ModelMultipleChoiceField(
        Service.objects.select_related("sector"),
        label=_("Quels services ?"),
        to_field_name="slug",
        error_messages={
            "required": _("Choisissez au moins un service."),
            "invalid_choice": _("Choisissez des services dans la liste."),
            "invalid_pk_value": _("Choisissez des services dans la liste."),
            "invalid_list": _("Choisissez des services dans la liste."),
        },
    )
    modes = forms.TypedMultipleChoiceField(
        label=_("De quelle façon ?"),
        help_text=_("« Professionnel » si c’est votre métier : la loi punit qui le cache."),
        coerce=int,
        choices=Mode.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choisissez au moins une façon d’échanger."),
            "invalid_choice": _("Choisissez parmi les façons proposées."),
        },
    )
    reach_minutes = forms.TypedChoiceField(
        label=_("Jusqu’où allez-vous ?"),
        coerce=int,
        choices=[
            (minutes, _("%(minutes)s min de route") % {"minutes": minutes}) for minutes in REACHES_MINUTES
        ],
        initial=20,
        error_messages={
            "required": _("Dites jusqu’où vous allez."),
            "invalid_choice": _("Choisissez une durée dans la liste."),
        },
    )
    week = forms.MultipleChoiceField(
        label=_("Quand êtes-vous libre, d’habitude ?"),
        choices=week_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Gardez au moins un moment dans la semaine."),
            "invalid_choice": _("Choisissez des moments de la semaine."),
        },
    )
    confirm_every_days = forms.TypedChoiceField(
        label=_("Quand vous demander si c’est toujours valable ?"),
        coerce=int,
        choices=[(days, RHYTHMS[days]) for days in CONFIRMATION_RHYTHMS_DAYS],
        initial=90,
        error_messages={
            "required": _("Choisissez un rythme."),
            "invalid_choice": _("Choisissez un rythme dans la liste."),
        },
    )

    def __init__(self, *args, author: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.author = author

    def clean_services(self) -> list[Service]:
        services = list(self.cleaned_data["services"])
        if len(services) > MOST_SERVICES:
            raise forms.ValidationError(
                _("Gardez huit services au plus ; vous pourrez faire une autre offre pour le reste.")
            )
        return services

    def clean_modes(self) -> int:
        modes = sum({Mode(value) for value in self.cleaned_data["modes"]})
        if modes & Mode.PRO and not hasattr(self.author, "professional"):
            raise forms.ValidationError(
                _("Pour être payé sur devis, ajoutez d’abord votre SIRET dans « Mon compte »."),
                code="no_siret",
            )
        return modes

    def clean_week(self) -> int:
        parts = {tuple(choice.split("-")) for choice in self.cleaned_data["week"]}
        return availability_of({(int(day), part) for day, part in parts})

    def clean(self) -> dict:
        fields = super().clean()
        modes = fields.get("modes")
        for service in fields.get("services", []) if modes else []:
            if not service.modes & modes:
                ways = ", ".join(str(mode.label) for mode in service.mode_list)
                self.add_error(
                    "modes",
                    _("« %(service)s » n’est possible que de cette façon : %(ways)s.")
                    % {"service": service.label, "ways": ways},
                )
        return fields

    @staticmethod
    def week_initial(availability: int) -> list[str]:
        """The boxes to tick for a week held in 21 bits."""
        return [f"{day}-{part}" for day, part in parts_of(availability)]
