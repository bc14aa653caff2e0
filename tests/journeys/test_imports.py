"""A case worker hands a file in, looks at the proof, confirms, and undoes it: with and without script."""

import csv
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from profiles.demo.sites import Site
from profiles.imports.sonar.columns import COLUMNS
from tests.journeys.case_worker import log_in, logged_in
from tests.journeys.commands import command

# A folder for pictures of each state, to be looked at beside the mock-up.
PICTURES = os.environ.get("IMPORT_PICTURES")
WIDTHS = (1280, 360)
PERSON = {
    "Beschikbare uren/wk": "24",
    "Opleidingsniveau": "MBO",
    "Beroepssector": "52",
    "Mondeling Nederlands": "3",
    "Rijbewijs": "B",
    "Vervoer": "FIETS",
    "Gemeente": "Venlo",
    "Klantprofiel": "Ja",
    "Organisatie Naam": "Gemeente Venlo",
    "Toestemming": "Ja",
}


@pytest.fixture
def work(register: Site) -> Callable[[], None]:
    """The job that works on imports, once."""
    return lambda: command(register, "run_imports")


@pytest.fixture
def worker(browser: Browser, register: Site) -> Iterator[Page]:
    """The window of a case worker."""
    with logged_in(browser, register) as page:
        yield page


def export(path: Path, *people: dict[str, str]) -> Path:
    """A small Sonar export."""
    headers = [column.header for column in COLUMNS]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, headers, delimiter=";", restval="")
        writer.writeheader()
        writer.writerows({**PERSON, **person} for person in people)
    return path


def people(prefix: str, **cells: str) -> list[dict[str, str]]:
    return [{"ID_WZ": f"{prefix}{number}", **cells} for number in range(1, 13)]


def hand_in(page: Page, register: Site, file: Path) -> None:
    page.goto(f"{register.address}inlezen/")
    page.get_by_label("Bestand (.xlsx of .csv)").set_input_files(file)
    page.get_by_role("button", name="Maak een proef").click()


