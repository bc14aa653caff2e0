"""An organisation leaves and arrives in an empty register: nothing is another afterwards."""

import datetime
import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pghistory
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from profiles.access.models import UseLog
from profiles.leaving.archive import ArchiveRefused
from profiles.leaving.export_organisation import export_organisation
from profiles.leaving.import_organisation import import_organisation
from profiles.leaving.tables import TABLES
from profiles.register.lifecycle import move
from profiles.register.models import Candidate, Organisation, Profile, ProfileFact
from profiles.register.verbs.confirm_profile import confirm_profile
from profiles.register.verbs.record_objection import record_objection
from profiles.staff.models import StaffUser
from profiles.vocabulary.models import Concept
from tests.factories.register import TODAY, CandidateFactory, DeskFactory, OrganisationFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.access.two_regions import TwoRegions, make_two_regions
from tests.profiles.leaving.snapshot import Snapshot, empty_the_register, snapshot
from tests.profiles.supply.supplier import make_supplier

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "venlo.zip"


@pytest.fixture
def full() -> Organisation:
    """An organisation with a row in every table that goes."""
    regions = make_two_regions()
    organisation = regions.near.organisation
    organisation.desk = DeskFactory(code="eigen", region=organisation.region)
    organisation.desk.municipalities.add(regions.near.municipality)
    organisation.save()
    supplier = make_supplier(organisation)
    times = {"dagdelen": ["maandag-ochtend"], "dagdelenLieverNiet": ["zondag-nacht"]}
    supplier.deliver(nietVanToepassing=["sector"], werktijden=times)
    with pghistory.context(user=StaffUserFactory(organisation=organisation).pk, why="verhuisd"):
        person = supplier.candidate()
        person.given_name, person.family_name = "Zoë", "van den Bérg"
        person.email, person.phone = "zoe@voorbeeld.example", "06 00000000"
        person.organisation = OrganisationFactory(name="Vorige", region=organisation.region)
        person.save()
        person.organisation = organisation
        person.save()
    confirm_profile(profile=person.profile, on=TODAY)
    move(profile=person.profile, to=Profile.State.PUBLISHED, on=TODAY)
    ProfileFact.objects.filter(profile=person.profile, concept__attribute="task").delete()
    record_objection(candidate=regions.near, on=TODAY)
    CandidateFactory(organisation=organisation, municipality=None, reference="zonder profiel")
    return organisation


def written(organisation: Organisation, path: Path) -> dict[str, int]:
    with path.open("wb") as stream:
        return export_organisation(organisation=organisation, stream=stream, now=NOW, why="vertrek")


def moved(organisation: Organisation, path: Path) -> tuple[Snapshot, Snapshot]:
    """Before and after: out of one register, into an empty one."""
    before = snapshot(organisation)
    written(organisation, path)
    empty_the_register()
    arrived, _counts, _remarks = import_organisation(path=path, now=NOW)
    return before, snapshot(arrived)


def test_everything_arrives_as_it_was(full: Organisation, archive: Path) -> None:
    before, after = moved(full, archive)
    assert len(before["people"]) == 3
    assert after == before
    # The comparison is worth something: each part of it was there.
    person = before["people"]["VL-100"]
    assert person["profile"]["state"] == Profile.State.PUBLISHED
    assert len(person["history"]["facts"]) == 2 * 1 + len(person["facts"])
    assert {row["moment"][1] for row in person["history"]["candidate"] if row["moment"]} >= {"verhuisd"}
    assert [row["organisation"] for row in person["history"]["candidate"]].count("Vorige") == 1
    near = next(each for each in before["people"].values() if each["approaches"])
    assert near["is"][1] == TODAY
    assert near["no_go"] and near["assigned"] and near["approaches"][0][-1]


def test_second_export_says_the_same(full: Organisation, archive: Path) -> None:
    first = written(full, archive)
    empty_the_register()
    arrived, counts, _remarks = import_organisation(path=archive, now=NOW)
    assert counts == first
    assert written(arrived, archive.with_name("weer.zip")) == first


def test_every_table_has_a_row_and_every_column_a_decision(full: Organisation, archive: Path) -> None:
    counts = written(full, archive)
    assert [name for name, number in counts.items() if not number] == []
    for table in TABLES:
        names = {field.name for field in table.model._meta.local_concrete_fields}
        assert set(table.left_out) <= names, table.name


