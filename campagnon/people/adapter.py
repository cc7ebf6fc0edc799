"""What django-allauth asks of us: how codes leave, where people go on to, what a second factor shows."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.common.qr import qr_runs
from campagnon.people import mail
from campagnon.people.limits import know_device
from campagnon.people.models import User
from campagnon.people.suite import is_ours, take_suite


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by code to an e-mail address or a mobile telephone."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "rate_limited": _("Trop d’essais à la suite. Patientez quelques minutes, puis réessayez."),
        "too_many_login_attempts": _("Trop d’essais à la suite. Patientez quelques minutes, puis réessayez."),
    }

    def get_login_stages(self) -> list[str]:
        """The code, then the second factor; an address is proven by the code itself."""
        return ["allauth.account.stages.LoginByCodeStage", "allauth.mfa.stages.AuthenticateStage"]

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        mail.code(email=email, code=context["code"])

    def send_verification_code_sms(self, user: AbstractBaseUser, phone: str, code: str, **kwargs) -> None:
        mail.code(phone=phone, code=code)

    def generate_phone_verification_code(self, *, user: AbstractBaseUser, phone: str) -> str:
        return self.generate_login_code()

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone_verified(self, user: User, phone: str) -> None:
        User.objects.filter(pk=user.pk, phone=phone, phone_verified_at=None).update(
            phone_verified_at=timezone.now()
        )

    def add_message(self, *args, **kwargs) -> None:
        """Our pages say what happened; allauth's own sentences stay silent."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return take_suite(request.session)

    def is_safe_url(self, url: str | None) -> bool:
        return bool(url) and is_ours(url)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.error(request, _("Ce compte est suspendu. Votre mairie peut vous dire pourquoi."))
        return redirect("people:sign_in")

    def post_login(self, request: HttpRequest, user: User, **kwargs) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        User.objects.filter(pk=user.pk).update(last_seen_on=timezone.localdate())
        know_device(request, response, [address for address in (user.email, user.phone) if address])
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """The names that an application and a passkey show, and a QR code that our pages may hold."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "Ce code n’est pas le bon. Attendez le suivant sur votre téléphone, puis réessayez."
        ),
    }

    def _get_user_identifier(self, user: User) -> str:
        return user.email or user.phone or user.public_id

    def _get_site_name(self) -> str:
        return "Campagnon"

    def build_totp_svg(self, url: str) -> str:
        """A QR code that stands inside the page, which loads no image: a line for each run of black."""
        side, runs = qr_runs(url, is_printed=False)
        return (
            f'<svg viewBox="0 0 {side} {side}" aria-hidden="true">'
            f'<path fill="#fff" stroke="none" d="M0 0h{side}v{side}H0z"/>'
            f'<path stroke="#000" stroke-width="1" stroke-linecap="butt" d="{runs}"/></svg>'
        )
