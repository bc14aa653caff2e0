"""What a first visit weighs: everything that a browser fetches, as it comes over the line."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from profiles.demo.sites import Site

MOST_BYTES = 60 * 1024
MOST_REQUESTS = 12
PAGES = (
    "/",
    "/kandidaten/",
    "/kandidaten/?taak=orderpicken&rijbewijs=B",
    "/profiel/taak-orderpicken/GM0983/",
)


@pytest.mark.parametrize("address", PAGES)
def test_first_visit_is_light_with_fonts_and_headers(explorer: Site, browser: Browser, address: str) -> None:
    context = browser.new_context(locale="nl-NL")
    page, fetched = context.new_page(), dict[str, int]()
    line, names = context.new_cdp_session(page), dict[str, str]()

    def told(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["response"]["url"]

    def finished(event: dict[str, Any]) -> None:
        fetched[names.get(event["requestId"], event["requestId"])] = event["encodedDataLength"]

    line.on("Network.responseReceived", told)
    line.on("Network.loadingFinished", finished)
    line.send("Network.enable")
    page.goto(explorer.address + address.removeprefix("/"))
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert sum(name.endswith(".woff2") for name in fetched) == 2, "a page needs two fonts and no other"
    asked = [name for name in fetched if not name.startswith("data:")]
    assert len(asked) <= MOST_REQUESTS, asked
    assert sum(fetched.values()) <= MOST_BYTES, fetched
    context.close()
