"""The profile workbook: what is taken away comes back as it was, and what was edited comes with it."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from profiles.imports.organisations import organisation_named
from profiles.imports.report import Report
from profiles.imports.run import import_file
from profiles.imports.workbook.columns import BEFORE, REFERENCE, Choices, columns
from profiles.imports.workbook.write import LISTS, PEOPLE, cells_of_people, write_workbook
from profiles.register.models import Candidate, Profile, ProfileFact
from profiles.vocabulary.attributes import CHOSEN
from profiles.vocabulary.models import Concept
from tests.factories.vocabulary import ConceptFactory
from tests.profiles.imports.samples import A_BSN, NOW, TODAY, VENLO, codes, concept, found

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]

Cell = Any


@pytest.fixture
def words() -> None:
    """A word or two for every attribute."""
    for attribute in CHOSEN:
        for number in (1, 2):
            if not Concept.objects.filter(attribute=attribute.name).count() >= number:
                ConceptFactory(
                    attribute=attribute.name,
                    code=f"{attribute.name}-{number}",
                    label_nl=f"{attribute.name} {number}",
                )


@pytest.fixture
def full(words: None) -> Profile:
    """Somebody with an answer to every question; some do not apply."""
    candidate = Candidate.objects.create(
        organisation=organisation_named(VENLO), reference="=W1", municipality=concept("GM0983")
    )
    profile = Profile.objects.create(
        candidate=candidate,
        hours_min=16,
        hours_max=24,
        available_from=datetime.date(2027, 1, 31),
        publication_basis=Profile.Basis.LEGAL_TASK,
        not_applicable=["licence"],
        note="belt liever",
    )
    for attribute in CHOSEN:
        if attribute.name != "licence":
            first = Concept.objects.filter(attribute=attribute.name).order_by("pk")[
                : 2 if attribute.many else 1
            ]
            ProfileFact.objects.bulk_create(ProfileFact(profile=profile, concept=each) for each in first)
    return profile


def taken_away(path: Path) -> Path:
    choices = Choices(on=TODAY)
    people = cells_of_people(Candidate.objects.order_by("pk"), choices=choices)
    write_workbook(path, people=people, choices=choices, total=Candidate.objects.count())
    return path


def edit(path: Path, change: Callable[[dict[str, Cell]], None], *, line: int = 2) -> Path:
    """Edit a line as somebody with a spreadsheet does: cells by heading."""
    book = openpyxl.load_workbook(path)
    sheet = book[PEOPLE]
    change(
        {sheet.cell(1, number).value: sheet.cell(line, number) for number in range(1, sheet.max_column + 1)}
    )
    book.save(path)
    return path


def put(**cells: object) -> Callable[[dict[str, Cell]], None]:
    def change(line: dict[str, Cell]) -> None:
        for heading, value in cells.items():
            line[heading.replace("_", " ")].value = value

    return change


def read(path: Path) -> Report:
    return import_file(path=path, organisation=organisation_named(VENLO), now=NOW)


def everything() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Candidate, Profile, ProfileFact)]


def test_workbook_that_was_not_edited_changes_nothing(tmp_path: Path, full: Profile) -> None:
    before = everything()
    report = read(taken_away(tmp_path / "a.xlsx"))
    assert everything() == before
    assert report.findings == []
    assert (report.counts["same"], report.counts["changes"]) == (1, 0)


@pytest.fixture
def nights() -> dict[str, Concept]:
    return {
        code: ConceptFactory(attribute="worktime", code=code, label_nl=code)
        for code in ("maandag-nacht", "zondag-nacht")
    }


def test_rather_not_goes_with_the_workbook_and_comes_back(
    tmp_path: Path, full: Profile, nights: dict[str, Concept]
) -> None:
    Profile.objects.update(rather_not=["zondag-nacht"])
    path = taken_away(tmp_path / "a.xlsx")
    before = everything()
    assert read(edit(path, put())).counts["changes"] == 0
    assert everything() == before
    facts = list(full.facts.order_by("pk").values_list("concept", flat=True))
    report = read(edit(path, put(Liever_niet_op="maandag-nacht; zondag-nacht")))
    assert [each.column for each in report.findings] == ["Liever niet op"]
    assert report.counts["changes"] == 1
    assert Profile.objects.get().rather_not == ["maandag-nacht", "zondag-nacht"]
    assert list(full.facts.order_by("pk").values_list("concept", flat=True)) == facts
    read(edit(taken_away(tmp_path / "b.xlsx"), put(Liever_niet_op=None)))
    assert Profile.objects.get().rather_not == []


def test_only_a_day_part_can_be_rather_not_worked(
    tmp_path: Path, full: Profile, nights: dict[str, Concept]
) -> None:
    path = edit(taken_away(tmp_path / "a.xlsx"), put(Liever_niet_op="worktime 1"))
    assert [(each.column, each.value) for each in read(path).findings] == [("Liever niet op", "worktime 1")]
    path = edit(path, put(Liever_niet_op="Niet van toepassing"))
    assert [each.column for each in read(path).findings] == ["Liever niet op"]
    assert Profile.objects.get().rather_not == []


def test_who_can_work_then_is_no_longer_said_to_rather_not(
    tmp_path: Path, full: Profile, nights: dict[str, Concept]
) -> None:
    Profile.objects.update(rather_not=["zondag-nacht"])
    ProfileFact.objects.create(profile=full, concept=nights["zondag-nacht"])
    choices = Choices(on=TODAY)
    [cells] = cells_of_people(Candidate.objects.all(), choices=choices)
    assert "Liever niet op" not in cells
    assert "zondag-nacht" in cells["Werktijden"]


def test_workbook_from_before_the_column_is_read(tmp_path: Path, full: Profile) -> None:
    path = taken_away(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book[PEOPLE]
    [number] = [cell.column for cell in sheet[1] if cell.value == "Liever niet op"]
    sheet.delete_cols(number)
    book.save(path)
    Profile.objects.update(rather_not=["zondag-nacht"])
    assert read(path).counts["same"] == 1
    assert Profile.objects.get().rather_not == ["zondag-nacht"]


def test_workbook_saved_by_a_spreadsheet_changes_nothing(tmp_path: Path, full: Profile) -> None:
    before = everything()
    read(edit(taken_away(tmp_path / "a.xlsx"), put()))
    assert everything() == before


@pytest.mark.parametrize("attribute", [each.name for each in CHOSEN])
def test_one_edited_attribute_is_all_that_changes(tmp_path: Path, full: Profile, attribute: str) -> None:
    [column] = [each for each in columns() if each.field.name == attribute]
    last = Concept.objects.filter(attribute=attribute).order_by("pk").last()
    others = set(full.facts.exclude(concept__attribute=attribute).values_list("concept", flat=True))
    text = Choices(on=TODAY).text(column.field, last.pk)
    report = read(
        edit(taken_away(tmp_path / "a.xlsx"), lambda line: setattr(line[column.header], "value", text))
    )
    assert set(full.facts.filter(concept__attribute=attribute).values_list("concept", flat=True)) == {last.pk}
    assert set(full.facts.exclude(concept__attribute=attribute).values_list("concept", flat=True)) == others
    assert found(report) == [(2, "updated", "changed")]
    full.refresh_from_db()
    assert (full.note, full.hours_min, full.not_applicable) == (
        "belt liever", 16, [] if attribute == "licence" else ["licence"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "field", "expected"),
    [
        ({"Uren_van": 20}, "hours_min", 20),
        ({"Uren_tot_en_met": 40}, "hours_max", 40),
        ({"Beschikbaar_vanaf": datetime.datetime(2027, 2, 1)}, "available_from", datetime.date(2027, 2, 1)),
        ({"Beschikbaar_vanaf": "1-2-2027"}, "available_from", datetime.date(2027, 2, 1)),
        ({"Beschikbaar_vanaf": None}, "available_from", None),
        ({"Grondslag": "toestemming"}, "publication_basis", "consent"),
        ({"Grondslag": "geen"}, "publication_basis", ""),
        ({"Uren_van": None, "Uren_tot_en_met": None}, "hours_min", None),
    ],
)
def test_one_edited_field_is_all_that_changes(
    tmp_path: Path, full: Profile, cells: dict[str, object], field: str, expected: object
) -> None:
    facts = codes(full)
    read(edit(taken_away(tmp_path / "a.xlsx"), put(**cells)))
    full.refresh_from_db()
    assert getattr(full, field) == expected
    assert codes(full) == facts


def test_edited_place_is_the_candidates(tmp_path: Path, full: Profile) -> None:
    read(edit(taken_away(tmp_path / "a.xlsx"), put(Woonplaats="Maastricht")))
    assert Candidate.objects.get().municipality == concept("GM0935")


def test_answer_added_by_a_colleague_meanwhile_stays_beside_the_edit(tmp_path: Path, full: Profile) -> None:
    path = edit(taken_away(tmp_path / "a.xlsx"), put(Taken="Orderpicken"))
    new = ConceptFactory(attribute="task", code="tellen", label_nl="Tellen")
    ProfileFact.objects.create(profile=full, concept=new)
    read(path)
    tasks = set(full.facts.filter(concept__attribute="task").values_list("concept__code", flat=True))
    assert tasks == {"orderpicken", "tellen"}


def test_field_that_a_colleague_changed_meanwhile_is_a_conflict(tmp_path: Path, full: Profile) -> None:
    path = edit(taken_away(tmp_path / "a.xlsx"), put(Uren_van=20))
    Profile.objects.update(hours_min=8, hours_max=12)
    report = read(path)
    assert found(report) == [(2, "conflict", "kept")]
    assert Profile.objects.get().hours_min == 8


def test_old_workbook_takes_nothing_back(tmp_path: Path, full: Profile) -> None:
    path = taken_away(tmp_path / "a.xlsx")
    Profile.objects.update(hours_min=8, hours_max=12, available_from=None)
    report = read(path)
    assert report.findings == []
    assert Profile.objects.get().hours_min == 8


def test_word_that_is_not_in_the_list_is_told_and_nothing_lost(tmp_path: Path, full: Profile) -> None:
    facts = codes(full)
    report = read(edit(taken_away(tmp_path / "a.xlsx"), put(Taken="Toveren", Rijbewijs="=1+1")))
    assert {kind for _line, kind, _done in found(report)} == {"word", "formula"}
    assert codes(full) == facts


def test_new_line_is_a_new_candidate_that_counts_nowhere_yet(tmp_path: Path, full: Profile) -> None:
    path = taken_away(tmp_path / "a.xlsx")
    read(edit(path, put(Kenmerk="0042", Taken="Orderpicken", Woonplaats="Venlo"), line=3))
    made = Candidate.objects.get(
        reference_index=Candidate.objects.with_reference("0042").get().reference_index
    )
    assert (made.reference, made.profile.state) == ("0042", Profile.State.READY)
    assert codes(made.profile) == {"orderpicken"}


def test_copied_line_is_somebody_else_with_what_it_shows(tmp_path: Path, full: Profile) -> None:
    path = taken_away(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book[PEOPLE]
    for number in range(1, sheet.max_column + 1):
        sheet.cell(3, number).value = sheet.cell(2, number).value
        if isinstance(sheet.cell(3, number).value, str) and sheet.cell(3, number).value.startswith("="):
            sheet.cell(3, number).value = "W2"
    book.save(path)
    read(path)
    copy = Candidate.objects.with_reference("W2").get().profile
    assert codes(copy) == codes(full)


def test_bsn_and_missing_reference_refuse_the_line(tmp_path: Path, full: Profile) -> None:
    path = taken_away(tmp_path / "a.xlsx")
    edit(path, put(Kenmerk=A_BSN), line=3)
    edit(path, put(Taken="Orderpicken"), line=4)
    report = read(path)
    assert found(report) == [(3, "bsn", "refused"), (4, "no_reference", "refused")]
    assert Candidate.objects.count() == 1


def test_line_of_somebody_who_is_gone_is_refused(tmp_path: Path, full: Profile) -> None:
    path = edit(taken_away(tmp_path / "a.xlsx"), put(Uren_van=20))
    Candidate.objects.all().delete()
    report = read(path)
    assert found(report) == [(2, "no_reference", "refused")]
    assert not Candidate.objects.exists()


def test_template_has_a_choice_list_for_every_attribute(tmp_path: Path, words: None) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, people=(), choices=Choices(on=TODAY))
    book = openpyxl.load_workbook(path)
    sheet, lists = book[PEOPLE], book[LISTS]
    headings = [cell.value for cell in sheet[1]]
    assert headings == [REFERENCE, *(column.header for column in columns()), BEFORE]
    assert {column.field.name for column in columns()} >= {attribute.name for attribute in CHOSEN}
    assert sheet.column_dimensions[openpyxl.utils.get_column_letter(len(headings))].hidden
    ranges = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    for index, column in enumerate(columns()):
        letter = openpyxl.utils.get_column_letter(index + 2)
        [validation] = [each for where, each in ranges.items() if where.startswith(f"{letter}2:")]
        if validation.type == "list":
            texts = [row[index].value for row in lists.iter_rows(min_row=2) if row[index].value]
            assert texts == list(Choices(on=TODAY).texts(column.field))


def test_workbook_holds_no_name_and_computes_nothing(tmp_path: Path, full: Profile) -> None:
    full.candidate.given_name, full.candidate.family_name = "Zzyzx", "Zzyzx"
    full.candidate.save()
    book = openpyxl.load_workbook(taken_away(tmp_path / "a.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if "Zzyzx" in str(cell.value)]
    assert not [cell for cell in cells if cell.data_type == "f"]
