"""Both sites as in the demo, on databases of their own, and a browser that reaches nothing else."""

import fcntl
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
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from explorer.database import provision
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
    copy_of,
    copy_of_template,
    drop,
    exists,
    prepare_cluster,
    superuser,
)
from tests.journeys.case_worker import WAIT_FOR_A_PAGE
from tests.journeys.commands import end
from tests.ports import free_port

# The shell first: it renders the same pages, with a sixth less work.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
OFF_THE_NETWORK = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
# The mails and files of the sites of this process; keys are shared with others.
OWN = LOCAL / f"journeys-{os.getpid()}"
# The longest, so that no process is left with one at the end; the second needs none of these databases.
FIRST = (
    "test_desk_accessible.py",
    "test_scale_out.py",
    "test_request_faults.py",
    "test_case_worker_hands.py",
)
LAST = ("test_from_edit_to_employer.py", "test_tracer.py")
expect.set_options(timeout=WAIT_FOR_A_PAGE)
# Rules for target sizes are off unless their tag is asked for.
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # Without it, all that is in order is described too: twice the work, and megabytes for a page.
    "resultTypes": ["violations"],
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
    shutil.rmtree(OWN, ignore_errors=True)
    OWN.mkdir()
    (LOCAL / "keys").mkdir(mode=0o700, exist_ok=True)
    (OWN / "keys").symlink_to(LOCAL / "keys")
    names = {side: f"clone_journeys_{side.package}_{os.getpid()}" for side in (OUTSIDE, INSIDE)}
    for side, original in filled().items():
        copy_of(side, original, names[side])
    yield names
    for name in names.values():
        drop(name)
    shutil.rmtree(OWN)


def filled() -> dict[Side, str]:
    """Names of the databases that each process of this run copies; the first that asks fills them."""
    run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    names = {side: f"clone_filled_{side.package}_{run}" for side in (OUTSIDE, INSIDE)}
    with (LOCAL / "filled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if all(map(exists, names.values())):
            return names
        drafts = {side: f"clone_draft_{side.package}_{run}" for side in names}
        for side, draft in drafts.items():
            copy_of_template(side, draft)
        for command in COMMANDS:
            environment = {**os.environ, **inside(drafts), "DJANGO_SETTINGS_MODULE": "profiles.settings"}
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        for side, draft in drafts.items():
            # Autovacuum keeps from these tables, so nobody else would tell how many rows they have.
            with superuser(draft) as connection:
                connection.execute("ANALYZE")
            copy_of(side, draft, names[side])
            drop(draft)
    return names


def _drop_filled() -> None:
    """Only the process that the others work for knows when nobody copies them any more."""
    if "PYTEST_XDIST_WORKER" not in os.environ and CLUSTER.port() is not None:
        for side in (OUTSIDE, INSIDE):
            drop(f"clone_filled_{side.package}_{os.getpid()}")


# Before the first test too: a process that was killed may have had the same number.
pytest_sessionstart = pytest_sessionfinish = _drop_filled


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files go to processes in this order. Others count on the first release: what makes one comes last."""
    place = {name: number for number, name in enumerate((*FIRST, "", *LAST))}
    items.sort(key=lambda item: place.get(item.path.name, len(FIRST)))


@pytest.fixture(scope="session")
def explorer(databases: dict[Side, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    credentials = {"DATABASE_URL": address(databases, OUTSIDE, "explorer_web"), "LOCAL_DIR": str(OWN)}
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
        # A click waits until the next page begins, not until it is there.
        page.wait_for_load_state()
        results = Axe().run(page, options=RULES)
        assert results.violations_count == 0, results.generate_report()

    return check


def running(package: str, credentials: dict[str, str], folder: Path) -> Iterator[Site]:
    """The site, until the tests are over."""
    site = Site(
        name=package,
        package=package,
        port=free_port(),
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
        end(site)
        site.stop()


def inside(names: dict[Side, str]) -> dict[str, str]:
    """All that the register knows."""
    return {
        "DEMO": "1",
        "LOCAL_DIR": str(OWN),
        "DATABASE_URL": address(names, OUTSIDE, "register_web"),
        "REGISTER_DATABASE_URL": address(names, INSIDE, "register_web"),
        "VERIFIER_DATABASE_URL": address(names, OUTSIDE, "explorer_verifier"),
        **local_keys(LOCAL),
    }


def address(names: dict[Side, str], side: Side, role: str) -> str:
    assert role in provision.ROLES
    password = secret(LOCAL / "credentials", role)
    return CLUSTER.url(role=role, password=password, database=names[side])
