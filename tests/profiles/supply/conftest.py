"""A supplier of an organisation, with the small vocabulary of the imports and what it lacks."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.profiles.supply.supplier import Supplier


@pytest.fixture
def supplier(db: None) -> "Supplier":
    from tests.profiles.supply.supplier import make_supplier  # models: Django is not ready yet

    return make_supplier()
