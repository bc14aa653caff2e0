import datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from explorer.demand import write_changes as module
from explorer.demand.models import WeeklySearch
from explorer.demand.pending import Change
from explorer.demand.write_changes import write_changes

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2026, 11, 23)


def stored() -> dict[str, tuple[int, int]]:
    rows = WeeklySearch.objects.values_list("wishes", "searches", "found")
    return {wishes: (searches, found) for wishes, searches, found in rows}


def test_changes_add_up_in_the_table() -> None:
    write_changes([Change(MONDAY, "a", 3, 5), Change(MONDAY, "b", 1)])
    write_changes([Change(MONDAY, "a", 2, 10), Change(MONDAY, "b", -1)])
    assert stored() == {"a": (5, 10), "b": (0, 0)}


def test_week_begins_with_nothing() -> None:
    following = MONDAY + datetime.timedelta(days=7)
    write_changes([Change(MONDAY, "a", 3), Change(following, "a", 1)])
    assert sorted(WeeklySearch.objects.values_list("week", "searches")) == [(MONDAY, 3), (following, 1)]


def test_step_that_was_never_counted_leaves_nothing_below_zero() -> None:
    write_changes([Change(MONDAY, "a", 1)])
    write_changes([Change(MONDAY, "a", -5), Change(MONDAY, "never", -1)])
    assert stored() == {"a": (0, 0)}


def test_two_statements_whatever_the_number(django_assert_num_queries: pytest.FixtureRequest) -> None:
    changes = [Change(MONDAY, str(number), (-1) ** number) for number in range(50)]
    with django_assert_num_queries(4):  # with the savepoint of this test
        write_changes(changes)


def test_full_week_goes_on_counting_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MORE", module.MORE.replace(str(module.MAX_A_WEEK), "2"))
    write_changes([Change(MONDAY, "a", 1), Change(MONDAY, "b", 1)])
    write_changes([Change(MONDAY, "a", 1), Change(MONDAY, "c", 1)])
    assert {wishes: searches for wishes, (searches, _) in stored().items()} == {"a": 2, "b": 1}


def test_outside_deletes_nothing() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        WeeklySearch.objects.all().delete()


def test_table_has_no_column_for_who_or_when() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s",
            [WeeklySearch._meta.db_table],
        )
        columns = dict(cursor.fetchall())
    assert columns.keys() == {"week", "wishes", "searches", "found"}
    assert columns["week"] == "date"
