"""A release is attacked before it is shown, and the figures are kept on both sites."""

import pytest

from explorer.release.attacked import GOALS, KNOWN, attacked_of
from explorer.release.models import ReleaseReport
from profiles.publication.attack.attack_release import AttackRefused, attack_release
from profiles.publication.attack.wording import lines_of
from profiles.publication.models import Publication
from profiles.publication.publish_release import publish_release
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture
def published() -> Publication:
    crowd(12, ("task", "orderpicken"))
    crowd(9, ("task", "groen-onderhouden"))
    return publish_release(on=TODAY, by="beheer")


def test_figures_are_kept_beside_the_release(published: Publication) -> None:
    report = ReleaseReport.objects.get(release__number=published.release_number).data
    assert report["attack"] == published.report["attack"]
    attacked = attacked_of(report)
    assert attacked is not None and attacked.people == 21
    assert {row.knowledge for row in attacked.of("singling_out")} == set(KNOWN)


def test_nobody_is_singled_out_by_groups(published: Publication) -> None:
    attacked = attacked_of(published.report)
    assert attacked is not None
    assert all(row.release.share == 0 for row in attacked.of("singling_out", "proved", "homogeneity"))


def test_attack_is_the_same_for_the_same_release(published: Publication) -> None:
    assert attack_release(publication=published) == published.report["attack"]


def test_every_goal_is_of_an_attack_that_is_made(published: Publication) -> None:
    made = {(row["attack"], row["knowledge"]) for row in published.report["attack"]["rows"]}
    assert {goal for goal in GOALS if goal[0] != "participation"} <= made


def test_figures_are_written_as_lines(published: Publication) -> None:
    heading, *lines = lines_of(published.report["attack"])
    assert heading.split() == ["attack", "knowledge", "release", "stripped", "control", "goal"]
    assert len(lines) == len(published.report["attack"]["rows"])


def test_release_that_is_gone_is_not_attacked() -> None:
    with pytest.raises(AttackRefused):
        attack_release(publication=Publication(release_number=99))
