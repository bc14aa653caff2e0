"""What both sites set alike. Holds no credentials and reads none but through `secret_of`.

Three ways to run: deployed (the address of a database is given), the demo (`DEMO=1`)
and development (neither). Deployed, everything secret must be given and all
traffic is HTTPS; the other two make what they lack under `.local/`.
"""

import os
from collections.abc import Callable
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from explorer.database import local
from explorer.database.credentials import secret

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = Path(os.environ.get("LOCAL_DIR") or BASE_DIR / ".local")
# Where the artefacts of releases are mapped from; each machine has its own.
INDEX_FOLDER = LOCAL_DIR / "index"

DEMO = os.environ.get("DEMO") == "1"
DEBUG = os.environ.get("DEBUG") == "1"
DEPLOYED = not DEMO and not DEBUG and any(map(os.environ.get, ("DATABASE_URL", "REGISTER_DATABASE_URL")))


# A server that vanished without a word is given up in seconds; the kernel alone takes a quarter of an hour.
PATIENCE = {"connect_timeout": 2, "tcp_user_timeout": 10_000, "keepalives_idle": 10, "keepalives_interval": 3}


def secret_of(variable: str, *, make: Callable[[], str] | None = None) -> str:
    """A secret from the environment; a local run makes one where it lacks."""
    given = os.environ.get(variable, "")
    if given:
        return given
    if DEPLOYED:
        raise ImproperlyConfigured(f"{variable} is not set; see README.md, 'Deploying'.")
    return secret(LOCAL_DIR / "keys", variable.lower(), make=make)


def database_of(variable: str, *, database: str, web: str, owner: str = "") -> dict[str, object]:
    """Settings of one database: the address in the environment, or the embedded server.

    `DATABASE_ROLE=owner` chooses the owner on the embedded server, for `migrate`.
    """
    if DEPLOYED and not os.environ.get(variable):
        raise ImproperlyConfigured(f"{variable} is not set; see README.md, 'Deploying'.")
    as_owner = bool(owner) and os.environ.get("DATABASE_ROLE") == "owner"
    role = owner if as_owner else web
    address = os.environ.get(variable) or local.url(LOCAL_DIR, database=database, role=role)
    parsed = dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True)
    options = {**PATIENCE, **parsed.get("OPTIONS", {})}
    if as_owner:
        # A migration that waits for a busy table must not make everybody else wait behind it.
        options = {"options": "-c lock_timeout=10s", **options}
    return {**parsed, "ATOMIC_REQUESTS": True, "OPTIONS": options}


def hosts_of(variable: str) -> list[str]:
    """Host names a site answers to."""
    given = [host.strip() for host in os.environ.get(variable, "").split(",") if host.strip()]
    if DEPLOYED and not given:
        raise ImproperlyConfigured(f"{variable} is not set: the host names of the site, separated by commas.")
    return given or ["localhost", "127.0.0.1"]


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
                    "explorer.layout.site",
                    *context_processors,
                ],
            },
        }
    ]


SHARED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "django_htmx",
    "template_partials",
]

FIRST_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before what is said of pages: half a kilobyte that a style sheet or a font has no use for.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "explorer.content_policy.ContentPolicyMiddleware",
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

# What the pages call themselves, and where employers turn to. A region sets its own.
SITE_NAME = os.environ.get("SITE_NAME", "Kandidatenverkenner")
SITE_PROGRAMME = os.environ.get("SITE_PROGRAMME", "Banenafspraak")
SITE_REGION = os.environ.get("SITE_REGION", "Noord-Limburg")
DESK_NAME = os.environ.get("DESK_NAME", "Werkgeversservicepunt")
DESK_EMAIL = os.environ.get("DESK_EMAIL", "")
DESK_PHONE = os.environ.get("DESK_PHONE", "")

STATIC_URL = "static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "explorer.design_system.finder.DesignSystemFinder",
]
STATICFILES_DIRS = [BASE_DIR / "explorer" / "static"]
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

# htmx sends fields of a long form; far below what a large form needs, far above what one sends.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"reticent": {"()": "explorer.logs.ReticentFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "reticent"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would mail whole requests and print request lines with their query.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
