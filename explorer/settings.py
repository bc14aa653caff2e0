"""The public site. Knows the explorer database as `explorer_web` and no other."""

from explorer.database.addresses import STANDBY_FIRST
from explorer.environment import (
    BASE_DIR,
    DEPLOYED,
    complete,
    database_of,
    hosts_of,
    region,
    secret_of,
    text,
    too_weak,
)
from explorer.shared_settings import *  # noqa: F403 - settings are inherited by name
from explorer.shared_settings import (
    DOCUMENT_ALIKE,
    FIRST_MIDDLEWARE,
    HOST_ONLY,
    PAGE_MIDDLEWARE,
    REST_ALIKE,
    SHARED_APPS,
    SITE_NAME,
    templates_for,
)

# Pages must come while the primary is away, so they are read from a standby where the address names
# one, and no request opens a transaction by itself. What the site writes goes to the primary.
DATABASES = {
    "default": {
        **database_of(
            "DATABASE_URL",
            database="explorer",
            web="explorer_web",
            owner="explorer_owner",
            servers=STANDBY_FIRST,
        ),
        "ATOMIC_REQUESTS": False,
    }
}
if "target_session_attrs" in DATABASES["default"]["OPTIONS"]:
    DATABASES["primary"] = {
        **database_of("DATABASE_URL", database="explorer", web="explorer_web"),
        "ATOMIC_REQUESTS": False,
        "TEST": {"MIRROR": "default"},
    }
# A page asks the same two statements as the page before: the server plans them once for each connection.
for each in DATABASES.values():
    each["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 1}
DATABASE_ROUTERS = ["explorer.database.router.ExplorerRouter"]
DATABASE_PRIVILEGES = "explorer.database.privileges.EXPLORER"

SECRET_KEY = secret_of("EXPLORER_SECRET_KEY", "a long random text", wrong=too_weak)
ALLOWED_HOSTS = hosts_of("EXPLORER_HOSTS")
SITE_REGION = region()

ROOT_URLCONF = "explorer.urls"
WSGI_APPLICATION = "explorer.wsgi.application"
INSTALLED_APPS = [
    *SHARED_APPS,
    "explorer.database",
    "explorer.release",
    "explorer.site_texts",
    "explorer.demand",
    "explorer.search",
    "explorer.contact",
    "explorer.guide",
    "procrastinate.contrib.django",
]
# Visitors have no account and no session. One cookie keeps the language they chose; only the pages
# below /aanvraag/ set others, and these are sent to no other page, so that all others stay the same for all.
MIDDLEWARE = [
    "explorer.web.availability.AvailabilityMiddleware",
    *FIRST_MIDDLEWARE,
    "django.middleware.gzip.GZipMiddleware",
    *PAGE_MIDDLEWARE,
]
TEMPLATES = [
    *templates_for(),
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "explorer.web.jinja.environment",
            "extensions": ["jinja2.ext.i18n"],
        },
    },
]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Whole pages by release: 400 of some 50 kB are 20 MB a worker.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
}
# What /gezond/ says beside "ready"; it raises where this worker cannot answer.
HEALTH = "explorer.search.current.health"
GAUGES = "explorer.contact.gauges.gauges"
STARTING = [
    "explorer.database.starting.migrations_applied",
    "explorer.release.starting.clock_is_right",
    "explorer.contact.desks.require_desk",
]

# The desk that pages name where no place decides it: something with a name, phone, email, hours and days.
DESK = "explorer.contact.desks.first_desk"
# Texts of pages that an adopter may word: paragraphs by key and language.
SITE_TEXTS = "explorer.site_texts.show.site_texts"
# A file of the region with amounts, links and dates of the help for employers; else those in the code.
HELP_FACTS = text("HELP_FACTS")
# The accessibility statement: A, B, C or D as an audit found it, and the address of its report.
ACCESSIBILITY_STATUS = text("ACCESSIBILITY_STATUS")
ACCESSIBILITY_REPORT = text("ACCESSIBILITY_REPORT")

LOCALE_PATHS = [BASE_DIR / "explorer" / "locale"]
STATIC_ROOT = BASE_DIR / ".local" / "static" / "explorer"

# Where links in mails lead; pages are not asked, since a mail is made by a worker.
SITE_URL = (
    text("EXPLORER_URL")
    or (f"https://{ALLOWED_HOSTS[0]}" if DEPLOYED else f"http://localhost:{text('PORT', '8000')}")
).rstrip("/")
# Mail programs refuse a sender of another domain than the one that sent it.
DEFAULT_FROM_EMAIL = text("MAIL_FROM") or (
    f"noreply@{ALLOWED_HOSTS[0].lstrip('.')}" if DEPLOYED else "loket@voorbeeld.example"
)

# The worker finds its jobs by name; it writes, so it never asks a standby.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = ["explorer.contact.jobs", "explorer.database.jobs"]
PROCRASTINATE_DATABASE_ALIAS = "primary" if "primary" in DATABASES else "default"

# For the pages of requests alone, so that no other page has a cookie; a path keeps `__Host-` away.
CSRF_COOKIE_NAME = "__Secure-explorer_csrf" if DEPLOYED else "explorer_csrf"
CSRF_COOKIE_PATH = "/aanvraag/"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_NAME = f"{HOST_ONLY}explorer_language"

# The API has no accounts; see `explorer.api`.
REST_FRAMEWORK = {
    **REST_ALIKE,
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PARSER_CLASSES": [],
    "EXCEPTION_HANDLER": "explorer.api.problems.handle",
}
SPECTACULAR_SETTINGS = {
    **DOCUMENT_ALIKE,
    "TITLE": "Kandidatenverkenner",
    "DESCRIPTION": (
        "Anonieme profielen van mensen uit de doelgroep banenafspraak: groepen van minstens k mensen, "
        "nooit personen. Elk aantal is een ondergrens: k, 2k, 4k en zo verder."
    ),
    "CONTACT": {"name": SITE_NAME, "email": DEFAULT_FROM_EMAIL, "url": SITE_URL},
    "SERVERS": [{"url": SITE_URL, "description": "productie"}],
}

complete()
