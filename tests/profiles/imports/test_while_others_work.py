"""An import beside others: it holds nobody up, waits for its turn, and survives being killed."""

import datetime
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from profiles.imports import read_import, run, write_import
from profiles.imports.models import Import, ImportChange, ImportLine
from profiles.imports.run import alone, begin, confirm, run_step, run_waiting
from profiles.publication import locks
from profiles.publication.withdraw import withdraw
from profiles.register.models import Candidate, Organisation, Profile
from tests.database import CLUSTER, LOCAL, ROOT
from tests.profiles.imports.samples import VENLO, csv_file, make_vocabulary, person

pytestmark = pytest.mark.django_db(databases=["default", "explorer"], transaction=True)

# `IMPORT_LINES=100000` is the size that was measured.
LINES = int(os.environ.get("IMPORT_LINES", "1500"))


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    make_vocabulary()


def read(path: Path) -> Import:
    """Read a file that stays where it is."""
    imported = begin(
        file_name=path.name, organisation=Organisation.objects.get(name=VENLO), now=timezone.now()
    )
    run_step(imported, now=timezone.now(), path=path)
    assert imported.state == Import.State.CHECKED, imported.message
    return imported


def confirmed(path: Path) -> Import:
    imported = read(path)
    confirm(imported=imported, chosen={})
    imported.refresh_from_db()
    return imported


def export(folder: Path, lines: int, **cells: object) -> Path:
    people = [person(reference=f"W{number}", **cells) for number in range(lines)]
    return csv_file(folder / "export.csv", *people)


def in_another_thread(work: Callable[[], None]) -> threading.Thread:
    """Start work on connections of its own."""

    def working() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=working)
    thread.start()
    return thread


def test_objection_does_not_wait_for_an_import(tmp_path: Path) -> None:
    run_step(confirmed(export(tmp_path, LINES)), now=timezone.now())
    Profile.objects.update(state=Profile.State.PUBLISHED, confirmed_on=datetime.date(2026, 11, 1))
    # Every line changes something, and every other one loses its consent.
    people = [
        person(reference=f"W{number}", hours=32, consent="Nee" if number % 2 else "Ja")
        for number in range(LINES)
    ]
    imported = confirmed(csv_file(tmp_path / "export.csv", *people))
    importing = in_another_thread(lambda: run_step(imported, now=timezone.now()))
    waits, began = [], time.monotonic()
    chosen = list(Profile.objects.order_by("?")[:10])
    while importing.is_alive() and chosen:
        profile = chosen.pop()
        before = time.monotonic()
        withdraw(profile=profile, on=datetime.date(2026, 11, 23), objection=True)
        waits.append(time.monotonic() - before)
        time.sleep(LINES / 10_000)
    importing.join()
    took = time.monotonic() - began
    imported.refresh_from_db()
    assert imported.state == Import.State.DONE, imported.message
    assert imported.counts["written"] >= LINES - len(waits)
    print(f"{LINES} lines, {len(waits)} objections, longest {max(waits):.2f} s")
    # A busy machine is slow at both.
    assert max(waits) < max(1, took / 4)
    assert not Profile.objects.filter(objected_on=None, publication_basis="", state="published").exists()


def test_lock_of_an_objection_is_held_only_by_small_parts_that_hide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_step(confirmed(export(tmp_path, 60)), now=timezone.now())
    Profile.objects.update(state=Profile.State.PUBLISHED, confirmed_on=datetime.date(2026, 11, 1))
    monkeypatch.setattr(write_import, "PART", 20)
    monkeypatch.setattr(write_import, "HIDING_PART", 5)
    people = [
        person(reference=f"W{number}", hours=32, consent="Nee" if number % 3 == 0 else "Ja")
        for number in range(60)
    ]
    seen: list[tuple[bool, int, bool]] = []
    others: list[bool] = []
    original, write_part = read_import.SonarReader.read, write_import._write_part

    def reading(self: object, record: object) -> object:
        others.append(_lock_is_free())
        return original(self, record)

    def writing(imported: Import, lines: list[ImportLine], *more: object) -> None:
        write_part(imported, lines, *more)
        in_part = {line.reference for line in lines}
        [somebody] = [each for each in ("W1", "W59") if each not in in_part][:1]
        seen.append((_lock_is_free(), len(lines), _can_be_changed(somebody)))

    monkeypatch.setattr(read_import.SonarReader, "read", reading)
    monkeypatch.setattr(write_import, "_write_part", writing)
    run_step(confirmed(csv_file(tmp_path / "export.csv", *people)), now=timezone.now())
    assert others == [True] * 60
    assert [(free, lines) for free, lines, _other in seen] == [(False, 5)] * 4 + [(True, 20)] * 2
    assert all(other for _free, _lines, other in seen)


def _lock_is_free() -> bool:
    """Whether an objection would get the lock of the release switch at once."""
    found: list[bool] = []

    def try_it() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [locks._NAMESPACE, locks._SWITCHING])
            found.append(cursor.fetchone()[0])

    in_another_thread(try_it).join()
    return found[0]


def _can_be_changed(reference: str) -> bool:
    """Whether an objection of somebody who is not in this part can be written at once."""
    found: list[bool] = []

    def try_it() -> None:
        with transaction.atomic():
            person = Candidate.objects.with_reference(reference).select_for_update(nowait=True, of=("self",))
            found.append(person.exists())

    in_another_thread(try_it).join()
    return found == [True]


