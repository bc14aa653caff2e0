"""What both sites set alike. Holds no credentials and reads none; see `explorer.environment`."""

from csp.constants import NONE, SELF

from explorer.environment import (  # noqa: F401 - DEMO is a setting too
    BASE_DIR,
    DEBUG,
    DEMO,
    DEPLOYED,
    LOCAL_DIR,
    flag,
    given,
    number,
    several,
    text,
)


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
SITE_NAME = text("SITE_NAME", "Kandidatenverkenner")
SITE_PROGRAMME = text("SITE_PROGRAMME", "Banenafspraak")

# The organisation that runs this, as texts name it; where holes are reported, and where the source of
# what runs is published.
ORGANISATION = text("ORGANISATION")
SECURITY_CONTACTS = several("SECURITY_CONTACT", "mailto:beveiliging@voorbeeld.example")
SECURITY_POLICY = text("SECURITY_POLICY")
SOURCE_URL = text("SOURCE_URL")

# Each site names its own: what is measured and, of the public site alone, the desk, its texts and its health.
DESK = GAUGES = HEALTH = SITE_TEXTS = ""
# What a site refuses to start with; and what lets a command of the register see all people.
STARTING: list[str] = []
SYSTEM_SCOPE = ""

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
# Browsers take a cookie with this name only from this very host, over TLS, for all of it; see RFC 6265bis.
HOST_ONLY = "__Host-" if DEPLOYED else ""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = DEPLOYED
LANGUAGE_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = DEPLOYED
SECURE_HSTS_SECONDS = 31_536_000 if DEPLOYED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = DEPLOYED
# A list in browsers that a whole domain is hard to get out of: only where it is asked for.
SECURE_HSTS_PRELOAD = flag("HSTS_PRELOAD")
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# TLS ends at the proxy in front, which sets this header and drops one that a visitor sends.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if DEPLOYED else None

# Requests: a link in a mail is good for so many hours, "my requests" for so many minutes; what is kept of
# an employer goes so many months after the end.
CONFIRM_HOURS = 48
MY_REQUESTS_MINUTES = 30
KEEP_MONTHS = number("KEEP_MONTHS", 12, least=1, most=120)
# Proxies in front that are trusted to say where a request came from.
given("PROXIES", "how many proxies in front are trusted to say where a request came from")
PROXIES = number("PROXIES", 0, most=9)

# Mail goes to a server or, where nothing is deployed, to a folder that a page of the demo shows.
EMAIL_HOST = text("MAIL_HOST", "localhost")
EMAIL_PORT = number("MAIL_PORT", 25, least=1, most=65_535)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = text("MAIL_USER"), text("MAIL_PASSWORD")
EMAIL_USE_TLS = flag("MAIL_TLS")
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
        # One line for each request; developers have the server's own.
        "request": {"level": "INFO" if DEPLOYED else "WARNING"},
        # Anybody can send a wrong Host; Django answers 400, and a trace of it says nothing.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}

# The APIs of both sites; each adds its authentication and its errors.
REST_ALIKE = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,
    "URL_FORMAT_OVERRIDE": None,
}
DOCUMENT_ALIKE = {
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
