"""The server's entry point."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Request(WSGIRequest):
    """A request read in UTF-8 whatever it claims.

    Django reads it in any codec of Python that it names, and fails on some (hex, zlib) before a page can say
    so; common/middleware.py then refuses those that named another.
    """

    def _set_content_type_params(self, meta: dict) -> None:
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except (LookupError, ValueError):  # a codec again, inside a parameter: name*=nope''%41
            self.content_type, self.content_params = "", {"charset": "unreadable"}


class Handler(WSGIHandler):
    request_class = Request


django.setup(set_prefix=False)
application = Handler()