def look(page: Page, assert_accessible: Callable[[Page], None], name: str) -> None:
    """The page in two widths: accessible, nothing beside it, and a picture where one is asked for."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name}: {wide} px at {width}"
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_file_is_proved_confirmed_conflicts_and_is_undone(
    worker: Page,
    register: Site,
    work: Callable[[], None],
    assert_accessible: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    page = worker
    page.goto(f"{register.address}inlezen/")
    look(page, assert_accessible, "1-kies")
    first = export(
        tmp_path / "sonar-november.csv",
        *people("JR"),
        {"ID_WZ": ""},
        {"ID_WZ": "JX1", "Gemeente": "Zoekstad"},
    )
    hand_in(page, register, first)
    expect(page.get_by_role("heading", name="Wij lezen het bestand")).to_be_visible()
    look(page, assert_accessible, "2-bezig")
    work()
    # The page notices by itself.
    expect(page.get_by_role("heading", name="Dit zou er gebeuren")).to_be_visible()
    look(page, assert_accessible, "3-proef")
    page.get_by_label("Toon", exact=True).select_option(label="rij geweigerd: geen kenmerk (1)")
    page.get_by_role("button", name="Toon deze").click()
    expect(page.get_by_text("Zonder ID_WZ is niet te zien om wie het gaat.")).to_be_visible()
    page.get_by_label("Ik heb de proef bekeken").check()
    page.get_by_role("button", name="Lees 12 regels in").click()
    expect(page.get_by_role("heading", name="Wij lezen de regels in")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="12 regels ingelezen")).to_be_visible()
    look(page, assert_accessible, "4-klaar")

    # The next file says something else of the same people.
    second = export(tmp_path / "sonar-december.csv", *people("JR", **{"Beschikbare uren/wk": "32"}))
    hand_in(page, register, second)
    work()
    expect(page.get_by_role("heading", name="Dit zou er gebeuren")).to_be_visible()
    page.get_by_label("Ik heb de proef bekeken").check()
    page.get_by_role("button", name="Lees 12 regels in").click()
    work()
    expect(page.get_by_role("heading", name="12 regels ingelezen")).to_be_visible()

    page.get_by_role("link", name="Draai deze import terug").click()
    expect(page.get_by_text("12 gewijzigde kandidaten")).to_be_visible()
    look(page, assert_accessible, "5-terug")
    page.get_by_role("button", name="Draai terug").click()
    work()
    expect(page.get_by_role("heading", name="12 regels teruggedraaid")).to_be_visible()
    look(page, assert_accessible, "6-teruggedraaid")
    page.goto(f"{register.address}inlezen/")
    expect(page.get_by_text("sonar-december.csv")).to_be_visible()
    look(page, assert_accessible, "7-geschiedenis")


def test_conflict_is_decided_by_keyboard(
    worker: Page,
    register: Site,
    work: Callable[[], None],
    assert_accessible: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    page = worker
    hand_in(page, register, export(tmp_path / "een.csv", *people("JB")))
    work()
    page.reload()
    page.get_by_label("Ik heb de proef bekeken").check()
    page.get_by_role("button", name="Lees 12 regels in").click()
    work()
    change = (
        "from profiles.access.scope import as_system\n"
        "from profiles.register.models import Profile, Candidate\n"
        "with as_system():\n"
        "    for reference in ('JB1', 'JB2'):\n"
        "        profile = Profile.objects.get(candidate__in=Candidate.objects.with_reference(reference))\n"
        "        profile.hours_min, profile.hours_max = 16, 20\n"
        "        profile.save()\n"
    )
    command(register, "shell", "-v0", "-c", change)
    hand_in(page, register, export(tmp_path / "twee.csv", *people("JB", **{"Beschikbare uren/wk": "32"})))
    work()
    expect(page.get_by_text("2 botsingen: wat een collega invulde")).to_be_visible()
    look(page, assert_accessible, "8-botsing")
    of_file = page.get_by_role("radio", name=re.compile("32 bestand.*JB1"))
    of_file.focus()
    page.keyboard.press("Space")
    expect(of_file).to_be_checked()
    page.get_by_label("Ik heb de proef bekeken").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wij lezen de regels in")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="11 regels ingelezen")).to_be_visible()


def test_everything_works_without_script(
    browser: Browser, register: Site, work: Callable[[], None], tmp_path: Path
) -> None:
    context = browser.new_context(locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{register.address}inloggen/")
    log_in(page)
    hand_in(page, register, export(tmp_path / "zonder.csv", *people("JZ")))
    work()
    page.get_by_role("link", name="Kijk hoe ver het is").click()
    page.get_by_label("Ik heb de proef bekeken").check()
    page.get_by_role("button", name="Lees 12 regels in").click()
    work()
    page.get_by_role("link", name="Kijk hoe ver het is").click()
    expect(page.get_by_role("heading", name="12 regels ingelezen")).to_be_visible()
    context.close()


def test_wrong_file_is_told_beside_the_field(
    worker: Page,
    register: Site,
    work: Callable[[], None],
    assert_accessible: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    page = worker
    (tmp_path / "brief.pdf").write_bytes(b"%PDF")
    hand_in(page, register, tmp_path / "brief.pdf")
    expect(page.get_by_text("Dit soort bestand kan niet worden gelezen")).to_be_visible()
    assert page.title().startswith("Fout:")
    look(page, assert_accessible, "9-fout")
    broken = tmp_path / "stuk.xlsx"
    broken.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 40)
    hand_in(page, register, broken)
    work()
    expect(page.get_by_text("geen leesbaar Excel-bestand")).to_be_visible()
    look(page, assert_accessible, "10-geweigerd")


def test_workbook_is_taken_away_and_read_back(
    worker: Page, register: Site, work: Callable[[], None], tmp_path: Path
) -> None:
    page = worker
    page.goto(f"{register.address}inlezen/")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Haal kandidaten op").click()
    file = tmp_path / "werkboek.xlsx"
    taken.value.save_as(file)
    hand_in(page, register, file)
    work()
    expect(page.get_by_role("heading", name="Dit zou er gebeuren")).to_be_visible()
    expect(page.get_by_role("button", name="Lees 0 regels in")).to_be_visible()
