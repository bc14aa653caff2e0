"""One import at a time, as a whole or not at all."""

from collections import Counter
from pathlib import Path

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.imports.files import ImportRefused
from profiles.imports.run import ImportBusy
from profiles.register.models import Candidate, Organisation
from tests.profiles.imports.samples import (
    HEADER,
    csv_file,
    person,
    run,
    xlsx,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]


def test_dry_run_reports_the_same_and_changes_nothing(file: Path) -> None:
    people = [
        person(hours=400),
        person(reference=None),
        person(reference="W2", organisation="Gemeente X"),
    ]
    wishes = {"organisation": None, "create_organisations": True}
    tried = run(file, *people, dry_run=True, **wishes)
    assert not Candidate.objects.exists()
    assert not Organisation.objects.filter(name="Gemeente X").exists()
    done = run(file, *people, **wishes)
    assert tried.findings == done.findings
    assert tried.counts.items() <= done.counts.items()
    assert [*done.remarks, "Proef: er is niets gewijzigd."] == tried.remarks


def test_second_import_at_once_is_told_to_wait(file: Path) -> None:
    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(20261123)")
        with pytest.raises(ImportBusy, match="al een import"):
            run(file, person())
    finally:
        other.close()
    run(file, person())
    assert Candidate.objects.count() == 1


def test_file_without_a_column_changes_nothing(file: Path) -> None:
    xlsx(file, person(), header=[name for name in HEADER if name != "Vervoer"])
    with pytest.raises(ImportRefused, match="ontbreken: Vervoer"):
        run(file)
    assert not Candidate.objects.exists()


def test_identifying_columns_may_be_left_out_and_others_added(file: Path) -> None:
    header = ["Extra", *(name for name in HEADER if name not in {"BSN", "Volledige Naam"})]
    report = run(xlsx(file, person(), header=header))
    assert Candidate.objects.count() == 1
    assert "Onbekende kolommen, overgeslagen: Extra." in report.remarks


def test_queries_do_not_grow_with_the_lines(file: Path, django_assert_max_num_queries: object) -> None:
    people = [person(reference=f"W{number}") for number in range(300)]
    for _ in range(2):
        with django_assert_max_num_queries(90):
            run(file, *people)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                name: st.one_of(
                    st.none(), st.text(max_size=12), st.integers(), st.dates(), st.just(person()[name])
                )
                for name in HEADER
            }
        ),
        max_size=4,
    )
)
def test_any_text_file_is_accounted_for(tmp_path: Path, people: list[dict[str, object]]) -> None:
    file = csv_file(tmp_path / "a.csv", *people)
    try:
        report = run(file, organisation=None, dry_run=True)
    except ImportRefused:
        return
    counts = Counter(report.counts)
    parts = ("blank", "refused", "new", "changed", "conflict", "same")
    assert counts["read"] == sum(counts[name] for name in parts)
