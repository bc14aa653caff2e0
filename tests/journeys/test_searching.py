"""An employer searches: quick with htmx, whole without script, by keyboard, on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from profiles.demo.sites import Site

# What the page shows, without what people type or fold open themselves and what htmx marks while it works.
SHOWN = """() => {
  const page = document.querySelector('.explorer-layout--filters');
  const copy = page.cloneNode(true);
  const live = page.querySelectorAll('input, select');
  copy.querySelectorAll('input, select').forEach((field, place) => {
    const now = live[place];
    field.setAttribute('data-now', now.type === 'checkbox' ? now.checked : '');
    field.removeAttribute('value');
    field.removeAttribute('checked');
  });
  copy.querySelectorAll('option').forEach((one) => one.removeAttribute('selected'));
  copy.querySelectorAll('details').forEach((one) => one.removeAttribute('open'));
  copy.querySelectorAll('datalist, .explorer-suggest').forEach((one) => one.replaceChildren());
  copy.querySelectorAll('[class]').forEach((one) => {
    const kept = [...one.classList].filter((name) => !name.startsWith('htmx-'));
    kept.length ? one.setAttribute('class', kept.join(' ')) : one.removeAttribute('class');
  });
  return copy.outerHTML;
}"""


def search_page(site: Site) -> str:
    return f"{site.address}kandidaten/"


def swap(page: Page, change: Callable[[], object]) -> None:
    """Change something in the panel and wait until the answer is in place."""
    with page.expect_response(lambda response: "/kandidaten/" in response.url and response.ok):
        change()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def settled(page: Page, expected: tuple[str, str]) -> tuple[str, str]:
    """What the page shows in the end: a busy machine may take a while to put an answer in place."""
    for _ in range(50):
        shown = (page.evaluate(SHOWN), page.title())
        if shown == expected:
            break
        page.wait_for_timeout(100)
    return shown


def test_swap_shows_what_a_load_shows(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    tasks = page.locator("#opties-taak input[type=checkbox]")
    steps: list[Callable[[], object]] = [
        lambda: tasks.nth(1).check(),
        lambda: page.locator("#vanuit").fill("Venlo") or page.locator("#vanuit").press("Tab"),
        lambda: page.locator("#opties-uren input").nth(5).check(),
        lambda: page.locator("#straal").select_option("25"),
        lambda: page.locator("#q").fill("qwertyuiop") or page.locator("#q").press("Enter"),
        lambda: page.locator("#q").fill("schoonmaken") or page.locator("#q").press("Enter"),
    ]
    for step in steps:
        swap(page, step)
        loaded = page.context.new_page()
        loaded.goto(page.url)
        expected = (loaded.evaluate(SHOWN), loaded.title())
        loaded.close()
        assert settled(page, expected) == expected


def test_address_is_short_after_each_change(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    swap(page, page.locator("#opties-taak input").first.check)
    expect(page).to_have_url(re.compile(r"/kandidaten/\?taak=[^&]+$"))


def test_focus_and_open_sections_survive_a_swap(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    page.locator("#facet-rijbewijs > summary").click()
    first = page.locator("#opties-rijbewijs input[type=checkbox]").first
    name = first.get_attribute("id")
    swap(page, first.check)
    expect(page.locator(f"#{name}")).to_be_focused()
    expect(page.locator("#facet-rijbewijs")).to_have_attribute("open", "")


def test_ticking_a_word_clears_the_one_above_it(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    wide, narrow = page.get_by_label("24 uur of meer"), page.get_by_label("24 tot 32 uur")
    swap(page, wide.first.check)
    swap(page, narrow.first.check)
    expect(wide.first).not_to_be_checked()
    swap(page, wide.first.check)
    expect(narrow.first).not_to_be_checked()


def travel(page: Page, direction: str) -> None:
    """Go back or forward; the page loads itself anew on the way, so go_back() would be cut off."""
    with page.expect_event("load"):
        page.evaluate(f"() => {{ setTimeout(() => history.{direction}()) }}")


def test_back_and_forward_show_each_search(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    tasks = page.locator("#opties-taak input[type=checkbox]")
    headings = [page.locator("h1").inner_text()]
    for place in (0, 1):
        swap(page, tasks.nth(place).check)
        headings.append(page.locator("h1").inner_text())
    assert len(set(headings)) == 3
    address = page.url
    travel(page, "back")
    expect(page.locator("h1")).to_have_text(headings[1], use_inner_text=True)
    travel(page, "forward")
    expect(page.locator("h1")).to_have_text(headings[2], use_inner_text=True)
    expect(page).to_have_url(address)


def test_suggestion_is_chosen_by_keyboard(explorer: Site, page: Page) -> None:
    page.goto(explorer.address)
    page.get_by_label("Wat voor werk?").press_sequentially("order")
    expect(page.locator(".explorer-suggest__word").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".explorer-suggest__word").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/kandidaten/\?(taak|vaardigheid|beroep)="))


def test_enter_searches_what_was_typed(explorer: Site, page: Page) -> None:
    page.goto(explorer.address)
    page.get_by_label("Wat voor werk?").fill("orderpicken")
    page.get_by_label("Waar?").fill("Venray")
    page.get_by_label("Waar?").press("Enter")
    expect(page).to_have_url(f"{search_page(explorer)}?q=orderpicken&vanuit=Venray")
    expect(page.locator("[data-concept='task:orderpicken']")).to_be_visible()


def test_everything_works_without_script_on_a_phone(explorer: Site, browser: Browser) -> None:
    context = browser.new_context(
        java_script_enabled=False, locale="nl-NL", viewport={"width": 360, "height": 800}
    )
    page = context.new_page()
    page.goto(explorer.address)
    page.get_by_label("Wat voor werk?").fill("orderpicken")
    page.get_by_role("button", name="Zoeken").click()
    page.locator(".explorer-drawer > summary").click()
    page.locator("#facet-rijbewijs > summary").click()
    page.locator("#opties-rijbewijs input[type=checkbox]").first.check()
    chips, summary = page.locator(".explorer-chip"), page.locator(".explorer-drawer > summary")
    before = chips.count()
    page.locator("#toon button").click()
    expect(chips).to_have_count(before + 1)
    expect(summary).to_contain_text(f"Filters ({before + 1})")
    chips.last.click()
    expect(chips).to_have_count(before)
    expect(summary).to_contain_text(f"Filters ({before})")
    page.locator(".explorer-group a").first.click()
    expect(page.locator("main")).to_contain_text("Anoniem profiel")
    page.locator(".explorer-answer a").first.click()
    expect(page.locator("h1")).to_contain_text("kennismaking")
    context.close()


def test_button_below_the_filters_closes_their_sheet(explorer: Site, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(search_page(explorer))
    page.locator(".explorer-drawer > summary").click()
    swap(page, page.locator("#opties-taak input").nth(1).check)
    expect(page.locator(".explorer-drawer")).to_have_attribute("open", "")
    swap(page, page.locator("#toon button").click)
    expect(page.locator("#resultaten")).to_be_focused()
    expect(page.locator("#profielen")).to_be_in_viewport()


def test_tick_moves_no_option(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    names = page.locator("#opties-taak label").all_inner_texts()
    swap(page, page.locator("#opties-taak input").nth(3).check)
    shown = page.locator("#opties-taak label").all_inner_texts()
    assert [name.split("(")[0] for name in shown] == [name.split("(")[0] for name in names]


def test_keyboard_alone_reaches_a_profile(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    page.keyboard.press("Tab")
    expect(page.locator(".utrecht-skip-link").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".utrecht-skip-link").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.explorer-group a')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Dit beschrijft een groep, geen persoon.")


def test_lost_connection_is_said(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    page.context.set_offline(True)
    page.locator("#opties-taak input").first.check()
    expect(page.locator("#offline")).to_be_visible()
    page.context.set_offline(False)
    swap(page, page.locator("#opties-taak input").nth(1).check)
    expect(page.locator("#offline")).to_be_hidden()


@pytest.mark.parametrize(
    "path", ["kandidaten/?taak=orderpicken&uren=24-32", "profiel/taak-orderpicken/GM0983/"]
)
def test_forced_colours_keep_ticks_and_bars(explorer: Site, browser: Browser, path: str) -> None:
    context = browser.new_context(locale="nl-NL", forced_colors="active")
    page = context.new_page()
    page.goto(explorer.address + path)
    for box in page.locator("input[type=checkbox]:checked").all():
        assert box.evaluate("(one) => getComputedStyle(one).appearance") == "auto"
    bar = page.locator(".explorer-bar--strong").first
    assert bar.evaluate("(one) => getComputedStyle(one).fill") != "rgb(255, 255, 255)"
    context.close()


def test_print_has_the_chosen_wishes(explorer: Site, page: Page) -> None:
    page.goto(f"{search_page(explorer)}?taak=orderpicken&uren=24-32")
    page.emulate_media(media="print")
    expect(page.locator(".explorer-chip").first).to_be_visible()
    expect(page.locator(".explorer-drawer")).to_be_hidden()
    expect(page.locator(".explorer-dock")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_everything_fits_with_all_sections_open(explorer: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{search_page(explorer)}?taak=orderpicken&vanuit=Venray&uren=24-32&rijbewijs=B&onzin=1")
    page.evaluate("document.querySelectorAll('.explorer-facet').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
