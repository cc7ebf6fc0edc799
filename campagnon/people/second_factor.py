"""Whether somebody proved twice who they are: by a code sent, then by an application or a key."""

import time
from datetime import timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from campagnon.people.models import User

DEMO_METHOD = "demo"
# A day at the counter: a machine left on, or a session stolen, is an agent's for no longer.
PROOF_LASTS = timedelta(hours=12)
_MEANS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(user: User) -> bool:
    """Whether an application or a passkey is set up."""
    return get_adapter().is_mfa_enabled(user, _MEANS)


def has_passed(request: HttpRequest) -> bool:
    """Whether this session showed the second factor today; the one-click door counts in the demo only."""
    since = time.time() - PROOF_LASTS.total_seconds()
    records = get_authentication_records(request, request.user)
    if settings.DEMO and any(record["method"] == DEMO_METHOD for record in records):
        return True
    return any(record["method"] == "mfa" and record["at"] >= since for record in records)
