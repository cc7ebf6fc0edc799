from django import template

from campagnon.catalogue.guards import guards_of
from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode

register = template.Library()


@register.inclusion_tag("catalogue/_guards.html")
def guards(service: Service, modes: int) -> dict[str, list[tuple[list[Mode], str]]]:
    """What is good to know of a service, in the ways that are chosen (a sum of `Mode`)."""
    return {"guards": guards_of(service.slug, modes & service.modes)}
