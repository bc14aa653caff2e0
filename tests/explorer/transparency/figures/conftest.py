"""A client that looks at every page of the figures it gets."""

from tests.explorer.pages.conftest import visit, visitor

__all__ = ["visit", "visitor"]
