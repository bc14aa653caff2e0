"""The public site. Knows the explorer database as `explorer_web` and no other."""

import os

from explorer.database.addresses import STANDBY_FIRST
from explorer.shared_settings import *  # noqa: F403 - settings are inherited by name
from explorer.shared_settings import (
    BASE_DIR,
    FIRST_MIDDLEWARE,
    PAGE_MIDDLEWARE,
    SHARED_APPS,
    database_of,
    given,
    hosts_of,
    region,
    secret_of,
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
DATABASE_ROUTERS = ["explorer.database.router.ExplorerRouter"]
DATABASE_PRIVILEGES = "explorer.database.privileges.EXPLORER"

SECRET_KEY = secret_of("EXPLORER_SECRET_KEY", "a long random text")
ALLOWED_HOSTS = hosts_of("EXPLORER_HOSTS")
SITE_REGION = region()

ROOT_URLCONF = "explorer.urls"
WSGI_APPLICATION = "explorer.wsgi.application"
INSTALLED_APPS = [
    *SHARED_APPS,
    "explorer.database",
    "explorer.release",
    "explorer.demand",
    "explorer.search",
]
# Visitors have no account and no session; the only cookie keeps the language they chose.
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

# Where employers turn to. The desk of the demo does not exist, and says so.
DESK_NAME = given("DESK_NAME", "the desk that employers turn to") or "Voorbeeldloket (verzonnen)"
DESK_PHONE = given("DESK_PHONE", "the telephone of the desk") or "000 000 00 00"
DESK_EMAIL = given("DESK_EMAIL", "the mail address of the desk") or "loket@voorbeeld.example"
DESK_HOURS = os.environ.get("DESK_HOURS", "Werkdagen van 8.30 tot 17.00 uur")
# Working days within which an adviser calls.
DESK_DAYS = int(os.environ.get("DESK_DAYS", "2"))

LOCALE_PATHS = [BASE_DIR / "explorer" / "locale"]
STATIC_ROOT = BASE_DIR / ".local" / "static" / "explorer"

CSRF_COOKIE_NAME = "explorer_csrf"
LANGUAGE_COOKIE_NAME = "explorer_language"
