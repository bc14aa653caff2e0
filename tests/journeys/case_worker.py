"""What a case worker does in the browser, as steps of a journey."""

import base64
import hashlib
import hmac
import os
import re
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, StorageState, expect

from explorer.database.credentials import secret
from profiles.demo.sites import Site
from tests.database import LOCAL, ROOT

# Milliseconds. A busy machine takes its time, and what is there sooner is not waited for.
WAIT_FOR_A_PAGE = 30_000
WAIT_FOR_A_RELEASE = 600_000

VARIABLES = {
    "klantmanager-venlo": "case_worker",
    "adviseur-loket": "desk_adviser",
    "beheerder": "admin",
    "privacyfunctionaris": "privacy_officer",
}
PERIOD = 30
# Seconds within which a code is used, however busy the machine.
TYPING = 20
# A code works once, so each log-in of an account takes another one: of now, or of a period beside it.
_used: set[tuple[str, int]] = set()
# What a browser keeps of a log-in, by site and user: most journeys are about something else.
_sessions: dict[tuple[str, str], StorageState] = {}


def password_of(username: str) -> str:
    """As the register made it for its demo."""
    return secret(LOCAL / "keys", f"demo_password_{VARIABLES[username]}")


def code_of(username: str) -> str:
    """A code of the second step that was not used yet; waits for the next one where all were."""
    app = secret(LOCAL / "keys", f"demo_second_step_{VARIABLES[username]}")
    while True:
        now, gone = divmod(time.time(), PERIOD)
        # The period before is taken until this one ends, so only where that is not too near.
        periods = [int(now) + step for step in (0, 1, -1) if step >= 0 or PERIOD - gone > TYPING]
        free = [period for period in periods if (username, period) not in _used]
        if free:
            _used.add((username, free[0]))
            return totp(app, free[0])
        time.sleep(1)


def totp(app: str, period: int) -> str:
    """What an app with this secret shows in a period of half a minute (RFC 6238)."""
    digest = hmac.new(base64.b32decode(app), struct.pack(">Q", period), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    (value,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(value & 0x7FFF_FFFF) % 10**6:06}"


@contextmanager
def logged_in(
    browser: Browser, register: Site, username: str = "klantmanager-venlo", *, anew: bool = False
) -> Iterator[Page]:
    """A window of its own in which a user has logged in, in two steps.

    In that window (`anew`: always), or in one before it, of which it has what a browser keeps.
    """
    context = browser.new_context(
        locale="nl-NL",
        viewport={"width": 1280, "height": 900},
        storage_state=None if anew else _sessions.get((register.address, username)),
    )
    page = context.new_page()
    page.set_default_timeout(WAIT_FOR_A_PAGE)
    page.goto(register.address)
    # Also where a journey ended all sessions.
    if "/inloggen/" in page.url:
        log_in(page, username)
        if not anew:
            _sessions[register.address, username] = context.storage_state()
    yield page
    context.close()


def log_in(page: Page, username: str = "klantmanager-venlo") -> None:
    """On the log-in page: the password, then the code; ends on the page that was asked for."""
    page.get_by_label("E-mailadres of gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(password_of(username))
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Code van 6 cijfers").fill(code_of(username))
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("button", name=re.compile("uitloggen"))).to_be_attached()


def released_candidates(page: Page, register: Site) -> list[int]:
    """Numbers of candidates whose profile is released, from the first page of the list."""
    page.goto(f"{register.address}kandidaten/?toestand=published")
    links = [link.get_attribute("href") or "" for link in page.locator(".explorer-rows h3 a").all()]
    return [int(re.findall(r"/kandidaten/(\d+)/", link)[0]) for link in links]


def take_step(page: Page, button: str, *, said: str) -> None:
    """Press a button of the profile form and wait for what the page says of it."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(said)).to_be_visible()


def force_publication(page: Page, register: Site, *, because: str) -> None:
    """Make a release before its time, as the admin may who says why; the worker makes it meanwhile."""
    page.goto(f"{register.address}publicatie/")
    page.get_by_role("link", name="Eerder dan de regels toestaan").click()
    page.get_by_label("Waarom moet deze uitgave eerder komen?").fill(because)
    page.get_by_role("button", name="Maak toch een uitgave").click()
    expect(page.get_by_text("Er wordt een publicatie gemaakt")).to_be_visible()
    work_off(register)
    # The page asks how far it is, and is drawn anew once all is done.
    expect(page.get_by_text("Er wordt een publicatie gemaakt")).to_be_hidden(timeout=WAIT_FOR_A_RELEASE)
    expect(page.get_by_text(f"omdat: {because}")).to_be_visible()


def work_off(register: Site) -> None:
    """What the worker of the register does, until no job waits."""
    worker = [
        sys.executable,
        str(ROOT / "manage.py"),
        "procrastinate",
        "worker",
        "--one-shot",
        "-q",
        "publication",
    ]
    environment = {**os.environ, **register.credentials(), "DJANGO_SETTINGS_MODULE": "profiles.settings"}
    subprocess.run(worker, cwd=ROOT, env=environment, check=True, timeout=WAIT_FOR_A_RELEASE / 1000)
