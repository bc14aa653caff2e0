"""The styles that pages load: rules of the components in use, and the tokens that these can use."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

COMPONENTS = (
    *("body", "button", "button-link", "checkbox", "custom-checkbox", "data-badge"),
    *("form-field-description", "form-label", "heading-1", "heading-2", "heading-3", "heading-4"),
    *("link", "pagination", "radio-button", "root", "select", "skip-link", "textarea", "textbox"),
)
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
COMPONENTS_PATH, THEME_PATH = "vendor/utrecht/index.css", "vendor/voorbeeld/theme.css"
STYLES = (COMPONENTS_PATH, THEME_PATH)
NOTICE = (
    "/* Of @utrecht component packages (EUPL-1.2, Frameless B.V. and Gemeente Utrecht), what we use. */\n"
)

# Where classes of components are named, and where tokens are used beside them.
NAMING = ("templates/**/*.html", "explorer/**/*.py", "profiles/**/*.py")
OWN = ("explorer/static/**/*.css", "profiles/**/static/**/*.css")
CLASS = re.compile(r"\butrecht-[a-z0-9_-]+")
TOKEN = re.compile(r"^  (--[\w-]+): (.*;)(?: /\*.*\*/)?\n", re.MULTILINE)
USE = re.compile(r"var\(\s*(--[\w-]+)")

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
EMPTY = re.compile(r"@media[^{}]*\{\s*\}")
# A comma between selectors, not one inside brackets; what is not, or may be, of an element.
BETWEEN = re.compile(r",(?![^()]*\))")
CONDITION = re.compile(r":(?:not|is|where)\([^()]*\)")
SPACE = re.compile(r"\s+")


def write_styles(root: Path, packages: Path, folder: Path) -> None:
    """Write the styles for the pages below a root."""
    sheets = [(packages / f"@utrecht/{name}-css/dist/index.css").read_text() for name in COMPONENTS]
    named = set(CLASS.findall("".join(_texts(root, NAMING))))
    components = NOTICE + only_named("\n".join(sheets), named)
    theme = only_used((packages / THEME).read_text(), by=components + "".join(_texts(root, OWN)))
    for path, text in ((COMPONENTS_PATH, components), (THEME_PATH, theme)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def only_named(sheet: str, classes: Collection[str]) -> str:
    """A style sheet without the rules that no element of these classes can have; shorter written."""
    kept = RULE.sub(_without(classes), COMMENT.sub("", sheet))
    return SPACE.sub(" ", EMPTY.sub("", kept)).strip().replace("} ", "}\n")


def _without(classes: Collection[str]) -> Callable[[re.Match[str]], str]:
    def rule(found: re.Match[str]) -> str:
        selectors = [one.strip() for one in BETWEEN.split(found[1])]
        kept = [one for one in selectors if _named(one) <= set(classes)]
        return f"{','.join(kept)}{{{found[2].strip()}}}" if kept else ""

    return rule


def _named(selector: str) -> set[str]:
    """The classes that an element must have, or stand in, for a selector to be of it."""
    return set(re.findall(r"\.([\w-]+)", CONDITION.sub("", selector)))


def only_used(theme: str, *, by: str) -> str:
    """A theme without the tokens that these styles do not lead to."""
    tokens = dict(TOKEN.findall(theme))
    used = set(_reached(tokens, USE.findall(by)))
    return TOKEN.sub(lambda token: token[0] if token[1] in used else "", theme)


def _reached(tokens: Mapping[str, str], roots: Iterable[str]) -> Iterator[str]:
    """These tokens and all that their values lead to."""
    seen: set[str] = set()
    waiting = [*roots]
    while waiting:
        name = waiting.pop()
        if name not in seen and name in tokens:
            seen.add(name)
            yield name
            waiting += USE.findall(tokens[name])


def _texts(root: Path, patterns: Iterable[str]) -> Iterator[str]:
    for pattern in patterns:
        yield from (path.read_text(encoding="utf-8") for path in root.glob(pattern))
