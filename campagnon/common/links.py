from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """A link for a message: built from the configured public address, never from a request's Host."""
    return urljoin(settings.BASE_URL + "/", path.lstrip("/"))
