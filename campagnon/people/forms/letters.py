from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.channels.topics import Topic


class TopicsForm(forms.Form):
    """What somebody wishes to be told of: a ticked box is a topic that is written about."""

    topics = forms.MultipleChoiceField(
        label=_("Ce que vous voulez recevoir"),
        choices=Topic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Choisissez dans la liste."),
            "invalid_list": _("Choisissez dans la liste."),
        },
    )
