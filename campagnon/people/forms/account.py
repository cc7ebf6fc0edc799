from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.channels.models import Channel
from campagnon.people.forms.fields import NameField, WithCommune
from campagnon.people.models import User
from campagnon.people.reaching import ways_to_reach

WAYS = [
    (Channel.EMAIL, _("Par e-mail")),
    (Channel.SMS, _("Par SMS")),
    (Channel.CALL, _("Par téléphone : la mairie m’appelle")),
    (Channel.LETTER, _("Par lettre : la mairie m’écrit")),
]


class AccountForm(WithCommune):
    """One's own name, commune, and the way one prefers to be reached."""

    first_name = NameField(
        label=_("Votre prénom"),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Écrivez votre prénom.")},
    )
    last_name = NameField(
        label=_("Votre nom"), required=False, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    prefers = forms.ChoiceField(
        label=_("Pour me prévenir"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez comment vous prévenir."),
            "invalid_choice": _("Choisissez comment vous prévenir."),
        },
    )
    field_order = ["first_name", "last_name", "commune", "which", "prefers"]

    def __init__(self, *args, user: User, **kwargs) -> None:
        ways = ways_to_reach(user)
        now = {
            "first_name": user.first_name,
            "last_name": user.last_name,
            "commune": user.commune.qualified_name,
            "prefers": user.prefers if user.prefers in ways else next(iter(ways), ""),
        }
        super().__init__(*args, initial=now, **kwargs)
        self.user = user
        self.fields["prefers"].choices = [(way, label) for way, label in WAYS if way in ways]
        self.has_choice = len(ways) > 1
        if not self.has_choice:
            del self.fields["prefers"]

    def clean(self) -> dict:
        fields = super().clean()
        fields.setdefault("prefers", self.user.prefers)
        return fields
