"""From a file to an import and back, by the pages alone."""

import csv
import datetime
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from profiles.access.models import UseLog
from profiles.imports.models import Import, ImportLine
from profiles.imports.run import run_waiting, tidy_up
from profiles.register.models import Candidate, Organisation, Profile
from tests.factories.register import OrganisationFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.imports.pages.steps import confirm, hand_in, page_of, undo
from tests.profiles.imports.samples import VENLO, add_by_hand, codes, concept, person, xlsx
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]


def people() -> list[dict[str, object]]:
    return [person(reference=f"W{number}") for number in range(5)]


def test_file_is_read_shown_confirmed_and_written(client: Reader, file: Path, private_folder: Path) -> None:
    imported = hand_in(client, xlsx(file, *people(), person(reference=None)))
    assert imported.state == Import.State.CHECKED
    assert not Candidate.objects.exists()
    # Gone as soon as it was read.
    assert list(private_folder.iterdir()) == []
    page = page_of(client, imported)
    assert "Lees 5 regels in" in page and "geen kenmerk" in page
    confirm(client, imported)
    assert imported.state == Import.State.DONE
    assert Candidate.objects.count() == 5
    assert not ImportLine.objects.exists()
    assert "5 regels ingelezen" in page_of(client, imported)


def test_proof_must_be_looked_at(client: Reader, file: Path) -> None:
    imported = hand_in(client, xlsx(file, *people()))
    client.post(reverse("imports:confirm", args=[imported.pk]))
    run_waiting(now=timezone.now())
    imported.refresh_from_db()
    assert imported.state == Import.State.CHECKED


def test_stopped_proof_keeps_nothing(client: Reader, file: Path) -> None:
    imported = hand_in(client, xlsx(file, *people()))
    client.post(reverse("imports:cancel", args=[imported.pk]))
    imported.refresh_from_db()
    assert imported.state == Import.State.CANCELLED
    assert not ImportLine.objects.exists() and not imported.findings.exists()
    assert "bewaard" in page_of(client, imported)


def test_findings_are_filtered_by_kind(client: Reader, file: Path) -> None:
    imported = hand_in(client, xlsx(file, person(hours=400), person(reference="W2", education="onzin")))
    page = page_of(client, imported, soort="hours.not_used")
    assert "Uren per week gaan van 1 tot en met 60." in page
    assert "Dit is geen opleidingsniveau uit de lijst." not in page
    assert "Dit is geen opleidingsniveau" in page_of(client, imported, soort="zomaar")


def test_report_is_a_csv_without_formulas(client: Reader, file: Path) -> None:
    imported = hand_in(client, xlsx(file, person(occupation="=1+1", education="@SUM(A1)")))
    response = client.get(reverse("imports:report", args=[imported.pk]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["regel", "kolom", "waarde", "soort", "gedaan", "reden"]
    assert {row[2] for row in rows[1:]} == {"'=1+1", "'@SUM(A1)"}
    assert UseLog.objects.filter(action="export", page="imports:report").count() == 1


def test_refused_file_says_why_and_changes_nothing(client: Reader, tmp_path: Path) -> None:
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"PK\x03\x04" + b"x" * 5000)
    imported = hand_in(client, broken)
    assert imported.state == Import.State.REFUSED
    page = page_of(client, imported)
    assert "geen leesbaar Excel-bestand" in page and "niets gewijzigd" in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF", "Dit soort bestand"),
        ("a.xlsx", b"", "Het bestand is leeg"),
        ("", b"", "Kies een bestand"),
    ],
)
def test_wrong_file_is_refused_at_the_door(
    client: Reader, private_folder: Path, name: str, content: bytes, said: str
) -> None:
    fields = {}
    if name:
        fields["bestand"] = SimpleUploadedFile(name, content)
    response = client.post(reverse("imports:imports"), fields)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not private_folder.exists() or list(private_folder.iterdir()) == []
    assert not Import.objects.exists()


