"""One unmistakable person through pages, import, publication and desk: no line of the log says who it is."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from explorer.logs import ReticentJsonFormatter
from profiles.access.pseudonyms import of_account
from profiles.desk.fetch_requests import fetch_requests
from profiles.desk.models import Case
from profiles.desk.publish_desks import publish_desks
from profiles.register.models import Candidate
from profiles.staff.models import StaffUser
from tests.factories.register import DeskFactory, OrganisationFactory, ProfileFactory
from tests.factories.requests import NOW, make_request
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.imports.samples import make_vocabulary, person, xlsx
from tests.profiles.publication.people import ENOUGH, crowd, publish
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

MARK = "Zqxspoor"
PHONE = "0687654328"
TRACES = (MARK.lower(), PHONE)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What a deployed site writes, of every logger from INFO on."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(ReticentJsonFormatter())
    loggers = [logging.getLogger(name) for name in ("", "request", "django", "procrastinate")]
    levels = [logger.level for logger in loggers]
    loggers[0].addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.INFO)
    yield stream
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
def candidate() -> Candidate:
    words = small_vocabulary()
    facts = [words["task", "orderpicken"], words["licence", "B"]]
    profile = ProfileFactory(
        candidate__reference=f"{MARK}-1",
        candidate__given_name=MARK,
        candidate__family_name=MARK,
        candidate__email=f"{MARK}@example.org",
        candidate__phone=PHONE,
        candidate__organisation=OrganisationFactory(name="Gemeente Venlo"),
        published=True,
        note=f"{MARK} houdt van buiten",
        facts=facts,
    )
    return profile.candidate


def assert_silent(lines: io.StringIO) -> list[dict[str, object]]:
    text = lines.getvalue()
    assert [trace for trace in TRACES if trace in text.lower()] == []
    return [json.loads(line) for line in text.splitlines()]


def worker_of(candidate: Candidate) -> StaffUser:
    return StaffUserFactory(organisation=candidate.organisation)


def test_pages_name_the_account_by_its_pseudonym_and_nobody_else(
    lines: io.StringIO, candidate: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = worker_of(candidate)
    client = logged_in(worker)
    for name in ("details", "profile", "history"):
        assert client.get(reverse(f"staff:{name}", args=[candidate.pk])).status_code == 200
    client.get("/", {"zoek": MARK, "q": MARK})
    client.post(reverse("staff:details", args=[candidate.pk]), {"family_name": MARK, "phone": PHONE})
    # What is not there, what is refused and what fails are logged by Django itself, with the request at hand.
    client.get(f"/kandidaten/{MARK}/", {"naam": MARK})
    Reader(enforce_csrf_checks=True).post("/account/login/", {"login": MARK, "password": MARK})
    stranger = logged_in(StaffUserFactory(organisation=OrganisationFactory()))
    stranger.get(reverse("staff:details", args=[candidate.pk]), {"naam": MARK})
    client.raise_request_exception = False
    monkeypatch.setattr("profiles.access.scope.scope_of", _fails)
    assert client.get("/", {"zoek": MARK}).status_code == 500
    said = assert_silent(lines)
    of_worker = [line for line in said if line.get("account") == str(of_account(worker))]
    assert {"request_id", "view", "status", "ms"} <= of_worker[0].keys()
    assert any(line["level"] == "ERROR" and "ValueError" in str(line.get("exc_info")) for line in said)
    assert worker.username not in lines.getvalue()


def _fails(user: object) -> None:
    raise ValueError(f"{MARK} {PHONE}")


def test_import_says_nothing_of_whom_it_reads(lines: io.StringIO, tmp_path: Path) -> None:
    make_vocabulary()
    refused = person(reference=MARK, licence=MARK, occupation=MARK, municipality=MARK)
    file = xlsx(tmp_path / f"{MARK}.xlsx", person(reference=f"{MARK}-2"), refused)
    for path in (file, tmp_path / f"{MARK}.csv"):
        with pytest.raises(CommandError):
            call_command("import_sonar", str(path), organisation="Gemeente Venlo", stdout=io.StringIO())
    assert Candidate.objects.count() >= 1
    assert_silent(lines)


def test_publication_and_desk_say_nothing_of_whom_they_are_about(
    lines: io.StringIO, candidate: Candidate
) -> None:
    crowd(ENOUGH, ("task", "orderpicken"))
    publish()
    desk = DeskFactory(code="noord", region=candidate.organisation.region)
    publish_desks(at=NOW)
    case_number = make_request().number
    fetch_requests(at=NOW)
    case = Case.objects.get(number=case_number)
    adviser = logged_in(StaffUserFactory(adviser=True, organisation=candidate.organisation))
    assert desk.code
    for name, data in (
        ("note", {"tekst": f"{MARK} belde, {PHONE}"}),
        ("say", {"tekst": f"Wij denken aan {MARK}."}),
        ("ask", {"hoe": "letter"}),
    ):
        case.refresh_from_db()
        arguments = [case.number, candidate.pk] if name == "ask" else [case.number]
        adviser.post(reverse(f"desk:{name}", args=arguments), {"versie": case.version, **data})
    adviser.get(reverse("desk:inbox"), {"zoek": MARK})
    said = assert_silent(lines)
    assert [line for line in said if str(line.get("view", "")).startswith("desk:")]
