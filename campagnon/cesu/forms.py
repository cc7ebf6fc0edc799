from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.cesu.costs import Side
from campagnon.cesu.estimate import Estimate, Job, estimate_of
from campagnon.cesu.exemptions import BY_AGE, Employer
from campagnon.cesu.figures import figures_on
from campagnon.cesu.floor import floor_on
from campagnon.cesu.service_law import ServiceLaw, service_on, services_on
from campagnon.cesu.typed import read_number
from campagnon.common.templatetags.campagnon import euros

MOST_HOURS_A_MONTH = 400


class NumberField(forms.Field):
    """A number as people type it: « 10,51 », « 2 h »; whole when `is_whole`."""

    def __init__(self, *, most: int, is_whole: bool = False, **options) -> None:
        keyboard = "numeric" if is_whole else "decimal"
        attrs = {"inputmode": keyboard, "class": "short", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)
        self.most, self.is_whole = most, is_whole

    def to_python(self, value: str | None) -> Decimal | None:
        if value in self.empty_values:
            return None
        number = read_number(value, most=self.most)
        if number is None or (self.is_whole and number % 1):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number


def service_choices() -> list[tuple[str, str]]:
    """Every service that may be declared, after the answer of who does not know yet."""
    services = services_on(timezone.localdate())
    return [("", _("Je ne sais pas encore")), *((law.slug, law.label) for law in services)]


def situation_choices() -> list[tuple[str, str]]:
    """What lifts employer contributions, the age of the employer apart: it is a question of its own."""
    exemptions = figures_on("exemptions", timezone.localdate())
    return [(one.name, one["label"]) for one in exemptions if one.name != BY_AGE]


class CalculatorForm(forms.Form):
    """What a job is, and who employs: asked to compute, never kept."""

    side = forms.ChoiceField(
        label=_("De quel montant partez-vous ?"),
        choices=[
            (Side.NET, _("Ce que la personne reçoit pour une heure (net)")),
            (Side.GROSS, _("Son salaire brut pour une heure")),
            (Side.TOTAL, _("Ce que vous dépensez pour une heure, cotisations comprises")),
        ],
        initial=Side.NET,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Dites de quel montant vous partez."),
            "invalid_choice": _("Choisissez un des trois montants."),
        },
    )
    amount = NumberField(
        label=_("Combien pour une heure, en euros ?"),
        most=500,
        error_messages={
            "required": _("Écrivez un montant, par exemple 12,50."),
            "invalid": _("Écrivez un montant d’une heure, par exemple 12,50."),
        },
    )
    hours = NumberField(
        label=_("Combien d’heures à chaque visite ?"),
        most=24,
        initial="2",
        error_messages={
            "required": _("Dites combien d’heures, par exemple 2 ou 1,5."),
            "invalid": _("Écrivez un nombre d’heures, 24 au plus, par exemple 2 ou 1,5."),
        },
    )
    visits = NumberField(
        label=_("Combien de visites par mois ?"),
        most=62,
        is_whole=True,
        initial="4",
        error_messages={
            "required": _("Dites combien de visites par mois, par exemple 4."),
            "invalid": _("Écrivez un nombre de visites, 62 au plus, par exemple 4."),
        },
    )
    service = forms.ChoiceField(
        label=_("Pour quel service ?"),
        choices=service_choices,
        required=False,
        help_text=_("Certains services ne donnent pas droit au crédit d’impôt, d’autres ont un plafond."),
        error_messages={"invalid_choice": _("Choisissez un service dans la liste.")},
    )
    age = NumberField(
        label=_("Votre âge"),
        most=120,
        is_whole=True,
        required=False,
        help_text=_("À partir de 70 ans, vous payez moins de cotisations."),
        error_messages={
            "invalid": _("Écrivez votre âge en chiffres, par exemple 72."),
        },
    )
    situations = forms.MultipleChoiceField(
        label=_("Vos droits, s’il y en a"),
        choices=situation_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("L’exonération se demande à l’Urssaf service Cesu."),
        error_messages={
            "invalid_choice": _("Choisissez parmi les situations proposées."),
            "invalid_list": _("Choisissez parmi les situations proposées."),
        },
    )
    alsace_moselle = forms.BooleanField(
        label=_("Le travail se fait dans le Bas-Rhin, le Haut-Rhin ou la Moselle"), required=False
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        floor = floor_on(timezone.localdate())
        self.fields["amount"].help_text = _(
            "Congés payés compris : au moins %(net)s net, soit %(gross)s brut."
        ) % {"net": euros(floor.net), "gross": euros(floor.gross)}

    def clean(self) -> dict:
        fields = super().clean()
        if "hours" in fields and "visits" in fields and self._job_hours() > MOST_HOURS_A_MONTH:
            self.add_error("visits", _("Cela fait plus de 400 heures par mois : vérifiez les deux nombres."))
        return fields

    def _job_hours(self) -> Decimal:
        return self.cleaned_data["hours"] * self.cleaned_data["visits"]

    @property
    def chosen_service(self) -> ServiceLaw | None:
        slug = self.cleaned_data["service"]
        return service_on(slug, timezone.localdate()) if slug else None

    def estimate(self) -> Estimate:
        """What the job costs today; BelowFloor when it is paid too little."""
        fields = self.cleaned_data
        job = Job(fields["amount"], Side(fields["side"]), fields["hours"], int(fields["visits"]))
        employer = Employer(
            age=int(fields["age"]) if fields["age"] else None,
            situations=frozenset(fields["situations"]),
            alsace_moselle=fields["alsace_moselle"],
        )
        return estimate_of(job, on=timezone.localdate(), employer=employer, service=self.chosen_service)
