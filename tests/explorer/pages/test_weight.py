"""What a page weighs on the way: a first visit, a later one, and a swap."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client

from explorer.design_system import COMPONENTS, STYLES, TOKEN, USE, only_used
from explorer.release.models import Release
from tests.database import ROOT
from tests.explorer.pages.markup import parse

pytestmark = pytest.mark.django_db

FIRST_VISIT, SWAP = 60 * 1024, 15 * 1024
PAGES = ("/", "/kandidaten/", "/kandidaten/?taak=orderpicken&plaats=GM0983&rijbewijs=B", "/uitleg/")
REFERENCE = re.compile(r"/static/([^#\"]+)")
FACES = re.compile(r"url\(\"\.\./(vendor/[^\"]+)\"\)[^}]*}")


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here reads the same release."""


@pytest.fixture
def packages() -> None:
    if not (Path(settings.BASE_DIR) / "node_modules").exists():
        pytest.skip("the packages of the design system are not installed")


def sent(visitor: Client, address: str, **headers: str) -> HttpResponse:
    return visitor.get(address, headers={"accept-encoding": "gzip, deflate, br", **headers})


def files_of(page: HttpResponse) -> set[str]:
    """Static paths of everything that a browser fetches with a page, but for fonts."""
    return set(REFERENCE.findall(gzip.decompress(page.content).decode()))


def compressed(path: str) -> int:
    found = finders.find(path)
    assert found, path
    return len(gzip.compress(Path(found).read_bytes()))


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("address", PAGES)
def test_first_visit_is_light(visitor: Client, address: str) -> None:
    page = sent(visitor, address)
    assert page["Content-Encoding"] == "gzip"
    weights = {path: compressed(path) for path in files_of(page)}
    assert len(page.content) + sum(weights.values()) <= FIRST_VISIT, weights


@pytest.mark.usefixtures("packages")
def test_fonts_of_a_dutch_page_are_two_small_ones() -> None:
    """Other faces are fetched only where letters of theirs stand on the page."""
    sheet = Path(str(finders.find("explorer/fonts.css"))).read_text()
    always = [face[1] for face in FACES.finditer(sheet) if "unicode-range" not in face[0]]
    sizes = [Path(str(finders.find(path))).stat().st_size for path in always]
    assert len(sizes) == 2 and sum(sizes) <= 28 * 1024


@pytest.mark.parametrize("address", PAGES[1:3])
def test_swap_is_light(visitor: Client, address: str) -> None:
    assert len(sent(visitor, address, **{"HX-Request": "true"}).content) <= SWAP


def test_compressed_page_is_the_page(visitor: Client) -> None:
    page = sent(visitor, PAGES[1])
    assert gzip.decompress(page.content) == visitor.get(PAGES[1]).content
    assert int(page["Content-Length"]) == len(page.content)
    assert "Accept-Encoding" in page["Vary"]


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0", "br, gzip;q=0.0, *;q=0"])
def test_who_cannot_read_it_gets_it_as_it_is(visitor: Client, accepted: str) -> None:
    page = visitor.get(PAGES[1], headers={"accept-encoding": accepted})
    assert "Content-Encoding" not in page.headers
    assert "Accept-Encoding" in page["Vary"]


def test_same_page_is_the_same_bytes(visitor: Client) -> None:
    assert sent(visitor, PAGES[1]).content == sent(visitor, PAGES[1]).content


@pytest.mark.parametrize("address", PAGES)
def test_no_public_page_holds_a_token_or_sets_a_cookie(visitor: Client, address: str) -> None:
    """A page whose length tells of its content has no secret in it."""
    page = visitor.get(address)
    assert not page.cookies
    assert not parse(page.content.decode()).all("input", name="csrfmiddlewaretoken")


def test_page_with_a_cookie_is_not_compressed(visitor: Client) -> None:
    answer = visitor.post("/taal/setlang/", {"language": "en"}, headers={"accept-encoding": "gzip"})
    assert answer.cookies
    assert "Content-Encoding" not in answer.headers


def test_every_component_in_use_has_its_styles() -> None:
    used = set(_components())
    assert {"button", "textbox", "radio-button"} <= used, "the search for components finds none"
    assert used <= set(COMPONENTS)


def _components() -> Iterator[str]:
    """Names in `utrecht-<component>`, also of an element `__…` or a variant `--…` of one, on both sites."""
    code = [path for site in ("explorer", "profiles") for path in (ROOT / site).rglob("*.py")]
    for path in (*(ROOT / "templates").rglob("*.html"), *code):
        yield from re.findall(
            r"(?<![\w/@-])utrecht-([a-z0-9]+(?:-[a-z0-9]+)*)", path.read_text(encoding="utf-8")
        )


def test_tokens_of_absent_components_are_left_out() -> None:
    theme = (
        ".t {\n  --basis-size: 1px;\n  --mine: var(--deep);\n  --deep: var(--deeper, 2px);\n"
        "  --deeper: 3px;\n  --other: var(--basis-size);\n}\n"
    )
    kept = only_used(theme, by=".mine { width: var(--mine) }")
    assert kept == theme.replace("  --other: var(--basis-size);\n", "")


@pytest.mark.usefixtures("packages")
def test_every_token_that_styles_use_is_kept() -> None:
    components, theme = (Path(str(finders.find(path))).read_text() for path in STYLES)
    whole = Path(settings.BASE_DIR) / "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist"
    tokens = dict(TOKEN.findall((whole / "theme.css").read_text()))
    own = [path.read_text() for path in (ROOT / "explorer" / "static").rglob("*.css")]
    own += [path.read_text() for path in (ROOT / "profiles").rglob("static/**/*.css")]
    used = {name for sheet in (components, theme, *own) for name in USE.findall(sheet)}
    assert {name for name in used if name in tokens} <= set(dict(TOKEN.findall(theme)))
