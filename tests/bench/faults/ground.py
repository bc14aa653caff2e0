"""A register with people, a release and the public site, on which faults are played."""

import csv
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from explorer.database.credentials import secret
from tests.bench.restore.place import Place
from tests.bench.scale.databases import DESK, DESK_PHONE
from tests.bench.scale.node import REGION, Node
from tests.bench.scale.visitors import Visitors

# A busy machine takes a minute for what takes seconds on a quiet one.
PATIENCE = 400.0
# Of all visitors together: enough to meet a fault that lasts a tenth of a second, and few beside its work.
PAGES_A_SECOND = 20.0
ACTIVE = "SELECT number FROM explorer_release_release WHERE state = 'active'"
NUMBERS = "SELECT number FROM explorer_release_release"


class Run(NamedTuple):
    """One time that a fault was played. `seen`: answer of the public site -> how often."""

    lost: list[str]
    doubled: list[str]
    seen: dict[str, int]


@dataclass
class Ground:
    """`place` has the databases, `node` is the public site; `said` collects what one run found."""

    folder: Path
    rng: random.Random
    people: int
    place: Place = field(init=False)
    node: Node = field(init=False)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Tables, words, people, a first release and a site that shows it."""
        self.place = Place(self.folder / "server", self.folder / "secrets", self.folder / "journal")
        self.place.provision()
        self.place.migrate()
        self.place.manage("load_vocabulary")
        self.place.manage("make_population", "--seed", "7", "--people", str(self.people))
        self.place.manage("publish_release")
        self.sql("explorer", DESK, DESK_PHONE)
        self.node = Node(
            self.folder / "node",
            {
                "DATABASE_URL": self.place.address("explorer", "explorer_web"),
                "EXPLORER_SECRET_KEY": secret(self.folder / "secrets" / "keys", "explorer_secret_key"),
                "SITE_REGION": REGION,
                "PROXIES": "1",
            },
        )
        self.node.start()

    def close(self) -> None:
        """Stop what was started and remove the data."""
        with suppress(AttributeError):
            self.node.stop()
        self.bare.cluster.destroy()
        self.place.cluster.destroy()

    @property
    def bare(self) -> Place:
        """A second server, on which databases are made and thrown away."""
        return Place(self.folder / "bare", self.folder / "secrets", self.folder / "journal")

    def sql(self, database: str, statement: Any, *values: object) -> list[tuple[Any, ...]]:
        """Rows, past every policy."""
        return self.place.ask(database, statement, *values)

    def number(self, database: str, statement: str, *values: object) -> int:
        """The one number that a statement gives; 0 for none."""
        rows = self.sql(database, statement, *values)
        return int(rows[0][0]) if rows else 0

    def play(self, fault: Callable[["Ground"], object], *, visitors: bool = True) -> Run:
        """Play a fault once, and give what was found."""
        self.lost, self.doubled = [], []
        people = Visitors(self.node.port, self.node.host, rate=PAGES_A_SECOND)
        with people.searching() if visitors else nullcontext():
            try:
                fault(self)
            except (RuntimeError, AssertionError, psycopg.Error, subprocess.TimeoutExpired) as error:
                # The others are played all the same.
                self.lost.append(f"the way back: {error}")
        answers = people.take()
        met = Counter(str(answer.status or f"no answer: {answer.body}") for answer in answers)
        return Run(self.lost, self.doubled, dict(met))

    def expect(self, holds: bool, lost: str = "", *, doubled: str = "") -> None:
        """Write down what is lost or doubled where something does not hold."""
        if not holds:
            (self.lost if lost else self.doubled).append(lost or doubled)

    def people_in(self) -> int:
        """How many candidates the register has."""
        return self.number("register", "SELECT count(*) FROM register_candidate")

    def active(self) -> int:
        """Number of the release that is shown; 0 for none."""
        return self.number("explorer", ACTIVE)

    def publish(self) -> subprocess.Popen[str]:
        """Begin a publication."""
        return self.place.start("publish_release", "--force=a fault is played", "--by=bench")


def killed(process: subprocess.Popen[str]) -> bool:
    """SIGKILL, without a moment to say goodbye; whether it was still at work."""
    was_at_work = process.poll() is None
    process.kill()
    process.communicate()
    return was_at_work


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code of a command, and what it complained of; one that does not end is killed."""
    try:
        _, complaint = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        killed(process)
        raise
    return process.returncode, complaint.strip()


def wait_until(holds: Callable[[], object], *, every: float = 0.02) -> None:
    """Raises AssertionError when it does not come true."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it does not come so far"
        time.sleep(every)


def export(path: Path, lines: int, *, prefix: str) -> Path:
    """A file in the columns of Sonar, each line a person who is known by a number with this prefix."""
    columns = {
        "Datum melding": "2020-05-01",
        "ID_WZ": "",
        "Beschikbare uren/wk": "24",
        "Opleidingsniveau": "MBO",
        "Beroepssector": "52",
        "Bemiddelingsberoep": "Orderpicker",
        "Mondeling Nederlands": "3",
        "Schriftelijk Nederlands": "2",
        "Rijbewijs": "B",
        "Inschrijfdatum": "2020-05-01",
        "Vervoer": "FIETS",
        "Gemeente": "Venlo",
        "Klantprofiel": "Ja",
        "Organisatie Naam": "Gemeente Venlo",
        "Toestemming": "Ja",
    }
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, columns, delimiter=";")
        writer.writeheader()
        writer.writerows({**columns, "ID_WZ": f"{prefix}{line:05}"} for line in range(lines))
    return path


@contextmanager
def held(ground: Ground, database: str, statement: str) -> Iterator[psycopg.Connection]:
    """Rows that are locked until the block ends, so that a process is killed exactly where it waits."""
    with psycopg.connect(ground.place.cluster.superuser_url(database)) as connection:
        connection.execute(statement.encode())
        yield connection
        connection.rollback()
