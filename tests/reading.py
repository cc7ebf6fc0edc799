"""A client that reads each page it opens, and signs people in."""

import time

from django.http import HttpResponse
from django.test import Client

from campagnon.people.models import User
from tests.page import COLD_BYTES, DESK_COLD_BYTES, WARM_BYTES, Page, faults, weights


class ReadingClient(Client):
    """Django's client, which reads each page it opens and refuses one that breaks a promise.

    What a test posts may come back on the page as it was typed. A `lenient` one reads, and refuses nothing.
    """

    lenient = False

    def __init__(self, **options) -> None:
        super().__init__(**options)
        self.typed: set[str] = set()

    def enter(self, person: User, *, second_factor: bool = True) -> None:
        """Sign in as by code; agents have shown their second factor too, unless told otherwise."""
        self.force_login(person)
        methods = ["code", "mfa"] if second_factor and person.posts.exists() else ["code"]
        session = self.session
        session["account_authentication_methods_user"] = str(person.pk)
        session["account_authentication_methods"] = [{"method": m, "at": time.time()} for m in methods]
        session.save()

    def post(self, path, data=None, *args, **options) -> HttpResponse:
        if isinstance(data, dict):
            texts = [value.strip() for value in data.values() if isinstance(value, str)]
            self.typed |= {text for text in texts if "'" in text}
        return super().post(path, data, *args, **options)

    def request(self, **request) -> HttpResponse:
        response = super().request(**request)
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if is_page and response.content:
            self._read(response)
        return response

    def _read(self, response: HttpResponse) -> None:
        response.page = Page(response.content.decode())
        if self.lenient:
            return
        found = faults(response.page, typed=frozenset(self.typed))
        cold, warm = weights(response.page, dict(response.items()))
        path = response.request["PATH_INFO"]
        most = DESK_COLD_BYTES if path.startswith("/guichet/") else COLD_BYTES
        if cold > most or warm > WARM_BYTES:
            found.append(f"{cold} bytes cold, {warm} warm (at most {most} and {WARM_BYTES})")
        address = f"{response.request['REQUEST_METHOD']} {path}"
        assert not found, f"{address} ({response.status_code}): " + "; ".join(found)
