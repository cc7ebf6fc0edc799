"""What an agent is asked on the pages of one person: why, until when, where they met."""

from datetime import date, timedelta

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from campagnon.channels.models import Channel
from campagnon.common import saying
from campagnon.people.forms.fields import DayField, TidyField
from campagnon.people.models import Covers, Mandate, User
from campagnon.people.models.mandate import LONGEST, ORAL_AGREEMENT_HOLDS
from campagnon.people.reaching import ways_to_reach
from campagnon.territories.models import Commune

# Room is left for the mention that follows what was dictated.
LONGEST_DICTATED = 150
LONGEST_REASON = 100
# Whoever was met longer ago is met again.
MET_WITHIN = timedelta(days=31)


def reason_field() -> forms.CharField:
    """Why the agent acts, which the person will read."""
    return TidyField(
        label=_("Pourquoi ?"),
        help_text=_("La personne pourra le lire."),
        max_length=LONGEST_REASON,
        initial=usual_reason,
        error_messages={"required": _("Dites en quelques mots pourquoi vous le faites.")},
    )


def usual_reason() -> str:
    """« À votre demande, le 28 novembre »: on the telephone as at the counter."""
    today = timezone.localdate()
    return _("À votre demande, le %(day)s") % {"day": saying.calendar_day(today).rsplit(" ", 1)[0]}


def with_reason(form: forms.Form) -> forms.Form:
    """The same form, which also asks the agent why; what was dictated is kept short."""
    if "words" in form.fields:
        too_long = _("C’est un peu long : %(limit_value)d signes au plus.")
        form.fields["words"].validators.append(MaxLengthValidator(LONGEST_DICTATED, too_long))
    form.fields["reason"] = reason_field()
    return form


class ReasonForm(forms.Form):
    """An act in one click, and why."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        with_reason(self)


WAYS = [
    (Channel.EMAIL, _("Par e-mail")),
    (Channel.SMS, _("Par SMS")),
    (Channel.CALL, _("Par téléphone")),
    (Channel.LETTER, _("Par lettre")),
]


class ReachForm(forms.Form):
    """How somebody wants to be told, among the ways that can reach them."""

    prefers = forms.ChoiceField(
        label=_("Pour prévenir cette personne"),
        error_messages={
            "required": _("Choisissez comment prévenir cette personne."),
            "invalid_choice": _("Choisissez comment prévenir cette personne."),
        },
    )

    def __init__(self, *args, person: User, **kwargs) -> None:
        super().__init__(*args, initial={"prefers": person.prefers}, **kwargs)
        ways = ways_to_reach(person)
        self.fields["prefers"].choices = [(way, label) for way, label in WAYS if way in ways]


class MandateForm(forms.Form):
    """For what, until when, and whether the page is signed already."""

    covers = forms.ChoiceField(
        label=_("Pour quoi ?"),
        choices=[
            (Covers.NEEDS, _("Ses besoins et ses rendez-vous")),
            (Covers.EVERYTHING, _("Ses besoins, ses rendez-vous et les services rendus aux autres")),
        ],
        initial=Covers.NEEDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Dites ce que la personne vous confie."),
            "invalid_choice": _("Choisissez parmi les deux."),
        },
    )
    until = DayField(
        label=_("Jusqu’à quand ?"),
        help_text=_("Un an au plus. La personne peut reprendre sa parole avant."),
        initial=lambda: f"{timezone.localdate() + LONGEST:%d/%m/%Y}",
        error_messages={"required": _("Écrivez la date de fin.")},
    )
    signed_on = DayField(
        label=_("Feuille déjà signée le"),
        help_text=format_lazy(
            _("Laissez vide si la personne est au téléphone : sa parole suffit {days} jours."),
            days=ORAL_AGREEMENT_HOLDS.days,
        ),
        required=False,
    )

    def clean_until(self) -> date:
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until <= today + LONGEST:
            raise forms.ValidationError(_("Choisissez une date d’ici à un an."))
        return until

    def clean_signed_on(self) -> date | None:
        signed_on = self.cleaned_data["signed_on"]
        if signed_on and not timezone.localdate() - MET_WITHIN <= signed_on <= timezone.localdate():
            raise forms.ValidationError(_("La feuille date du dernier mois, d’aujourd’hui au plus tard."))
        return signed_on


class SignatureForm(forms.Form):
    """The day on which the page was signed."""

    signed_on = DayField(
        label=_("Feuille signée le"),
        initial=lambda: f"{timezone.localdate():%d/%m/%Y}",
        error_messages={"required": _("Écrivez la date qui est sur la feuille.")},
    )

    def __init__(self, *args, mandate: Mandate | None, **kwargs) -> None:
        # Beside it stands the form of another mandate.
        super().__init__(*args, auto_id="sheet_%s", **kwargs)
        self.mandate = mandate

    def clean_signed_on(self) -> date:
        signed_on = self.cleaned_data["signed_on"]
        if not self.mandate.given_orally_on <= signed_on <= timezone.localdate():
            raise forms.ValidationError(
                _("La feuille est signée entre le jour de l’accord et aujourd’hui : vérifiez la date.")
            )
        return signed_on


class MeetingForm(forms.Form):
    """Which town hall met them, and when; nothing of the paper that was shown."""

    commune = forms.ModelChoiceField(
        Commune.objects.none(),
        label=_("Par la mairie de"),
        to_field_name="insee",
        empty_label=None,
        error_messages={
            "required": _("Choisissez la mairie."),
            "invalid_choice": _("Choisissez une mairie du territoire."),
        },
    )
    met_on = DayField(
        label=_("Le"),
        initial=lambda: f"{timezone.localdate():%d/%m/%Y}",
        error_messages={"required": _("Écrivez le jour de la rencontre.")},
    )
    has_seen = forms.BooleanField(
        label=_("J’ai vu une pièce d’identité à ce nom"),
        help_text=_("Nous ne gardons ni laquelle, ni son numéro."),
        error_messages={"required": _("Demandez à voir une pièce d’identité, puis cochez.")},
    )

    def __init__(self, *args, person: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        here = Commune.objects.current().filter(epci=person.commune.epci_id)
        self.fields["commune"].queryset = here
        self.fields["commune"].initial = person.commune.insee

    def clean_met_on(self) -> date:
        met_on = self.cleaned_data["met_on"]
        if not timezone.localdate() - MET_WITHIN <= met_on <= timezone.localdate():
            raise forms.ValidationError(_("La rencontre date du dernier mois, d’aujourd’hui au plus tard."))
        return met_on


class UnvouchForm(forms.Form):
    """Why a town hall takes its word back."""

    reason = TidyField(
        label=_("Pourquoi la retirer ?"),
        help_text=_("La personne pourra le lire."),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Dites en quelques mots pourquoi.")},
    )
