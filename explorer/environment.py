"""What a process reads from its environment, with types; all that lacks or is wrong is said in one message.

How a process runs is said, never guessed: `DEMO=1` is the demonstration, `DEVELOPMENT=1`
(or `DEBUG=1`, which adds Django's pages for developers) is work on the code. Only these
two may start an embedded database and make secrets under `.local/`. Anything else is
deployed: every address, secret and name must be given, and all traffic is HTTPS. `migrate`
(`DATABASE_ROLE=owner`) asks for the address of its database and nothing else.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
MIGRATING = os.environ.get("DATABASE_ROLE") == "owner"
DATABASES = ("DATABASE_URL", "REGISTER_DATABASE_URL")
YES, NO = ("1", "true", "yes"), ("", "0", "false", "no")

_problems: dict[str, str] = {}


def complete() -> None:
    """At the end of the settings of a site. Raises `ImproperlyConfigured` with every problem in one line.

    Each time: Django reads settings again that failed once, and must not get past them then.
    """
    if not _problems:
        return
    said = "; ".join(f"{name} {text}" for name, text in _problems.items())
    raise ImproperlyConfigured(f"{said}. See docs/deploying.md; DEMO=1 uses the data of `make demo`.")


def given(variable: str, what: str) -> str:
    """A text that a deployed site must have; empty where a local run, or `migrate`, lacks it."""
    value = os.environ.get(variable, "").strip()
    if DEPLOYED and not value and (not MIGRATING or variable in DATABASES):
        _problems[variable] = f"is not set: {what}"
    return value


def text(variable: str, default: str = "") -> str:
    """A text that has a default."""
    return os.environ.get(variable, "").strip() or default


def number(variable: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
    """A whole number that has a default."""
    value = os.environ.get(variable, "").strip()
    if not value:
        return default
    if not value.isdecimal() or not least <= int(value) <= most:
        _problems[variable] = f"must be a whole number from {least} to {most}"
        return default
    return int(value)


def flag(variable: str) -> bool:
    """1 or 0; off where it is not said."""
    value = os.environ.get(variable, "").strip().casefold()
    if value not in (*YES, *NO):
        _problems[variable] = "must be 1 or 0"
    return value in YES


def several(variable: str, default: str = "") -> list[str]:
    """Texts separated by commas."""
    return [part.strip() for part in text(variable, default).split(",") if part.strip()]


def secret_of(
    variable: str,
    what: str,
    *,
    make: Callable[[], str] = lambda: secrets.token_urlsafe(50),
    wrong: Callable[[str], str] = lambda value: "",
) -> str:
    """A secret from the environment; a local run makes one where it lacks, by `make`.

    `wrong` says what is wrong with a value, or nothing.
    """
    value = given(variable, what)
    if not value:
        # Migrating signs and encrypts nothing.
        return make() if DEPLOYED else secret(LOCAL_DIR / "keys", variable.lower(), make=make)
    problem = wrong(value) if DEPLOYED else ""
    if problem:
        _problems[variable] = problem
        return make()
    return value


def too_weak(value: str) -> str:
    """Whether a secret key can be guessed: Django's own rule, fifty characters of at least five kinds."""
    if len(value) < 50 or len(set(value)) < 5:
        return "is too short or too simple; make one with `python -m profiles.database make-keys`"
    return ""


def database_of(
    variable: str, *, database: str, web: str, owner: str = "", servers: str = addresses.WRITABLE
) -> dict[str, Any]:
    """Settings of one database: the address in the environment, or the embedded server.

    `DATABASE_ROLE=owner` chooses the owner on the embedded server, for `migrate`. `servers`
    says which of several hosts is taken.
    """
    migrates_this = MIGRATING and bool(owner)
    address = os.environ.get(variable, "").strip()
    if DEPLOYED and not address:
        if not MIGRATING or migrates_this:
            _problems[variable] = f"is not set: the address of the {database} database"
        address = local.NOWHERE
    elif not address and any(map(os.environ.get, DATABASES)):
        # Half of the data on one server and half in the demo's is never what was meant.
        raise ImproperlyConfigured(f"{variable} is not set, and another database is.")
    if not DEPLOYED and address and not addresses.is_local(address):
        # Pages for developers, made keys and invented log-ins beside real people.
        _problems[variable] = "is another machine's, and DEMO, DEVELOPMENT or DEBUG is set"
        address = local.NOWHERE
    if not address:
        address = local.url(LOCAL_DIR, database=database, role=owner if migrates_this else web)
    # A migration that waits for a busy table must not make all others wait behind it.
    options = {"options": "-c lock_timeout=10s"} if migrates_this else {}
    try:
        return addresses.database_settings(
            address, servers=addresses.WRITABLE if migrates_this else servers, **options
        )
    except ProgrammingError:
        # Without the text: it holds a password.
        _problems[variable] = "is not the address of a PostgreSQL database"
        return addresses.database_settings(local.NOWHERE, servers=servers)


def region() -> str:
    """Name of the region as pages show it; the people of the demo live in this one."""
    return given("SITE_REGION", "the name of the region, as pages show it") or "Noord-Limburg"


def hosts_of(variable: str) -> list[str]:
    """Host names a site answers to."""
    hosts = given(variable, "the host names of the site, separated by commas")
    return [host.strip() for host in hosts.split(",") if host.strip()] or ["localhost", "127.0.0.1"]
