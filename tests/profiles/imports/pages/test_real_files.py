"""The realistic export, dirty and clean, the published example and the workbook, by the pages."""

import json
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse

from profiles.imports.models import Import
from profiles.register.models import Candidate, Organisation, Profile, ProfileFact
from profiles.vocabulary.files import DATA, read_vocabulary
from profiles.vocabulary.merge import merge
from tests.profiles.imports.pages.steps import confirm, hand_in, page_of, undo
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture
def vocabulary(db: None, shared_data: Path) -> None:
    """The words of the project itself."""
    merge(read_vocabulary(DATA))


def without_faults(source: Path, target: Path, lines: set[int]) -> Path:
    """A copy of an export without these lines and without blank ones."""
    original = openpyxl.load_workbook(source, read_only=True)
    sheet = original.worksheets[0]
    book = openpyxl.Workbook(write_only=True)
    copy = book.create_sheet()
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number not in lines and any(value is not None for value in row):
            copy.append(list(row))
    book.save(target)
    original.close()
    return target


def everything() -> list[object]:
    return [
        list(Candidate.objects.order_by("pk").values_list("pk", "municipality")),
        list(Profile.objects.order_by("pk").values_list("pk", "state", "hours_min", "publication_basis")),
        set(ProfileFact.objects.values_list("profile", "concept")),
    ]


def test_realistic_export_dirty_clean_workbook_and_back(
    admin_client: Reader, shared_data: Path, tmp_path: Path
) -> None:
    source = shared_data / "sonar-noord-limburg.xlsx"
    expected = json.loads((shared_data / "sonar-noord-limburg.expect.json").read_text("utf-8"))

    dirty = hand_in(admin_client, source, create_organisations="on")
    assert dirty.state == Import.State.CHECKED, dirty.message
    faults = {**expected["refuse"], **expected["warn"]}
    assert dirty.counts["read"] == expected["rows"]
    assert dirty.counts["blank"] == faults["blank row: to be passed over in silence"] == 18
    assert (dirty.counts["refused"], dirty.counts["new"]) == (24, 3368)
    assert "Lees 3368 regels in" in page_of(admin_client, dirty)
    assert "Zonder ID_WZ" in page_of(admin_client, dirty, soort="no_reference.refused")
    confirm(admin_client, dirty)
    assert (dirty.state, dirty.counts["written"]) == (Import.State.DONE, 3368)
    assert (Candidate.objects.count(), Organisation.objects.count()) == (3368, 8)
    assert Profile.objects.count() == dirty.counts["profiles"] == 2317
    assert set(Profile.objects.values_list("state", "confirmed_on")) == {(Profile.State.READY, None)}

    again = hand_in(admin_client, source)
    assert (again.counts["same"], again.counts["changes"]) == (3368, 0)

    with_faults = set(dirty.findings.values_list("line", flat=True))
    clean_file = without_faults(source, tmp_path / "schoon.xlsx", with_faults)
    clean = hand_in(admin_client, clean_file)
    assert not clean.findings.exists()
    assert clean.counts["same"] == clean.counts["read"] == 3410 - 18 - len(with_faults)

    organisation = Organisation.objects.order_by("pk").first()
    people = Candidate.objects.filter(organisation=organisation).count()
    response = admin_client.post(reverse("imports:export"), {"organisatie": str(organisation.pk)})
    (tmp_path / "werkboek.xlsx").write_bytes(response.content)
    book = hand_in(admin_client, tmp_path / "werkboek.xlsx", organisation=str(organisation.pk))
    assert book.source == "workbook" and not book.findings.exists()
    assert (book.counts["same"], book.counts["changes"]) == (people, 0)

    before = everything()
    undo(admin_client, dirty)
    assert before != everything()
    assert dirty.state == Import.State.UNDONE and dirty.counts["undone"] == 3368
    assert not Candidate.objects.exists() and not Profile.objects.exists()


def test_published_example_is_refused_line_by_line(admin_client: Reader, shared_data: Path) -> None:
    Organisation.objects.create(
        name="Gemeente Venlo", kind="gemeente", region_id=_region(), desk=None
    )  # fmt: skip
    imported = hand_in(
        admin_client,
        shared_data / "SonarDashboardExample.xlsx",
        organisation=str(Organisation.objects.get().pk),
    )
    assert (imported.counts["read"], imported.counts["blank"], imported.counts["refused"]) == (587, 563, 24)
    assert imported.counts.get("changes", 0) == 0


def _region() -> int:
    from profiles.vocabulary.models import Concept

    return Concept.objects.get(attribute="place", code="AM29").pk
