from django import forms
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.models import Exchange
from campagnon.exchanges.price_words import names_a_price

WARNING = _(
    "En entraide, rien ne se paie ; seuls les frais d’un trajet se partagent. Pour payer quelqu’un, il y a "
    "le CESU. Si vous parliez d’autre chose, envoyez de nouveau."
)


class MindsPrice(forms.Form):
    """Says gently, once, that the words of a free exchange name a price; sent again, they go."""

    told_of_price = forms.BooleanField(required=False, widget=forms.HiddenInput)

    is_told_of_price = False

    def mind_price(self, name: str) -> None:
        """Warn beside the field, unless its author was warned already."""
        was_told = self.cleaned_data.get("told_of_price", False)
        self.is_told_of_price = was_told or names_a_price(self.cleaned_data.get(name, ""))
        if self.is_told_of_price and not was_told:
            self.add_error(name, WARNING)


def is_free(exchange: Exchange) -> bool:
    """Whether the way last spoken of, for the whole exchange, is entraide."""
    modes = exchange.agreements.filter(moves=None).order_by("-proposed_at", "-pk")
    return modes.values_list("mode", flat=True).first() == Mode.FREE
