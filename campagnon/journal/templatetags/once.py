from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campagnon.common.ids import new_token
from campagnon.journal.once import FIELD

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The hidden key that makes a form act once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_token())