def test_only_people_of_the_organisation_go(archive: Path) -> None:
    regions: TwoRegions = make_two_regions()
    written(regions.near.organisation, archive)
    with zipfile.ZipFile(archive) as opened:
        text = "".join(opened.read(name).decode() for name in opened.namelist())
    assert regions.near.reference in text
    assert regions.neighbour.reference not in text
    assert regions.far.reference not in text


@given(data=st.data())
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_random_people_arrive_as_they_were(data: st.DataObject, tmp_path: Path) -> None:
    empty_the_register()
    make_supplier()
    organisation = Organisation.objects.get()
    words = list(Concept.objects.exclude(attribute="place"))
    places = list(Concept.objects.filter(attribute="place").exclude(parent=None))
    text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
    days = st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1))
    for number in range(data.draw(st.integers(0, 4))):
        person = Candidate.objects.create(
            organisation=organisation, reference=f"K{number}-{data.draw(text)}", given_name=data.draw(text),
            family_name=data.draw(text), email=data.draw(text), phone=data.draw(text),
            municipality=data.draw(st.none() | st.sampled_from(places)), objected_on=data.draw(days),
        )  # fmt: skip
        if not data.draw(st.booleans()):
            continue
        states = [state for state in Profile.State.values if state != Profile.State.PUBLISHED]
        hours = data.draw(st.none() | st.tuples(st.integers(1, 60), st.integers(1, 60)).map(sorted))
        profile = Profile.objects.create(
            candidate=person, state=data.draw(st.sampled_from(states)), note=data.draw(text),
            hours_min=hours and hours[0], hours_max=hours and hours[1], available_from=data.draw(days),
            confirmed_on=data.draw(days),
        )  # fmt: skip
        for concept in data.draw(st.lists(st.sampled_from(words), unique=True, max_size=6)):
            ProfileFact.objects.create(profile=profile, concept=concept)
        for fact in data.draw(st.lists(st.sampled_from([*profile.facts.all(), None]), max_size=2)):
            if fact is not None and fact.pk:
                ProfileFact.objects.filter(pk=fact.pk).delete()
        profile.state = data.draw(st.sampled_from(states))
        profile.save()
    before, after = moved(organisation, tmp_path / "willekeurig.zip")
    assert after == before


def test_archive_explains_itself_and_checks_out(full: Organisation, archive: Path) -> None:
    written(full, archive)
    with zipfile.ZipFile(archive) as opened:
        sums = dict(reversed(line.split("  ")) for line in opened.read("SHA256SUMS").decode().splitlines())
        assert sums.keys() == set(opened.namelist()) - {"SHA256SUMS"}
        for name, digest in sums.items():
            assert hashlib.sha256(opened.read(name)).hexdigest() == digest
        text = opened.read("LEESMIJ.txt").decode()
        for table in TABLES:
            assert f"{table.name}.jsonl, {table.name}.csv" in text
            lines = opened.read(f"{table.name}.jsonl").decode().splitlines()
            header = opened.read(f"{table.name}.csv").decode("utf-8-sig").splitlines()[0].split(";")
            assert list(json.loads(lines[0])) == header
            assert all(name in text for name in header)


def test_formula_in_a_sheet_stays_text(full: Organisation, archive: Path) -> None:
    Candidate.objects.filter(reference_index=full.candidates.all()[0].reference_index)
    person = full.candidates.first()
    assert person
    person.given_name = "=1+1"
    person.save()
    written(full, archive)
    with zipfile.ZipFile(archive) as opened:
        assert "'=1+1" in opened.read("kandidaten.csv").decode()
        assert '"=1+1"' in opened.read("kandidaten.jsonl").decode()


def test_export_and_import_are_in_the_log(full: Organisation, archive: Path) -> None:
    written(full, archive)
    use = UseLog.objects.filter(action="export").get()
    assert (use.people, use.why) == (3, "vertrek")
    empty_the_register()
    import_organisation(path=archive, now=NOW)
    assert UseLog.objects.filter(action="import", people=3, why="organisation read in").count() == 1


