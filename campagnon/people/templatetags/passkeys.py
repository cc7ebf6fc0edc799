import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: dict) -> str:
    """The value for a data-… attribute, which the template escapes."""
    return json.dumps(value, cls=DjangoJSONEncoder)
