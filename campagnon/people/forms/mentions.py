from datetime import date
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.channels.addresses import AddressError, normalise_email, normalise_phone
from campagnon.people.enterprise_numbers import (
    NumberOfAnother,
    WrongNumber,
    read_postcode,
    read_sap_number,
    read_vat_number,
    usual_vat_number,
)
from campagnon.people.forms.fields import DayField, EurosField, TidyField
from campagnon.people.forms.professional import running_until
from campagnon.people.models import Professional, VatRegime

DEAREST_TRAVEL = 1000
INCLUDED_MINUTES = range(0, 65, 5)
# The law of 26 July 2005 made services à la personne; nothing was declared before.
FIRST_SAP_DAY = date(2005, 7, 26)


class MentionsForm(forms.Form):
    """What the law asks on a quote, and how travel is counted."""

    legal_name = TidyField(
        label=_("Nom légal"),
        help_text=_(
            "Votre nom suivi de « EI », ou celui de la société avec sa forme et son capital. "
            "Par exemple : Joël Lefèvre EI ; Lefèvre Plomberie, SARL au capital de 5 000 €."
        ),
        max_length=120,
        error_messages={"required": _("Écrivez le nom légal de l’entreprise.")},
    )
    street = TidyField(
        label=_("Adresse"),
        help_text=_("Numéro et rue, ou lieu-dit."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": _("Écrivez l’adresse de l’entreprise.")},
    )
    postcode = forms.CharField(
        label=_("Code postal"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "short", "inputmode": "numeric", "autocomplete": "postal-code"}
        ),
        error_messages={
            "required": _("Écrivez le code postal."),
            "max_length": _("Un code postal a 5 chiffres."),
        },
    )
    town = TidyField(
        label=_("Ville ou village"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages={"required": _("Écrivez le nom de la ville ou du village.")},
    )
    phone = forms.CharField(
        label=_("Téléphone de l’entreprise"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={
            "required": _("Écrivez le téléphone de l’entreprise : la loi l’exige sur un devis."),
            "max_length": _("Ce numéro semble incomplet. Il s’écrit ainsi : 03 53 01 20 20."),
        },
    )
    email = forms.CharField(
        label=_("E-mail de l’entreprise"),
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Écrivez l’e-mail de l’entreprise : la loi l’exige sur un devis."),
            "max_length": _("Cette adresse est trop longue."),
        },
    )
    registration = TidyField(
        label=_("Immatriculation"),
        help_text=_("S’il y en a une : RCS Beauvais 732 829 320, par exemple. Sinon, laissez vide."),
        max_length=80,
        required=False,
    )
    vat_regime = forms.ChoiceField(
        label=_("La TVA"),
        choices=VatRegime.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Dites si vous facturez la TVA."),
            "invalid_choice": _("Dites si vous facturez la TVA."),
        },
    )
    vat_number = forms.CharField(
        label=_("Numéro de TVA"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": _("Un numéro de TVA a 13 signes : FR, 2 signes, puis votre SIREN.")},
    )
    insurer = TidyField(
        label=_("Assureur professionnel"),
        help_text=_("Son nom, son adresse et la zone couverte, comme sur votre attestation."),
        max_length=160,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Écrivez le nom et l’adresse de votre assureur, et la zone couverte.")},
    )
    mediator = TidyField(
        label=_("Médiateur de la consommation"),
        help_text=_(
            "Son nom, son adresse et son site. En avoir un est obligatoire pour travailler chez des "
            "particuliers ; la liste est sur economie.gouv.fr/mediation-conso."
        ),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Écrivez le nom, l’adresse et le site de votre médiateur.")},
    )
    ten_year_insurer = TidyField(
        label=_("Assureur décennal"),
        help_text=_("Pour les travaux du bâtiment : son nom, son adresse et la zone couverte."),
        max_length=160,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    ten_year_until = DayField(
        label=_("Décennale valable jusqu’au"), help_text=_("Par exemple 31/12/2027."), required=False
    )
    sap_number = forms.CharField(
        label=_("Numéro de déclaration"),
        help_text=_("SAP, puis votre SIREN. Vos clients peuvent alors avoir droit au crédit d’impôt."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": _("Ce numéro s’écrit SAP, puis les 9 chiffres de votre SIREN.")},
    )
    sap_declared_on = DayField(
        label=_("Déclaré le"), help_text=_("La date du récépissé, par exemple 12/05/2024."), required=False
    )
    travel_euros = EurosField(
        label=_("Prix du déplacement, hors taxe"),
        help_text=_(
            "Par exemple 25. Écrivez 0 s’il est compris ; laissez vide pour le dire sur chaque devis."
        ),
        most=DEAREST_TRAVEL,
        required=False,
    )
    travel_included_minutes = forms.TypedChoiceField(
        label=_("Ce prix vaut jusqu’à"),
        coerce=int,
        choices=[
            (minutes, _("%(minutes)s min de route") % {"minutes": minutes}) for minutes in INCLUDED_MINUTES
        ],
        initial=15,
        error_messages={
            "required": _("Choisissez une durée dans la liste."),
            "invalid_choice": _("Choisissez une durée dans la liste."),
        },
    )
    travel_euros_per_10_minutes = EurosField(
        label=_("Au-delà, par tranche de 10 min"),
        help_text=_("Par exemple 5, hors taxe. Vide : rien de plus."),
        most=DEAREST_TRAVEL,
        required=False,
    )

    def __init__(self, *args, professional: Professional, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.siren = professional.siren
        self.fields["vat_number"].help_text = _(
            "D’après votre SIREN, ce serait %(number)s. Sans TVA, laissez vide."
        ) % {"number": usual_vat_number(self.siren)}

    @property
    def has_ten_year(self) -> bool:
        """Whether there is something to read about the ten-year cover: an answer, or what is to be mended."""
        return self._has_any("ten_year_insurer", "ten_year_until")

    @property
    def has_sap(self) -> bool:
        return self._has_any("sap_number", "sap_declared_on")

    def _has_any(self, *names: str) -> bool:
        return any(self[name].value() or self[name].errors for name in names)

    def clean_postcode(self) -> str:
        try:
            return read_postcode(self.cleaned_data["postcode"])
        except WrongNumber as error:
            raise forms.ValidationError(_("Un code postal a 5 chiffres, par exemple 60210.")) from error

    def clean_phone(self) -> str:
        try:
            return normalise_phone(self.cleaned_data["phone"])
        except AddressError as error:
            raise forms.ValidationError(
                _("Ce numéro semble incomplet. Il s’écrit ainsi : 03 53 01 20 20.")
            ) from error

    def clean_email(self) -> str:
        try:
            return normalise_email(self.cleaned_data["email"])
        except AddressError as error:
            raise forms.ValidationError(
                _("Cet e-mail semble incomplet. Il s’écrit ainsi : prenom.nom@exemple.fr.")
            ) from error

    def clean_vat_number(self) -> str:
        typed = self.cleaned_data["vat_number"]
        try:
            return read_vat_number(typed, siren=self.siren) if typed else ""
        except WrongNumber as error:
            raise forms.ValidationError(
                _("Ce numéro de TVA n’existe pas : un signe est sans doute à corriger.")
            ) from error
        except NumberOfAnother as error:
            raise forms.ValidationError(
                _("Ce numéro de TVA n’est pas celui de votre SIREN, %(siren)s.") % {"siren": self.siren}
            ) from error

    def clean_sap_number(self) -> str:
        typed = self.cleaned_data["sap_number"]
        try:
            return read_sap_number(typed, siren=self.siren) if typed else ""
        except NumberOfAnother as error:
            raise forms.ValidationError(
                _("Ce numéro s’écrit SAP, puis votre SIREN : SAP%(siren)s.") % {"siren": self.siren}
            ) from error

    def clean_ten_year_until(self) -> date | None:
        day = self.cleaned_data["ten_year_until"]
        return running_until(day) if day else None

    def clean_sap_declared_on(self) -> date | None:
        day = self.cleaned_data["sap_declared_on"]
        if day and not FIRST_SAP_DAY <= day <= timezone.localdate():
            raise forms.ValidationError(_("Écrivez la date du récépissé : elle est passée."))
        return day

    def clean_travel_euros_per_10_minutes(self) -> Decimal:
        return self.cleaned_data["travel_euros_per_10_minutes"] or Decimal(0)

    def clean(self) -> dict:
        fields = super().clean()
        if fields.get("vat_regime") == VatRegime.REAL:
            self._ask("vat_number", _("Écrivez votre numéro de TVA, puisque vous la facturez."))
        if fields.get("ten_year_insurer"):
            self._ask("ten_year_until", _("Écrivez la date de fin de votre décennale."))
        if fields.get("ten_year_until"):
            self._ask("ten_year_insurer", _("Écrivez le nom et l’adresse de votre assureur décennal."))
        if fields.get("sap_number"):
            self._ask("sap_declared_on", _("Écrivez la date de votre déclaration."))
        if fields.get("sap_declared_on"):
            self._ask("sap_number", _("Écrivez le numéro de votre déclaration."))
        return fields

    def _ask(self, name: str, sentence: str) -> None:
        """What another answer makes necessary."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)
