"""A whole quote to fill: its head and foot, and a row of fields for each thing to pay for."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.exchanges.actions.quoting import QuoteContent, QuotedLine
from campagnon.exchanges.forms.figures import AmountField, OneLine
from campagnon.exchanges.forms.quotes import MOST_EUROS, QuoteForm
from campagnon.exchanges.models import LineKind
from campagnon.exchanges.totals import totals_of
from campagnon.exchanges.vat import rates_on, reduced_on, written_percent
from campagnon.people.models import Professional, VatRegime

MOST_LINES = 15
MOST_UNITS = 9_999
UNITS = ("h", "forfait", "pièce", "jour", "m", "m²", "m³", "km", "kg", "l")
# A row of these begins ready to be filled; others are added one at a time.
FIRST_KINDS = (LineKind.LABOUR, LineKind.TRAVEL, LineKind.SUPPLIES)


class LineForm(forms.Form):
    """One thing to pay for; left without a price, it is not on the quote."""

    kind = forms.CharField(label=_("Nature"), required=False, widget=forms.Select(choices=LineKind.choices))
    label = OneLine(label=_("Désignation"), max_length=160, required=False)
    quantity = AmountField(label=_("Quantité"), most=MOST_UNITS, required=False)
    unit = forms.ChoiceField(
        label=_("Unité"),
        choices=[(unit, unit) for unit in UNITS],
        error_messages={
            "required": _("Choisissez une unité."),
            "invalid_choice": _("Choisissez une unité dans la liste."),
        },
    )
    unit_euros = AmountField(label=_("Prix unitaire HT, €"), most=MOST_EUROS, required=False)
    vat_percent = forms.TypedChoiceField(
        label=_("TVA"),
        coerce=Decimal,
        error_messages={
            "required": _("Choisissez un taux."),
            "invalid_choice": _("Choisissez un taux dans la liste."),
        },
    )

    def __init__(self, *args, charges_vat: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if charges_vat:
            rates = rates_on(timezone.localdate())
            self.fields["vat_percent"].choices = [
                (f"{r.percent:f}", written_percent(r.percent)) for r in rates
            ]
        else:
            del self.fields["vat_percent"]
            self.fields["unit_euros"].label = _("Prix unitaire, €")

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        return kind if kind in LineKind.values else LineKind.SUPPLIES

    def clean(self) -> dict:
        fields = super().clean()
        if self.is_blank:
            # Nothing to pay for: whatever else the row holds does not matter.
            self._errors.clear()
        elif "unit_euros" not in self._errors and fields.get("unit_euros") is None:
            self.add_error("unit_euros", _("Écrivez le prix, ou videz la ligne."))
        elif "quantity" not in self._errors and not fields.get("quantity"):
            self.add_error("quantity", _("Écrivez une quantité, ainsi : 1 ou 2,5."))
        return fields

    @property
    def title(self) -> str:
        """What the row is for."""
        kind = self["kind"].value()
        return LineKind(kind).label if kind in LineKind.values else LineKind.SUPPLIES.label

    @property
    def priced_fields(self) -> list[forms.BoundField]:
        """What stands side by side in the row."""
        return [
            self[name]
            for name in ("label", "quantity", "unit", "unit_euros", "vat_percent")
            if name in self.fields
        ]

    @property
    def is_blank(self) -> bool:
        """No price, and no words but those that were there."""
        typed_label, typed_price = (str(self[name].data or "").strip() for name in ("label", "unit_euros"))
        return not typed_price and typed_label in {
            "",
            *(str(kind.label) for kind in LineKind),
            self._given_label,
        }

    @property
    def _given_label(self) -> str:
        return str(self.initial.get("label", ""))

    def line(self) -> QuotedLine:
        fields = self.cleaned_data
        return QuotedLine(
            kind=fields["kind"],
            label=fields["label"] or str(LineKind(fields["kind"]).label),
            quantity=fields["quantity"],
            unit=fields["unit"],
            unit_euros=fields["unit_euros"],
            vat_percent=fields.get("vat_percent", Decimal(0)),
        )


class QuoteSheet:
    """A whole quote to fill: its head and foot, and its rows."""

    def __init__(
        self, data: Mapping[str, str] | None, *, professional: Professional, initial: dict, lines: list[dict]
    ) -> None:
        self.professional = professional
        self.charges_vat = professional.vat_regime == VatRegime.REAL
        self.form = QuoteForm(data, charges_vat=self.charges_vat, initial=initial)
        count = _count_rows(data) if data is not None else len(lines)
        self.lines = [
            LineForm(
                data,
                charges_vat=self.charges_vat,
                prefix=f"line-{n}",
                initial=lines[n] if n < len(lines) else {},
            )
            for n in range(count)
        ]

    @classmethod
    def with_one_more(cls, data: Mapping[str, str], *, professional: Professional) -> "QuoteSheet":
        """The same, as it was typed, with one more row; nothing is checked yet."""
        names = list(LineForm.base_fields)
        rows = [{name: data.get(f"line-{n}-{name}", "") for name in names} for n in range(_count_rows(data))]
        rows = [*rows, blank_row(LineKind.SUPPLIES, vat_percent=rows[-1]["vat_percent"] if rows else "")]
        initial = {name: data.get(name, "") for name in QuoteForm.base_fields}
        return cls(None, professional=professional, initial=initial, lines=rows[:MOST_LINES])

    @property
    def has_room(self) -> bool:
        return len(self.lines) < MOST_LINES

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Where and what is to be mended, in the order of the page; no place for what is of no field."""
        found = [("", error) for error in self.form.non_field_errors()]
        for form in self._in_order:
            found += [(field.auto_id, field.errors[0]) for field in form.visible_fields() if field.errors]
        return found

    @property
    def _in_order(self) -> list[forms.Form]:
        return [self.form, *self.lines]

    @cached_property
    def is_valid(self) -> bool:
        are_valid = [form.is_valid() for form in self._in_order]
        if all(are_valid):
            self._check_whole()
        return not self.errors

    def content(self) -> QuoteContent:
        """What was written, once it is valid."""
        return QuoteContent(
            **self.form.job(),
            conditions=self.form.cleaned_data["conditions"],
            is_old_housing=self.form.cleaned_data.get("is_old_housing", False),
            lines=self._written,
        )

    @property
    def _written(self) -> tuple[QuotedLine, ...]:
        return tuple(form.line() for form in self.lines if not form.is_blank)

    def _check_whole(self) -> None:
        lines = self._written
        if totals_of([line.figures for line in lines]).gross <= 0:
            self.form.add_error(None, _("Écrivez au moins un prix."))
        today = timezone.localdate()
        reduced = reduced_on(today)
        may_be_reduced = self.form.cleaned_data.get("is_old_housing") or self.professional.is_sap_on(today)
        if any(line.vat_percent in reduced for line in lines) and not may_be_reduced:
            self.form.add_error(
                "is_old_housing",
                _(
                    "Un taux réduit demande un logement de plus de deux ans, ou un service à la personne "
                    "déclaré."
                ),
            )


def blank_row(kind: LineKind, *, vat_percent: object = "", **more) -> dict:
    """A row ready to be filled."""
    labels = {LineKind.LABOUR: LineKind.LABOUR.label, LineKind.TRAVEL: LineKind.TRAVEL.label}
    units = {LineKind.LABOUR: "h", LineKind.TRAVEL: "forfait", LineKind.SUPPLIES: "pièce"}
    row = {"kind": kind.value, "label": labels.get(kind, ""), "quantity": "1", "unit": units[kind]}
    return {**row, "vat_percent": vat_percent, **more}


def _count_rows(data: Mapping[str, str]) -> int:
    there = [n for n in range(MOST_LINES) if f"line-{n}-label" in data or f"line-{n}-unit_euros" in data]
    return max(there, default=len(FIRST_KINDS) - 1) + 1
