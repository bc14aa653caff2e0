"""Questions that nobody thought of: the document is true, and nothing ends in an error of the site."""

import json
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
    unsupported_method,
)

from profiles.supply.documentation import document
from tests.profiles.supply.supplier import Supplier

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document())))
schema.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def one_transaction(supplier: Supplier, settings: object) -> Iterator[None]:
    """A request would take the test's transaction for one left open, and close its connection."""
    settings.SUPPLIER_PER_MINUTE = 1_000_000  # type: ignore[attr-defined]
    supplier.deliver()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_question_is_answered_as_the_document_says(case: schemathesis.Case, supplier: Supplier) -> None:
    # Half of the questions are about somebody who is there.
    if "number" in case.path_parameters and len(str(case.path_parameters["number"])) % 2:
        case.path_parameters["number"] = supplier.candidate().reference_index
    case.call_and_validate(
        headers={"Authorization": f"Bearer {supplier.secret}"},
        excluded_checks=[negative_data_rejection, positive_data_acceptance, unsupported_method, ignored_auth],
    )
