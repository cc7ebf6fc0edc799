import pytest
from django import forms

from campagnon.exchanges.forms.figures import OneLine


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", " \u202e \u2066 "])
def test_words_that_cannot_be_seen_are_asked_again(typed):
    with pytest.raises(forms.ValidationError):
        OneLine(max_length=10).clean(typed)


def test_words_are_tidied_before_they_are_measured():
    assert OneLine(max_length=11).clean("  Rue\u202e   du\tBois ") == "Rue du Bois"
    with pytest.raises(forms.ValidationError):
        OneLine(max_length=10).clean("Rue du Bois")
