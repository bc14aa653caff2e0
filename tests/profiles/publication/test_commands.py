import pytest
from django.core.management import CommandError, call_command

from explorer.release.models import Release
from profiles.publication.models import Publication
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture(autouse=True)
def six_people() -> None:
    small_policy()
    crowd(6, ("task", "orderpicken"), confirmed_on=TODAY)


def test_command_publishes_and_tells(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("publish_release", policy="klein", by="nachtploeg")
    told = capsys.readouterr().out
    assert "Release 1 is active" in told
    assert "6 people on 1 rows in 1 classes" in told
    assert Publication.objects.get().made_by == "nachtploeg"


def test_dry_run_publishes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("publish_release", policy="klein", dry_run=True)
    assert "6 people" in capsys.readouterr().out
    assert not Release.objects.exists()


def test_unknown_policy_is_named_with_the_known() -> None:
    with pytest.raises(CommandError, match="klein, losse-feiten, met-opleiding, standaard"):
        call_command("publish_release", policy="streng")


def test_refusal_is_one_line() -> None:
    Publication.objects.all().delete()
    crowd(0)
    with pytest.raises(CommandError, match="geen publicatie"):
        call_command("activate_release", "7")


def test_command_rolls_back(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("publish_release", policy="klein")
    call_command("publish_release", policy="klein")
    call_command("activate_release", "1")
    assert "Release 1 is active" in capsys.readouterr().out
    active = Release.objects.active()
    assert active is not None
    assert active.number == 1
