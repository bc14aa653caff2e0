"""The command, on releases in the database, as the outside runs it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection

from explorer.release.models import PublishedProfile, Release, Verification
from explorer.release.verification.read import read
from explorer.release.verification.report import Report
from tests.database import as_owner
from tests.explorer.release.verification.sound import BERGEN, FREE, MBO, POLICY, VENLO, WORDS, sound_rows
from tests.factories import releases

pytestmark = pytest.mark.django_db

FACTS = [(people, [WORDS[number].fact for number in held]) for people, held in sound_rows()]


def make(rows: list[tuple[int, list[tuple[str, str]]]] = FACTS, **options: object) -> Release:
    return releases.publish(rows, words=WORDS, policy=POLICY, true_hash=True, active=False, **options)


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
    assert "Uitgave 1: profielen, k = 3, m = 2, ondergrens 6; 96 mensen op 96 rijen" in said
    assert "Combinaties van gegevens" in said
    assert "Goedgekeurd in" in said


def test_english_is_asked_for() -> None:
    make()
    assert "Release 1: profiles, k = 3" in say(language="en")


def test_each_violation_is_said_in_words() -> None:
    make([*FACTS, (2, [BERGEN, MBO, *FREE[:1]])])
    said = say_refused()
    assert "- De groep “Bergen (L.) (place:GM0893) + Mbo (education:mbo)” telt 2 mensen; minstens 6" in said
    assert "geldt “Mbo 1 (education:mbo-1)” voor 2 mensen; minstens 3 of niemand is beloofd." in said
    assert "holds for 2 people" in say_refused(language="en")


def test_row_added_to_a_prepared_release_is_noticed() -> None:
    release = make()
    with as_owner():
        PublishedProfile.objects.create(release=release, number=96, people=1, facts=[0, 1, 6])
    said = say_refused()
    assert "De inhoud is veranderd" in said
    assert "De zoekindex vertelt iets anders" in said


def test_row_without_a_number_is_noticed() -> None:
    release = make()
    with as_owner():
        PublishedProfile.objects.filter(release=release, number=7).delete()
    assert "niet doorlopend genummerd" in say_refused()


def test_nothing_in_a_list_of_facts_is_noticed() -> None:
    release = make()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO explorer_release_publishedprofile (release_id, number, people, facts) "
            "VALUES (%s, 96, 3, ARRAY[0, NULL]::int[])",
            [release.pk],
        )
    assert "Rij 96 noemt begrip -1, dat niet bestaat." in say_refused()


def test_active_release_is_checked_unless_a_number_is_given() -> None:
    releases.activate(make())
    make([(2, [VENLO, MBO])])
    assert "Uitgave 1" in say()
    assert "Uitgave 2" in say_refused("2")


def test_newest_prepared_is_checked_where_none_is_active() -> None:
    make([(2, [VENLO, MBO])])
    make()
    assert "Uitgave 2" in say()


@pytest.mark.parametrize("arguments", [(), ("7",)])
def test_no_such_release_is_told(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="There is no release"):
        say(*arguments)


def test_outside_reads_everything_it_needs_and_stores_nothing() -> None:
    make()
    assert len(read(Release.objects.get()).rows) == 96
    with pytest.raises(ProgrammingError, match="permission denied"):
        say("--record")


def test_result_is_kept_where_it_may_be() -> None:
    release = make()
    with as_owner():
        say("--record")
    stored = Verification.objects.get()
    assert (stored.release, stored.content_hash, stored.violations) == (release, release.content_hash, 0)
    assert (stored.rows, stored.concepts, stored.verifier) == (96, len(WORDS), "1")
    report = Report.from_json(stored.report)
    assert report.passed
    assert report.to_json() == stored.report


def test_kept_result_lets_the_release_become_active() -> None:
    release = make()
    with as_owner():
        say("--record")
        Release.objects.update(state=Release.State.ACTIVE)
    assert Release.objects.active() == release
