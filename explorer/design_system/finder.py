"""Finds the declared files under their static paths, and makes those that are made."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from explorer.design_system.fonts import FILES, FONTS, write_fonts
from explorer.design_system.styles import STYLES, THEME, write_styles

MADE = (*STYLES, *FONTS)


class DesignSystemFinder(BaseFinder):
    """Of the packages where they are installed."""

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
        self._write()
        return [*((path, packed) for path in FILES), *((path, made) for path in MADE)]

    def _file(self, path: str) -> Path | None:
        if path in FILES:
            return self.packages / FILES[path]
        if path not in MADE:
            return None
        # Whoever edits a template may name a class that had no rules yet.
        is_old = path in STYLES and settings.DEBUG
        if (is_old or not (self.made / path).exists()) and (self.packages / THEME).exists():
            self._write()
        return self.made / path

    def _write(self) -> None:
        write_styles(Path(settings.BASE_DIR), self.packages, self.made)
        write_fonts(self.packages, self.made)


class _RenamingStorage(FileSystemStorage):
    """Opens a file of node_modules by the static path it gets."""

    def path(self, name: str) -> str:
        return super().path(FILES[name])
