"""Two organisations of one region and one of another, each with a person."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.profiles.access.two_regions import TwoRegions


@pytest.fixture
def regions() -> "TwoRegions":
    from tests.profiles.access.two_regions import make_two_regions

    return make_two_regions()
