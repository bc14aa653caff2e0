"""The journal knows every act that a restored backup must not undo, whoever does it."""

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from profiles.journal.copy_out import JournalError, copy_out, read
from profiles.journal.models import Entry
from profiles.publication.erase_candidate import erase_candidate
from profiles.publication.withdraw import withdraw
from profiles.register.models import Candidate, Profile
from profiles.register.verbs.lift_objection import lift_objection
from profiles.register.verbs.record_objection import record_objection
from tests.factories.register import CandidateFactory, ProfileFactory

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
TODAY = date(2026, 11, 23)


def acts(candidate: int) -> list[tuple[str, str]]:
    return list(Entry.objects.filter(candidate=candidate).values_list("act", "state"))


def test_objection_and_taking_it_back_are_entries() -> None:
    candidate = CandidateFactory()
    record_objection(candidate=candidate, on=TODAY)
    lift_objection(candidate=candidate)
    assert acts(candidate.pk) == [("objection", ""), ("objection_lifted", "")]
    assert Entry.objects.filter(candidate=candidate.pk).earliest("number").on == TODAY


def test_any_way_of_writing_makes_an_entry() -> None:
    candidate = CandidateFactory()
    Candidate.objects.filter(pk=candidate.pk).update(objected_on=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_candidate SET objected_on = NULL WHERE id = %s", [candidate.pk])
    assert acts(candidate.pk) == [("objection", ""), ("objection_lifted", "")]


def test_withdrawal_is_an_entry_and_other_changes_are_none() -> None:
    profile = ProfileFactory(state=Profile.State.PUBLISHED)
    profile.hours_min = 12
    profile.save()
    assert acts(profile.candidate_id) == []
    withdraw(profile=profile, on=TODAY)
    assert acts(profile.candidate_id) == [("state", "withdrawn")]


def test_erasure_is_an_entry_that_outlives_the_person() -> None:
    profile = ProfileFactory(state=Profile.State.PUBLISHED)
    number = profile.candidate_id
    erase_candidate(candidate=profile.candidate, on=TODAY)
    assert acts(number)[-1] == ("erased", "")
    assert not Candidate.objects.filter(pk=number).exists()


def test_act_that_is_rolled_back_is_no_entry() -> None:
    candidate = CandidateFactory()
    with pytest.raises(RuntimeError), transaction.atomic():
        record_objection(candidate=candidate, on=TODAY)
        raise RuntimeError
    assert acts(candidate.pk) == []


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO journal_entry (id, number, act, candidate, state) "
        "VALUES (gen_random_uuid(), 1, 'erased', 1, '')",
        "UPDATE journal_entry SET act = 'state'",
        "DELETE FROM journal_entry",
    ],
)
def test_web_role_can_neither_forge_nor_remove_an_entry(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_entries_are_copied_once_and_in_order(tmp_path: Path) -> None:
    candidate = CandidateFactory()
    record_objection(candidate=candidate, on=TODAY)
    assert copy_out(folder=tmp_path, at=timezone.now()) >= 1
    assert copy_out(folder=tmp_path, at=timezone.now()) == 0
    lift_objection(candidate=candidate)
    assert copy_out(folder=tmp_path, at=timezone.now()) == 1
    lines = [line for line in read(tmp_path) if line.candidate == candidate.pk]
    assert [line.act for line in lines] == ["objection", "objection_lifted"]


def test_line_that_was_cut_off_is_left_out_and_written_again(tmp_path: Path) -> None:
    candidate = CandidateFactory()
    record_objection(candidate=candidate, on=TODAY)
    now = timezone.now()
    file = tmp_path / f"{now:%Y-%m}.jsonl"
    file.write_text('{"id": "half')
    copy_out(folder=tmp_path, at=now)
    assert [line.act for line in read(tmp_path) if line.candidate == candidate.pk] == ["objection"]


def test_copy_after_a_kill_before_the_mark_is_read_once(tmp_path: Path) -> None:
    candidate = CandidateFactory()
    record_objection(candidate=candidate, on=TODAY)
    copy_out(folder=tmp_path, at=timezone.now())
    Entry.objects.filter(candidate=candidate.pk).update(copied_at=None)
    copy_out(folder=tmp_path, at=timezone.now())
    assert len([line for line in read(tmp_path) if line.candidate == candidate.pk]) == 1


def test_folder_that_cannot_be_written_is_said_and_nothing_is_marked(tmp_path: Path) -> None:
    candidate = CandidateFactory()
    record_objection(candidate=candidate, on=TODAY)
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(JournalError):
        copy_out(folder=blocked, at=timezone.now())
    assert Entry.objects.filter(candidate=candidate.pk, copied_at=None).exists()


def test_file_has_no_name(tmp_path: Path) -> None:
    candidate = CandidateFactory(given_name="Onmiskenbaar", family_name="Teken", reference="KENMERK-9")
    record_objection(candidate=candidate, on=TODAY)
    copy_out(folder=tmp_path, at=timezone.now())
    text = "".join(file.read_text() for file in tmp_path.iterdir())
    assert not [word for word in ("Onmiskenbaar", "Teken", "KENMERK-9") if word in text]
