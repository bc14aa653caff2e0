"""What both sites set alike. Holds no credentials and reads none but through `secret_of`.

How a process runs is said, never guessed: `DEMO=1` is the demonstration, `DEVELOPMENT=1`
(or `DEBUG=1`, which adds Django's pages for developers) is work on the code. Only these
two may start an embedded database and make secrets under `.local/`. Anything else is
deployed: every address, secret and name must be given, and all traffic is HTTPS.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError

from explorer.database import addresses, local
from explorer.database.credentials import secret

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = Path(os.environ.get("LOCAL_DIR") or BASE_DIR / ".local")

DEMO = os.environ.get("DEMO") == "1"
DEBUG = os.environ.get("DEBUG") == "1"
DEVELOPMENT = DEBUG or os.environ.get("DEVELOPMENT") == "1"
DEPLOYED = not (DEMO or DEVELOPMENT)


def given(variable: str, what: str) -> str:
    """A variable of the environment that a deployed site must have; empty where a local run lacks it."""
    value = os.environ.get(variable, "").strip()
    if DEPLOYED and not value:
        raise ImproperlyConfigured(
            f"{variable} is not set: {what}. See docs/deploying.md; DEMO=1 uses the data of `make demo`."
        )
    return value


def secret_of(variable: str, what: str, *, make: Callable[[], str] | None = None) -> str:
    """A secret from the environment; a local run makes one where it lacks."""
    return given(variable, what) or secret(LOCAL_DIR / "keys", variable.lower(), make=make)


def database_of(
    variable: str, *, database: str, web: str, owner: str = "", servers: str = addresses.WRITABLE
) -> dict[str, Any]:
    """Settings of one database: the address in the environment, or the embedded server.

    `DATABASE_ROLE=owner` chooses the owner on the embedded server, for `migrate`. `servers`
    says which of several hosts is taken.
    """
    address = given(variable, f"the address of the {database} database")
    if not address and any(map(os.environ.get, ("DATABASE_URL", "REGISTER_DATABASE_URL"))):
        # Half of the data on one server and half in the demo's is never what was meant.
        raise ImproperlyConfigured(f"{variable} is not set, and another database is.")
    as_owner = bool(owner) and os.environ.get("DATABASE_ROLE") == "owner"
    if not address:
        address = local.url(LOCAL_DIR, database=database, role=owner if as_owner else web)
    # A migration that waits for a busy table must not make all others wait behind it.
    options = {"options": "-c lock_timeout=10s"} if as_owner else {}
    try:
        return addresses.database_settings(
            address, servers=addresses.WRITABLE if as_owner else servers, **options
        )
    except ProgrammingError:
        # Without the text: it holds a password.
        raise ImproperlyConfigured(f"{variable} is not the address of a PostgreSQL database.") from None


def region() -> str:
    """Name of the region as pages show it; the people of the demo live in this one."""
    return given("SITE_REGION", "the name of the region, as pages show it") or "Noord-Limburg"


def hosts_of(variable: str) -> list[str]:
    """Host names a site answers to."""
    hosts = given(variable, "the host names of the site, separated by commas")
    return [host.strip() for host in hosts.split(",") if host.strip()] or ["localhost", "127.0.0.1"]


def templates_for(*context_processors: str) -> list[dict[str, object]]:
    """Template settings; the processors are added to those of every page."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [BASE_DIR / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.template.context_processors.i18n",
                    "explorer.web.layout.site",
                    *context_processors,
                ],
            },
        }
    ]


SHARED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "django_htmx",
]

FIRST_MIDDLEWARE = [
    "explorer.web.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Before what is said of pages: half a kilobyte that a style sheet or a font has no use for.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
]
PAGE_MIDDLEWARE = [
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# What the pages call themselves; the region is said in the settings of each site.
SITE_NAME = os.environ.get("SITE_NAME") or "Kandidatenverkenner"
SITE_PROGRAMME = os.environ.get("SITE_PROGRAMME") or "Banenafspraak"

# Who runs this, as texts name it; where holes are reported, and where the source of what runs is published.
ORGANISATION = os.environ.get("ORGANISATION", "")
SECURITY_CONTACTS = [
    contact.strip()
    for contact in os.environ.get("SECURITY_CONTACT", "mailto:beveiliging@voorbeeld.example").split(",")
    if contact.strip()
]
SECURITY_POLICY = os.environ.get("SECURITY_POLICY", "")
SOURCE_URL = os.environ.get("SOURCE_URL", "")

# Of the public site alone, which names them: what reads the desk, what /gezond/ asks, what is measured.
DESK = GAUGES = HEALTH = ""

STATIC_URL = "static/"
STATICFILES_DIRS = [
    BASE_DIR / "explorer" / "static",
    # Made by set-up from the packages of the design system.
    BASE_DIR / ".local" / "design-system",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG
# Pages name files by their content; half the files and half the time to compress them.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# The files are of these sites; no other has to be let in.
WHITENOISE_ALLOW_ALL_ORIGINS = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # The tick of the design system's checkbox is a data: image.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = DEPLOYED
LANGUAGE_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = DEPLOYED
SECURE_HSTS_SECONDS = 31_536_000 if DEPLOYED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = DEPLOYED
# TLS ends at the proxy in front, which sets this header and drops one that a visitor sends.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if DEPLOYED else None

# Requests: a link in a mail is good for so many hours, "my requests" for so many minutes; what is kept of
# an employer goes so many months after the end.
CONFIRM_HOURS = 48
MY_REQUESTS_MINUTES = 30
KEEP_MONTHS = int(os.environ.get("KEEP_MONTHS", "12"))
# Proxies in front that are trusted to say where a request came from.
PROXIES = int(os.environ.get("PROXIES", "1" if DEPLOYED else "0"))

# Mail goes to a server or, where nothing is deployed, to a folder that a page of the demo shows.
EMAIL_HOST = os.environ.get("MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("MAIL_PORT", "25"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = os.environ.get("MAIL_USER", ""), os.environ.get("MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("MAIL_TLS", "0") == "1"
EMAIL_TIMEOUT = 20
MAIL_FOLDER = LOCAL_DIR / "mail"
if not DEPLOYED:
    EMAIL_BACKEND = "explorer.contact.mail.folder.FolderBackend"

# htmx sends fields of a long form; far below what a large form needs, far above what one sends.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        # Lines for programs where a program reads them, else for people.
        "reticent": {
            "()": f"explorer.logs.{'ReticentJsonFormatter' if DEPLOYED else 'ReticentFormatter'}",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "reticent"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would mail whole requests and print request lines with their query.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # One line for each request; who works on the code has the server's own.
        "request": {"level": "INFO" if DEPLOYED else "WARNING"},
        # Anybody can send a wrong Host; Django answers 400, and a trace of it says nothing.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