def test_no_transaction_is_open_while_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    original = read_import.SonarReader.read

    def watched(self: object, record: object) -> object:
        seen.append(connection.in_atomic_block)
        return original(self, record)

    monkeypatch.setattr(read_import.SonarReader, "read", watched)
    read(export(tmp_path, 20))
    assert seen == [False] * 20


def test_killed_worker_leaves_whole_parts_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = confirmed(export(tmp_path, 3000))
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "run_imports"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "profiles.settings",
            "LOCAL_DIR": str(LOCAL),
            **{
                variable: CLUSTER.url(
                    role="register_web",
                    password=(LOCAL / "credentials" / "register_web").read_text(),
                    database=str(connections.settings[alias]["NAME"]),
                )
                for variable, alias in (("REGISTER_DATABASE_URL", "default"), ("DATABASE_URL", "explorer"))
            },
        },
    )
    while not ImportLine.objects.filter(is_written=True).exists() and worker.poll() is None:
        time.sleep(0.05)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    imported.refresh_from_db()
    written = ImportLine.objects.filter(is_written=True).count()
    assert 0 < written < 3000, "killed too late"
    assert Candidate.objects.count() == Profile.objects.count() == imported.done == written
    assert imported.state == Import.State.WRITE
    assert _steps_of_the_next_worker() == 1
    imported.refresh_from_db()
    assert (imported.state, imported.counts["written"]) == (Import.State.DONE, 3000)
    assert Candidate.objects.count() == ImportChange.objects.count() == 3000


def _steps_of_the_next_worker() -> int:
    """The lock of the one that died is free as soon as the database noticed."""
    for _ in range(600):
        if steps := run_waiting(now=timezone.now()):
            return steps
        time.sleep(0.1)
    return 0


def test_file_that_was_half_read_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = export(tmp_path, 30)
    monkeypatch.setattr(read_import, "PART", 10)
    original, parts = read_import.save_findings, []

    def die(*arguments: object) -> None:
        parts.append(arguments)
        if len(parts) == 2:
            raise KeyboardInterrupt
        original(*arguments)

    monkeypatch.setattr(read_import, "save_findings", die)
    imported = begin(file_name="a.csv", organisation=Organisation.objects.get(name=VENLO), now=timezone.now())
    with pytest.raises(KeyboardInterrupt):
        run_step(imported, now=timezone.now(), path=path)
    assert imported.state == Import.State.READ and ImportLine.objects.count() == 10
    run_step(imported, now=timezone.now(), path=path)
    assert imported.state == Import.State.CHECKED and ImportLine.objects.count() == 30


def test_file_that_kills_its_worker_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = export(tmp_path, 3)
    imported = begin(file_name="a.csv", organisation=Organisation.objects.get(name=VENLO), now=timezone.now())

    def die(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "read_import", die)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            run_step(imported, now=timezone.now(), path=path)
    run_step(imported, now=timezone.now(), path=path)
    assert imported.state == Import.State.REFUSED
    assert "drie keer" in imported.message


def test_import_that_fails_inside_is_told_and_what_was_whole_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = confirmed(export(tmp_path, 30))
    monkeypatch.setattr(write_import, "PART", 10)
    original = write_import.write

    def fail_at_last(compared: list[object], **options: object) -> object:
        if any(each.line.line > 20 for each in compared):
            raise ZeroDivisionError
        return original(compared, **options)

    monkeypatch.setattr(write_import, "write", fail_at_last)
    run_step(imported, now=timezone.now())
    assert imported.state == Import.State.DONE and "ging iets mis" in imported.message
    assert Candidate.objects.count() == 10
    assert (imported.counts["written"], imported.counts["left_out"]) == (10, 20)


def test_import_stops_between_two_parts_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = confirmed(export(tmp_path, 30))
    monkeypatch.setattr(write_import, "PART", 10)
    run.cancel(imported=imported)
    run_step(imported, now=timezone.now())
    assert imported.state == Import.State.DONE and "Gestopt" in imported.message
    assert Candidate.objects.count() == 10


def test_second_import_waits_for_the_first(tmp_path: Path) -> None:
    first, second = confirmed(export(tmp_path, 5)), confirmed(export(tmp_path, 5))
    ready, free = threading.Event(), threading.Event()

    def busy() -> None:
        with alone() as is_alone:
            assert is_alone
            ready.set()
            free.wait()

    other = in_another_thread(busy)
    ready.wait()
    assert run_waiting(now=timezone.now()) == 0
    free.set()
    other.join()
    assert run_waiting(now=timezone.now()) == 2
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.counts["written"], second.counts["written"]) == (5, 0)
    assert Candidate.objects.count() == 5


def test_person_entered_by_hand_meanwhile_is_met_and_not_doubled(tmp_path: Path) -> None:
    imported = confirmed(export(tmp_path, 3))
    organisation = Organisation.objects.get(name=VENLO)
    Candidate.objects.create(organisation=organisation, reference="W1")
    run_step(imported, now=timezone.now())
    assert imported.state == Import.State.DONE
    assert Candidate.objects.count() == 3