def test_file_that_is_too_large_leaves_nothing(
    client: Reader, private_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("profiles.staff.imports.upload.MAX_BYTES", 1000)
    response = client.post(reverse("imports:imports"), {"bestand": SimpleUploadedFile("a.csv", b"x" * 5000)})
    assert response.status_code == 422 and "groter dan" in response.content.decode()
    assert list(private_folder.iterdir()) == []


def test_file_is_readable_by_the_site_alone(client: Reader, file: Path, private_folder: Path) -> None:
    with xlsx(file, *people()).open("rb") as stream:
        client.post(reverse("imports:imports"), {"bestand": stream})
    [kept] = private_folder.iterdir()
    assert private_folder.stat().st_mode & 0o777 == 0o700
    assert kept.stat().st_mode & 0o777 == 0o600
    assert file.stem not in kept.name


def test_form_without_token_is_refused(case_worker: object, file: Path, private_folder: Path) -> None:
    strict = Reader(enforce_csrf_checks=True)
    strict.force_login(case_worker)
    with xlsx(file, *people()).open("rb") as stream:
        assert strict.post(reverse("imports:imports"), {"bestand": stream}).status_code == 403
    assert not Import.objects.exists()
    assert not private_folder.exists() or list(private_folder.iterdir()) == []


def test_conflict_is_shown_and_the_register_wins(client: Reader, file: Path) -> None:
    confirm(client, hand_in(client, xlsx(file, person())))
    Profile.objects.update(hours_min=24, hours_max=32)
    imported = hand_in(client, xlsx(file, person(hours=16)))
    page = page_of(client, imported)
    assert "1 botsing" in page and "24–32" in page and "16 <span" in page and "WZ700001" in page
    confirm(client, imported)
    assert Profile.objects.get().hours_max == 32


def test_conflict_can_be_decided_for_the_file(client: Reader, file: Path) -> None:
    confirm(client, hand_in(client, xlsx(file, person())))
    Profile.objects.update(hours_min=24, hours_max=32)
    imported = hand_in(client, xlsx(file, person(hours=16)))
    [line] = imported.lines.all()
    confirm(client, imported, **{f"botsing-{line.pk}-hours": "bestand"})
    assert Profile.objects.get().hours_max == 16


def test_looking_at_conflicts_is_in_the_log_of_use(client: Reader, file: Path) -> None:
    confirm(client, hand_in(client, xlsx(file, person())))
    Profile.objects.update(hours_min=24, hours_max=32)
    page_of(client, hand_in(client, xlsx(file, person(hours=16))))
    assert UseLog.objects.filter(action="list", page="imports:import", people=1).exists()
    assert UseLog.objects.filter(action="import", people=1).exists()


def test_import_of_another_organisation_does_not_exist(
    client: Reader, admin_client: Reader, file: Path
) -> None:
    other = OrganisationFactory(name="UWV Noord-Limburg", region=concept("AM29"))
    imported = hand_in(admin_client, xlsx(file, *people()), organisation=str(other.pk))
    assert client.get(reverse("imports:import", args=[imported.pk])).status_code == 404
    assert imported.file_name not in client.get(reverse("imports:imports")).content.decode()


def test_case_worker_imports_for_the_own_organisation_whatever_is_sent(client: Reader, file: Path) -> None:
    other = OrganisationFactory(name="UWV Noord-Limburg", region=concept("AM29"))
    imported = hand_in(client, xlsx(file, *people()), organisation=str(other.pk), create_organisations="on")
    assert imported.organisation == Organisation.objects.get(name=VENLO)
    assert imported.create_organisations is False


def test_case_worker_without_organisation_imports_for_nobody(file: Path) -> None:
    client = logged_in(StaffUserFactory(organisation=None))
    with xlsx(file, *people()).open("rb") as stream:
        assert client.post(reverse("imports:imports"), {"bestand": stream}).status_code == 403
    assert not Import.objects.exists()


def test_admin_lets_each_line_go_where_it_says(admin_client: Reader, file: Path) -> None:
    lines = [person(), person(reference="W2", organisation="Gemeente Maastricht")]
    imported = hand_in(admin_client, xlsx(file, *lines), create_organisations="on")
    assert not Organisation.objects.filter(name="Gemeente Maastricht").exists()
    confirm(admin_client, imported)
    names = Candidate.objects.order_by("pk").values_list("organisation__name", flat=True)
    assert list(names) == [VENLO, "Gemeente Maastricht"]


def test_progress_is_a_part_of_the_page_until_it_is_over(client: Reader, file: Path) -> None:
    with xlsx(file, *people()).open("rb") as stream:
        client.post(reverse("imports:imports"), {"bestand": stream})
    imported = Import.objects.get()
    address = reverse("imports:progress", args=[imported.pk])
    assert 'hx-trigger="every 2s"' in client.get(address).content.decode()
    assert "Kijk hoe ver het is" in page_of(client, imported)
    run_waiting(now=timezone.now())
    assert client.get(address)["HX-Refresh"] == "true"


def test_proof_that_nobody_confirmed_goes_by_itself(client: Reader, file: Path) -> None:
    imported = hand_in(client, xlsx(file, *people()))
    tidy_up(now=timezone.now() + datetime.timedelta(days=8))
    imported.refresh_from_db()
    assert imported.state == Import.State.CANCELLED
    assert not ImportLine.objects.exists()


def test_undone_import_leaves_the_register_as_it_was(client: Reader, file: Path) -> None:
    confirm(client, hand_in(client, xlsx(file, person())))
    before = list(Profile.objects.values("hours_min", "hours_max", "not_applicable", "publication_basis"))
    had = codes(Profile.objects.get())
    changed = person(
        hours=32, education="VMBO", occupation="Hovenier", municipality="Maastricht", licence="geen"
    )
    second = confirm(client, hand_in(client, xlsx(file, changed, person(reference="W9"))))
    assert Candidate.objects.count() == 2
    undo(client, second)
    assert second.state == Import.State.UNDONE
    profile = Profile.objects.get()
    assert (
        list(Profile.objects.values("hours_min", "hours_max", "not_applicable", "publication_basis"))
        == before
    )
    assert (codes(profile), profile.candidate.municipality) == (had, concept("GM0983"))
    # The file counts as what it said before, too.
    third = hand_in(client, xlsx(file, person()))
    assert (third.counts["same"], third.counts.get("changes", 0)) == (1, 0)


def test_undo_leaves_what_was_changed_since_and_says_so(client: Reader, file: Path) -> None:
    imported = confirm(client, hand_in(client, xlsx(file, person(), person(reference="W2"))))
    mine, _other = Profile.objects.order_by("pk")
    add_by_hand(mine, "orderpicken")
    mine.save()
    undo(client, imported)
    assert [each.reference for each in Candidate.objects.all()] == ["WZ700001"]
    page = page_of(client, imported)
    assert "Met deze kandidaat is sindsdien gewerkt" in page and "1 regel teruggedraaid" in page


def test_undo_releases_nothing(client: Reader, file: Path) -> None:
    confirm(client, hand_in(client, xlsx(file, person())))
    Profile.objects.update(state=Profile.State.PUBLISHED, confirmed_on=datetime.date(2026, 11, 1))
    second = confirm(client, hand_in(client, xlsx(file, person(consent="Nee"))))
    assert Profile.objects.get().state == Profile.State.PAUSED
    undo(client, second)
    profile = Profile.objects.get()
    assert (profile.state, profile.publication_basis) == (Profile.State.PAUSED, Profile.Basis.CONSENT)
    assert "terugdraaien geeft niets vrij" in page_of(client, second)


def test_undo_has_a_term(client: Reader, file: Path) -> None:
    imported = confirm(client, hand_in(client, xlsx(file, person())))
    Import.objects.update(written_at=timezone.now() - datetime.timedelta(days=8))
    client.post(reverse("imports:undo", args=[imported.pk]))
    run_waiting(now=timezone.now())
    imported.refresh_from_db()
    assert imported.state == Import.State.DONE
    assert Candidate.objects.count() == 1


def test_later_import_of_the_same_people_is_undone_first(client: Reader, file: Path) -> None:
    first = confirm(client, hand_in(client, xlsx(file, person())))
    confirm(client, hand_in(client, xlsx(file, person(hours=32))))
    response = client.post(reverse("imports:undo", args=[first.pk]), follow=True)
    assert "Draai eerst de latere import" in response.content.decode()
