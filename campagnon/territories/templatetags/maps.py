from urllib.parse import urlencode

from django import template
from django.urls import reverse

from campagnon.territories.maps import map_version
from campagnon.territories.models import Commune, Territory

register = template.Library()


@register.simple_tag
def map_url(here: Territory, commune: Commune | None = None) -> str:
    """The address of a territory's map, kept for ever by browsers; one commune may be shown."""
    chosen = {"commune": commune.insee} if commune else {}
    return f"{reverse('territories:map', args=[here.slug])}?{urlencode({**chosen, 'v': map_version()})}"
