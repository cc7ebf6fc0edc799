"""What a household says to accept a quote."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.exchanges import phrases
from campagnon.exchanges.actions.accepting_quotes import Acceptance
from campagnon.exchanges.forms import LetterField, refuse_contact_details
from campagnon.exchanges.forms.figures import OneLine


class AcceptanceForm(forms.Form):
    """For whom and where, and each thing asked in so many words by a box that nobody ticked beforehand."""

    name = OneLine(
        label=_("Votre nom, pour le contrat"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Écrivez votre prénom et votre nom.")},
    )
    street = OneLine(
        label=_("Adresse des travaux"),
        help_text=_("Numéro et rue, ou lieu-dit. Seule cette entreprise la voit."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": _("Écrivez l’adresse où l’entreprise viendra.")},
    )
    early_start = forms.BooleanField(
        label=_("Je demande que les travaux commencent avant la fin des 14 jours"),
        help_text=_(
            "Nécessaire pour la date de ce devis. Je comprends que la part déjà faite serait due si je me "
            "rétractais, et qu’une fois tout exécuté je ne pourrai plus me rétracter."
        ),
        required=False,
    )
    urgency = forms.BooleanField(
        label=_("C’est bien une réparation urgente chez moi, que j’ai demandée"),
        help_text=_(
            "Si vous cochez cette case, le droit de rétractation ne s’applique pas à cette réparation. "
            "Laissez-la vide si rien ne presse."
        ),
        required=False,
    )
    old_housing = forms.BooleanField(
        label=_("Je le certifie : le taux réduit de TVA s’applique"),
        error_messages={
            "required": _(
                "Sans cette case, le taux réduit n’est pas possible : demandez un devis au taux normal."
            )
        },
    )

    def __init__(
        self,
        *args,
        starts_at: datetime,
        asks_early_start: bool,
        is_urgent_repair: bool,
        is_old_housing: bool,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.starts_at, self.asks_early_start = starts_at, asks_early_start
        asked = {"early_start": asks_early_start, "urgency": is_urgent_repair, "old_housing": is_old_housing}
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]

    def clean_name(self) -> str:
        return _with_letters(self.cleaned_data["name"])

    def clean_street(self) -> str:
        return _with_letters(self.cleaned_data["street"])

    def clean_early_start(self) -> bool:
        if self.asks_early_start and not self.cleaned_data["early_start"]:
            raise forms.ValidationError(
                _(
                    "Les travaux commenceraient %(when)s, avant la fin de vos 14 jours. Cochez cette case "
                    "si vous le demandez, ou demandez à l’entreprise une date plus tardive."
                )
                % {"when": phrases.day(self.starts_at)}
            )
        return self.cleaned_data["early_start"]

    def acceptance(self) -> Acceptance:
        return Acceptance(**self.cleaned_data)


class RetractionForm(forms.Form):
    """Whether the need goes on once the household has gone back on a quote."""

    then = forms.ChoiceField(
        label=_("Et maintenant ?"),
        widget=forms.RadioSelect,
        choices=[
            ("search", _("Je cherche encore : demandez à quelqu’un d’autre")),
            ("close", _("Je n’en ai plus besoin")),
        ],
        error_messages={
            "required": _("Dites-nous si vous cherchez encore quelqu’un."),
            "invalid_choice": _("Choisissez l’une des deux réponses."),
        },
    )

    def __init__(self, *args, is_open: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not is_open:
            del self.fields["then"]

    @property
    def still_needed(self) -> bool:
        return self.cleaned_data.get("then") != "close"


class QuestionForm(forms.Form):
    """A word about a quote, before anything is agreed on."""

    body = LetterField(
        label=_("Votre message"),
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].error_messages["required"] = _("Écrivez votre message.")

    def clean_body(self) -> str:
        refuse_contact_details(self.cleaned_data["body"])
        return self.cleaned_data["body"]


def _with_letters(text: str) -> str:
    if not any(sign.isalpha() for sign in text):
        raise forms.ValidationError(_("Écrivez-le avec des lettres."))
    return text
