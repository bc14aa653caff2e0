import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from explorer.release.models import Release
from profiles.publication.models import Activation, Publication
from tests.factories.register import TODAY
from tests.profiles.publication.people import ENOUGH, crowd, publish, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture(autouse=True)
def some_people() -> None:
    small_policy()
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)


def test_command_publishes_and_says_what(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("publish_release", policy="klein", by="nachtploeg")
    said = capsys.readouterr().out
    assert "Release 1 is active" in said
    assert f"{ENOUGH} people in" in said
    assert Publication.objects.get().made_by == "nachtploeg"


def test_dry_run_publishes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("publish_release", policy="klein", dry_run=True)
    assert f"{ENOUGH} people" in capsys.readouterr().out
    assert not Release.objects.exists()


def test_unknown_policy_is_named_with_the_known() -> None:
    with pytest.raises(CommandError, match="klein, landelijk, standaard"):
        call_command("publish_release", policy="streng")


def test_refused_publication_is_one_line() -> None:
    call_command("publish_release", policy="klein")
    with pytest.raises(CommandError, match="Een volgende mag vanaf"):
        call_command("publish_release", policy="klein")
    assert Release.objects.count() == 1


def test_force_needs_a_name_and_a_reason() -> None:
    call_command("publish_release", policy="klein")
    with pytest.raises(CommandError, match="wie het is"):
        call_command("publish_release", policy="klein", force="Een fout.")
    call_command("publish_release", policy="klein", force="Een fout.", by="fg")
    assert Publication.objects.get(release_number=2).forced_because == "Een fout."


def test_unknown_release_is_refused_in_one_line() -> None:
    with pytest.raises(CommandError, match="geen publicatie"):
        call_command("activate_release", "7")


def test_command_rolls_back_on_record(capsys: pytest.CaptureFixture[str]) -> None:
    publish(on=timezone.localdate())
    publish(on=timezone.localdate(), days=1)
    call_command("activate_release", "1", by="beheer")
    assert "Release 1 is active" in capsys.readouterr().out
    active = Release.objects.active()
    assert active is not None and active.number == 1
    assert Activation.objects.first().by == "beheer"
