"""No hostile request to the public site ends in a server error. `make fuzz-outside` asks 30,000."""

import os
import random

import pytest
from django.test import Client

from explorer.release.models import Release
from tests.fuzz.outside import requests

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "250"))


def test_no_request_of_a_stranger_ends_in_an_error(release: Release) -> None:
    client = Client(raise_request_exception=False)
    broken = []
    for asked in requests(random.Random(7), number=REQUESTS, broken=0):
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in asked.headers.items()}
        response = client.generic(
            asked.method,
            asked.path,
            asked.body,
            asked.headers.get("Content-Type", "text/plain"),
            QUERY_STRING=asked.query,
            **headers,
        )
        if response.status_code >= 500 or b"Traceback" in b"".join(response):
            broken.append((asked, response.status_code))
    assert not broken, f"{len(broken)} of {REQUESTS}: {broken[:3]}"
