"""The register. Knows its own database and, for releases, the explorer's, both as `register_web`.

Never imports `explorer.settings`: the explorer's credentials are not its business.
"""

import base64
import secrets

from explorer.environment import (
    BASE_DIR,
    DEMO,
    DEPLOYED,
    LOCAL_DIR,
    complete,
    database_of,
    given,
    hosts_of,
    number,
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
from profiles.database.keys import MAKERS, wrong_encryption_keys, wrong_index_key

DATABASES = {
    "default": database_of(
        "REGISTER_DATABASE_URL", database="register", web="register_web", owner="register_owner"
    ),
    "explorer": database_of("DATABASE_URL", database="explorer", web="register_web"),
}
DATABASE_PRIVILEGES = "profiles.database.privileges.REGISTER"
DATABASE_ROUTERS = ["profiles.database.router.RegisterRouter"]

SECRET_KEY = secret_of("REGISTER_SECRET_KEY", "a long random text", wrong=too_weak)
ALLOWED_HOSTS = hosts_of("REGISTER_HOSTS")
SITE_REGION = region()

# Fernet keys, newest first, separated by commas: the first writes, all read.
REGISTER_ENCRYPTION_KEYS = secret_of(
    "REGISTER_ENCRYPTION_KEYS",
    "the keys of identifying fields, separated by commas",
    make=MAKERS["REGISTER_ENCRYPTION_KEYS"],
    wrong=wrong_encryption_keys,
).split(",")
REGISTER_INDEX_KEY = secret_of(
    "REGISTER_INDEX_KEY",
    "the key of look-ups by identifying fields",
    make=MAKERS["REGISTER_INDEX_KEY"],
    wrong=wrong_index_key,
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
    "explorer.site_texts",
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
    "profiles.journal",
    "profiles.caseload",
    "profiles.supply",
    "profiles.leaving",
    "profiles.staff",
    "profiles.accounts",
    "profiles.accounts.single_sign_on",
    "profiles.demo",
]
MIDDLEWARE = [
    "profiles.staff.health.HealthMiddleware",
    "profiles.staff.no_nul.NoNulMiddleware",
    *FIRST_MIDDLEWARE,
    "profiles.staff.private.PrivateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    *PAGE_MIDDLEWARE,
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "profiles.access.log_context.LogContextMiddleware",
    # Nothing of the register is for a visitor without an account, nor for one with a single step.
    "profiles.accounts.middleware.SessionEndMiddleware",
    "profiles.accounts.middleware.LoggedInMiddleware",
    "profiles.accounts.middleware.SecondStepMiddleware",
    # Sets the scope of the user in the database, for the transaction of the request.
    "profiles.access.scope.ScopeMiddleware",
    "profiles.access.refusals.RefusalMiddleware",
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
MIGRATION_MODULES = {
    "explorer_release": None,
    "explorer_site_texts": None,
    "explorer_demand": None,
    "explorer_contact": None,
}

AUTH_USER_MODEL = "staff.StaffUser"
AUTHENTICATION_BACKENDS = [
    "profiles.accounts.backend.StaffBackend",
    # Logs no user in: permissions of the admin by the table of roles.
    "profiles.staff.admin.permissions.RightsBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
# Half an hour without a click ends a session, and so does closing the browser or a long day.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 30 * 60
SESSION_LONGEST = 10 * 60 * 60
PASSWORD_RESET_TIMEOUT = 60 * 60

# django-allauth: no sign-up; an admin invites, see `profiles.accounts`.
ACCOUNT_ADAPTER = "profiles.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_CHANGE_EMAIL = ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = ACCOUNT_SESSION_REMEMBER = False
# Failed log-ins are counted in a table of our own; the others by account or mail address, never by proxy.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "login_failed": "",
    "reset_password": "5/h/key",
    "reset_password_from_key": "",
}
ACCOUNT_FORMS = {
    "login": "profiles.accounts.forms.LogInForm",
    "change_password": "profiles.accounts.forms.ChangePasswordForm",
    "reset_password": "profiles.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "profiles.accounts.forms.NewPasswordForm",
    "add_email": "profiles.accounts.forms.ChangeEmailForm",
    "reauthenticate": "profiles.accounts.forms.PasswordAgainForm",
}
MFA_ADAPTER = "profiles.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "profiles.accounts.forms.CodeForm",
    "reauthenticate": "profiles.accounts.forms.CodeAgainForm",
    "activate_totp": "profiles.accounts.forms.FirstCodeForm",
    "add_webauthn": "profiles.accounts.forms.NewPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 8
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A new mail address counts when it was confirmed, so it may be added beside a second step.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not DEPLOYED
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "profiles.accounts.single_sign_on.adapter.SingleSignOnAdapter"

# Single sign-on by OpenID Connect; off where no issuer is given. See docs/accounts.md.
SINGLE_SIGN_ON = {
    "issuer": text("OIDC_ISSUER"),
    "client_id": text("OIDC_CLIENT_ID"),
    "secret": text("OIDC_CLIENT_SECRET"),
    "private_key": text("OIDC_PRIVATE_KEY"),
    "name": text("OIDC_NAME"),
    "only": text("OIDC_ONLY"),
    "role_claim": text("OIDC_ROLE_CLAIM"),
    "roles": text("OIDC_ROLES"),
    "organisation_claim": text("OIDC_ORGANISATION_CLAIM"),
    "organisations": text("OIDC_ORGANISATIONS"),
    "second_step": text("OIDC_SECOND_STEP", "mfa"),
}

LOCALE_PATHS = [BASE_DIR / "profiles" / "locale", BASE_DIR / "explorer" / "locale"]
STATIC_ROOT = BASE_DIR / ".local" / "static" / "profiles"

SESSION_COOKIE_NAME = f"{HOST_ONLY}register_session"
CSRF_COOKIE_NAME = f"{HOST_ONLY}register_csrf"
CSRF_FAILURE_VIEW = "profiles.accounts.pages.log_in.stale_form"
LANGUAGE_COOKIE_NAME = f"{HOST_ONLY}register_language"

# Mail to the desks; where nothing is deployed in a folder that no page of the outside shows.
DEFAULT_FROM_EMAIL = text("REGISTER_MAIL_FROM") or (
    f"noreply@{ALLOWED_HOSTS[0].lstrip('.')}" if DEPLOYED else "register@voorbeeld.example"
)
MAIL_FOLDER = LOCAL_DIR / "mail-inside"
# Where links in these mails lead.
REGISTER_URL = (
    text("REGISTER_URL")
    or (f"https://{ALLOWED_HOSTS[0]}" if DEPLOYED else f"http://localhost:{text('REGISTER_PORT', '8001')}")
).rstrip("/")

SITE_URL = REGISTER_URL
SYSTEM_SCOPE = "profiles.access.scope.as_system"
GAUGES = "profiles.staff.gauges.gauges"
STARTING = [
    "explorer.database.starting.migrations_applied",
    "explorer.release.starting.clock_is_right",
    "profiles.register.starting.keys_open_what_is_stored",
]

# One cache for all workers: a code of the second step that was used is used on each of them.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "register_cache"}}

# The worker of the register finds its jobs by name.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = [
    "profiles.mail.jobs",
    "profiles.access.jobs",
    "profiles.accounts.jobs",
    "explorer.database.jobs",
    "profiles.desk.jobs",
    "profiles.journal.jobs",
    "profiles.imports.jobs",
    "profiles.publication.jobs",
    "profiles.caseload.jobs",
]

# What a restored backup may not undo, on another store than the databases; see docs/backup-and-restore.md.
JOURNAL_FOLDER = given(
    "JOURNAL_FOLDER", "a folder on another disk than the databases, for the journal"
) or str(LOCAL_DIR / "journal")

# Files that were handed in, until they are read; only pages and the worker share this folder.
IMPORT_FOLDER = text("IMPORT_FOLDER") or LOCAL_DIR / "imports"
# For so many days an import can be undone, and for so many its findings are kept.
IMPORT_UNDO_DAYS = 7
IMPORT_REPORT_DAYS = 90

# Requests that one token of a supplier may make in a minute, whichever worker they reach.
SUPPLIER_PER_MINUTE = number("SUPPLIER_PER_MINUTE", 300, least=1, most=10_000)
# Of `profiles.supply`, the only API of the register; each view authenticates by token and nothing else.
REST_FRAMEWORK = {
    **REST_ALIKE,
    "DEFAULT_AUTHENTICATION_CLASSES": ["profiles.supply.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["profiles.supply.authentication.HasToken"],
    "DEFAULT_PARSER_CLASSES": ["profiles.supply.parsing.BoundedJsonParser"],
    "EXCEPTION_HANDLER": "profiles.supply.problems.handle",
}
SPECTACULAR_SETTINGS = {
    **DOCUMENT_ALIKE,
    "TITLE": "Kandidatenregister",
    "DESCRIPTION": (
        "Kandidaten van een organisatie aanleveren, lezen en bevestigen. Geen BSN, naam of adres. "
        "Wat met de hand is gewijzigd, wint; aanleveren geeft niemand vrij."
    ),
    "CONTACT": {"name": SITE_NAME, "email": DEFAULT_FROM_EMAIL, "url": SITE_URL},
    "SERVERS": [{"url": SITE_URL, "description": "productie"}],
}

# From here to the disk: what holds until an admin saves other values, see `profiles.configuration`.
# The desk is reminded of a case again after so many working days, and its head after so many late ones.
REMIND_AGAIN_DAYS = 2
ESCALATE_DAYS = 1
# A candidate that did not answer for so many working days is called.
CANDIDATE_DAYS = 5

# A profile that was not confirmed for so many months pauses by itself.
FRESH_MONTHS = 6

# What employers asked is kept for so many weeks; what was asked less often in a week is not shown by itself.
DEMAND_WEEKS = 13
DEMAND_THRESHOLD = 5

# More people looked at within so many minutes is an alarm for the privacy officer.
BULK_VIEWS, BULK_MINUTES = 60, 10
# A list shows many people at once: so many times as many.
BULK_LIST_FACTOR = 10
# The log of use is kept for so many months; a year at the least.
USE_LOG_MONTHS = number("USE_LOG_MONTHS", 36, least=12, most=120)
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
        ("privacyfunctionaris", "PRIVACY_OFFICER"),
    )
    if DEMO
}
# The secrets of their apps with codes, so that the demo can say the code.
DEMO_SECOND_STEPS = {
    name: secret_of(
        f"DEMO_SECOND_STEP_{variable}",
        "",
        make=lambda: base64.b32encode(secrets.token_bytes(20)).decode(),
    )
    for name, variable in (
        ("klantmanager-venlo", "CASE_WORKER"),
        ("adviseur-loket", "DESK_ADVISER"),
        ("beheerder", "ADMIN"),
        ("privacyfunctionaris", "PRIVACY_OFFICER"),
    )
    if DEMO
}

complete()
