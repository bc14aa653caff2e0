"""Loading is repeatable, loses no edit of an admin, and happens whole or not at all."""

import datetime
import threading

import pytest
from django.db import connection

from profiles.vocabulary.files import DATA, read_file, read_vocabulary
from profiles.vocabulary.merge import Summary, merge
from profiles.vocabulary.models import Concept
from profiles.vocabulary.rows import ConceptRow, Value, VocabularyError

pytestmark = pytest.mark.django_db


def row(code: str, parent: str | None = None, **values: Value) -> ConceptRow:
    said: dict[str, Value] = {"label_nl": code, "label_en": code, "parent": parent, **values}
    return ConceptRow("task", code, said, origin=f"task.csv, line of {code}")


def concept(code: str) -> Concept:
    return Concept.objects.get(attribute="task", code=code)


def test_child_may_stand_before_its_parent() -> None:
    summary = merge([row("kleinkind", "kind"), row("kind", "groep"), row("groep")])
    assert summary == Summary(created=3, updated=0, unchanged=0, kept=0)
    assert concept("kleinkind").parent == concept("kind")


def test_second_load_changes_nothing() -> None:
    rows = [row("groep"), row("a", "groep", synonyms_nl=["b"], valid_until="2030-01-01", latitude=51.5)]
    merge(rows)
    assert merge(rows) == Summary(created=0, updated=0, unchanged=2, kept=0)


def test_new_value_of_the_source_arrives() -> None:
    merge([row("groep"), row("ander"), row("a", "groep")])
    summary = merge([row("a", "ander", label_nl="Nieuw", valid_until="2026-12-31")])
    assert summary == Summary(created=0, updated=1, unchanged=0, kept=0)
    changed = concept("a")
    assert (changed.parent, changed.label_nl) == (concept("ander"), "Nieuw")
    assert changed.valid_until == datetime.date(2026, 12, 31)


def test_edit_of_an_admin_survives() -> None:
    merge([row("groep"), row("a", "groep", synonyms_nl=["oud"])])
    Concept.objects.filter(code="a").update(label_nl="Van de beheerder", synonyms_nl=["eigen"], parent=None)
    summary = merge(
        [row("groep"), row("a", "groep", label_nl="Bron", label_en="Source", synonyms_nl=["oud"])]
    )
    assert summary == Summary(created=0, updated=1, unchanged=1, kept=3)
    kept = concept("a")
    assert (kept.label_nl, kept.label_en) == ("Van de beheerder", "Source")
    assert (kept.synonyms_nl, kept.parent) == (["eigen"], None)


def test_edit_is_still_an_edit_at_the_next_load() -> None:
    merge([row("a")])
    Concept.objects.filter(code="a").update(label_nl="Van de beheerder")
    for _ in range(2):
        assert merge([row("a", label_nl="Bron")]).kept == 1
    assert concept("a").label_nl == "Van de beheerder"


def test_admin_who_takes_the_words_of_the_source_follows_it_again() -> None:
    merge([row("a")])
    Concept.objects.filter(code="a").update(label_nl="Anders")
    merge([row("a", label_nl="Bron")])
    Concept.objects.filter(code="a").update(label_nl="Bron")
    merge([row("a", label_nl="Bron 2")])
    assert concept("a").label_nl == "Bron 2"


def test_concept_made_by_an_admin_keeps_its_words() -> None:
    Concept.objects.create(attribute="task", code="a", label_nl="Eigen", label_en="Own")
    summary = merge([row("a", synonyms_nl=["woord"])])
    assert (summary.updated, summary.kept) == (1, 2)
    assert (concept("a").label_nl, concept("a").synonyms_nl) == ("Eigen", ["woord"])


def test_concept_out_of_the_source_is_left_alone() -> None:
    merge([row("a"), row("b")])
    Concept.objects.filter(code="b").update(label_nl="Eigen")
    merge([row("a")])
    assert concept("b").label_nl == "Eigen"


def test_field_of_which_a_source_is_silent_is_left_alone() -> None:
    merge([row("a")])
    merge([ConceptRow("task", "a", {"uri": "http://example.org/a"}, origin="elders")])
    merge([row("a")])
    assert concept("a").uri == "http://example.org/a"


def test_unknown_parent_changes_nothing() -> None:
    with pytest.raises(VocabularyError, match=r"^task\.csv, line of b: parent “weg” is unknown"):
        merge([row("a"), row("b", "weg")])
    assert not Concept.objects.exists()


def test_ring_in_the_source_changes_nothing() -> None:
    with pytest.raises(VocabularyError, match=r"line of a: “a” is its own ancestor"):
        merge([row("c"), row("a", "b"), row("b", "a")])
    assert not Concept.objects.exists()


def test_ring_of_an_edit_and_the_source_changes_nothing() -> None:
    merge([row("a"), row("b")])
    Concept.objects.filter(code="a").update(parent=concept("b"))
    with pytest.raises(VocabularyError, match="is below itself"):
        merge([row("a"), row("b", "a", label_nl="Nieuw")])
    assert concept("b").label_nl == "b"


def test_merged_municipality_ends_and_its_heir_begins() -> None:
    before = [
        ConceptRow("place", code, {"label_nl": code, "label_en": code, "parent": parent}, origin="2026")
        for code, parent in (("AM12", None), ("GM0402", "AM12"), ("GM1696", "AM12"))
    ]
    merge(before)
    merge(
        [
            ConceptRow("place", "GM0402", {"valid_until": "2026-12-31"}, origin="2027"),
            ConceptRow("place", "GM1696", {"valid_until": "2026-12-31"}, origin="2027"),
            ConceptRow(
                "place",
                "GM9999",
                {"label_nl": "Nieuw", "label_en": "New", "parent": "AM12", "valid_from": "2027-01-01"},
                origin="2027",
            ),
        ]
    )

    def valid(on: datetime.date) -> set[str]:
        return set(Concept.objects.of("place").valid(on=on).values_list("code", flat=True))

    assert valid(datetime.date(2026, 12, 31)) == {"AM12", "GM0402", "GM1696"}
    assert valid(datetime.date(2027, 1, 1)) == {"AM12", "GM9999"}


def test_own_files_load_whole_and_stay_as_they_are() -> None:
    rows = read_vocabulary(DATA)
    assert merge(rows) == Summary(created=len(rows), updated=0, unchanged=0, kept=0)
    assert merge(rows) == Summary(created=0, updated=0, unchanged=len(rows), kept=0)


def test_own_files_load_in_few_statements(django_assert_max_num_queries: pytest.FixtureRequest) -> None:
    rows = read_vocabulary(DATA)
    with django_assert_max_num_queries(25):
        merge(rows)
    with django_assert_max_num_queries(4):
        merge(rows)


@pytest.mark.django_db(transaction=True, databases=["default", "explorer"])
def test_two_loads_at_once_do_not_collide() -> None:
    rows = read_file(DATA / "place.csv")
    summaries: list[Summary] = []

    def load() -> None:
        summaries.append(merge(rows))
        connection.close()

    loads = [threading.Thread(target=load) for _ in range(2)]
    for each in loads:
        each.start()
    for each in loads:
        each.join()
    assert sorted(summary.created for summary in summaries) == [0, len(rows)]
