"""What metrics say of the register equals what /gezond/ and the page of the admin say, and what is there."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from explorer.web.metrics import SiteCollector
from profiles.access.models import UseAlarm
from profiles.imports.models import Import
from profiles.journal.models import Entry
from profiles.mail.models import QueuedMail
from profiles.publication.models import Run
from profiles.staff.gauges import TEXTS, gauges
from profiles.staff.operation import Operation
from tests.database import ROOT, as_owner
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

HOUR = datetime.timedelta(hours=1)


def value(name: str) -> float:
    return gauges()[name][1]


def mail(number: int, state: str, **fields: object) -> None:
    now = timezone.now()
    QueuedMail.objects.create(
        to="x@example.org", subject="Uitnodiging", dedupe_key=str(number), state=state,
        **{"asked_at": now, "next_at": now} | fields,
    )  # fmt: skip


def run(state: str, **fields: object) -> None:
    asked = {"asked_by": "beheerder", "asked_at": timezone.now()}
    Run.objects.create(kind=Run.Kind.PUBLISH, state=state, **asked | fields)


def test_every_number_has_a_text_and_a_collector_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert TEXTS.keys() == Operation.__dataclass_fields__.keys()
    # A scrape closes its connections, which here are those of the test.
    monkeypatch.setattr("explorer.web.metrics.connections.close_all", lambda: None)
    collected = {family.name: family.samples[0].value for family in SiteCollector(gauges).collect()}
    assert collected["site_up"] == 1.0
    assert collected.keys() == gauges().keys() | {"site_up"}


def test_empty_register_has_nothing_that_waits() -> None:
    assert value("release_number") == 0 and value("release_age_days") == -1
    assert value("worker_silent_seconds") == -1
    assert {value(name) for name in ("mails_waiting", "mails_failed", "imports_running", "alarms_open")} == {
        0
    }


def test_mails_are_counted_and_shown_without_their_address() -> None:
    now = timezone.now()
    mail(1, "queued", asked_at=now - HOUR)
    mail(2, "failed", done_at=now)
    mail(3, "failed", done_at=now - 24 * 8 * HOUR)
    mail(4, "sent", done_at=now)
    assert (value("mails_waiting"), value("mails_failed")) == (1, 1)
    assert 3590 < value("mail_oldest_seconds") < 3700
    said = Reader().get("/gezond/").json()
    assert {"mails_waiting", "mails_failed"} <= set(said["warnings"])
    admin = logged_in(StaffUserFactory(role="admin", organisation=None))
    listed = admin.get(reverse("admin:mail_queuedmail_changelist")).content.decode()
    assert "Uitnodiging" in listed and "x@example.org" not in listed


def test_failed_publication_is_told_until_one_succeeds() -> None:
    now = timezone.now()
    run("failed", ended_at=now - HOUR, problem="te weinig mensen")
    assert value("publication_failed") == 1
    assert "publication_failed" in Reader().get("/gezond/").json()["warnings"]
    run("running", asked_at=now - HOUR)
    assert value("publication_running_seconds") >= 3600
    Run.objects.filter(state="running").update(state="done", ended_at=now)
    assert value("publication_failed") == 0
    assert value("publication_running_seconds") == -1


def test_imports_alarms_and_journal_are_counted() -> None:
    now = timezone.now()
    Import.objects.create(state="write", file_name="a.xlsx", made_at=now - 3 * HOUR)
    Import.objects.create(state="refused", file_name="b.xlsx", made_at=now)
    UseAlarm.objects.create(kind="opened", actor=_uuid(1), window=1, minutes=10, most=60, people=70)
    with as_owner():
        Entry.objects.create(id=_uuid(2), number=1, act="erased", candidate=1, at=now - HOUR)
    assert (value("imports_running"), value("imports_refused")) == (1, 1)
    assert (value("journal_waiting"), value("alarms_open")) == (1, 1)
    assert {"imports_running", "journal_waiting"} <= set(Reader().get("/gezond/").json()["warnings"])


def test_health_says_the_same_numbers() -> None:
    mail(1, "queued")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('q', 'x', 'failed')"
        )
    said, told = Reader().get("/gezond/").json(), gauges()
    shared = said.keys() & told.keys() - {"worker_silent_seconds", "release_age_days"}
    assert {"jobs_failed", "mails_waiting", "publication_failed", "disk_free_percent"} <= shared
    assert {name: said[name] for name in shared} == pytest.approx(
        {name: told[name][1] for name in shared}, abs=1
    )


def test_alerts_know_the_names() -> None:
    alerts = (ROOT / "deploy/alerts.yaml").read_text()
    for name in (
        "publication_failed",
        "journal_oldest_seconds",
        "worker_silent_seconds",
        "disk_free_percent",
    ):
        assert name in alerts and name in gauges()


def _uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"
