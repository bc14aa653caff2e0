"""Questions that nobody thought of: the document is true, and nothing ends in an error of the site."""

import json
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    negative_data_rejection,
    positive_data_acceptance,
    unsupported_method,
)

from explorer.api.documentation import document
from tests.factories import releases

PEOPLE = [
    (12, [("place", "GM0983"), ("task", "orderpicken"), ("hours", "24-32")]),
    (7, [("place", "GM0984"), ("task", "orderpicken"), ("licence", "B")]),
]
schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document())))
schema.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def released(db: None) -> Iterator[None]:
    caches["pages"].clear()
    releases.publish(PEOPLE)
    # A request would take the test's transaction for one left open, and close its connection.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    caches["pages"].clear()


@schema.parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_question_is_answered_as_the_document_says(case: schemathesis.Case) -> None:
    # Which codes exist is of a release, not of the document, so a question that it allows may be refused.
    case.call_and_validate(
        headers={"Accept-Encoding": "identity"},
        excluded_checks=[negative_data_rejection, positive_data_acceptance, unsupported_method],
    )
