"""The worker of the public site, by procrastinate's own: under the role of production, and killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app

from explorer.contact.confirm_request import confirm_request
from explorer.contact.models import ContactRequest, OutgoingMail
from tests.database import CLUSTER, LOCAL, ROOT, as_owner
from tests.explorer.contact.conftest import NOW, Employer, key_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_connection_outlives_its_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)


def work() -> None:
    """One worker works off what is queued and ends."""
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def jobs() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status::text FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def test_worker_sends_what_a_page_asked_for(employer: Employer, mailoutbox: list) -> None:
    employer.start()
    assert jobs() == [("explorer.contact.send_mail", "todo")]
    work()
    assert ("explorer.contact.send_mail", "succeeded") in jobs()
    assert {status for _task, status in jobs()} == {"succeeded"}, "also what is done every few minutes"
    [mail] = mailoutbox
    assert confirm_request(key=key_in(mail), at=NOW).number


def test_rollback_takes_the_job_back(employer: Employer) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        employer.start()
        raise RuntimeError
    assert jobs() == []
    assert not OutgoingMail.objects.exists()


def test_one_waiting_job_is_enough(employer: Employer) -> None:
    for n in range(3):
        employer.start(organisation=f"Bedrijf {n}")
    assert jobs() == [("explorer.contact.send_mail", "todo")]


def test_request_is_made_while_the_queue_is_away(employer: Employer) -> None:
    with as_owner():
        connection.cursor().execute("ALTER TABLE procrastinate_jobs RENAME TO away")
    employer.start()
    assert OutgoingMail.objects.get().state == OutgoingMail.State.QUEUED


RUNS = 6


def test_killed_workers_lose_and_double_nothing(employer: Employer, tmp_path: Path) -> None:
    """Workers are killed (-9) at random moments while mails are sent; each mail arrives, once."""
    wanted = set()
    for n in range(40):
        employer.start(organisation=f"Bedrijf {n}", email=f"a@bedrijf{n}.example", address=f"192.0.2.{n}")
        wanted.add(f"a@bedrijf{n}.example")
    environment = _environment(tmp_path)
    for run in range(RUNS):
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "send_mail", "--settings=explorer.settings"],
            cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        deadline = time.monotonic() + 20
        while worker.poll() is None and time.monotonic() < deadline:
            if len(list(tmp_path.glob("mail/*.eml"))) >= 5 * (run + 1):
                break
            time.sleep(0.005)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    # The leases of those that were killed end.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE explorer_contact_outgoingmail SET next_at = asked_at WHERE state = 'sending'")
    subprocess.run(
        [sys.executable, "manage.py", "send_mail", "--settings=explorer.settings"],
        cwd=ROOT, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    texts = [file.read_text() for file in tmp_path.glob("mail/*.eml")]
    assert len(texts) == 40
    assert all(any(f"To: {address}\n" in text for text in texts) for address in wanted)
    assert set(OutgoingMail.objects.values_list("state", "to")) == {("sent", "")}


def test_worker_logs_in_as_the_role_of_the_site(employer: Employer, tmp_path: Path) -> None:
    """The real command with the real log-in, once around."""
    employer.start()
    subprocess.run(
        [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"],
        cwd=ROOT, env={**_environment(tmp_path), "DJANGO_SETTINGS_MODULE": "explorer.settings"},
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    assert len(list(tmp_path.glob("mail/*.eml"))) == 1
    assert ContactRequest.objects.count() == 0


def _environment(folder: Path) -> dict[str, str]:
    password = (LOCAL / "credentials" / "explorer_web").read_text()
    name = str(connections["default"].settings_dict["NAME"])
    return {
        **{key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ},
        "DEMO": "1",
        "LOCAL_DIR": str(folder),
        "DATABASE_URL": CLUSTER.url(role="explorer_web", password=password, database=name),
        "EXPLORER_SECRET_KEY": settings.SECRET_KEY,
    }
