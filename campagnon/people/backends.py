from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from campagnon.people.models import User


class CodeBackend(BaseBackend):
    """People come in by code only: this backend recognises a session and knows no password."""

    def authenticate(self, request: HttpRequest | None, **credentials: str) -> None:
        return None

    def get_user(self, user_id: int) -> User | None:
        return (
            User.objects.with_duty()
            .select_related("commune")
            .filter(pk=user_id, is_active=True, closed_at=None)
            .first()
        )
