"""Faults of processes: killed at work, two at once, the wrong keys, a wrong clock."""

import os
import string
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet

from explorer.database import binaries
from tests.bench.faults.ground import PATIENCE, Ground, ended, export, held, killed, wait_until
from tests.bench.restore.place import Place
from tests.bench.scale.node import REGION
from tests.database import ROOT

LINES = 1200
WAITS_FOR_THE_SWITCH = """
SELECT 1 FROM pg_stat_activity
WHERE datname = 'explorer' AND wait_event_type = 'Lock'
AND starts_with(query, 'UPDATE "explorer_release_release"')
"""
LOCK_THE_ACTIVE = "SELECT FROM explorer_release_release WHERE state = 'active' FOR UPDATE"
# Longer than a publication of these people, so that kills fall before, within and just after it; seconds.
PUBLICATION_SECONDS = 7.0
# Only a deployed site looks before it starts.
DEPLOYED = {
    "DJANGO_SETTINGS_MODULE": "profiles.settings",
    "DEVELOPMENT": "",
    "REGISTER_HOSTS": "register.example",
    "SITE_REGION": REGION,
    "PROXIES": "1",
}
MIGRATION_SECONDS = 6.0
BUSY = "Iemand anders zet nu een uitgave klaar"


def import_killed(ground: Ground) -> None:
    """After so many lines were written; then the file is imported once more, as an operator would."""
    before, written = ground.people_in(), ground.rng.randrange(0, LINES - 250)
    file = export(ground.folder / "export.csv", LINES, prefix=_letters(ground))
    process = ground.place.start("import_sonar", str(file), "--organisation=auto", "--create-organisations")
    wait_until(lambda: process.poll() is not None or ground.people_in() > before + written)
    killed(process)
    ground.place.manage("import_sonar", str(file), "--organisation=auto")
    ground.place.manage("run_imports")
    found = ground.people_in() - before
    ground.expect(found >= LINES, f"{LINES - found} people")
    ground.expect(found <= LINES, doubled=f"{found - LINES} people")
    without = ground.number(
        "register",
        "SELECT count(*) FROM register_candidate c LEFT JOIN register_profile p ON p.candidate_id = c.id"
        " WHERE p.id IS NULL",
    )
    ground.expect(without == 0 or before > 0, "profiles of people who were imported")


def _letters(ground: Ground) -> str:
    """No digits: a long number may be refused as a BSN."""
    return "".join(ground.rng.choices(string.ascii_uppercase, k=6))


def publication_killed(ground: Ground) -> None:
    """At any moment; then it is asked for again."""
    former = ground.active()
    process = ground.publish()
    time.sleep(ground.rng.uniform(0.5, PUBLICATION_SECONDS))
    killed(process)
    _whole_release(ground, former)
    _publish_again(ground)


def switch_killed(ground: Ground) -> None:
    """Exactly where the former release is retired and the new one not shown yet, or within moments of it."""
    former = ground.active()
    with held(ground, "explorer", LOCK_THE_ACTIVE) as lock:
        process = ground.publish()
        wait_until(lambda: process.poll() is not None or ground.sql("explorer", WAITS_FOR_THE_SWITCH))
        if ground.rng.random() < 0.5:
            killed(process)
        else:
            lock.rollback()
            time.sleep(ground.rng.uniform(0, 0.05))
            killed(process)
    _whole_release(ground, former)
    _publish_again(ground)


def _whole_release(ground: Ground, former: int) -> None:
    """One release is shown, the former one or the next, and it is complete."""
    active = ground.active()
    ground.expect(active >= former > 0, "the release that was shown")
    groups = ground.number(
        "explorer", "SELECT count(*) FROM explorer_release_group WHERE release_id = %s", active
    )
    ground.expect(groups > 0, "groups of the release that is shown")


def _publish_again(ground: Ground) -> None:
    before = {
        number for (number,) in ground.sql("register", "SELECT release_number FROM publication_publication")
    }
    shown = ground.active()
    code, complaint = ended(ground.publish())
    deadline = time.monotonic() + PATIENCE
    while BUSY in complaint and time.monotonic() < deadline:
        # The server ends the statement of a killed process before it lets go of its lock.
        time.sleep(1)
        code, complaint = ended(ground.publish())
    ground.expect(code == 0, f"the next publication: {complaint}")
    ground.expect(ground.active() > shown, "the next release")
    ground.expect(ground.active() not in before, doubled="the number of a release")
    kept = ground.number("explorer", "SELECT count(*) FROM explorer_release_release")
    ground.expect(kept <= 2, doubled=f"{kept} releases are kept, which are to be two")


def migrate_killed(ground: Ground) -> None:
    """On an empty database; then it is run once more, and the tables are those of an undisturbed one."""
    bare = ground.bare
    site = ground.rng.choice(["explorer", "profiles"])
    wanted = _schema_of(ground, bare, site)
    _empty(bare)
    process = bare.start("migrate", "-v0", site=site, owner=True)
    time.sleep(ground.rng.uniform(1.0, MIGRATION_SECONDS))
    killed(process)
    code, complaint = ended(bare.start("migrate", "-v0", site=site, owner=True))
    ground.expect(code == 0, f"migrating: {complaint[-200:]}")
    ground.expect(_schema(bare, site) == wanted, "tables or rights")


