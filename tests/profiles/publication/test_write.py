"""Writing under the rights of `register_web`: binary rows, in order, and never changed."""

import numpy as np
import pytest
from django.db import Error, connections, transaction
from psycopg.errors import CheckViolation

from explorer.release.models import Group, Release
from profiles.anonymisation.closing import GROUP
from profiles.publication.write import next_number, sweep_away_unfinished, tidy_up, write_release
from tests.factories.register import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
LARGEST = (32_767, 32_767, 32_767, 2_000_000_000)


def written(*rows: tuple[int, int, int, int]) -> Release:
    groups = np.array(list(rows), GROUP)
    return write_release(
        number=next_number(), rows=[], groups=groups, policy={}, counts={}, on=TODAY, synthetic=True
    )


def test_groups_come_back_as_they_were_written() -> None:
    rows = [(0, 1, 0, 5), (1, 1, 0, 10), (1, 2, 3, 20), LARGEST]
    release = written(*rows)
    stored = release.groups.order_by("what", "area", "condition")
    assert list(stored.values_list("what", "area", "condition", "at_least")) == rows
    assert release.state == Release.State.PREPARED


def test_release_without_groups_is_written_too() -> None:
    assert not written().groups.exists()


@pytest.mark.django_db(databases=["default", "explorer"], transaction=True)
def test_group_without_people_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(CheckViolation, match="group_has_people"):
        written((0, 1, 0, 0))
    assert not Release.objects.exists()


def test_unfinished_releases_are_swept_away() -> None:
    written((0, 1, 0, 5)), written((0, 1, 0, 5))
    sweep_away_unfinished()
    assert not Release.objects.exists() and not Group.objects.exists()


def test_web_role_may_write_and_not_change() -> None:
    written((0, 1, 0, 5))
    for statement in (
        "UPDATE explorer_release_group SET at_least = 10",
        "TRUNCATE explorer_release_group",
        "ALTER TABLE explorer_release_group DISABLE TRIGGER ALL",
    ):
        with (
            pytest.raises(Error, match=r"permission denied|must be owner"),
            transaction.atomic(using="explorer"),
            connections["explorer"].cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.django_db(databases=["default", "explorer"], transaction=True)
def test_web_role_tidies_up_where_it_may() -> None:
    written((0, 1, 0, 5))
    with connections["explorer"].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int >= 170000")
        [knows_maintain] = cursor.fetchone()
    assert tidy_up() == knows_maintain


def test_nothing_is_tidied_inside_a_transaction() -> None:
    assert not tidy_up()
