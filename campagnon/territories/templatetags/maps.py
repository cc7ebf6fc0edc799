from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campagnon.territories.drawing import WIDTH
from campagnon.territories.maps import map_of, map_version
from campagnon.territories.models import Commune, Territory

register = template.Library()


@register.simple_tag
def map_image(here: Territory, alt: str = "", commune: Commune | None = None) -> SafeString:
    """A territory's map, loaded after the page and kept by browsers; one commune may be shown.

    Decorative unless `alt` says otherwise: whatever it shows is also a link in words.
    """
    chosen = {"commune": commune.insee} if commune else {}
    return format_html(
        '<img src="{}?{}" alt="{}" width="{}" height="{}" loading="lazy">',
        reverse("territories:map", args=[here.slug]),
        urlencode({**chosen, "v": map_version()}),
        alt,
        WIDTH,
        map_of(here).height,
    )