def two_migrations(ground: Ground) -> None:
    """Of both sites at once, twice each."""
    bare = ground.bare
    wanted = _schema_of(ground, bare, "explorer")
    _empty(bare)
    processes = [bare.start("migrate", "-v0", site="explorer", owner=True) for _ in range(2)]
    codes = [ended(process)[0] for process in processes]
    ground.expect(codes == [0, 0], "a migration")
    ground.expect(_schema(bare, "explorer") == wanted, doubled="tables or rights")


def _schema_of(ground: Ground, bare: Place, site: str) -> str:
    """As an undisturbed `migrate` makes it; kept for the next run."""
    kept = ground.folder / f"schema-{site}"
    if not kept.exists():
        _empty(bare)
        bare.manage("migrate", "-v0", site=site, owner=True)
        kept.write_text(_schema(bare, site))
    return kept.read_text()


def _empty(bare: Place) -> None:
    bare.cluster.start()
    with psycopg.connect(bare.cluster.superuser_url(), autocommit=True) as connection:
        for database in ("explorer", "register"):
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)".encode())
    bare.provision()


def _schema(bare: Place, site: str) -> str:
    """Tables, triggers, policies and rights as pg_dump writes them."""
    database = "explorer" if site == "explorer" else "register"
    program = binaries.programs(bare.cluster.place) / "pg_dump"
    command = [program, "--schema-only", "-d", bare.cluster.superuser_url(database)]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    # A line that begins so has a key made at random.
    return "\n".join(line for line in said.splitlines() if not line.startswith("\\"))


def two_publications(ground: Ground) -> None:
    """Asked for at the same moment by two processes."""
    before, numbers = (
        ground.active(),
        ground.number("register", "SELECT count(*) FROM publication_publication"),
    )
    processes = [ground.publish() for _ in range(2)]
    codes = sorted(ended(process)[0] for process in processes)
    made = ground.number("register", "SELECT count(*) FROM publication_publication") - numbers
    ground.expect(ground.active() > before and 0 in codes, "the release")
    # The later one is told to wait, or comes after the first and follows it.
    ground.expect(made == codes.count(0), doubled=f"{made} releases of {codes.count(0)} that were made")
    _whole_release(ground, before)


def two_imports(ground: Ground) -> None:
    """The same file by two processes."""
    before, lines = ground.people_in(), 200
    file = export(ground.folder / "export.csv", lines, prefix=_letters(ground))
    processes = [
        ground.place.start("import_sonar", str(file), "--organisation=auto", "--create-organisations")
        for _ in range(2)
    ]
    codes = [ended(process)[0] for process in processes]
    found = ground.people_in() - before
    ground.expect(0 in codes and found >= lines, f"{lines - found} people")
    ground.expect(found <= lines, doubled=f"{found - lines} people")


def clock_set_back(ground: Ground) -> None:
    """Nothing starts and nothing is published by a wrong clock; the site that runs goes on."""
    days = str(ground.rng.choice([1, 3, 45, 400, 9000]))
    clock = {"PYTHONPATH": str(Path(__file__).parent / "clock"), "CLOCK_BACK_DAYS": days}
    before = ground.active()
    for site in ("explorer", "profiles"):
        code, complaint = ended(ground.place.start("ready", site=site, **clock))
        ground.expect(code == 1 and "set the clock" in complaint, f"the refusal to start: {complaint[-200:]}")
    code, _ = ended(ground.place.start("publish_release", **clock))
    ground.expect(code == 1 and ground.active() == before, "the release that was shown")


def wrong_keys(ground: Ground) -> None:
    """A register that was given other keys does not start, and writes nothing."""
    before = ground.sql("register", "SELECT count(*), max(xmin::text::bigint) FROM register_candidate")
    wrong = ground.rng.choice(
        [
            {"REGISTER_ENCRYPTION_KEYS": Fernet.generate_key().decode()},
            {"REGISTER_INDEX_KEY": os.urandom(32).hex()},
        ]
    )
    (name,) = wrong
    code, complaint = ended(ground.place.start("ready", **wrong))
    ground.expect(code == 1 and name in complaint, f"the refusal of {name}")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "profiles.wsgi", "--preload", "--bind=127.0.0.1:0"],
        cwd=ROOT, env={**ground.place.environment(), **DEPLOYED, **wrong},
        text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    code, complaint = ended(server)
    ground.expect(code != 0 and name in complaint, f"the refusal of {name} by the site")
    after = ground.sql("register", "SELECT count(*), max(xmin::text::bigint) FROM register_candidate")
    ground.expect(after == before, "what was stored")
    ground.expect(ended(ground.place.start("ready"))[0] == 0, "the start with the right keys")
