"""Where a visitor comes from, as limits count it."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """The visitor's network address, through as many proxies as we trust and not one more."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXIES
    seen = hops[-trusted] if trusted and len(hops) >= trusted else request.META.get("REMOTE_ADDR", "")
    return _house_of(seen)


def _house_of(address: str) -> str:
    """An IPv6 subscriber chooses among 2⁶⁴ addresses of one house: the house is what counts."""
    try:
        seen = ip_address(address)
    except ValueError:
        return address
    if seen.version == 6:
        return str(seen.ipv4_mapped or ip_network((seen, 64), strict=False))
    return str(seen)
