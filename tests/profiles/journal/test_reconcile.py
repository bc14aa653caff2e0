"""After a restore nobody is shown who objected, nobody is back who was erased, and nothing is lost twice."""

import uuid
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from explorer.contact.models import NumberSeries
from profiles.journal.copy_out import JournalLine, append, copy_out
from profiles.journal.models import Entry
from profiles.journal.reconcile import reconcile
from profiles.register.models import Candidate, Profile
from tests.factories.register import CandidateFactory, ProfileFactory

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
TODAY = date(2026, 11, 23)


def in_file(folder: Path, act: str, candidate: int, *, state: str = "", minute: int = 0) -> None:
    """An entry that was made after the backup, so that only the file has it."""
    line = JournalLine(
        id=str(uuid.uuid4()),
        number=minute,
        at=f"2026-11-23T10:{minute:02}:00+00:00",
        act=act,
        candidate=candidate,
        on="2026-11-23" if act == "objection" else None,
        state=state,
    )
    append(folder / "2026-11.jsonl", [line])


def test_objection_after_the_backup_is_done_again(tmp_path: Path) -> None:
    profile = ProfileFactory(state=Profile.State.PUBLISHED)
    in_file(tmp_path, "objection", profile.candidate_id)
    result = reconcile(folder=tmp_path, at=timezone.now())
    assert result.redone["objection"] == 1
    profile.refresh_from_db()
    assert profile.objected_on == TODAY
    assert not Profile.objects.publishable(on=TODAY).filter(pk=profile.pk).exists()


def test_erasure_after_the_backup_is_done_again(tmp_path: Path) -> None:
    candidate = CandidateFactory()
    in_file(tmp_path, "erased", candidate.pk)
    assert reconcile(folder=tmp_path, at=timezone.now()).redone["erased"] == 1
    assert not Candidate.objects.filter(pk=candidate.pk).exists()


@pytest.mark.parametrize("state", ["placed", "withdrawn", "paused"])
def test_state_after_the_backup_is_done_again(tmp_path: Path, state: str) -> None:
    profile = ProfileFactory(state=Profile.State.PUBLISHED)
    in_file(tmp_path, "state", profile.candidate_id, state=state)
    reconcile(folder=tmp_path, at=timezone.now())
    profile.refresh_from_db()
    assert profile.state == state


def test_acts_are_done_again_in_their_order(tmp_path: Path) -> None:
    candidate = CandidateFactory()
    in_file(tmp_path, "objection_lifted", candidate.pk, minute=2)
    in_file(tmp_path, "objection", candidate.pk, minute=1)
    reconcile(folder=tmp_path, at=timezone.now())
    candidate.refresh_from_db()
    assert candidate.objected_on is None


def test_repeating_it_changes_nothing(tmp_path: Path) -> None:
    candidate = CandidateFactory()
    in_file(tmp_path, "objection", candidate.pk)
    reconcile(folder=tmp_path, at=timezone.now())
    before = Entry.objects.count()
    result = reconcile(folder=tmp_path, at=timezone.now())
    assert not result.redone
    assert Entry.objects.count() == before


def test_what_the_database_knows_is_not_done_again(tmp_path: Path) -> None:
    candidate = CandidateFactory()
    Candidate.objects.filter(pk=candidate.pk).update(objected_on=TODAY)
    copy_out(folder=tmp_path, at=timezone.now())
    Candidate.objects.filter(pk=candidate.pk).update(objected_on=None)
    result = reconcile(folder=tmp_path, at=timezone.now())
    candidate.refresh_from_db()
    assert not result.redone
    assert candidate.objected_on is None


def test_newer_database_is_copied_to_older_files(tmp_path: Path) -> None:
    candidate = CandidateFactory()
    Candidate.objects.filter(pk=candidate.pk).update(objected_on=TODAY)
    reconcile(folder=tmp_path, at=timezone.now())
    assert "objection" in (tmp_path / f"{timezone.now():%Y-%m}.jsonl").read_text()


def test_new_person_never_gets_the_number_of_one_in_the_journal(tmp_path: Path) -> None:
    highest = CandidateFactory().pk + 40
    in_file(tmp_path, "erased", highest)
    result = reconcile(folder=tmp_path, at=timezone.now())
    assert result.unknown == 0
    assert CandidateFactory().pk > highest


def test_case_without_its_request_is_ended_and_its_number_kept(tmp_path: Path, case: object) -> None:
    from explorer.contact.models import ContactRequest
    from profiles.desk.models import Case
    from tests.database import as_owner

    number = ContactRequest.objects.values_list("number", flat=True).get()
    with as_owner("explorer"):
        ContactRequest.objects.all()._raw_delete("explorer")
        NumberSeries.objects.all().delete()
    result = reconcile(folder=tmp_path, at=timezone.now())
    assert result.lost_cases == [number]
    assert Case.objects.get(number=number).closed_at
    year, _dash, count = number.partition("-")
    assert NumberSeries.objects.get(year=int(year)).last >= int(count)
    assert reconcile(folder=tmp_path, at=timezone.now()).lost_cases == []
