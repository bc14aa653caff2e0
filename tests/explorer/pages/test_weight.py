"""What a page weighs on the way: a first visit, a later one, and a swap."""

import gzip
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client

from explorer.design_system.fonts import FONTS, RANGES, letters
from explorer.design_system.styles import (
    CLASS,
    COMPONENTS,
    COMPONENTS_PATH,
    NAMING,
    STYLES,
    THEME,
    TOKEN,
    USE,
    only_named,
    only_used,
)
from explorer.release.models import Release
from tests.database import ROOT
from tests.explorer.pages.markup import parse

pytestmark = pytest.mark.django_db

FIRST_VISIT, SWAP = 60 * 1024, 15 * 1024
PAGES = ("/", "/kandidaten/", "/kandidaten/?taak=orderpicken&plaats=GM0983&rijbewijs=B", "/uitleg/")
DECOMPRESS = {"br": brotli.decompress, "gzip": gzip.decompress}
REFERENCE = re.compile(r"/static/([^#\"]+)")


@pytest.fixture(autouse=True)
def _published(release: Release) -> None:
    """Every test here reads the same release."""


@pytest.fixture
def packages() -> None:
    if not (Path(settings.BASE_DIR) / "node_modules").exists():
        pytest.skip("the packages of the design system are not installed")


def sent(visitor: Client, address: str, **headers: str) -> HttpResponse:
    return visitor.get(address, headers={"accept-encoding": "gzip, deflate, br", **headers})


def text_of(page: HttpResponse) -> str:
    return DECOMPRESS[page["Content-Encoding"]](page.content).decode()


def files_of(page: HttpResponse) -> set[str]:
    """Static paths of everything that a browser fetches with a page."""
    return {*REFERENCE.findall(text_of(page)), *FONTS}


def compressed(path: str) -> int:
    """As it is sent; a font is compressed already."""
    found = finders.find(path)
    assert found, path
    content = Path(found).read_bytes()
    return min(len(content), len(brotli.compress(content)))


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("address", PAGES)
def test_first_visit_is_light(visitor: Client, address: str) -> None:
    page = sent(visitor, address)
    assert page["Content-Encoding"] == "br"
    weights = {path: compressed(path) for path in files_of(page)}
    assert len(page.content) + sum(weights.values()) <= FIRST_VISIT, weights


@pytest.mark.parametrize("address", PAGES)
def test_small_fonts_have_all_letters_of_a_page(visitor: Client, address: str) -> None:
    """Whoever reads Dutch or English loads no other font."""
    for language in ("nl", "en"):
        page = visitor.get(address, headers={"accept-language": language}).content.decode()
        assert set(map(ord, page)) - {ord("\n")} <= letters()


def test_style_sheet_names_the_letters_of_the_small_fonts() -> None:
    sheet = (ROOT / "explorer/static/explorer/fonts.css").read_text()
    faces = [face for face in sheet.split("@font-face")[1:] if "/dutch-" in face]
    assert [re.findall(r"unicode-range: (.*);", face) for face in faces] == [[RANGES]] * len(FONTS)
    # The last face that has a letter counts.
    assert sheet.rindex("/latin") < sheet.index("/dutch-")


@pytest.mark.parametrize("address", PAGES[1:3])
def test_swap_is_light(visitor: Client, address: str) -> None:
    assert len(sent(visitor, address, **{"HX-Request": "true"}).content) <= SWAP


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("br", "br")],
)
def test_compressed_page_is_the_page(visitor: Client, accepted: str, encoding: str) -> None:
    page = visitor.get(PAGES[1], headers={"accept-encoding": accepted})
    assert page["Content-Encoding"] == encoding
    assert text_of(page) == visitor.get(PAGES[1]).content.decode()
    assert int(page["Content-Length"]) == len(page.content)
    assert "Accept-Encoding" in page["Vary"]


@pytest.mark.parametrize(
    "accepted", ["", "identity", "gzip;q=0", "br;q=0, gzip;q=0.0, *;q=0", "brotli, xgzip"]
)
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


def test_rules_of_classes_that_nobody_names_are_left_out() -> None:
    sheet = (
        "/* about .a */\n.a,\n.b:hover:not(.c) {\n  color: red;\n}\n.c { color: blue }\n"
        "@media print {\n  .c .a { top: 0 }\n}\n@media screen { .a .b { top: 1px } }\n:root { left: 0 }"
    )
    assert only_named(sheet, {"a", "b"}) == (
        ".a,.b:hover:not(.c){color: red;}\n@media screen {.a .b{top: 1px}\n}:root{left: 0}"
    )
    assert only_named(sheet, {"b"}) == ".b:hover:not(.c){color: red;}\n:root{left: 0}"


@pytest.mark.usefixtures("packages")
def test_every_class_in_use_has_the_rules_of_its_packages() -> None:
    packages = Path(settings.BASE_DIR) / "node_modules"
    whole = "".join((packages / f"@utrecht/{name}-css/dist/index.css").read_text() for name in COMPONENTS)
    texts = (path.read_text() for pattern in NAMING for path in ROOT.glob(pattern))
    named = set(CLASS.findall("".join(texts)))
    count = partial(re.findall, r"\.(utrecht-[\w-]+)")
    made = set(count(Path(str(finders.find(COMPONENTS_PATH))).read_text()))
    assert named & set(count(whole)) == named & made


def test_tokens_of_absent_components_are_left_out() -> None:
    theme = (
        ".t {\n  --basis-size: 1px;\n  --mine: var(--deep);\n  --deep: var(--deeper, 2px);\n"
        "  --deeper: 3px;\n  --other: var(--basis-size);\n}\n"
    )
    kept = only_used(theme, by=".mine { width: var(--mine) }")
    assert kept == ".t {\n  --mine: var(--deep);\n  --deep: var(--deeper, 2px);\n  --deeper: 3px;\n}\n"


@pytest.mark.usefixtures("packages")
def test_every_token_that_styles_use_is_kept() -> None:
    components, theme = (Path(str(finders.find(path))).read_text() for path in STYLES)
    tokens = dict(TOKEN.findall((Path(settings.BASE_DIR) / "node_modules" / THEME).read_text()))
    own = [path.read_text() for path in (ROOT / "explorer" / "static").rglob("*.css")]
    own += [path.read_text() for path in (ROOT / "profiles").rglob("static/**/*.css")]
    used = {name for sheet in (components, theme, *own) for name in USE.findall(sheet)}
    assert {name for name in used if name in tokens} <= set(dict(TOKEN.findall(theme)))
