"""Every page asks for an account unless its view says otherwise."""

from django.contrib.auth.decorators import login_not_required as open_to_all

__all__ = ["open_to_all"]