def test_accounts_arrive_switched_off(full: Organisation, archive: Path) -> None:
    written(full, archive)
    empty_the_register()
    import_organisation(path=archive, now=NOW)
    assert StaffUser.objects.exists()
    assert not StaffUser.objects.filter(is_active=True).exists()
    assert not any(user.has_usable_password() or user.is_superuser for user in StaffUser.objects.all())


def test_account_of_another_with_the_same_name_is_not_taken(full: Organisation, archive: Path) -> None:
    worker = full.candidates.exclude(assignment=None)[0].assignment.worker
    written(full, archive)
    empty_the_register()
    here = StaffUserFactory(username=worker.username, email="een-ander@voorbeeld.example", organisation=None)
    arrived, _counts, remarks = import_organisation(path=archive, now=NOW)
    assigned = arrived.candidates.exclude(assignment=None)[0].assignment.worker
    assert assigned != here
    assert any(assigned.username in remark for remark in remarks)


def test_what_is_there_already_is_left_alone(full: Organisation, archive: Path) -> None:
    written(full, archive)
    before = snapshot(full)
    with pytest.raises(ArchiveRefused, match="al kandidaten"):
        import_organisation(path=archive, now=NOW)
    assert snapshot(full) == before


@pytest.mark.parametrize("name", ["kandidaten.jsonl", "geschiedenis-gegevens.jsonl", "manifest.json"])
def test_file_that_was_changed_is_refused_whole(full: Organisation, archive: Path, name: str) -> None:
    written(full, archive)
    changed = archive.with_name("anders.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(changed, "w") as new:
        for each in old.namelist():
            content = old.read(each)
            new.writestr(each, content.replace(b"2026", b"2025") if each == name else content)
    empty_the_register()
    with pytest.raises(ArchiveRefused):
        import_organisation(path=changed, now=NOW)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("kandidaten.jsonl", b'"reference": "VL-100"', b'"reference": null'),
        ("kandidaten.jsonl", b'"municipality": "place:GM0983"', b'"municipality": "place:weg"'),
        ("kandidaten.jsonl", b'"email"', b'"anders"'),
        ("profielen.jsonl", b'"state": "published"', b'"state": "veel te lang voor een toestand"'),
        ("gegevens.jsonl", b"{", b"["),
        ("begrippen.jsonl", b'"parent": null', b'"parent": "place:AM29"'),
        ("medewerkers.jsonl", b'"username": "m', b'"username": null, "x": "m'),
    ],
)
def test_rows_that_do_not_fit_are_refused_whole(
    full: Organisation, archive: Path, name: str, old: bytes, new: bytes
) -> None:
    written(full, archive)
    changed = archive.with_name("anders.zip")
    with zipfile.ZipFile(archive) as good, zipfile.ZipFile(changed, "w") as bad:
        contents = {each: good.read(each) for each in good.namelist() if each != "SHA256SUMS"}
        assert old in contents[name]
        contents[name] = contents[name].replace(old, new)
        sums = [f"{hashlib.sha256(content).hexdigest()}  {each}" for each, content in contents.items()]
        for each, content in contents.items():
            bad.writestr(each, content)
        bad.writestr("SHA256SUMS", "\n".join(sums))
    empty_the_register()
    with pytest.raises(ArchiveRefused):
        import_organisation(path=changed, now=NOW)
    assert not Organisation.objects.exists()
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 1000])
def test_other_file_is_refused(archive: Path, content: bytes) -> None:
    archive.write_bytes(content)
    with pytest.raises(ArchiveRefused):
        import_organisation(path=archive, now=NOW)


def test_other_zip_is_refused(archive: Path) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr("SHA256SUMS", "x")
        opened.writestr("manifest.json", "[]")
    archive.write_bytes(made.getvalue())
    with pytest.raises(ArchiveRefused):
        import_organisation(path=archive, now=NOW)


def test_commands_do_both_and_never_write_over_a_file(
    full: Organisation, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("export_organisation", full.name, archive, why="vertrek")
    assert archive.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError):
        call_command("export_organisation", full.name, archive, why="vertrek")
    with pytest.raises(CommandError):
        call_command("import_organisation", archive)
    before = snapshot(full)
    empty_the_register()
    call_command("import_organisation", archive)
    assert snapshot(Organisation.objects.get(name=full.name)) == before
    said: Any = capsys.readouterr().out
    assert "3  kandidaten" in said
    assert timezone.now()
