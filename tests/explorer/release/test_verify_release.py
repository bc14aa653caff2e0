"""The command, on releases in the database, as the outside runs it."""

from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, transaction

from explorer.release.models import Group, Release, Verification
from explorer.release.verification.read import read
from explorer.release.verification.record import VerificationIncomplete, is_passed, verify_and_record
from explorer.release.verification.report import Report
from explorer.release.verification.verify import VERSION
from tests import groups as oracle
from tests.database import as_owner, as_role
from tests.explorer.release.verification.sound import (
    CONCEPTS,
    ROERMOND,
    SNOEIEN,
    area_of,
    count,
    number,
    people,
)
from tests.factories import releases

pytestmark = pytest.mark.django_db

SOUND = count(people())
WORK = (number(SNOEIEN), area_of(ROERMOND), 0)


def make(groups: oracle.Groups = SOUND, **options: object) -> Release:
    return releases.publish_groups(groups, active=False, **options)


def broken() -> Release:
    return make({**SOUND, (0, area_of(ROERMOND), 0): 7})


def say(*arguments: str, **options: object) -> str:
    """What the command prints of a release that passes."""
    output = StringIO()
    call_command("verify_release", *arguments, stdout=output, **options)
    return output.getvalue()


def say_refused(*arguments: str, **options: object) -> str:
    """What the command prints before it fails."""
    output = StringIO()
    with pytest.raises(CommandError, match=r"Afgekeurd|Rejected") as refusal:
        call_command("verify_release", *arguments, stdout=output, **options)
    assert refusal.value.returncode == 1
    return output.getvalue()


def test_sound_release_passes_with_its_figures() -> None:
    make()
    said = say()
    assert f"Uitgave 1: groepen van minstens 5 mensen, 5 % weggelaten; {len(SOUND)} groepen" in said
    assert "Ruimere groepen volledig" in said
    assert "Niets over minder mensen te bewijzen" in said
    assert "Goedgekeurd in" in said


def test_english_is_asked_for() -> None:
    make()
    assert "Release 1: groups of at least 5 people, 5 % left out" in say(language="en")


def test_each_violation_is_put_into_words() -> None:
    broken()
    assert "- “Minstens 7” is geen getal van de reeks: iedereen, Roermond (place:GM0957)." in say_refused()
    said = say_refused(language="en")
    assert "- “At least 7” is not in the series: everybody, Roermond (place:GM0957)." in said


def test_groups_are_read_as_they_are_stored() -> None:
    groups = read(make()).groups
    stored = zip(*(each.tolist() for each in (groups.what, groups.area, groups.condition)), strict=True)
    assert dict(zip(stored, groups.at_least.tolist(), strict=True)) == SOUND
    assert (np.diff(groups.keys) > 0).all()


def test_release_without_groups_is_read() -> None:
    make({})
    assert "0 groepen" in say()


def test_group_added_to_a_prepared_release_is_noticed() -> None:
    release = make()
    with as_owner():
        Group.objects.create(release=release, what=number(("sector", "H")), area=1, condition=0, at_least=640)
    said = say_refused()
    assert "De inhoud is veranderd" in said
    assert "“Minstens 640” is meer dan twee keer zoveel als een ruimere groep" in said


def test_group_taken_away_is_noticed() -> None:
    release = make()
    with as_owner():
        Group.objects.filter(release=release, what=WORK[0], area=WORK[1], condition=WORK[2]).delete()
    assert "maar deze groep ontbreekt: Snoeien (task:snoeien), Roermond (place:GM0957)." in say_refused()


def test_active_release_is_checked_unless_a_number_is_given() -> None:
    releases.activate(make())
    broken()
    assert "Uitgave 1" in say()
    assert "Uitgave 2" in say_refused("2")


def test_newest_prepared_is_checked_where_none_is_active() -> None:
    broken()
    make()
    assert "Uitgave 2" in say()


@pytest.mark.parametrize("arguments", [(), ("7",)])
def test_release_that_does_not_exist_is_reported(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="There is no release"):
        say(*arguments)


def test_outside_reads_everything_it_needs_and_stores_nothing() -> None:
    release = make()
    assert len(read(Release.objects.get()).groups) == len(SOUND)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        verify_and_record(release=release)


def test_result_is_kept_by_the_verifier() -> None:
    release = make()
    with as_role("explorer_verifier"):
        verify_and_record(release=release)
    stored = Verification.objects.get()
    assert (stored.release, stored.content_hash, stored.violations) == (release, release.content_hash, 0)
    assert (stored.groups, stored.concepts, stored.verifier) == (len(SOUND), len(CONCEPTS), VERSION)
    report = Report.from_json(stored.report)
    assert report.passed
    assert report.to_json() == stored.report


def test_kept_result_lets_the_release_become_active() -> None:
    release = make()
    with as_owner():
        verify_and_record(release=release)
        Release.objects.update(state=Release.State.ACTIVE)
    assert Release.objects.active() == release
    assert is_passed(release)


def test_violation_keeps_the_release_from_becoming_active() -> None:
    release = broken()
    with as_owner():
        assert verify_and_record(release=release).violations > 0
    assert not is_passed(release)


class TestWithoutScipy:
    @pytest.fixture(autouse=True)
    def _no_audit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("explorer.release.verification.verify.check_disclosure", None)

    def test_command_says_what_it_skipped(self) -> None:
        make()
        said = say()
        assert "overgeslagen" in said
        assert "voor zover gecontroleerd" in said

    def test_nothing_passes_that_was_not_checked_in_full(self) -> None:
        release = make()
        with as_owner(), pytest.raises(VerificationIncomplete, match="disclosure"):
            verify_and_record(release=release)
        assert not is_passed(release)
