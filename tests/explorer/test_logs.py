"""Lines of the log: what they have, and what they never have."""

import json
import logging
import os
import subprocess
import sys

import pytest
from django.test import Client, RequestFactory
from prometheus_client import REGISTRY

from explorer.logs import CONTEXT, ReticentFormatter, ReticentJsonFormatter, ServerLogger, _without_request
from tests.database import NOWHERE, ROOT

SECRET = "geheim-woord-van-iemand"
KEY = "A" * 43


def record(message: str, *arguments: object, error: BaseException | None = None) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("name", logging.WARNING, __file__, 1, message, arguments, info)


def test_line_is_an_object_with_the_request_it_belongs_to() -> None:
    token = CONTEXT.set({"request_id": "abcdef0123456789"})
    try:
        said = json.loads(ReticentJsonFormatter().format(record("link /aanvraag/status/%s/", KEY)))
    finally:
        CONTEXT.reset(token)
    assert said["level"] == "WARNING"
    assert said["request_id"] == "abcdef0123456789"
    assert said["message"] == "link /aanvraag/status/[key]/"
    assert said["timestamp"]


def test_message_of_an_exception_is_not_in_the_line() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        said = ReticentJsonFormatter().format(record("failed", error=error))
    assert SECRET not in said
    assert "ValueError" in json.loads(said)["exc_info"]


def test_lines_of_django_have_no_address_and_no_search() -> None:
    request = RequestFactory().get(f"/wie/{SECRET}/", {"q": SECRET})
    one = record("%s: %s", "Not Found", request.path)
    one.request, one.status_code = request, 404
    for formatter in (ReticentJsonFormatter(), ReticentFormatter()):
        said = formatter.format(one)
        assert "Not Found: [path]" in said and SECRET not in said


@pytest.mark.parametrize(
    "message",
    [
        f"Invalid request from ip=127.0.0.1: Invalid HTTP method: GET /?q={SECRET}",
        "Error handling request %s",
    ],
)
def test_server_says_no_word_of_what_it_refused(message: str) -> None:
    one = record(message, *([f"/?q={SECRET}"] if "%s" in message else []))
    assert _without_request(one)
    assert SECRET not in one.getMessage()


def test_real_server_logs_no_search_of_a_request_it_refuses(tmp_path: object) -> None:
    code = (
        "from gunicorn.config import Config; from explorer.logs import ServerLogger; "
        "log = ServerLogger(Config()); "
        f"log.warning('Invalid request from ip=1.2.3.4: GET /?q={SECRET}')"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert SECRET not in said.stderr
    assert json.loads(said.stderr)["message"].startswith("Invalid request")
    assert issubclass(ServerLogger, object)


@pytest.mark.django_db
def test_request_is_counted_by_its_view_and_keeps_the_id_of_a_proxy() -> None:
    labels = {"view": "search:about", "method": "GET", "status": "200"}
    before = REGISTRY.get_sample_value("http_requests_total", labels) or 0
    answer = Client().get("/uitleg/", headers={"x-request-id": "0123456789abcdef"})
    assert answer["X-Request-ID"] == "0123456789abcdef"
    assert REGISTRY.get_sample_value("http_requests_total", labels) == before + 1


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", "short", "a" * 65, "met spatie en meer", "<script>alert(1)</script>"])
def test_odd_id_is_not_taken_over(given: str) -> None:
    answer = Client().get("/uitleg/", headers={"x-request-id": given})
    assert answer["X-Request-ID"] != given
    assert len(answer["X-Request-ID"]) == 16


@pytest.mark.django_db
def test_invented_methods_make_one_series(client: Client) -> None:
    for method in ("BREW", "PROPFIND"):
        client.generic(method, "/uitleg/")
    labels = {"view": "search:about", "method": "other", "status": "405"}
    assert (REGISTRY.get_sample_value("http_requests_total", labels) or 0) >= 2


def test_foreign_host_writes_no_line() -> None:
    code = (
        "import explorer.wsgi; from django.test import Client; "
        "print(Client(headers={'host': 'elders.example'}).get('/uitleg/').status_code)"
    )
    environment = {"PATH": os.defpath, "DEVELOPMENT": "1", "DATABASE_URL": NOWHERE}
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout == "400\n"
    assert "elders" not in said.stderr
