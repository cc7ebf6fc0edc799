from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.models import Sector
from campagnon.channels.addresses import AddressError, normalise_phone, said_phone
from campagnon.territories.models import Territory

PRIORITIES = 4
LONGEST_WORD = 600


class TerritoryForm(forms.ModelForm):
    """What a territory's administrator decides: telephone, word, priorities, colours, and who publishes."""

    priority_sectors = forms.ModelMultipleChoiceField(
        Sector.objects.all(),
        label=_("Quatre priorités au plus"),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Choisissez des secteurs dans la liste."),
            "invalid_pk_value": _("Choisissez des secteurs dans la liste."),
            "invalid_list": _("Choisissez des secteurs dans la liste."),
        },
    )

    class Meta:
        model = Territory
        fields = [
            "phone",
            "phone_hours",
            "mairie_word",
            "priority_sectors",
            "hedge_colour",
            "wash_colour",
            "seat",
            "publication_director",
        ]
        widgets = {"mairie_word": forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_WORD})}
        help_texts = {
            "seat": _("La loi le demande ; il paraît dans les mentions légales."),
            "publication_director": _(
                "Prénom et nom de qui préside la communauté de communes ; la loi les demande aussi."
            ),
            "hedge_colour": _("Vide pour la couleur de Campagnon. Écrite ainsi : #1C5238."),
            "wash_colour": _("Vide pour la couleur de Campagnon. Écrite ainsi : #E6EDDF."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.opening:
            # The words follow the hours of the counter, which have a page of their own.
            del self.fields["phone_hours"]

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"].strip()
        try:
            return said_phone(normalise_phone(typed)) if typed else ""
        except AddressError as error:
            raise forms.ValidationError(
                _("Écrivez un numéro de téléphone, par exemple 03 53 01 20 20.")
            ) from error

    def clean_priority_sectors(self) -> list[str]:
        slugs = [sector.slug for sector in self.cleaned_data["priority_sectors"]]
        if len(slugs) > PRIORITIES:
            raise forms.ValidationError(_("Gardez quatre priorités au plus."))
        return slugs

    def clean_mairie_word(self) -> str:
        word = self.cleaned_data["mairie_word"]
        if len(word) > LONGEST_WORD:
            raise forms.ValidationError(
                _("C’est un peu long : %(most)s signes au plus.") % {"most": LONGEST_WORD}
            )
        return word
