"""The log-in in a browser: two steps, a passkey, an invitation, sessions, and pages without script."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from profiles.demo.sites import Site
from tests.journeys.case_worker import WAIT_FOR_A_PAGE, code_of, log_in, logged_in, password_of, totp
from tests.journeys.commands import command
from tests.journeys.conftest import OWN

Check = Callable[[Page], None]
WIDTHS = (1280, 360)
PASSWORD = "een-heel-nieuw-woord"
ACCOUNT_PAGES = (
    "account/",
    "account/e-mail/",
    "account/sessies/",
    "account/herstelcodes/",
    "account/herstelcodes/nieuw/",
    "account/tweede-stap/app/weghalen/",
    "account/tweede-stap/passkey/",
    "account/nog-een-keer/",
    "wachtwoord/",
)
COLLEAGUE_PAGES = (
    "medewerkers/",
    "medewerkers/uitnodigen/",
    "medewerkers/blokkades/",
    "medewerkers/rechten/",
)
DOORS = (
    "inloggen/",
    "wachtwoord-vergeten/",
    "wachtwoord-vergeten/verstuurd/",
    "uitnodiging/verzonnen/",
    "demo/codes/",
)


def address(register: Site) -> str:
    """A passkey belongs to a name, and a number is none."""
    return register.address.replace("127.0.0.1", "localhost")


@contextmanager
def window(browser: Browser, **options: object) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(locale="nl-NL", **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(WAIT_FOR_A_PAGE)
    yield page
    context.close()


def sweep(page: Page, addresses: list[str], check: Check) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for one in addresses:
            page.goto(one)
            check(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, one


def test_doors_are_accessible(browser: Browser, register: Site, assert_accessible: Check) -> None:
    with window(browser) as page:
        sweep(page, [register.address + path for path in DOORS], assert_accessible)
        page.goto(f"{register.address}inloggen/")
        page.get_by_label("E-mailadres of gebruikersnaam").fill("klantmanager-venlo")
        page.get_by_label("Wachtwoord").fill("mis")
        page.get_by_role("button", name="Verder").click()
        expect(page).to_have_title(re.compile("^Fout:"))
        assert_accessible(page)
        page.get_by_label("Wachtwoord").fill(password_of("klantmanager-venlo"))
        page.get_by_role("button", name="Verder").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Vul de code in")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert_accessible(page)


def test_pages_of_accounts_are_accessible(browser: Browser, register: Site, assert_accessible: Check) -> None:
    with logged_in(browser, register) as page:
        sweep(page, [register.address + path for path in ACCOUNT_PAGES], assert_accessible)
    with logged_in(browser, register, "beheerder") as page:
        page.goto(f"{register.address}medewerkers/")
        colleague = page.get_by_role("link", name="adviseur-loket").get_attribute("href")
        addresses = [register.address + path for path in COLLEAGUE_PAGES]
        sweep(page, [*addresses, f"{register.address.rstrip('/')}{colleague}"], assert_accessible)


def test_log_in_needs_no_script(browser: Browser, register: Site) -> None:
    with window(browser, java_script_enabled=False) as page:
        page.goto(f"{register.address}inloggen/")
        log_in(page, "adviseur-loket")
        page.goto(f"{register.address}account/sessies/")
        expect(page.get_by_text("deze sessie")).to_be_visible()


def test_demo_says_its_codes(browser: Browser, register: Site) -> None:
    with window(browser) as page:
        page.goto(f"{register.address}inloggen/")
        page.get_by_role("link", name="De codes van nu").click()
        expect(page.get_by_text("klantmanager-venlo")).to_be_visible()


def test_keyboard_alone_logs_in(browser: Browser, register: Site) -> None:
    with window(browser) as page:
        page.goto(f"{register.address}inloggen/")
        page.get_by_label("E-mailadres of gebruikersnaam").focus()
        page.keyboard.type("privacyfunctionaris")
        page.keyboard.press("Tab")
        page.keyboard.type(password_of("privacyfunctionaris"))
        page.keyboard.press("Enter")
        page.get_by_label("Code van 6 cijfers").focus()
        page.keyboard.type(code_of("privacyfunctionaris"))
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=re.compile("uitloggen"))).to_be_attached()


def test_session_warns_before_it_ends(browser: Browser, register: Site) -> None:
    with logged_in(browser, register, "adviseur-loket") as page:
        page.clock.install()
        page.goto(f"{register.address}account/")
        warning = page.locator("#idle")
        page.clock.run_for(24 * 60 * 1000)
        expect(warning).to_be_hidden()
        page.clock.run_for(2 * 60 * 1000)
        expect(warning).to_be_visible()
        page.get_by_role("button", name="Blijf ingelogd").click()
        expect(warning).to_be_hidden()
        page.clock.run_for(31 * 60 * 1000)
        expect(page.get_by_text("U bent uitgelogd.")).to_be_visible()


def test_session_warns_on_pages_of_the_admin_too(
    browser: Browser, register: Site, assert_accessible: Check
) -> None:
    with logged_in(browser, register, "beheerder") as page:
        page.clock.install()
        page.goto(f"{register.address}admin/register/desk/")
        warning = page.locator("#idle")
        page.clock.run_for(24 * 60 * 1000)
        expect(warning).to_be_hidden()
        page.clock.run_for(2 * 60 * 1000)
        expect(warning).to_be_visible()
        assert_accessible(page)
        page.get_by_role("button", name="Blijf ingelogd").click()
        expect(warning).to_be_hidden()
        page.clock.run_for(31 * 60 * 1000)
        expect(page.get_by_text("Wat u hier had getypt en niet bewaard, is weg.")).to_be_visible()


@pytest.fixture
def invitation(browser: Browser, register: Site) -> str:
    """The link that an invited colleague gets by mail."""
    email = f"nieuw-{os.getpid()}@gemeente.example"
    with logged_in(browser, register, "beheerder") as page:
        page.goto(f"{register.address}medewerkers/uitnodigen/")
        page.get_by_label("E-mailadres van het werk").fill(email)
        page.get_by_label("Rol").select_option(label="klantmanager")
        page.get_by_label("Organisatie").select_option(label="Gemeente Venlo")
        page.get_by_role("button", name="Stuur de uitnodiging").click()
        expect(page.get_by_text(f"De uitnodiging gaat naar {email}")).to_be_visible()
    command(register, "send_queued_mail")
    for mail in (OWN / "mail-inside").iterdir():
        found = re.search(r"/uitnodiging/[^\s]+/", _text_of(mail))
        if found and email in _text_of(mail):
            return address(register).rstrip("/") + found[0]
    raise AssertionError("no invitation was sent")


def _text_of(mail: Path) -> str:
    # A long line is folded in the mail.
    return mail.read_text().replace("=\n", "").replace("=3D", "=")


def test_invited_colleague_comes_in_with_an_app(
    browser: Browser, invitation: str, assert_accessible: Check
) -> None:
    with window(browser, accept_downloads=True) as page:
        page.goto(invitation)
        assert_accessible(page)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_label("Nog een keer").fill(PASSWORD)
        page.get_by_role("button", name="Verder").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Zet de tweede stap aan")
        assert_accessible(page)
        page.goto(page.url.replace("/account/tweede-stap/kiezen/", "/kandidaten/"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Zet de tweede stap aan")
        page.get_by_role("link", name="Gebruik een app").click()
        expect(page.get_by_label("Code van 6 cijfers")).to_be_visible()
        assert_accessible(page)
        page.get_by_text("Kunt u niet scannen?").click()
        app = page.locator(".accounts-secret").inner_text()
        page.get_by_label("Code van 6 cijfers").fill(totp(app, int(time.time()) // 30))
        page.get_by_role("button", name="Zet aan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar uw herstelcodes")
        expect(page.get_by_text("De tweede stap staat aan.")).to_be_visible()
        assert_accessible(page)
        codes = page.locator(".accounts-codes li").all_inner_texts()
        assert len(codes) == 8
        with page.expect_download() as download:
            page.get_by_role("button", name="Download de codes").click()
        assert all(code in Path(download.value.path()).read_text() for code in codes)
        page.get_by_label("Ik heb de codes bewaard").check()
        page.get_by_role("button", name="Verder").click()
        expect(page.get_by_role("button", name=re.compile("uitloggen"))).to_be_attached()
        page.goto(invitation)
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Maak uw account")


def test_passkey_is_the_second_step(browser: Browser, register: Site) -> None:
    with window(browser) as page:
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        page.goto(f"{address(register)}inloggen/")
        log_in(page, "adviseur-loket")
        page.goto(f"{address(register)}account/tweede-stap/passkey/")
        page.get_by_label("Naam van deze passkey").fill("Laptop van het werk")
        page.get_by_role("button", name="Maak de passkey").click()
        expect(page.get_by_text("De passkey is toegevoegd.")).to_be_visible()
        page.get_by_role("button", name=re.compile("uitloggen")).click()
        page.get_by_label("E-mailadres of gebruikersnaam").fill("adviseur-loket")
        page.get_by_label("Wachtwoord").fill(password_of("adviseur-loket"))
        page.get_by_role("button", name="Verder").click()
        page.get_by_role("button", name="Gebruik een passkey").click()
        expect(page.get_by_role("button", name=re.compile("uitloggen"))).to_be_attached()
        page.goto(f"{address(register)}account/")
        expect(page.get_by_role("link", name="Laptop van het werk weghalen").first).to_be_visible()
