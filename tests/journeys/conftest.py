"""Both sites as in the demo, on databases of their own, and a browser that reaches nothing else."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from explorer.database import postmaster, provision
from explorer.database.credentials import secret
from profiles.database.keys import local_keys
from profiles.demo.sites import Site
from tests.database import (
    CLUSTER,
    INSIDE,
    LOCAL,
    OUTSIDE,
    ROOT,
    Side,
    copy_of_template,
    drop,
    prepare_cluster,
)

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OFF_THE_NETWORK = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
# Rules for target sizes are off unless their tag is asked for.
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
COMMANDS = (
    ["load_vocabulary"],
    ["make_population", "--seed", "2026"],
    ["make_demo_staff"],
    ["publish_release"],
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        _without_browser()
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*OFF_THE_NETWORK, *as_root])
        yield browser
        browser.close()


def _without_browser() -> NoReturn:
    reason = "no browser found: install chromium to run the journeys"
    if os.environ.get("CI") == "true" or os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def databases(browser: Browser) -> Iterator[dict[Side, str]]:
    """Names of a filled register and the release made of it; without a browser nothing is made."""
    prepare_cluster()
    names = {side: f"clone_journeys_{side.package}_{os.getpid()}" for side in (OUTSIDE, INSIDE)}
    for side, name in names.items():
        copy_of_template(side, name)
    for command in COMMANDS:
        environment = {**os.environ, **inside(names), "DJANGO_SETTINGS_MODULE": "profiles.settings"}
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    yield names
    for name in names.values():
        drop(name)


@pytest.fixture(scope="session")
def explorer(databases: dict[Side, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    credentials = {"DATABASE_URL": address(databases, OUTSIDE, "explorer_web"), "LOCAL_DIR": str(LOCAL)}
    credentials["EXPLORER_SECRET_KEY"] = secret(LOCAL / "keys", "explorer_secret_key")
    yield from running("explorer", credentials, tmp_path_factory.mktemp("explorer"))


@pytest.fixture(scope="session")
def register(databases: dict[Side, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from running("profiles", inside(databases), tmp_path_factory.mktemp("register"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page at 1280 px in Dutch. Breaking the content policy, throwing or going elsewhere is a failure."""
    faults: list[str] = []
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.route(re.compile(r"^(?!http://127\.0\.0\.1:|data:)"), lambda route: _refuse(route, faults))
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert faults == []


def _refuse(route: Route, faults: list[str]) -> None:
    faults.append(f"request to {route.request.url}")
    route.abort()


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Checks a page as it is with axe: WCAG 2.2 AA and what is good practice."""

    def check(page: Page) -> None:
        results = Axe().run(page, options=RULES)
        assert results.violations_count == 0, results.generate_report()

    return check


def running(package: str, credentials: dict[str, str], folder: Path) -> Iterator[Site]:
    """The site, until the tests are over."""
    site = Site(
        name=package,
        package=package,
        port=postmaster.free_port(preferred=None),
        port_variable="PORT",
        credentials=lambda: credentials,
        root=ROOT,
        run=folder,
    )
    site.start()
    try:
        site.wait_until_it_answers()
        yield site
    finally:
        site.stop()


def inside(names: dict[Side, str]) -> dict[str, str]:
    """All that the register knows."""
    return {
        "DEMO": "1",
        "LOCAL_DIR": str(LOCAL),
        "DATABASE_URL": address(names, OUTSIDE, "register_web"),
        "REGISTER_DATABASE_URL": address(names, INSIDE, "register_web"),
        "VERIFIER_DATABASE_URL": address(names, OUTSIDE, "explorer_verifier"),
        **local_keys(LOCAL),
    }


def address(names: dict[Side, str], side: Side, role: str) -> str:
    assert role in provision.ROLES
    password = secret(LOCAL / "credentials", role)
    return CLUSTER.url(role=role, password=password, database=names[side])
