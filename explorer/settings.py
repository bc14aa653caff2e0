"""The public site. Knows the explorer database as `explorer_web` and no other."""

import os

from explorer.database.standby_settings import standby_of
from explorer.shared_settings import *  # noqa: F403 - settings are inherited by name
from explorer.shared_settings import (
    BASE_DIR,
    FIRST_MIDDLEWARE,
    PAGE_MIDDLEWARE,
    SHARED_APPS,
    database_of,
    hosts_of,
    secret_of,
    templates_for,
)

SECRET_KEY = secret_of("EXPLORER_SECRET_KEY")
ALLOWED_HOSTS = hosts_of("EXPLORER_HOSTS")

ROOT_URLCONF = "explorer.urls"
WSGI_APPLICATION = "explorer.wsgi.application"
INSTALLED_APPS = [
    *SHARED_APPS,
    "explorer.database",
    "explorer.release",
    "explorer.demand",
    "explorer.employers",
    "explorer.search",
]
# A visitor who is not signed in has no session: none is looked for in the database and no cookie is set.
MIDDLEWARE = [
    "explorer.search.views.availability.AvailabilityMiddleware",
    *FIRST_MIDDLEWARE,
    "explorer.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    *PAGE_MIDDLEWARE,
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = templates_for()

# Pages of releases must come while the primary is away, so no request opens a transaction there by itself:
# a verb that writes opens its own.
DATABASES = {
    "default": {
        **database_of("DATABASE_URL", database="explorer", web="explorer_web", owner="explorer_owner"),
        "ATOMIC_REQUESTS": False,
    }
}
if os.environ.get("EXPLORER_READ_URL"):
    DATABASES["replica"] = standby_of(os.environ["EXPLORER_READ_URL"], primary=DATABASES["default"])
DATABASE_PRIVILEGES = "explorer.database.privileges.EXPLORER"
DATABASE_ROUTERS = ["explorer.database.router.ExplorerRouter"]

AUTH_USER_MODEL = "explorer_employers.EmployerAccount"
LOCALE_PATHS = [BASE_DIR / "explorer" / "locale"]
STATIC_ROOT = BASE_DIR / ".local" / "static" / "explorer"

SESSION_ENGINE = "explorer.employers.sessions"
SESSION_COOKIE_NAME = "explorer_session"
CSRF_COOKIE_NAME = "explorer_csrf"
LANGUAGE_COOKIE_NAME = "explorer_language"
