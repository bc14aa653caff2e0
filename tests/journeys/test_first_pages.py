from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from profiles.demo.sites import Site


@pytest.mark.parametrize("width", [1280, 360])
def test_first_page_of_each_site_is_accessible(
    explorer: Site, register: Site, page: Page, assert_accessible: Callable[[Page], None], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for site in (explorer, register):
        response = page.goto(site.address)
        assert response is not None
        assert response.ok
        assert_accessible(page)
