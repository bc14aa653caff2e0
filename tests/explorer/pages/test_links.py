"""No dead ends: every link, form and anchor of every page leads to something."""

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from explorer.release.models import Release
from tests.explorer.pages.markup import Element, parse

pytestmark = pytest.mark.django_db

ENOUGH = 150
ATTRIBUTES = ("href", "action", "hx-get")


def test_every_link_of_every_page_resolves(release: Release, visitor: Client) -> None:
    anchors: dict[str, set[str]] = {}
    wanted: set[tuple[str, str]] = set()
    todo = ["/", "/kandidaten/?taak=orderpicken&vanuit=Venlo&uren_van=16", "/bestaat-niet/"]
    while todo and len(anchors) < ENOUGH:
        address = todo.pop(0)
        response = visitor.get(address)
        assert response.status_code == (404 if address == "/bestaat-niet/" else 200), address
        page = parse(response.content.decode())
        anchors[address] = {element.attributes.get("id", "") for element in page.all()}
        for target, fragment in links(page, address):
            wanted.add((target, fragment))
            if target not in anchors and target not in todo:
                todo.append(target)
    assert len(anchors) == ENOUGH
    assert not [(to, part) for to, part in wanted if part and to in anchors and part not in anchors[to]]


def test_static_files_of_a_page_exist(release: Release, visitor: Client) -> None:
    page = parse(visitor.get("/kandidaten/").content.decode())
    own = [one for one in _static(page) if not one.startswith("vendor/")]
    assert own and all(finders.find(path) for path in own)


def links(page: Element, address: str) -> Iterator[tuple[str, str]]:
    """Addresses on this site that a page leads to, without those of files, posts and mail."""
    for element in page.all():
        for name in ATTRIBUTES:
            target, fragment = urldefrag(urljoin(address, element.attributes.get(name, address)))
            post = element.tag == "form" and element.attributes.get("method") == "post"
            if not (post or urlsplit(target).scheme or target.startswith("/static/") or element.tag == "use"):
                yield target, fragment


def _static(page: Element) -> set[str]:
    named = (one.attributes.get("href") or one.attributes.get("src", "") for one in page.all())
    return {one.removeprefix("/static/").partition("#")[0] for one in named if one.startswith("/static/")}
