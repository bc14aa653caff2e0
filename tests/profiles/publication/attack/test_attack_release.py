"""The attack on what was really published, with what the register really holds."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connections, transaction

from explorer.release.models import Release, ReleaseReport
from profiles.publication.attack.attack_release import AttackRefused, attack_release
from profiles.publication.models import Publication
from profiles.publication.publish_release import publish_release
from profiles.publication.withdraw import withdraw
from tests.database import as_owner
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture
def publication() -> Publication:
    crowd(6, ("education", "mbo-2"), ("task", "orderpicken"))
    crowd(5, ("education", "mbo-2"), ("skill", "heftruck-rijden"), not_applicable=["licence"])
    return publish_release(on=TODAY, policy=small_policy())


def test_attack_is_stored_with_the_publication(publication: Publication) -> None:
    publication.refresh_from_db()
    stored = publication.report["attack"]
    assert stored["targets"] == 11
    assert {line["facts"] for line in stored["lines"]} == {0, 1, 2, 3, 5, None}
    assert all(line["release"]["singled_out"] == 0 for line in stored["lines"])


def test_attack_can_be_done_again(publication: Publication) -> None:
    publication.refresh_from_db()
    again = attack_release(publication=publication).to_json(seed=publication.release_number)
    assert again == publication.report["attack"]


def test_outside_gets_the_table_alone(publication: Publication) -> None:
    data = Release.objects.get().report.data
    lines = data["attack"]["lines"]
    assert {key for line in lines for key in line} == {"kind", "facts", "release", "stripped"}
    assert data["utility"]["task"] == {"full": 1.0, "group": 1.0}
    assert "readings" not in json.dumps(data)


def test_withdrawn_people_are_gone_for_the_attacker_too(publication: Publication) -> None:
    for place in list(publication.released.select_related("profile"))[:3]:
        withdraw(profile=place.profile, on=TODAY)
    assert attack_release(publication=publication).targets == 8


def test_report_of_a_release_is_immutable(publication: Publication) -> None:
    report = ReleaseReport.objects.get()
    with (
        pytest.raises(IntegrityError, match="immutable"),
        transaction.atomic("explorer"),
        as_owner("explorer"),
    ):
        ReleaseReport.objects.update(data={})
    report.delete()
    with pytest.raises(IntegrityError, match="once it was shown"), transaction.atomic("explorer"):
        ReleaseReport.objects.create(release_id=publication.release_number, data={})


def test_outside_role_only_reads_the_report(publication: Publication) -> None:
    with connections["explorer"].cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants "
            "WHERE table_name = 'explorer_release_releasereport' AND grantee = 'explorer_web'"
        )
        assert {right for (right,) in cursor.fetchall()} <= {"SELECT"}


def test_command_prints_the_table(publication: Publication, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("attack_release")
    told = capsys.readouterr().out
    assert "Attack on 11 people" in told and "names stripped" in told
    call_command("attack_release", str(publication.release_number), stored=True)
    assert capsys.readouterr().out == told


def test_release_that_is_gone_is_refused(publication: Publication) -> None:
    with pytest.raises(CommandError, match="no publication of release 9"):
        call_command("attack_release", "9")
    Release.objects.all().delete()
    with pytest.raises(AttackRefused, match="no longer there"):
        attack_release(publication=publication)
    with pytest.raises(CommandError, match="No release is active"):
        call_command("attack_release")
