"""What happens before and after the backup, and what must be true when it was put back."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet

from tests.bench.restore.place import Place

AGES = ("before", "after")
PAIRS = [(register, explorer) for register in AGES for explorer in AGES]
PEOPLE = """
SELECT candidate_id, id FROM register_profile
WHERE state = 'published' AND publication_basis <> '' ORDER BY id LIMIT 40
"""
SHOWN = """
SELECT count(*) FROM register_profile
WHERE candidate_id = %s AND state = 'published' AND objected_on IS NULL
"""


@dataclass
class Drill:
    """The people that something happened to after the first backup, and both pairs of dumps."""

    folder: Path
    place: Place
    key: bytes = field(default_factory=Fernet.generate_key)
    objected: list[int] = field(default_factory=list)
    erased: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    def dump(self, age: str) -> None:
        for database in ("register", "explorer"):
            self.place.dump(database, self.folder / f"{database}-{age}.dump", self.key)


@dataclass
class Outcome:
    """One pair of ages: what `reconcile` said, what was wrong, and how long it took."""

    register: str
    explorer: str
    said: list[str]
    faults: list[str]
    seconds: float


def prepare(folder: Path, *, people: int) -> Drill:
    """A register in use, dumped; then acts of each kind; then dumped again."""
    place = Place(folder / "first", folder / "secrets", folder / "journal")
    place.provision()
    place.migrate()
    place.manage("load_vocabulary")
    place.manage("make_population", "--seed", "7", "--people", str(people))
    place.manage("publish_release")
    drill = Drill(folder, place)
    drill.dump("before")
    happen(drill)
    place.manage("copy_journal")
    drill.dump("after")
    return drill


def happen(drill: Drill) -> None:
    """Objections, an erasure, a placement and a withdrawal, by the verbs that pages call."""
    numbers = [int(str(row[0])) for row in drill.place.ask("register", PEOPLE)]
    drill.objected, drill.erased, drill.hidden = numbers[0:3], numbers[3:5], numbers[5:8]
    day = "on=date.today()"
    hidden = zip(drill.hidden, ("PLACED", "WITHDRAWN", "PAUSED"), strict=True)
    drill.place.act(
        "from datetime import date",
        "from profiles.publication.erase_candidate import erase_candidate",
        "from profiles.publication.hide import hide",
        "from profiles.publication.withdraw import withdraw",
        "from profiles.register.models import Candidate, Profile",
        *(f"withdraw(profile=Profile.objects.get(candidate={each}), {day}, objection=True)"
          for each in drill.objected),
        *(f"erase_candidate(candidate=Candidate.objects.get(pk={each}), {day})" for each in drill.erased),
        *(f"hide(profile=Profile.objects.get(candidate={each}), to=Profile.State.{state}, {day})"
          for each, state in hidden),
    )  # fmt: skip


def restore(drill: Drill, register: str, explorer: str) -> Outcome:
    """A new server from a dump of each database, reconciled and looked at."""
    started = time.monotonic()
    home = drill.folder / f"{register}-{explorer}"
    # Each pair begins with the journal as it was when the server was lost.
    journal = drill.folder / f"journal-{register}-{explorer}"
    shutil.copytree(drill.place.journal, journal)
    place = Place(home, drill.place.secrets, journal)
    place.provision()
    for database, age in (("register", register), ("explorer", explorer)):
        place.restore(database, drill.folder / f"{database}-{age}.dump", drill.key)
    place.migrate()
    said = place.manage("reconcile").splitlines()
    faults = [*wrong(drill, place)]
    again = place.manage("reconcile").splitlines()
    if any(line.startswith("done again") for line in again):
        faults.append("a second run did something again")
    place.cluster.stop()
    return Outcome(register, explorer, said, faults, time.monotonic() - started)


def wrong(drill: Drill, place: Place) -> Iterator[str]:
    """What must not be so after a restore."""
    for number in drill.objected:
        found = place.ask("register", "SELECT objected_on FROM register_candidate WHERE id = %s", number)
        if found != [] and found[0][0] is None:
            yield "somebody who objected is without the objection"
    for number in (*drill.objected, *drill.hidden):
        if place.ask("register", SHOWN, number) != [(0,)]:
            yield "somebody who may not be shown counts in the next release"
    for number in drill.erased:
        for table, column in (("register_candidate", "id"), ("register_candidateevent", "pgh_obj_id")):
            statement = f"SELECT count(*) FROM {table} WHERE {column} = %s"
            if place.ask("register", statement, number) != [(0,)]:
                yield f"somebody who was erased is back in {table}"
    highest = max(*drill.objected, *drill.erased, *drill.hidden)
    (row,) = place.ask("register", "SELECT nextval('register_candidate_id_seq')")
    if int(str(row[0])) <= highest:
        yield "a new person would get the number of another"
    if (
        "0 violation" not in place.manage("verify_release").lower()
        and place.ask("explorer", "SELECT 1 FROM explorer_release_release WHERE state = 'active'") == []
    ):
        yield "no release is shown"
