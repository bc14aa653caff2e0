"""The database itself lets no release become active that was not verified and passed."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Model

from explorer.release.models import Group, PublishedConcept, Release, Verification
from tests.database import as_owner, as_role
from tests.factories.releases import publish, say_verified

pytestmark = pytest.mark.django_db

SHOW = "UPDATE explorer_release_release SET state = 'active' WHERE number = 1"
MAKE = """
    INSERT INTO explorer_release_release (number, policy, counts, content_hash, released_on, synthetic, state)
    VALUES (2, '{}', '{}', 'x', '2026-11-23', true, 'active')
"""
WRITERS = ["explorer_owner", "register_web"]
RELEASED = ("group", "publishedconcept", "area", "circle", "releasereport")


@pytest.fixture
def release() -> Release:
    return publish([(5, [("place", "GM0983")])], active=False, number=1)


def run(statement: str, role: str) -> None:
    """A statement of a person who knows SQL, in a role."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(statement)
        cursor.execute("SET LOCAL ROLE explorer_web")


def rows_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM explorer_release_{table}")
        return int(cursor.fetchone()[0])


def verified(release: Release, **fields: object) -> None:
    with as_owner():
        say_verified(release, **fields)


@pytest.mark.parametrize("role", WRITERS)
@pytest.mark.parametrize("statement", [SHOW, MAKE])
def test_release_that_was_not_verified_is_refused(release: Release, role: str, statement: str) -> None:
    with pytest.raises(IntegrityError, match="was not verified"):
        run(statement, role)
    assert Release.objects.active() is None


@pytest.mark.parametrize("role", WRITERS)
def test_release_with_a_violation_is_refused(release: Release, role: str) -> None:
    verified(release, violations=1)
    with pytest.raises(IntegrityError, match="found violations"):
        run(SHOW, role)


@pytest.mark.parametrize("role", WRITERS)
def test_release_that_passed_becomes_active(release: Release, role: str) -> None:
    verified(release)
    run(SHOW, role)
    assert Release.objects.active() == release


def test_newest_verification_counts(release: Release) -> None:
    verified(release, violations=3)
    verified(release)
    run(SHOW, "register_web")
    verified(release, violations=1)
    with pytest.raises(IntegrityError, match="found violations"):
        run(SHOW, "register_web")


@pytest.mark.parametrize("fields", [{"content_hash": "other"}, {"groups": 2}, {"concepts": 3}])
def test_verification_of_something_else_does_not_count(release: Release, fields: dict[str, object]) -> None:
    verified(release, **fields)
    with pytest.raises(IntegrityError, match="something else was verified"):
        run(SHOW, "register_web")


def test_verification_of_another_release_does_not_count(release: Release) -> None:
    verified(publish([(5, [("place", "GM0983")])], active=False, number=2))
    with pytest.raises(IntegrityError, match="was not verified"):
        run(SHOW, "register_web")


@pytest.mark.parametrize(
    "row",
    [
        Group(what=1, area=1, condition=1, at_least=5),
        PublishedConcept(number=999, attribute="task", code="b"),
    ],
    ids=["group", "concept"],
)
def test_nothing_joins_a_release_that_was_verified(release: Release, row: Model) -> None:
    verified(release)
    row.release = release  # type: ignore[attr-defined]
    with pytest.raises(IntegrityError, match="once it was verified"), transaction.atomic(), as_owner():
        row.save(force_insert=True)


@pytest.mark.parametrize("table", ["group", "publishedconcept"])
def test_release_from_which_something_was_taken_is_refused(release: Release, table: str) -> None:
    verified(release)
    one = f"SELECT ctid FROM explorer_release_{table} LIMIT 1"
    run(f"DELETE FROM explorer_release_{table} WHERE ctid IN ({one})", "explorer_owner")
    with pytest.raises(IntegrityError, match="something else was verified"):
        run(SHOW, "register_web")


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("UPDATE explorer_release_verification SET violations = 0", "immutable"),
        ("UPDATE explorer_release_group SET at_least = 10", "immutable"),
        ("UPDATE explorer_release_release SET content_hash = 'x'", "immutable"),
    ],
)
def test_nothing_verified_is_changed_even_by_its_owner(release: Release, statement: str, error: str) -> None:
    verified(release, violations=2)
    with pytest.raises(IntegrityError, match=error):
        run(statement, "explorer_owner")


@pytest.mark.parametrize("statement", [
    "UPDATE explorer_release_verification SET violations = 0", "DELETE FROM explorer_release_verification",
])  # fmt: skip
@pytest.mark.parametrize("role", ["register_web", "explorer_web"])
def test_web_roles_cannot_take_back_a_verification(release: Release, role: str, statement: str) -> None:
    verified(release, violations=2)
    with pytest.raises(Exception, match="permission denied"):
        run(statement, role)


@pytest.mark.parametrize("role", ["register_web", "explorer_web"])
def test_only_the_verifier_says_that_it_verified(release: Release, role: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), as_role(role):
        say_verified(release)
    with pytest.raises(ProgrammingError, match="permission denied"):
        run("SELECT explorer_release_hold(1)", role)
    with as_role("explorer_verifier"):
        say_verified(release)
    run(SHOW, "register_web")
    assert Release.objects.active() == release


@pytest.mark.parametrize("table", RELEASED)
def test_rows_of_a_release_go_only_with_it(release: Release, table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(f"DELETE FROM explorer_release_{table}", "register_web")
    run("DELETE FROM explorer_release_release", "register_web")
    assert rows_of(table) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE explorer_release_verification SET violations = 0",
        "DELETE FROM explorer_release_verification",
        "UPDATE explorer_release_release SET state = 'active'",
        "UPDATE explorer_release_group SET at_least = 1",
        "INSERT INTO explorer_release_group VALUES (1, 1, 1, 1, 5)",
    ],
)
def test_verifier_reads_and_adds_and_nothing_else(release: Release, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(statement, "explorer_verifier")


def test_release_that_was_shown_is_never_prepared_again(release: Release) -> None:
    verified(release)
    run(SHOW, "register_web")
    with pytest.raises(IntegrityError, match="cannot be prepared again"):
        run("UPDATE explorer_release_release SET state = 'prepared'", "register_web")


def test_verifications_go_with_their_release(release: Release) -> None:
    verified(release)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE register_web")
        release.delete()
        cursor.execute("SET LOCAL ROLE explorer_web")
    assert not Verification.objects.exists()
