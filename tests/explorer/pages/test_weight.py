"""What a page weighs on the way: a first visit, a later one, and a swap."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client

from explorer.release.models import Release
from tests.database import ROOT
from tests.explorer.pages.markup import parse

pytestmark = pytest.mark.django_db

FIRST_VISIT, SWAP = 60 * 1024, 15 * 1024
PAGES = ("/", "/kandidaten/", "/kandidaten/?taak=orderpicken&plaats=GM0983&rijbewijs=B", "/uitleg/")
FONTS = {"vendor/noto-sans/dutch-400.woff2", "vendor/noto-sans/dutch-600.woff2"}
REFERENCE = re.compile(r"/static/([^#\"]+)")


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here reads the same release."""


def sent(visitor: Client, address: str, **headers: str) -> HttpResponse:
    return visitor.get(address, headers={"accept-encoding": "gzip, deflate, br", **headers})


def text_of(page: HttpResponse) -> str:
    return gzip.decompress(page.content).decode()


def compressed(path: str) -> int:
    """As it is sent; a font is compressed already."""
    found = finders.find(path)
    assert found, path
    content = Path(found).read_bytes()
    return min(len(content), len(brotli.compress(content)))


@pytest.mark.skipif(
    not (Path(settings.BASE_DIR) / ".local" / "design-system").exists(),
    reason="the design system is not made",
)
@pytest.mark.parametrize("address", PAGES)
def test_first_visit_is_light(visitor: Client, address: str) -> None:
    page = sent(visitor, address)
    weights = {path: compressed(path) for path in {*REFERENCE.findall(text_of(page)), *FONTS}}
    assert len(page.content) + sum(weights.values()) <= FIRST_VISIT, weights


@pytest.mark.parametrize("address", PAGES)
def test_small_fonts_have_all_letters_of_a_page(visitor: Client, address: str) -> None:
    for language in ("nl", "en"):
        page = visitor.get(address, headers={"accept-language": language}).content.decode()
        assert set(map(ord, page)) - {ord("\n")} <= letters()


def letters() -> set[int]:
    """Code points that set-up keeps in the fonts."""
    (ranges,) = re.findall(r"LETTERS = \((.*?)\)", (ROOT / ".ci" / "set_up.py").read_text(), re.DOTALL)
    spans = re.findall(r"([0-9A-F]+)(?:-([0-9A-F]+))?", ranges)
    return {code for first, last in spans for code in range(int(first, 16), int(last or first, 16) + 1)}


@pytest.mark.parametrize("address", PAGES[1:3])
def test_swap_is_light(visitor: Client, address: str) -> None:
    assert len(sent(visitor, address, **{"HX-Request": "true"}).content) <= SWAP


@pytest.mark.parametrize("address", PAGES)
def test_no_public_page_holds_a_token_or_sets_a_cookie(visitor: Client, address: str) -> None:
    """A page whose length tells of its content has no secret in it."""
    page = visitor.get(address)
    assert not page.cookies
    assert not parse(page.content.decode()).all("input", name="csrfmiddlewaretoken")
