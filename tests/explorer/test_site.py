"""What every page of the public site carries, and what its log does not."""

import logging
import sys

import pytest
from django.test import Client

from explorer.logs import ReticentFormatter

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


@pytest.mark.django_db
def test_pages_carry_the_strict_policy(client: Client) -> None:
    response = client.get("/")
    assert {part.strip() for part in response["Content-Security-Policy"].split(";")} == POLICY
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_visit_sets_no_cookie(client: Client) -> None:
    client.get("/")
    assert not client.cookies


def test_log_tells_where_but_not_what() -> None:
    row = {"name": "Jansen"}
    try:
        raise ValueError(f"Key {row} already exists")
    except ValueError:
        record = logging.LogRecord("site", logging.ERROR, "here", 1, "failed", None, sys.exc_info())
    text = ReticentFormatter().format(record)
    assert "ValueError" in text
    assert "test_site.py" in text
    assert row["name"] not in text


@pytest.mark.django_db
def test_query_of_a_missing_page_is_not_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    assert client.get("/nergens/", {"q": "geheim"}).status_code == 404
    assert "nergens" in caplog.text
    assert "geheim" not in caplog.text
