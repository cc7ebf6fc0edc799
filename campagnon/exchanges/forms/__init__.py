from datetime import datetime, timedelta
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.common.contact_details import find_contact_details
from campagnon.exchanges import phrases
from campagnon.exchanges.actions.answering import Proposal
from campagnon.exchanges.actions.writing import LONGEST_MESSAGE
from campagnon.exchanges.contact_refused import why_refused
from campagnon.exchanges.price_warning import MindsPrice
from campagnon.matching.minors import may_come_at
from campagnon.notices.models import CloseReason
from campagnon.people.models import User

FURTHEST = timedelta(days=366)
LENGTHS = [Decimal(n) / 2 for n in range(1, 17)]
DAYS_WRITTEN = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y"]
HOURS_WRITTEN = ["%H:%M", "%H:%M:%S", "%H h %M", "%Hh%M", "%H h", "%Hh", "%H"]


def written_hours(hours: Decimal | float) -> str:
    """A length as the list of lengths writes it: « 1.5 »."""
    return f"{float(hours):g}"


class LetterField(forms.CharField):
    """What one writes to the other, on several lines."""

    widget = forms.Textarea

    def __init__(self, *, rows: int, max_length: int, **options) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        messages = {"max_length": _("C’est un peu long : %(limit_value)d signes au plus.")}
        super().__init__(max_length=max_length, widget=widget, error_messages=messages, **options)


class ProposalForm(MindsPrice):
    """A way, a day, an hour, a length; only what there is to choose is asked."""

    mode = forms.TypedChoiceField(
        label=_("De quelle façon ?"),
        coerce=lambda value: Mode(int(value)),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez une façon d’échanger."),
            "invalid_choice": _("Choisissez parmi les façons proposées."),
        },
    )
    day = forms.DateField(
        label=_("Quel jour ?"),
        input_formats=DAYS_WRITTEN,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choisissez un jour."),
            "invalid": _("Écrivez la date ainsi : 28/11/2026."),
        },
    )
    hour = forms.TimeField(
        label=_("À quelle heure ?"),
        input_formats=HOURS_WRITTEN,
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={
            "required": _("Choisissez une heure."),
            "invalid": _("Écrivez l’heure ainsi : 14:30."),
        },
    )
    hours = forms.TypedChoiceField(
        label=_("Combien de temps, environ ?"),
        coerce=Decimal,
        choices=[(written_hours(length), phrases.length(length)) for length in LENGTHS],
        error_messages={
            "required": _("Choisissez une durée."),
            "invalid_choice": _("Choisissez une durée dans la liste."),
        },
    )
    is_weekly = forms.BooleanField(label=_("Chaque semaine, au même moment"), required=False)
    words = LetterField(label=_("Un mot"), rows=2, max_length=500, required=False)

    def __init__(
        self,
        *args,
        service: Service,
        helper: User,
        modes: list[Mode],
        may_be_weekly: bool,
        may_give_contact: bool = False,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.service, self.helper = service, helper
        self.may_give_contact = may_give_contact
        self.modes, self.ways = modes, sum(modes)
        self.only_mode = modes[0] if len(modes) == 1 else None
        if self.only_mode:
            del self.fields["mode"]
        else:
            self.fields["mode"].choices = [(mode.value, mode.label) for mode in modes]
        if not may_be_weekly:
            del self.fields["is_weekly"]

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if not self.may_give_contact:
            refuse_contact_details(words)
        return words

    def clean(self) -> dict:
        fields = super().clean()
        if "day" in fields and "hour" in fields:
            at = timezone.make_aware(datetime.combine(fields["day"], fields["hour"]))
            if at <= timezone.now():
                self.add_error("day", _("Ce moment est passé : choisissez un jour ou une heure à venir."))
            elif at > timezone.now() + FURTHEST:
                self.add_error("day", _("Choisissez un jour dans l’année qui vient."))
            fields["starts_at"] = at
            if "hours" in fields:
                self._check_evening(at, at + timedelta(hours=float(fields["hours"])))
        if (self.only_mode or fields.get("mode")) == Mode.FREE:
            self.mind_price("words")
        return fields

    def _check_evening(self, starts_at: datetime, ends_at: datetime) -> None:
        if not may_come_at(self.helper, self.service, starts_at=starts_at, ends_at=ends_at):
            self.add_error(
                "hour",
                _(
                    "Avant 18 ans, on garde des enfants entre 6 h et 20 h. "
                    "Choisissez une autre heure, ou moins longtemps."
                ),
            )

    def proposal(self) -> Proposal:
        fields = self.cleaned_data
        return Proposal(
            mode=self.only_mode or fields["mode"],
            starts_at=fields["starts_at"],
            hours=fields["hours"],
            is_weekly=fields.get("is_weekly", False),
            words=fields["words"],
        )


class MessageForm(MindsPrice):
    body = LetterField(label=_("Votre message"), rows=4, max_length=LONGEST_MESSAGE)

    def __init__(self, *args, may_give_contact: bool, is_free: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.may_give_contact, self.is_free = may_give_contact, is_free
        self.fields["body"].error_messages["required"] = _("Écrivez votre message.")

    def clean_body(self) -> str:
        if not self.may_give_contact:
            refuse_contact_details(self.cleaned_data["body"])
        return self.cleaned_data["body"]

    def clean(self) -> dict:
        fields = super().clean()
        if self.is_free:
            self.mind_price("body")
        return fields


class CancelForm(forms.Form):
    words = forms.CharField(
        label=_("Un mot d’explication"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("C’est un peu long : %(limit_value)d signes au plus.")},
    )


class ThanksForm(forms.Form):
    """A word for the other, a private answer for nobody, and whether all is done."""

    words = LetterField(label=_("Un petit mot pour %(name)s"), rows=2, max_length=300, required=False)
    would_again = forms.TypedChoiceField(
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", _("Oui")), ("no", _("Plutôt non"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        help_text=_("Votre réponse reste entre vous et nous."),
    )
    is_over = forms.TypedChoiceField(
        label=_("Et maintenant ?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Tout est fait, le besoin est fermé")), ("no", _("J’ai encore besoin d’aide"))],
        coerce=lambda value: value == "yes",
    )

    def __init__(self, *args, name: str, is_asker: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Un petit mot pour %(name)s") % {"name": name}
        question = (
            _("Le demanderiez-vous de nouveau à %(name)s ?")
            if is_asker
            else _("Aideriez-vous de nouveau %(name)s ?")
        )
        self.fields["would_again"].label = question % {"name": name}
        if not is_asker:
            del self.fields["is_over"]


class CloseForm(forms.Form):
    reason = forms.ChoiceField(
        choices=[
            (CloseReason.HELPED, _("On m’a aidé, grâce à Campagnon")),
            (CloseReason.ELSEWHERE, _("J’ai trouvé autrement")),
            (CloseReason.USELESS, _("Ce n’est plus utile")),
        ],
        error_messages={
            "required": _("Choisissez une raison."),
            "invalid_choice": _("Choisissez une raison parmi les trois."),
        },
    )


def refuse_contact_details(words: str) -> None:
    """Say kindly why what one wrote cannot be sent before both agree."""
    found = find_contact_details(words)
    if found:
        raise forms.ValidationError(why_refused(found))
