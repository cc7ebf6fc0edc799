"""One settings file; what differs between machines comes from the environment (docs/operations.md)."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.sqlite import refuse_unsound_library

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str) -> bool:
    """Whether an environment variable says yes."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "oui"}


# Where the database, the photos and the generated secret live.
DATA_DIR = Path(os.environ.get("CAMPAGNON_DATA") or BASE_DIR / "var").resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

# The demo: invented people, one-click sign-in, a mailbox anybody can read. Never in production.
DEMO = flag("CAMPAGNON_DEMO")
PRODUCTION = flag("CAMPAGNON_PRODUCTION")
DEBUG = flag("CAMPAGNON_DEBUG")
if PRODUCTION and (DEMO or DEBUG):
    raise ImproperlyConfigured("CAMPAGNON_PRODUCTION cannot go with CAMPAGNON_DEMO or CAMPAGNON_DEBUG.")


def local_secret() -> str:
    """A secret of this machine's own, made once, for demo and development."""
    path = DATA_DIR / "secret_key"
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = os.environ.get("CAMPAGNON_SECRET_KEY", "")
if PRODUCTION and len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("In production, set CAMPAGNON_SECRET_KEY to 40 random characters or more.")
SECRET_KEY = SECRET_KEY or local_secret()

# The public address: every link in a message is built from it, never from the request.
PORT = int(os.environ.get("PORT") or 8000)
BASE_URL = (os.environ.get("CAMPAGNON_BASE_URL") or f"http://127.0.0.1:{PORT}").rstrip("/")
if PRODUCTION and not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("In production, set CAMPAGNON_BASE_URL to the public https:// address.")
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
if urlsplit(BASE_URL).scheme == "https":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_SSL_REDIRECT = True
# Preloading binds a whole domain, which belongs to the town hall: its choice, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# Who keeps the machine: name, address and telephone, for the legal page.
HOSTED_BY = os.environ.get("CAMPAGNON_HOSTED_BY", "").strip()
# The number of proxies in front whose X-Forwarded-For is believed.
TRUSTED_PROXIES = int(os.environ.get("CAMPAGNON_TRUSTED_PROXIES") or 0)

INSTALLED_APPS = [
    "config.apps.CampagnonStaticFiles",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.syndication",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "campagnon.common",
    "campagnon.journal",
    "campagnon.channels",
    "campagnon.catalogue",
    "campagnon.territories",
    "campagnon.cesu",
    "campagnon.people",
    "campagnon.notices",
    "campagnon.matching",
    "campagnon.exchanges",
    "campagnon.billing",
    "campagnon.desk",
    "campagnon.pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "campagnon.common.middleware.refuse_nul",
    "campagnon.common.middleware.refuse_other_charsets",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "campagnon.people.middleware.AccountDoor",
    "campagnon.people.middleware.keep_nothing_at_the_counter",
    "campagnon.common.middleware.keep_out_of_caches",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "campagnon.pages.context.surroundings",
            ],
            "builtins": ["campagnon.common.templatetags.campagnon"],
        },
    },
]

if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=0)}
    if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database.")
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 4, "timeout": 10}}
else:
    refuse_unsound_library()
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "campagnon.sqlite3",
            "OPTIONS": {
                # IMMEDIATE in WAL never refuses a writer; FULL keeps acknowledged writes through a power cut.
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    "PRAGMA cache_size=-20000; PRAGMA journal_size_limit=67108864;"
                ),
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by every process: rate limits must count across workers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("français"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "photos"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# What a form may hold besides its photo, whose own limit is in notices/photos.py.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 5

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["campagnon.people.backends.CodeBackend"]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "pages:my_space"
SESSION_COOKIE_AGE = 7 * 24 * 3600  # what a visitor is saying, before any account
SIGNED_IN_AGE = 180 * 24 * 3600  # nobody of 89 should have to ask for a code every fortnight
SESSION_COOKIE_NAME = "campagnon"
CSRF_FAILURE_VIEW = "campagnon.pages.views.errors.csrf_failure"

# Sign-in by a six-digit code; django-allauth keeps the state of it, campagnon.people speaks and counts.
ACCOUNT_ADAPTER = "campagnon.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # campagnon.channels.rate counts, in one statement
# How many codes may leave by SMS in a day, all people together.
SMS_CODES_PER_DAY = int(os.environ.get("CAMPAGNON_SMS_CODES_PER_DAY") or 300)

MFA_ADAPTER = "campagnon.people.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "campagnon.people.forms.second_factor.ProveForm",
    "reauthenticate": "campagnon.people.forms.second_factor.ProveAgainForm",
    "activate_totp": "campagnon.people.forms.second_factor.ApplicationForm",
    "authenticate_webauthn": "campagnon.people.forms.second_factor.ProveByKeyForm",
    "reauthenticate_webauthn": "campagnon.people.forms.second_factor.ProveAgainByKeyForm",
    "add_webauthn": "campagnon.people.forms.second_factor.PasskeyForm",
}
MFA_TOTP_TOLERANCE = 1  # a telephone half a minute off still gets in
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Campagnon"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# E-mail leaves through SMTP; SMS through a gateway that speaks Kannel's sendsms (docs/operations.md).
EMAIL_HOST = os.environ.get("CAMPAGNON_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("CAMPAGNON_SMTP_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("CAMPAGNON_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CAMPAGNON_SMTP_PASSWORD", "")
EMAIL_USE_TLS = not flag("CAMPAGNON_SMTP_PLAIN")
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("CAMPAGNON_FROM_EMAIL") or f"Campagnon <bonjour@{ALLOWED_HOSTS[0]}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
SMS_GATEWAY_URL = os.environ.get("CAMPAGNON_SMS_GATEWAY_URL", "")
SMS_GATEWAY_USER = os.environ.get("CAMPAGNON_SMS_GATEWAY_USER", "")
SMS_GATEWAY_PASSWORD = os.environ.get("CAMPAGNON_SMS_GATEWAY_PASSWORD", "")
# What the gateway shows to hand over an SMS that came in; without it, none is taken.
SMS_INBOUND_SECRET = os.environ.get("CAMPAGNON_SMS_INBOUND_SECRET", "")
if PRODUCTION and 0 < len(SMS_INBOUND_SECRET) < 20:
    raise ImproperlyConfigured("In production, give CAMPAGNON_SMS_INBOUND_SECRET 20 characters or more.")
# The domain whose mail exchanger hands us the answers to our letters; without it, letters ask for none.
REPLY_DOMAIN = os.environ.get("CAMPAGNON_REPLY_DOMAIN", "").lower()
if PRODUCTION and not EMAIL_HOST:
    raise ImproperlyConfigured("In production, set CAMPAGNON_SMTP_HOST: people sign in by e-mail.")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"campagnon": {"level": "INFO"}},
}
