from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.channels.models import Question, Word

LONGEST_NUMBER = 40


class CouponNumberForm(forms.Form):
    """The number printed on a coupon."""

    numero = forms.CharField(
        label=_("Numéro du coupon"),
        help_text=_("Huit chiffres, en haut à droite. Les espaces ne comptent pas."),
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Écrivez le numéro du coupon."),
            "max_length": _("Un numéro de coupon a huit chiffres."),
        },
    )


class CouponForm(forms.Form):
    """What somebody ticked: one word for each question that still waits, or none."""

    def __init__(self, *args, questions: Sequence[Question], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {f"question-{question.pk}": question for question in questions}
        for name, question in self.questions.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{question.code}. {question.words}",
                choices=Word.choices,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choisissez oui, non ou rappelez-moi.")},
            )

    def clean(self) -> dict:
        fields = super().clean()
        if not self.errors and not self.words:
            raise forms.ValidationError(_("Cochez au moins une réponse, telle qu’elle est sur le coupon."))
        return fields

    @property
    def words(self) -> dict[Question, Word]:
        """The answers that were ticked."""
        ticked = ((name, self.cleaned_data.get(name)) for name in self.questions)
        return {self.questions[name]: Word(word) for name, word in ticked if word}
