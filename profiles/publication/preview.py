"""What employers see of a person, and what a next release would hold, without writing anything."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from explorer.release.models import NOT_RECORDED, Group, Release
from explorer.release.shapes import CIRCLE_RADII, REGIONAL_CONDITIONS
from explorer.release.vocabulary import Vocabulary, read_vocabulary
from profiles.anonymisation.sampling import Sampling
from profiles.publication.changed import is_among
from profiles.publication.models import Policy, Publication, SamplingSecret
from profiles.publication.publish_release import count_release, rules_of
from profiles.publication.read import Population, read_population
from profiles.register.models import Profile
from profiles.vocabulary.attributes import BY_NAME

NONE = 0


@dataclass(frozen=True)
class PreviewGroup:
    """A group that a person counts in; an empty label is no what or no condition."""

    what_label: str
    area_label: str
    condition_label: str
    at_least: int


@dataclass(frozen=True)
class MissingFact:
    """A fact of a person that is in no group of where they live, and why."""

    label: str
    reason: str


@dataclass(frozen=True)
class ProfilePreview:
    """A profile as employers see it: in which groups it counts, and what is in none.

    `groups` is empty for a profile that was not counted in the release that employers see;
    `shows_from` is the date of that release, None before the first. `counted`: whether the
    profile counts in the next release as it is now.
    """

    groups: tuple[PreviewGroup, ...]
    missing: tuple[MissingFact, ...]
    shows_from: datetime.date | None
    counted: bool


def preview_profile(*, profile: Profile, on: datetime.date) -> ProfilePreview:
    """One profile beside the release that employers see now: its facts of today, the groups of then.

    That keyed sampling may leave the person out of a group is not said: it is no help to know.
    """
    counted = Profile.objects.publishable(on=on).contains(profile)
    active = Release.objects.active()
    if active is None:
        return ProfilePreview((), (), None, counted)
    # Of the year of the release, by which its fingerprints were made.
    secret = SamplingSecret.of(on=active.released_on)
    # The key of the person only: nothing is left out.
    sampling = Sampling(secret, rate=0)
    person = read_population(on=on, sampling=sampling, profiles=Profile.objects.filter(pk=profile.pk))
    publication = Publication.objects.filter(release_number=active.number).first()
    if (
        not publication
        or not len(person.people)
        or not is_among(bytes(publication.fingerprints), person.people.keys)
    ):
        return ProfilePreview((), (), active.released_on, counted)
    seen = _Seen.of(person, active)
    return ProfilePreview(tuple(seen.groups()), tuple(seen.missing()), active.released_on, counted)


def preview_release(*, on: datetime.date, policy: Policy | None = None) -> dict[str, Any]:
    """What a release would hold now, in counts; raises `PublicationRefused` as publishing does."""
    return count_release(on=on, rules=rules_of(policy)).counts


@dataclass(frozen=True)
class _Seen:
    """The groups of a release that fit a person; facts and place by their number in it."""

    release: Release
    words: Vocabulary
    place: int
    facts: frozenset[int]
    rows: Sequence[Group]

    @classmethod
    def of(cls, person: Population, release: Release) -> "_Seen":
        words = read_vocabulary(release)
        of_now = person.numbering.concepts

        def in_release(numbers: Iterable[int]) -> frozenset[int]:
            concepts = (of_now[number - 1] for number in numbers)
            known = (words.find(concept.attribute, concept.code) for concept in concepts)
            return frozenset(concept.number for concept in known if concept)

        facts = in_release(person.people.facts.tolist())
        [place] = in_release(person.people.municipality.tolist()) or [NONE]
        areas = [area.number for area in words.areas.values() if place in area.members]
        rows = release.groups.filter(what__in=[NONE, *facts], area__in=areas, condition__in=[NONE, *facts])
        return cls(release, words, place, facts, list(rows))

    def groups(self) -> Iterator[PreviewGroup]:
        """Of the municipality, the circles around it, the region and the country; largest first."""
        names = self._named_areas()
        # Narrow areas first: they say most of the person.
        order = list(names)
        rows = [
            row
            for row in self.rows
            if row.area in names
            and (not any(number and self.words[number].is_heading for number in (row.what, row.condition)))
        ]
        for row in sorted(
            rows, key=lambda row: (order.index(row.area), -row.at_least, row.what, row.condition)
        ):
            yield PreviewGroup(
                self._label(row.what), names[row.area], self._label(row.condition), row.at_least
            )

    def missing(self) -> Iterator[MissingFact]:
        """Facts that no group of the municipality, or for a regional condition of the region, has."""
        for number in sorted(self.facts):
            concept = self.words[number]
            if concept.is_heading or concept.code == NOT_RECORDED:
                continue
            found = {row.area for row in self.rows if number in (row.what, row.condition)}
            # None where the municipality itself has too few people to be an area.
            local = self.words.area_with([self.place])
            is_regional = concept.attribute in REGIONAL_CONDITIONS
            if (local and local.number in found) or (is_regional and found):
                continue
            yield MissingFact(self._label(number), self._reason(found, is_regional=is_regional))

    def _reason(self, found: set[int], *, is_regional: bool) -> str:
        region = self.words[self.words[self.place].parent or self.place]
        k, place = self.release.policy["k"], self.words[self.place].label
        wider = self.words.area_with(self.words.municipalities_of(region.number))
        if is_regional:
            return _("te weinig mensen in %(region)s") % {"region": region.label}
        if wider and wider.number in found:
            return _("minder dan %(k)s in %(place)s; wel in de regio") % {"k": k, "place": place}
        if found:
            return _("minder dan %(k)s in %(place)s; wel in een straal") % {"k": k, "place": place}
        return _("minder dan %(k)s in %(region)s") % {"k": k, "region": region.label}

    def _named_areas(self) -> dict[int, str]:
        """Areas of this place with their names, narrow to wide."""
        place = self.words[self.place]
        region = self.words[place.parent or place.number]
        named = {
            place.label: self.words.area_with([place.number]),
            **{
                _("%(km)s km rond %(place)s") % {"km": km, "place": place.label}: self.words.circle(
                    place.number, km
                )
                for km in CIRCLE_RADII
            },
            region.label: self.words.area_with(self.words.municipalities_of(region.number)),
            _("alle regio's"): self.words.area_with(each.number for each in self.words.municipalities),
        }
        areas: dict[int, str] = {}
        for name, area in named.items():
            if area:
                areas.setdefault(area.number, name)
        return areas

    def _label(self, number: int) -> str:
        if not number:
            return ""
        concept = self.words[number]
        if concept.code == NOT_RECORDED:
            return f"{BY_NAME[concept.attribute].label}: {concept.label.lower()}"
        return concept.label
