"""An employer searches: quick with htmx, whole without script, by keyboard, on a phone."""

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
    const typed = now.type === 'text' ? '' : now.value;
    field.setAttribute('data-now', now.type === 'checkbox' ? now.checked : typed);
    field.removeAttribute('value');
    field.removeAttribute('checked');
  });
  copy.querySelectorAll('option').forEach((one) => one.removeAttribute('selected'));
  copy.querySelectorAll('details').forEach((one) => one.removeAttribute('open'));
  copy.querySelectorAll('datalist').forEach((one) => one.replaceChildren());
  copy.querySelectorAll('[class]').forEach((one) => {
    const kept = [...one.classList].filter((name) => !name.startsWith('htmx-'));
    kept.length ? one.setAttribute('class', kept.join(' ')) : one.removeAttribute('class');
  });
  return copy.outerHTML;
}"""


def search_page(site: Site) -> str:
    return f"{site.address}kandidaten/" if site.address.endswith("/") else f"{site.address}/kandidaten/"


def swap(page: Page, change: Callable[[], object]) -> None:
    """Change something in the panel and wait until the answer is in place."""
    with page.expect_response(lambda response: "/kandidaten/?" in response.url):
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
    options = page.locator("#opties-taak input[type=checkbox]:not([disabled])")
    steps: list[Callable[[], object]] = [
        lambda: options.nth(1).check(),
        lambda: page.locator("#uren-van").fill("16") or page.locator("#uren-van").press("Tab"),
        lambda: page.locator("#vanuit").fill("Venlo") or page.locator("#vanuit").press("Tab"),
        lambda: page.locator("#taak_onbekend").uncheck(),
        lambda: page.locator("#uren-tot").fill("veel") or page.locator("#uren-tot").press("Tab"),
    ]
    for step in steps:
        swap(page, step)
        loaded = page.context.new_page()
        loaded.goto(page.url)
        expected = (loaded.evaluate(SHOWN), loaded.title())
        loaded.close()
        assert settled(page, expected) == expected


def test_focus_and_open_sections_survive_a_swap(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    page.locator("#facet-rijbewijs > summary").click()
    first = page.locator("#opties-rijbewijs input[type=checkbox]:not([disabled])").first
    name = first.get_attribute("id")
    swap(page, first.check)
    assert page.evaluate("document.activeElement.id") == name
    expect(page.locator("#facet-rijbewijs")).to_have_attribute("open", "")


def travel(page: Page, direction: str) -> None:
    """Go back or forward; the page loads itself anew on the way, so go_back() would be cut off."""
    with page.expect_event("load"):
        page.evaluate(f"() => {{ setTimeout(() => history.{direction}()) }}")


def test_back_and_forward_show_each_search(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    counts = [page.locator("h1").inner_text()]
    for place in (0, 1):
        swap(page, page.locator("#opties-uren input[type=checkbox]:not([disabled])").nth(place).check)
        counts.append(page.locator("h1").inner_text())
    addresses = page.url
    travel(page, "back")
    expect(page.locator("h1")).to_have_text(counts[1], use_inner_text=True)
    travel(page, "forward")
    expect(page.locator("h1")).to_have_text(counts[2], use_inner_text=True)
    expect(page).to_have_url(addresses)


def test_typing_in_a_facet_narrows_its_options(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    page.locator("#facet-vaardigheid > summary").click()
    page.locator("#zoek-vaardigheid").press_sequentially("inpak")
    found = page.locator("#opties-vaardigheid label", has_text="inpakken")
    expect(found.first).to_be_visible()
    swap(page, found.first.click)
    expect(page.locator("#gekozen-vaardigheid")).to_contain_text("inpakken", ignore_case=True)


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
    page.locator("#opties-rijbewijs input[type=checkbox]:not([disabled])").first.check()
    page.locator("#toon").click()
    assert "Filters (2" in page.locator(".explorer-drawer > summary").inner_text()
    page.locator(".explorer-card a").first.click()
    expect(page.locator("#waarom")).to_have_text("Waarom deze kandidaat")
    page.get_by_role("link", name="Terug naar").click()
    page.locator(".explorer-chip").first.click()
    assert "Filters (1" in page.locator(".explorer-drawer > summary").inner_text()
    context.close()


def test_keyboard_alone_reaches_a_profile(explorer: Site, page: Page) -> None:
    page.goto(search_page(explorer))
    page.keyboard.press("Tab")
    expect(page.locator(".utrecht-skip-link")).to_be_focused()
    page.locator("#opties-taak input[type=checkbox]:not([disabled])").first.focus()
    swap(page, lambda: page.keyboard.press("Space"))
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.explorer-card a')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#waarom")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "uitleg/",
        "kandidaten/",
        "kandidaten/?q=magazijn&vanuit=Venlo&uren_tot=x&kleur=rood",
        "kandidaten/?taak=koken&vanuit=Venray&straal=5&rijbewijs=T&zeker=ja",
        "kandidaten/?meer=taak&zoek_beroep=zzz",
        "kandidaten/00000-00000/",
    ],
)
def test_pages_are_accessible_and_fit(
    explorer: Site, page: Page, assert_accessible: Callable[[Page], None], address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{explorer.address.rstrip('/')}/{address}")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 360])
def test_profile_is_accessible(
    explorer: Site, page: Page, assert_accessible: Callable[[Page], None], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{search_page(explorer)}?taak=orderpicken&taak=schoonmaken&rijbewijs=B&vanuit=Venlo")
    page.locator(".explorer-card a").first.click()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
