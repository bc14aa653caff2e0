"""The register. Knows its own database and, for releases, the explorer's, both as `register_web`.

Never imports `explorer.settings`: the explorer's credentials are not its business.
"""

import os
import secrets

from explorer.shared_settings import *  # noqa: F403 - settings are inherited by name
from explorer.shared_settings import (
    BASE_DIR,
    DEMO,
    DEPLOYED,
    FIRST_MIDDLEWARE,
    LOCAL_DIR,
    PAGE_MIDDLEWARE,
    SHARED_APPS,
    database_of,
    hosts_of,
    region,
    secret_of,
    templates_for,
)
from profiles.database.keys import MAKERS

DATABASES = {
    "default": database_of(
        "REGISTER_DATABASE_URL", database="register", web="register_web", owner="register_owner"
    ),
    "explorer": database_of("DATABASE_URL", database="explorer", web="register_web"),
}
DATABASE_PRIVILEGES = "profiles.database.privileges.REGISTER"
DATABASE_ROUTERS = ["profiles.database.router.RegisterRouter"]

SECRET_KEY = secret_of("REGISTER_SECRET_KEY", "a long random text", make=MAKERS["REGISTER_SECRET_KEY"])
ALLOWED_HOSTS = hosts_of("REGISTER_HOSTS")
SITE_REGION = region()

# Fernet keys, newest first, separated by commas: the first writes, all read.
REGISTER_ENCRYPTION_KEYS = secret_of(
    "REGISTER_ENCRYPTION_KEYS",
    "the keys of identifying fields, separated by commas",
    make=MAKERS["REGISTER_ENCRYPTION_KEYS"],
).split(",")
REGISTER_INDEX_KEY = secret_of(
    "REGISTER_INDEX_KEY", "the key of look-ups by identifying fields", make=MAKERS["REGISTER_INDEX_KEY"]
)

ROOT_URLCONF = "profiles.urls"
WSGI_APPLICATION = "profiles.wsgi.application"
INSTALLED_APPS = [
    *SHARED_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "profiles.staff.admin_app.RegisterAdminConfig",
    "django.contrib.messages",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "pgtrigger",
    "pghistory",
    "explorer.database",
    "explorer.release",
    "explorer.demand",
    "explorer.contact",
    "procrastinate.contrib.django",
    "profiles.configuration",
    "profiles.vocabulary",
    "profiles.register",
    "profiles.mail",
    "profiles.access",
    "profiles.imports",
    "profiles.publication",
    "profiles.quality",
    "profiles.desk",
    "profiles.caseload",
    "profiles.staff",
    "profiles.accounts",
    "profiles.accounts.single_sign_on",
    "profiles.demo",
]
MIDDLEWARE = [
    *FIRST_MIDDLEWARE,
    "profiles.staff.private.PrivateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    *PAGE_MIDDLEWARE,
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Nothing of the register is for a visitor without an account; the log-in page says so itself.
    "profiles.staff.logged_in.LoggedInMiddleware",
    # Tells the database who asks, for the transaction of the request.
    "profiles.access.scope.ScopeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]
TEMPLATES = templates_for(
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "profiles.staff.navigation.navigation",
)

# The explorer's tables are migrated by its own site; here they are only models.
MIGRATION_MODULES = {"explorer_release": None, "explorer_demand": None, "explorer_contact": None}

AUTH_USER_MODEL = "staff.StaffUser"
LOGIN_URL = "staff:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "staff:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 8 * 60 * 60

LOCALE_PATHS = [BASE_DIR / "profiles" / "locale", BASE_DIR / "explorer" / "locale"]
STATIC_ROOT = BASE_DIR / ".local" / "static" / "profiles"

SESSION_COOKIE_NAME = "register_session"
CSRF_COOKIE_NAME = "register_csrf"
CSRF_FAILURE_VIEW = "profiles.staff.pages.errors.stale_form"
LANGUAGE_COOKIE_NAME = "register_language"

# Mail to the desks; where nothing is deployed in a folder that no page of the outside shows.
DEFAULT_FROM_EMAIL = os.environ.get("REGISTER_MAIL_FROM") or (
    f"noreply@{ALLOWED_HOSTS[0].lstrip('.')}" if DEPLOYED else "register@voorbeeld.example"
)
MAIL_FOLDER = LOCAL_DIR / "mail-inside"
# Where links in these mails lead.
REGISTER_URL = (
    os.environ.get("REGISTER_URL")
    or (
        f"https://{ALLOWED_HOSTS[0]}"
        if DEPLOYED
        else f"http://localhost:{os.environ.get('REGISTER_PORT', '8001')}"
    )
).rstrip("/")

SITE_URL = REGISTER_URL

# One cache for all workers: a code of the second step that was used is used on each of them.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "register_cache"}
}

# The worker of the register finds its jobs by name.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = ["profiles.mail.jobs", "profiles.access.jobs", "profiles.desk.jobs", "profiles.publication.jobs"]

# From here to the disk: what holds until an admin saves other values, see `profiles.configuration`.
# The desk is reminded of a case again after so many working days, and its head after so many late ones.
REMIND_AGAIN_DAYS = 2
ESCALATE_DAYS = 1
# A candidate who did not answer for so many working days is called.
CANDIDATE_DAYS = 5

# A profile that was not confirmed for so many months pauses by itself.
FRESH_MONTHS = 6

# What employers asked is kept for so many weeks; what was asked less often in a week is not shown by itself.
DEMAND_WEEKS = 13
DEMAND_THRESHOLD = 5

# More people looked at within so many minutes is told to the privacy officer.
BULK_VIEWS, BULK_MINUTES = 60, 10
# A list shows many people at once: so many times as many.
BULK_LIST_FACTOR = 10
# The log of use is kept for so many months; a year at the least.
USE_LOG_MONTHS = int(os.environ.get("USE_LOG_MONTHS", "36"))
# Health warns below so much free disk, and of a release that is older.
LEAST_FREE_PERCENT = 10
RELEASE_AGE_DAYS = 62

# Printed by the demo at each start, so made once and kept; a real register has none.
DEMO_PASSWORDS = {
    name: secret_of(f"DEMO_PASSWORD_{variable}", "", make=lambda: secrets.token_urlsafe(9))
    for name, variable in (
        ("klantmanager-venlo", "CASE_WORKER"),
        ("adviseur-loket", "DESK_ADVISER"),
        ("beheerder", "ADMIN"),
    )
    if DEMO
}
