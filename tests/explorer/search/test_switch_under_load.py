"""Two releases take turns while visitors search: nobody meets a fault, and no page is of both."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connections

from explorer.database.credentials import secret
from explorer.release.models import Release
from explorer.search.references import References
from tests.bench.scale.node import Node
from tests.bench.scale.visitors import Answer, Visitors
from tests.database import CLUSTER, LOCAL, superuser
from tests.factories import releases

MARKS = ("Eerste", "Tweede")
PEOPLE = (300, 500)
PLACES = (("place", "GM0983"), ("place", "GM0984"))
MORE = (
    ("task", "orderpicken"),
    ("task", "snoeien"),
    ("licence", "B"),
    ("hours", "24-32"),
    ("skill", "scannen"),
    ("language", "nld-spreken-goed"),
)
SEARCHES = (
    "/kandidaten/",
    "/kandidaten/?taak=orderpicken&zeker=ja",
    "/kandidaten/?taak=orderpicken&taak=snoeien&rijbewijs=B",
    "/kandidaten/?vanuit=GM0983&straal=50&uren_van=24",
    "/kandidaten/?plaats=GM0983&pagina=3",
    "/kandidaten/opties/taak/?zoek_taak=snoei",
)
REFERENCE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b")
ROUNDS = 6
DROP = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = %s AND usename = 'explorer_web'
"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair(transactional_db: None) -> tuple[Release, Release]:
    """Two releases whose words, people and references differ; the first is shown."""
    second = marked(MARKS[1], PEOPLE[1], number=2)
    first = marked(MARKS[0], PEOPLE[0], number=1)
    return first, second


@pytest.fixture
def node(pair: tuple[Release, Release], tmp_path: Path) -> Iterator[Node]:
    """The site as it is deployed, on the database of this test."""
    name = str(connections["default"].settings_dict["NAME"])
    password = secret(LOCAL / "credentials", "explorer_web")
    environment = {
        "DATABASE_URL": CLUSTER.url(role="explorer_web", password=password, database=name),
        "EXPLORER_SECRET_KEY": secret(LOCAL / "keys", "explorer_secret_key"),
    }
    node = Node(folder=tmp_path / "node", environment=environment)
    try:
        node.start()
        yield node
    finally:
        node.stop()


def test_releases_switch_under_load_unseen_and_unmixed(pair: tuple[Release, Release], node: Node) -> None:
    known = [references(release) for release in pair]
    profiles = [f"/kandidaten/{sorted(some)[0]}/" for some in known]
    visitors = Visitors(
        node.port, node.host, rate=60, addresses=["/", *SEARCHES, *profiles, "/methode/"], keep=True
    )
    with visitors.searching():
        for release in [*reversed(pair)] * ROUNDS:
            releases.activate(release)
            time.sleep(0.3)
    answers = visitors.take()
    assert len(answers) > 5 * ROUNDS
    # A reference dies with its release: then a page says that the profile is not there.
    faults = {(answer.address, answer.status) for answer in answers if answer.status != 200}
    assert faults <= {(address, 404) for address in profiles}
    assert {of_one(answer, known) for answer in answers if answer.address in SEARCHES} == {0, 1}
    assert all("Deze pagina is er niet" in answer.body for answer in answers if answer.status == 404)
    assert "ERROR" not in node.log


def test_withdrawal_counts_at_once_amid_switches(pair: tuple[Release, Release], node: Node) -> None:
    first, second = pair
    gone = sorted(references(first))[:ROUNDS]
    asked = ["/kandidaten/", *(f"/kandidaten/{reference}/" for reference in gone)]
    visitors = Visitors(node.port, node.host, rate=60, addresses=asked, keep=True)
    withdrawn_at = {}
    with visitors.searching():
        for reference in gone:
            releases.activate(second)
            releases.withdraw(first, row_of(first, reference))
            withdrawn_at[reference] = time.monotonic()
            releases.activate(first)
            time.sleep(0.3)
    answers = visitors.take()
    shown = [
        (reference, answer.address)
        for answer in answers
        for reference, moment in withdrawn_at.items()
        if answer.began > moment and answer.status == 200 and reference in answer.body
    ]
    assert shown == []
    assert {answer.status for answer in answers} == {200, 404}


def test_dropped_connections_are_made_again_unseen(pair: tuple[Release, Release], node: Node) -> None:
    visitors = Visitors(node.port, node.host, rate=60, addresses=SEARCHES)
    name, dropped = connections["default"].settings_dict["NAME"], 0
    with visitors.searching(), superuser() as connection:
        for _ in range(ROUNDS):
            dropped += connection.execute(DROP, [name]).fetchone()[0]
            time.sleep(0.3)
    assert dropped > 0
    assert {answer.status for answer in visitors.take()} == {200}


def marked(mark: str, people: int, *, number: int) -> Release:
    """A release that says of which it is in each of its words."""
    words = [replace(word, label=f"{mark} {word.label or word.code}") for word in releases.vocabulary()]
    rows = [
        (1, [PLACES[row % 2], *(fact for bit, fact in enumerate(MORE) if row >> bit & 1)])
        for row in range(people)
    ]
    return releases.publish(rows, words=words, number=number)


def references(release: Release) -> set[str]:
    made = key(release)
    return {made.of(row) for row in range(release.profiles.count())}


def row_of(release: Release, reference: str) -> int:
    row = key(release).row(reference)
    assert row is not None
    return row


def key(release: Release) -> References:
    return References(secret=bytes(release.key.secret), size=release.profiles.count())


def of_one(answer: Answer, known: list[set[str]]) -> int:
    """Which release a page is of; fails for one that is of both, in its words, profiles or numbers."""
    (release,) = [number for number, mark in enumerate(MARKS) if mark in answer.body]
    assert set(REFERENCE.findall(answer.body)) <= known[release]
    if answer.address == SEARCHES[0]:
        assert re.search(rf"\b{PEOPLE[release]}\b", answer.body)
        assert not re.search(rf"\b{PEOPLE[1 - release]}\b", answer.body)
    return release
