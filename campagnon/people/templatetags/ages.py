from datetime import datetime

from django import template
from django.utils import timezone

from campagnon.people.models import User

register = template.Library()


@register.filter
def is_minor_on(person: User, at: datetime | None = None) -> bool:
    """Whether somebody is 16 or 17 at that moment; now, when there is none."""
    return not person.is_adult_on(timezone.localdate(at))
