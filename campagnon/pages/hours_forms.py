from collections.abc import Iterable

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from campagnon.common import saying
from campagnon.territories.models import ClosedDay, CounterHours
from campagnon.territories.opening import Span
from campagnon.territories.reading_hours import read_spans, write_spans


class SpansField(forms.CharField):
    """The hours of one day, as they are said."""

    default_error_messages = {"unreadable": _("Écrivez les heures ainsi : 9 h – 12 h, 14 h – 17 h.")}

    def clean(self, value: str) -> tuple[Span, ...]:
        text = super().clean(value)
        try:
            return read_spans(text)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["unreadable"]) from error


class HoursForm(forms.Form):
    """The week of a counter: one line a day, empty when it is closed."""

    def __init__(self, *args, hours: Iterable[CounterHours], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        by_day = {row.weekday: row.spans for row in hours}
        for weekday, name in enumerate(saying.DAYS):
            self.fields[name] = SpansField(
                label=capfirst(name),
                required=False,
                max_length=60,
                initial=write_spans(by_day.get(weekday, ())),
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )

    def rows(self) -> list[CounterHours]:
        """One row for each day on which the counter opens."""
        days = [(weekday, self.cleaned_data[name]) for weekday, name in enumerate(saying.DAYS)]
        return [_row(weekday, spans) for weekday, spans in days if spans]


def _row(weekday: int, spans: tuple[Span, ...]) -> CounterHours:
    first, *others = spans
    row = CounterHours(weekday=weekday, opens_at=first.opens, closes_at=first.closes)
    if others:
        row.reopens_at, row.recloses_at = others[0].opens, others[0].closes
    return row


class ClosedDayForm(forms.Form):
    """Days on which a counter does not answer."""

    first_on = forms.DateField(
        label=_("Premier jour"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Dites le premier jour."),
            "invalid": _("Écrivez la date ainsi : 24/12/2026."),
        },
    )
    last_on = forms.DateField(
        label=_("Dernier jour"),
        required=False,
        help_text=_("Vide pour un seul jour."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Écrivez la date ainsi : 24/12/2026.")},
    )
    reason = forms.CharField(
        label=_("Raison"),
        max_length=80,
        help_text=_("Par exemple : congés d’été."),
        error_messages={
            "required": _("Dites pourquoi, en quelques mots."),
            "max_length": _("C’est un peu long : quatre-vingts signes au plus."),
        },
    )

    def clean(self) -> dict:
        fields = super().clean()
        first, last = fields.get("first_on"), fields.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("La fin vient avant le début."))
        return fields

    def closed_day(self) -> ClosedDay:
        """The days said, not yet kept."""
        fields = self.cleaned_data
        return ClosedDay(
            first_on=fields["first_on"],
            last_on=fields["last_on"] or fields["first_on"],
            reason=fields["reason"],
        )
