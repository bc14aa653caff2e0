"""The register counted once more, by other code: a release that differs anywhere is refused."""

import datetime
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from explorer.release.models import NOT_APPLICABLE, PublishedConcept, Release
from profiles.anonymisation.policy import Rules
from profiles.publication.models import SamplingSecret
from profiles.publication.publish_release import count_release
from profiles.publication.recount import RecountFailed, recount_release
from profiles.publication.recount.register import read_register
from profiles.publication.write import write_release
from profiles.register.models import Profile, ProfileFact
from profiles.vocabulary.models import Concept
from tests.database import as_owner
from tests.factories.register import TODAY
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.publication.people import crowd

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

Groups = npt.NDArray[np.void]
ORDERPICKEN, INPAKKEN, GROEN = (
    ("task", "orderpicken"),
    ("task", "inpakken-en-sorteren"),
    ("task", "groen-onderhouden"),
)
HEFTRUCK, REACHTRUCK = ("skill", "heftruck-rijden"), ("skill", "reachtruck-rijden")
LEVELS = (("education", "mbo-1"), ("education", "mbo-2"))
A_DAY = datetime.timedelta(days=1)
SECRET = "ab" * 32


def town() -> None:
    """Some two hundred people with every kind of fact in three municipalities; the secret of the year."""
    SamplingSecret.objects.create(year=TODAY.year, secret=SECRET)
    usual = (("transport", "fiets"), ("language", "nld-spreken-redelijk"), ("competence", "24120"))
    crowd(70, ORDERPICKEN, HEFTRUCK, LEVELS[1], ("licence", "B"), *usual, hours_min=16, hours_max=24)
    crowd(40, INPAKKEN, *LEVELS, *usual, hours_min=24, hours_max=24, available_from=TODAY)
    crowd(24, ORDERPICKEN, INPAKKEN, *usual, place="GM0889", hours_min=38, hours_max=50)
    crowd(17, GROEN, ("sector", "01"), place="GM0889", available_from=TODAY + 10 * A_DAY)
    crowd(13, GROEN, REACHTRUCK, place="GM1507", not_applicable=["licence", "direction"])
    crowd(9, ("occupation", "9333"), ("licence", "BE"), place="GM1507", available_from=TODAY + 60 * A_DAY)
    crowd(
        5, ORDERPICKEN, ("affinity", "buiten"), ("worktime", "ma-ochtend"), available_from=TODAY + 400 * A_DAY
    )
    crowd(20, GROEN, state=Profile.State.READY)
    crowd(7, ORDERPICKEN, place="AM31")
    Concept.objects.filter(code="reachtruck-rijden").update(valid_until=TODAY - A_DAY)


def keep(groups: Groups, concepts: tuple[PublishedConcept, ...]) -> Groups:
    return groups


def made(
    change: Callable[[Groups, tuple[PublishedConcept, ...]], Groups] = keep,
    *,
    people: Callable[[], None] = town,
) -> Release:
    """A prepared release of these people, with its groups changed before they are written."""
    people()
    rules = Rules(k=5, sampling_rate=0.1)
    counted = count_release(on=TODAY, rules=rules)
    population = counted.population
    concepts = population.numbering.concepts
    return write_release(
        number=1,
        rows=(*concepts, *population.places.areas, *population.places.circles),
        groups=change(counted.made.groups.copy(), concepts),
        policy=rules.to_json(),
        counts={},
        on=TODAY,
        synthetic=True,
    )


def refused(change: Callable[[Groups, tuple[PublishedConcept, ...]], Groups]) -> RecountFailed:
    with pytest.raises(RecountFailed) as failure:
        recount_release(release=made(change), on=TODAY)
    return failure.value


def test_release_equals_the_register_to_the_letter() -> None:
    release = made()
    report = recount_release(release=release, on=TODAY)
    assert report.passed
    assert report.people == 178
    assert report.compared == report.groups == release.groups.count() > 300
    assert report.lowered <= 5


def village() -> None:
    """Twenty people: all of them are looked at. Of their groups of five, two in five are hidden by chance."""
    SamplingSecret.objects.create(year=TODAY.year, secret=SECRET)
    for task in (ORDERPICKEN, INPAKKEN, GROEN):
        crowd(5, task, LEVELS[1], ("licence", "B"), hours_min=16, hours_max=24, available_from=TODAY)
    crowd(5, HEFTRUCK, LEVELS[0], ("licence", "B"), hours_min=24, hours_max=24, available_from=TODAY)


