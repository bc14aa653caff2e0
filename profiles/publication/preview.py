"""What employers see, or would see, without writing anything."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language

from explorer.release.models import PublishedConcept, Release
from profiles.anonymisation.anonymise import HELD_BACK
from profiles.anonymisation.measure import Measure, measure
from profiles.publication.models import Policy, ReleasedProfile
from profiles.publication.publish_release import draw, rules_of
from profiles.publication.read import read_population
from profiles.publication.reasons import EXPLANATIONS
from profiles.publication.write import changes_by_person
from profiles.register.models import Profile

Change = Mapping[str, str]
Words = Mapping[tuple[str, str], PublishedConcept]


@dataclass(frozen=True)
class ShownFact:
    """A fact as employers see it: the most specific of its branch."""

    attribute: str
    code: str
    label: str


@dataclass(frozen=True)
class ChangedFact:
    """A fact that is shown as another (`shown_as`, a code) or, when that is empty, not at all."""

    attribute: str
    code: str
    label: str
    shown_as: str
    shown_as_label: str
    reason: str
    explanation: str | Promise


@dataclass(frozen=True)
class ProfilePreview:
    """One profile as employers see it.

    `release_number` is the active release that shows it, or None: then this is
    what a release would show now. `people` share the row, withdrawn ones not
    counted; none when the person is held back.
    """

    release_number: int | None
    people: int
    facts: tuple[ShownFact, ...]
    changes: tuple[ChangedFact, ...]

    @property
    def held_back(self) -> bool:
        return self.people == 0


def preview_release(*, on: datetime.date, policy: Policy | None = None) -> Measure:
    """What a release would hold now, in counts; raises `PublicationRefused` as publishing does."""
    return measure(draw(read_population(on=on), rules_of(policy)))


def shown_profile(*, profile: Profile) -> ProfilePreview | None:
    """One profile as the active release shows it, or None when no release shows it now."""
    active = Release.objects.active()
    places = profile.released.filter(row_number__isnull=False, withdrawn_at=None)
    place = places.filter(publication__release_number=active.number).first() if active else None
    return _stored(active, place) if active and place else None


def forecast_profile(*, profile: Profile, on: datetime.date, policy: Policy | None = None) -> ProfilePreview:
    """One profile as a release would show it now, as if it were released.

    It anonymises everybody again, since what is shown of one depends on the
    others; the lot falls anew each time, so who covers for whom may differ.
    Raises `PublicationRefused` as `preview_release` does.
    """
    population = read_population(on=on, including=profile)
    outcome = draw(population, rules_of(policy))
    person = population.profiles.index(profile.pk)
    changes = changes_by_person(outcome, population).get(person, [])
    number = int(outcome.row_of[person])
    people, facts = (0, ()) if number == HELD_BACK else outcome.rows[number]
    return _preview(None, people, facts, changes, population.words.concepts)


def _stored(release: Release, place: ReleasedProfile) -> ProfilePreview:
    row = release.profiles.get(number=cast(int, place.row_number))
    named = Q(number__in=row.facts)
    for change in place.changes:
        named |= Q(attribute=change["attribute"], code__in=[change["code"], change["shown_as"]])
    concepts = release.concepts.filter(named).order_by("number")
    gone = release.withdrawals.filter(profile_number=row.number).count()
    return _preview(release.number, row.people - gone, row.facts, place.changes, list(concepts))


def _preview(
    release_number: int | None,
    people: int,
    facts: Iterable[int],
    changes: Iterable[Change],
    concepts: Iterable[PublishedConcept],
) -> ProfilePreview:
    held = set(facts)
    shown = [concept for concept in concepts if concept.number in held]
    above = {concept.parent for concept in shown}
    words = {(concept.attribute, concept.code): concept for concept in concepts}
    return ProfilePreview(
        release_number=release_number,
        people=people,
        facts=tuple(
            ShownFact(concept.attribute, concept.code, _label(concept))
            for concept in shown
            if concept.number not in above
        ),
        changes=tuple(_in_words(change, words) for change in changes),
    )


def _in_words(change: Change, words: Words) -> ChangedFact:
    attribute, shown_as = change["attribute"], change["shown_as"]
    return ChangedFact(
        attribute=attribute,
        code=change["code"],
        label=_label(words[attribute, change["code"]]),
        shown_as=shown_as,
        shown_as_label=_label(words[attribute, shown_as]) if shown_as else "",
        reason=change["reason"],
        explanation=EXPLANATIONS[change["reason"]],
    )


def _label(concept: PublishedConcept) -> str:
    return concept.label_en if (get_language() or "nl").startswith("en") else concept.label_nl
