import pytest

from tests.channels import doors


@pytest.fixture(autouse=True)
def _by_day(monday) -> None:
    """It is ten in the morning: whoever runs the tests at night sees the same."""


@pytest.fixture
def letterbox(settings):
    """A real SMTP server on the loopback, which Campagnon is set to use."""
    with doors.letterbox() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = False
        yield server


@pytest.fixture
def gateway(settings):
    """A real HTTP server on the loopback that answers as Kannel does."""
    with doors.gateway() as server:
        host, port = server.server_address
        settings.SMS_GATEWAY_URL = f"http://{host}:{port}/cgi-bin/sendsms"
        settings.SMS_GATEWAY_USER, settings.SMS_GATEWAY_PASSWORD = "campagnon", "secret & fin"
        yield server