def test_hidden_groups_are_looked_at() -> None:
    report = recount_release(release=made(people=village), on=TODAY)
    assert report.passed
    assert report.hidden > 0


def test_report_names_nobody() -> None:
    report = recount_release(release=made(), on=TODAY).to_json()
    assert all(isinstance(value, int | float) for value in report.values())
    assert (report["overstated"], report["wrong"], report["passed"]) == (0, 0, True)


def test_label_above_the_truth_is_refused() -> None:
    def doubled(groups: Groups, concepts: tuple[PublishedConcept, ...]) -> Groups:
        groups["at_least"][len(groups) // 2] *= 4
        return groups

    failure = refused(doubled)
    assert len(failure.report.overstated) == 1
    assert not failure.report.passed


def test_label_of_those_who_were_left_out_is_refused() -> None:
    """At most the true number, and still more than the rule gives: where everybody was counted."""

    def counted_in_full(groups: Groups, concepts: tuple[PublishedConcept, ...]) -> Groups:
        return count_release(on=TODAY, rules=Rules(k=5, sampling_rate=0.01)).made.groups

    failure = refused(counted_in_full)
    assert not failure.report.overstated
    assert failure.report.wrong


def test_secret_of_another_year_is_noticed() -> None:
    release = made()
    with as_owner():
        SamplingSecret.objects.filter(year=TODAY.year).update(secret="00" * 32)
    with pytest.raises(RecountFailed):
        recount_release(release=release, on=TODAY)


@pytest.mark.parametrize(
    "fact", [ORDERPICKEN, ("education", "mbo"), ("hours", "24-32"), ("licence", NOT_APPLICABLE)]
)
def test_groups_that_are_withheld_are_noticed(fact: tuple[str, str]) -> None:
    def without(groups: Groups, concepts: tuple[PublishedConcept, ...]) -> Groups:
        number = next(each.number for each in concepts if (each.attribute, each.code) == fact)
        return groups[(groups["what"] != number) & (groups["condition"] != number)]

    assert refused(without).report.wrong


def test_words_that_were_exchanged_are_refused() -> None:
    def exchanged(groups: Groups, concepts: tuple[PublishedConcept, ...]) -> Groups:
        of = {(each.attribute, each.code): each.number for each in concepts}
        one, other = of[ORDERPICKEN], of[GROEN]
        what = groups["what"].copy()
        groups["what"][what == one], groups["what"][what == other] = other, one
        keys = [tuple(group) for group in groups[["what", "area", "condition"]].tolist()]
        return groups[sorted(range(len(keys)), key=keys.__getitem__)]

    assert refused(exchanged).report.overstated


def test_person_who_came_since_is_noticed_by_the_truth_alone() -> None:
    """The recount looks at the register as it is: a person who left makes a label too high."""
    release = made()
    left = Profile.objects.filter(state=Profile.State.PUBLISHED).values("pk")[:60]
    Profile.objects.filter(pk__in=list(left.values_list("pk", flat=True))).update(state=Profile.State.PAUSED)
    with pytest.raises(RecountFailed) as failure:
        recount_release(release=release, on=TODAY)
    assert failure.value.report.overstated


def test_recorded_levels_count_as_the_highest() -> None:
    release = made()
    concepts = list(release.concepts.order_by("number"))
    register = read_register(concepts, on=TODAY)
    number = {(each.attribute, each.code): each.number for each in concepts}
    people = {
        fact: int(np.bitwise_count(register.bits[number[fact]]).sum())
        for fact in [LEVELS[0], LEVELS[1], HEFTRUCK, ("skill", "heftruck"), ("licence", NOT_APPLICABLE)]
    }
    assert people == {
        LEVELS[0]: 0,
        LEVELS[1]: 110,
        HEFTRUCK: 70,
        # The skill that has ended counts as the group above it.
        ("skill", "heftruck"): 83,
        ("licence", NOT_APPLICABLE): 13,
    }


def test_chosen_fact_of_a_derived_attribute_is_not_read() -> None:
    town()
    words = small_vocabulary()
    profile = Profile.objects.filter(hours_min=None, state=Profile.State.PUBLISHED).first()
    assert profile
    ProfileFact.objects.create(profile=profile, concept=words["hours", "0-8"])
    release_concepts = count_release(on=TODAY, rules=Rules()).population.numbering.concepts
    register = read_register(release_concepts, on=TODAY)
    number = next(each.number for each in release_concepts if (each.attribute, each.code) == ("hours", "0-8"))
    assert not register.bits[number].any()
