"""The small release and the visitor of the tests of pages."""

from tests.explorer.pages.conftest import no_kept_pages, release, visit, visitor

__all__ = ["no_kept_pages", "release", "visit", "visitor"]
