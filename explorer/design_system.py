"""The files of the design system that pages use, served from the npm packages they come in.

The packages hold thousands of files; only those named here are collected. Of the
components a page loads those it can use, of the theme the tokens that these and our
own styles can use: a tenth of the whole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

# Static path -> file in node_modules.
FILES = {
    f"vendor/noto-sans/{subset}-{weight}.woff2": (
        f"@fontsource/noto-sans/files/noto-sans-{subset}-{weight}-normal.woff2"
    )
    for subset in ("latin", "latin-ext")
    for weight in (400, 600)
}
COMPONENTS = (
    *("body", "button", "button-link", "checkbox", "custom-checkbox", "data-badge"),
    *("form-field-description", "form-label", "heading-1", "heading-2", "heading-3", "heading-4"),
    *("link", "pagination", "radio-button", "root", "select", "skip-link", "textarea", "textbox"),
)
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
COMPONENTS_PATH, THEME_PATH = "vendor/utrecht/index.css", "vendor/voorbeeld/theme.css"
STYLES = (COMPONENTS_PATH, THEME_PATH)

# The layers of tokens that our own styles build on; all other tokens are of components.
FOUNDATION = ("--basis-", "--voorbeeld-")
TOKEN = re.compile(r"^  (--[\w-]+): (.*;\n)", re.MULTILINE)
USE = re.compile(r"var\(\s*(--[\w-]+)")


class DesignSystemFinder(BaseFinder):
    """Finds the declared files under their static paths, where the packages are installed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.packages = Path(settings.BASE_DIR) / "node_modules"
        self.made = Path(settings.LOCAL_DIR) / "design-system"

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to check: a missing package shows when static files are collected."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file of this static path; an empty list where it is not ours or not installed."""
        file = self._file(path)
        if file is None or not file.exists():
            return []
        return [str(file)] if find_all else str(file)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        """Every declared file with a storage that opens it by its static path."""
        packed, made = _RenamingStorage(location=self.packages), FileSystemStorage(location=self.made)
        write_styles(self.packages, self.made)
        return [*((path, packed) for path in FILES), *((path, made) for path in STYLES)]

    def _file(self, path: str) -> Path | None:
        if path in STYLES and not (self.made / path).exists() and (self.packages / THEME).exists():
            write_styles(self.packages, self.made)
        return self.packages / FILES[path] if path in FILES else self.made / path if path in STYLES else None


class _RenamingStorage(FileSystemStorage):
    """Opens a file of node_modules by the static path it gets."""

    def path(self, name: str) -> str:
        return super().path(FILES[name])


def write_styles(packages: Path, folder: Path) -> None:
    """Write the styles that pages load: the components in use, and the tokens that these can use."""
    sheets = [(packages / f"@utrecht/{name}-css/dist/index.css").read_text() for name in COMPONENTS]
    components = "\n".join(sheets)
    theme = only_used((packages / THEME).read_text(), by=components)
    for path, text in ((COMPONENTS_PATH, components), (THEME_PATH, theme)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def only_used(theme: str, *, by: str) -> str:
    """A theme without the tokens of components that these styles do not have."""
    tokens = dict(TOKEN.findall(theme))
    roots = {*USE.findall(by), *(name for name in tokens if name.startswith(FOUNDATION))}
    used = set(_reached(tokens, roots))
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
