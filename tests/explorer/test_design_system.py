"""Of the design system pages load what they use, and nothing that they use is missing."""

import re
from collections.abc import Iterable

import pytest

from tests.database import ROOT

MADE = ROOT / ".local" / "design-system" / "vendor"
PACKAGES = ROOT / "node_modules"
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
CLASS, TOKEN = re.compile(r"\.(utrecht-[\w-]+)"), re.compile(r"(--[\w-]+)\s*:")
USE = re.compile(r"var\(\s*(--[\w-]+)")

pytestmark = pytest.mark.skipif(not MADE.exists(), reason="the design system is not made; make set-up")


def texts(*patterns: str) -> str:
    return "".join(path.read_text("utf-8") for pattern in patterns for path in sorted(ROOT.glob(pattern)))


def whole(components: Iterable[str]) -> str:
    return "".join((PACKAGES / f"@utrecht/{name}-css/dist/index.css").read_text() for name in components)


@pytest.fixture(scope="module")
def components() -> list[str]:
    """Names of the components that are loaded."""
    (listed,) = re.findall(r"COMPONENTS = \[(.*?)\]", (ROOT / ".ci/styles.mjs").read_text(), re.DOTALL)
    return re.findall(r'"([\w-]+)"', listed)


@pytest.fixture(scope="module")
def named() -> set[str]:
    """Classes that templates and modules name."""
    return set(
        re.findall(r"utrecht-[\w-]+", texts("templates/**/*.*", "explorer/**/*.py", "profiles/**/*.py"))
    )


def test_every_component_in_use_is_loaded(components: list[str], named: set[str]) -> None:
    used = {re.sub(r"(__|--).*", "", name).removeprefix("utrecht-") for name in named}
    packed = {path.name.removesuffix("-css") for path in (PACKAGES / "@utrecht").iterdir()}
    assert used & packed <= set(components)
    assert "button" in used


def test_class_in_use_keeps_its_rules(components: list[str], named: set[str]) -> None:
    made = set(CLASS.findall((MADE / "utrecht/index.css").read_text()))
    assert named & set(CLASS.findall(whole(components))) == named & made


def test_token_in_use_is_kept() -> None:
    sheets = [(MADE / name).read_text() for name in ("utrecht/index.css", "voorbeeld/theme.css")]
    sheets.append(texts("explorer/static/**/*.css", "profiles/**/static/**/*.css"))
    used = {name for sheet in sheets for name in USE.findall(sheet)}
    known = set(TOKEN.findall((PACKAGES / THEME).read_text()))
    assert used & known <= set(TOKEN.findall(sheets[1]))


def test_styles_without_use_are_left_out(components: list[str]) -> None:
    assert (MADE / "utrecht/index.css").stat().st_size < len(whole(components)) * 0.7
    assert (MADE / "voorbeeld/theme.css").stat().st_size < (PACKAGES / THEME).stat().st_size / 3


def test_fonts_are_small_and_keep_their_licence() -> None:
    for file in (MADE / "noto-sans").iterdir():
        assert file.stat().st_size < 8_000
