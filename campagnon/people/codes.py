"""Six-digit codes: those that sign in, and those that show that a new address is one's own.

django-allauth keeps their state in the session; whoever upgrades it looks here first.
"""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.conf import settings
from django.http import HttpRequest

from campagnon.people import mail
from campagnon.people.limits import wait_to_try
from campagnon.people.models import User

NEW_ADDRESS = "new_address"


def send_sign_in_code(request: HttpRequest, person: User, *, email: str = "", phone: str = "") -> None:
    """Write a code to the address, and remember in the session that it is expected."""
    clear_login(request)
    LoginCodeVerificationProcess.initiate(
        request=request, user=person, email=email or None, phone=phone or None
    )


def expected_sign_in(request: HttpRequest) -> LoginCodeVerificationProcess | None:
    """The sign-in that waits for its code in this session; none when it is too old."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return LoginCodeVerificationProcess.resume(stage) if stage else None


def address_of(process: AbstractCodeVerificationProcess) -> dict[str, str]:
    """Where the code went: one of the two is empty."""
    return {"email": process.state.get("email", ""), "phone": process.state.get("phone", "")}


def wait_for_try(request: HttpRequest, process: AbstractCodeVerificationProcess) -> int:
    """Count one try at the code of a process: 0 when it may be read, else the minutes to wait."""
    address = "".join(address_of(process).values())
    return wait_to_try(request, f"{address} {process.state['at']} {process.code}", address)


class NewAddressProcess(AbstractCodeVerificationProcess):
    """An e-mail address or a number that somebody wants to add, until its code comes back."""

    def __init__(self, request: HttpRequest, state: dict) -> None:
        self.request = request
        super().__init__(
            max_attempts=settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,
        )

    @classmethod
    def initiate(cls, request: HttpRequest, *, email: str = "", phone: str = "") -> None:
        """Send a code to the new address."""
        process = cls(request, cls.initial_state(request.user, email=email or None, phone=phone or None))
        process.send()
        process.persist()

    @classmethod
    def resume(cls, request: HttpRequest) -> "NewAddressProcess | None":
        """The address that waits for its code; none when there is none, or too old."""
        state = request.session.get(NEW_ADDRESS)
        return cls(request, state).abort_if_invalid() if state else None

    def send(self) -> None:
        self.state["code"] = get_adapter().generate_login_code()
        mail.code(code=self.code, **address_of(self))

    def persist(self) -> None:
        self.request.session[NEW_ADDRESS] = self.state

    def abort(self) -> None:
        self.request.session.pop(NEW_ADDRESS, None)
