"""The files of the design system that pages use, served from the npm packages they come in.

The packages hold thousands of files; only those named here are collected.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

# Static path -> file in node_modules.
FILES = {
    "vendor/utrecht/index.css": "@utrecht/component-library-css/dist/index.css",
    "vendor/voorbeeld/theme.css": "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
    **{
        f"vendor/noto-sans/{subset}-{weight}.woff2": (
            f"@fontsource/noto-sans/files/noto-sans-{subset}-{weight}-normal.woff2"
        )
        for subset in ("latin", "latin-ext")
        for weight in (400, 600, 700)
    },
}


class DesignSystemFinder(BaseFinder):
    """Finds the declared files under their static paths, where the packages are installed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.packages = Path(settings.BASE_DIR) / "node_modules"

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to check: a missing package shows when static files are collected."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file of this static path; an empty list where it is not ours or not installed."""
        file = self.packages / FILES[path] if path in FILES else None
        if file is None or not file.exists():
            return []
        return [str(file)] if find_all else str(file)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        """Every declared file with a storage that opens it by its static path."""
        storage = _RenamingStorage(location=self.packages)
        return [(path, storage) for path in FILES]


class _RenamingStorage(FileSystemStorage):
    """Opens a file of node_modules by the static path it gets."""

    def path(self, name: str) -> str:
        return super().path(FILES[name])
