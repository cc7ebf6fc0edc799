from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.notices.childcare import (
    LONGEST_NUMBER,
    ChildcarePlace,
    is_agrement_number,
    is_childcare,
    needs_agrement,
)
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
    childcare_place = forms.ChoiceField(
        label=_("Où gardez-vous les enfants ?"),
        required=False,
        choices=ChildcarePlace.choices,
        widget=forms.RadioSelect,
        help_text=_("À dire si vous gardez des enfants."),
        error_messages={"invalid_choice": _("Dites si c’est chez leurs parents ou chez vous.")},
    )
    agrement_number = forms.CharField(
        label=_("Numéro de votre agrément"),
        required=False,
        max_length=LONGEST_NUMBER,
        help_text=_("Obligatoire chez vous : celui de la décision du département, par exemple 60-2024-118."),
        error_messages={"max_length": _("C’est trop long pour un numéro : %(limit_value)d signes au plus.")},
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

    def clean_agrement_number(self) -> str:
        number = " ".join(self.cleaned_data["agrement_number"].split())
        if number and not is_agrement_number(number):
            raise forms.ValidationError(
                _("Recopiez le numéro de la décision du département, par exemple 60-2024-118.")
            )
        return number

    def clean(self) -> dict:
        fields = super().clean()
        self._check_childcare(fields)
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

    def _check_childcare(self, fields: dict) -> None:
        """Say where children are looked after; at home an agrément is due, and CESU is not the way."""
        services, place = fields.get("services", []), fields.get("childcare_place", "")
        if not is_childcare(services):
            fields["childcare_place"] = fields["agrement_number"] = ""
            return
        if not place and "childcare_place" not in self.errors:
            self.add_error("childcare_place", _("Dites où vous gardez les enfants."))
        if fields.get("agrement_number") == "" and needs_agrement(place, services):
            self.add_error(
                "agrement_number",
                _(
                    "Pour garder des enfants chez vous, ou être assistante maternelle, il faut l’agrément du "
                    "département : recopiez son numéro."
                ),
            )
        if place == ChildcarePlace.SITTER and fields.get("modes", 0) & Mode.CESU:
            self.add_error(
                "modes",
                _(
                    "Chez vous, la garde d’enfants se déclare par Pajemploi, pas par CESU : retirez "
                    "« CESU », ou faites une autre offre pour le reste."
                ),
            )

    @staticmethod
    def week_initial(availability: int) -> list[str]:
        """The boxes to tick for a week held in 21 bits."""
        return [f"{day}-{part}" for day, part in parts_of(availability)]
