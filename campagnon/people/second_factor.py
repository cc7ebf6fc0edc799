"""Whether somebody proved twice who they are: by a code sent, then by an application or a key."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from campagnon.people.models import User

DEMO_METHOD = "demo"
_MEANS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(user: User) -> bool:
    """Whether an application or a passkey is set up."""
    return get_adapter().is_mfa_enabled(user, _MEANS)


def has_passed(request: HttpRequest) -> bool:
    """Whether this session went through the second factor; the one-click door counts in the demo only."""
    counted = {"mfa", DEMO_METHOD} if settings.DEMO else {"mfa"}
    return any(record["method"] in counted for record in get_authentication_records(request, request.user))
