"""How often one may knock. Each limit slows down, then lets in again: a stranger's tries lock nobody out."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from campagnon.channels.networks import network_of
from campagnon.channels.rate import Allowance, take

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CODES_PER_DOOR = Allowance("code-door", 5, HOUR)  # to one address, from one network or one known device
CODES_PER_ADDRESS = Allowance("code-address", 15, DAY)  # to one address, from all the networks we do not know
CODES_PER_NETWORK = Allowance("code-network", 60, HOUR)  # a mairie has one address for all its visitors
CODES_PER_PERSON = Allowance("code-person", 10, DAY)  # to new addresses, by somebody who is in
# An SMS costs money: no network takes the day's alone, and a third of them is out of strangers' reach.
SMS_CODES = Allowance("code-sms", max(1, settings.SMS_CODES_PER_DAY * 2 // 3), DAY)
SMS_RESERVE = Allowance("code-sms-reserve", max(1, settings.SMS_CODES_PER_DAY // 3), DAY)
SMS_PER_NETWORK = Allowance("code-sms-network", max(1, settings.SMS_CODES_PER_DAY // 10), DAY)
SMS_PER_KNOWN_ADDRESS = Allowance("code-sms-known", 10, DAY)
TRIES_PER_CODE = Allowance("code-tries", 5, HOUR)
TRIES_PER_NETWORK = Allowance("code-tries-network", 120, HOUR)  # twice the codes it may ask for
SECOND_FACTOR_TRIES = Allowance("second-factor", 8, timedelta(minutes=10))

# A browser that has signed in to an address is known for it: a stranger's tries do not slow it down.
DEVICE_COOKIE = "campagnon_appareil"
DEVICE_COOKIE_AGE = 400 * 24 * 3600
_DEVICE_SALT = "campagnon.people.device"


def wait_for_code(request: HttpRequest, address: str, *, by_sms: bool) -> int:
    """Count one code asked for `address`: 0 when it may leave, else the minutes to wait.

    Whether somebody has an account changes nothing here: only what their browser can prove does.
    """
    if _is_known_device(request, address):
        wait = take(CODES_PER_DOOR, f"{address} {request.COOKIES[DEVICE_COOKIE]}")
        return wait or (_wait_for_known_sms(address) if by_sms else 0)
    network = network_of(request)
    return (
        take(CODES_PER_DOOR, f"{address} {network}")
        or take(CODES_PER_ADDRESS, address)
        or take(CODES_PER_NETWORK, network)
        or (take(CODES_PER_PERSON, str(request.user.pk)) if request.user.is_authenticated else 0)
        or (_wait_for_sms(network) if by_sms else 0)
    )


def _wait_for_sms(network: str) -> int:
    return take(SMS_PER_NETWORK, network) or take(SMS_CODES, "all")


def _wait_for_known_sms(address: str) -> int:
    """When the day's SMS are spent, those who have been here before draw on the reserve."""
    return take(SMS_PER_KNOWN_ADDRESS, address) or (take(SMS_CODES, "all") and take(SMS_RESERVE, "all"))


def wait_to_try(request: HttpRequest, which: str, address: str) -> int:
    """Count one try at the code `which`, in the database: 0 when it may be read, else the minutes to wait.

    A hundred tries at the same instant are still a hundred, and a session begun anew counts on.
    """
    wait = take(TRIES_PER_CODE, which)
    if not wait and not _is_known_device(request, address):
        wait = take(TRIES_PER_NETWORK, network_of(request))
    return wait


def know_device(request: HttpRequest, response: HttpResponse, addresses: list[str]) -> None:
    """Remember in this browser that it has signed in to these addresses, without writing them down."""
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps([_mark(address) for address in addresses], salt=_DEVICE_SALT),
        max_age=DEVICE_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _is_known_device(request: HttpRequest, address: str) -> bool:
    try:
        marks = signing.loads(
            request.COOKIES.get(DEVICE_COOKIE, ""), salt=_DEVICE_SALT, max_age=DEVICE_COOKIE_AGE
        )
    except signing.BadSignature:
        return False
    return _mark(address) in marks


def _mark(address: str) -> str:
    return signing.Signer(salt=_DEVICE_SALT).signature(address)
