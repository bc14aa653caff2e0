"""The small release and the visitor of the tests of pages, and the words of the project."""

from tests.explorer.pages.conftest import no_kept_pages, release, visit, visitor
from tests.explorer.words.conftest import matcher, vocabulary

__all__ = ["matcher", "no_kept_pages", "release", "visit", "visitor", "vocabulary"]
