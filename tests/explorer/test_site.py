"""What every page of the public site carries, and what its log does not."""

import logging
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from explorer.design_system.finder import MADE
from explorer.design_system.fonts import FILES
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
def test_visit_sets_no_cookie_but_for_forms(client: Client) -> None:
    client.get("/")
    assert client.cookies.keys() <= {settings.CSRF_COOKIE_NAME}


def test_files_of_the_design_system_are_found_and_no_others() -> None:
    if not (Path(settings.BASE_DIR) / "node_modules").exists():
        pytest.skip("the packages of the design system are not installed")
    assert all(finders.find(path) for path in (*FILES, *MADE))
    assert finders.find("vendor/utrecht/html.css") is None


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
