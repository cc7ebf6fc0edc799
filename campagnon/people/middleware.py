from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from campagnon.people.device import is_agent_at, is_marked, mark_shared
from campagnon.people.second_factor import has_passed, has_second_factor
from campagnon.people.suite import door_to, page_before

# Before the account is complete, one may complete it or leave.
COMPLETING = frozenset({"people:who_are_you", "people:sign_out"})
# An agent without a second factor may set one up; with one, show it again.
SETTING_UP = frozenset({"people:second_factor", "people:sign_out", "mfa_activate_totp", "mfa_add_webauthn"})
PROVING = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "people:sign_out"})


class AccountDoor(LoginRequiredMiddleware):
    """Ask for an account, then for the rest of it; without a second factor an agent sees nothing at all."""

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return super().process_view(request, view, args, kwargs)
        name = resolve(request.path_info).view_name
        if request.user.opened_at is None:
            is_public = not getattr(view, "login_required", True)
            return None if is_public or name in COMPLETING else _stop(request, "people:who_are_you")
        if not request.user.serves or has_passed(request):
            return None
        if has_second_factor(request.user):
            return None if name in PROVING else _stop(request, "mfa_reauthenticate")
        return None if name in SETTING_UP else _stop(request, "people:second_factor")

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        """What was posted cannot be opened again after signing in: the page that held the form can."""
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        return redirect(door_to("people:sign_in", page_before(request)))


def _stop(request: HttpRequest, door: str) -> HttpResponse:
    return redirect(
        door_to(door, request.get_full_path() if request.method == "GET" else page_before(request))
    )


def keep_nothing_at_the_counter(get_response: Callable) -> Callable:
    """An agent's machine stays shared for whoever sits there next; in the demo one browser plays all."""

    def checked(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_agent_at(request) and not is_marked(request) and not settings.DEMO:
            mark_shared(response)
        return response

    return checked
