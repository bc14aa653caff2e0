"""What employers see, or would see, without writing anything."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language

from explorer.release.models import PublishedConcept, Release
from explorer.release.promise import mode_of
from explorer.release.weighing import Mode
from profiles.anonymisation.measure import Measure, measure
from profiles.anonymisation.policy import Policy as Rules
from profiles.publication.models import Policy, ReleasedProfile
from profiles.publication.over_time.predecessor import read_predecessor
from profiles.publication.over_time.settle import Settled, settle
from profiles.publication.publish_release import fresh_lot, rules_of
from profiles.publication.read import Population, read_population
from profiles.publication.reasons import explanation_of
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
class ShownCard:
    """A row that a person stands on; `people` share it, withdrawn ones not counted."""

    people: int
    facts: tuple[ShownFact, ...]


@dataclass(frozen=True)
class ProfilePreview:
    """One profile as employers see it: on one card, on several as `mode` has it, or on none when held back.

    `release_number` is the active release that shows it, or None: then this is
    what a release would show now. `waits`: it is held back for a next release,
    since beside the one before too few would come with it at once.
    """

    release_number: int | None
    mode: str
    cards: tuple[ShownCard, ...]
    changes: tuple[ChangedFact, ...]
    waits: bool = False

    @property
    def held_back(self) -> bool:
        return not self.cards

    @property
    def on_group_cards(self) -> bool:
        """Whether it may stand on several cards, that nothing links."""
        return self.mode == Mode.TWIN_CARDS

    @property
    def people(self) -> int:
        """How many share the first card."""
        return self.cards[0].people if self.cards else 0

    @property
    def facts(self) -> tuple[ShownFact, ...]:
        """What stands on any of the cards, each once."""
        return tuple(dict.fromkeys(fact for card in self.cards for fact in card.facts))


def preview_release(*, on: datetime.date, policy: Policy | None = None) -> Measure:
    """What a release would hold now, in counts; raises `PublicationRefused` as publishing does."""
    rules = rules_of(policy)
    settled = _settled(read_population(on=on, policy=rules), rules)
    counted = measure(settled.outcome)
    return replace(counted, held_back=counted.held_back + len(settled.waits))


def shown_profile(*, profile: Profile) -> ProfilePreview | None:
    """One profile as the active release shows it, or None when no release shows it now."""
    active = Release.objects.active()
    if active is None:
        return None
    places = profile.released.filter(withdrawn_at=None)
    return _stored(active, list(places.filter(publication__release_number=active.number)))


def forecast_profile(*, profile: Profile, on: datetime.date, policy: Policy | None = None) -> ProfilePreview:
    """One profile as a release would show it now, as if it were released.

    It anonymises everybody again, since what is shown of one depends on the
    others; the lot falls anew each time, so who covers for whom may differ.
    Raises `PublicationRefused` as `preview_release` does.
    """
    rules = rules_of(policy)
    settled = _settled(read_population(on=on, policy=rules, including=profile), rules)
    if profile.pk in settled.waits:
        return ProfilePreview(None, mode_of(rules.to_json()), cards=(), changes=(), waits=True)
    population, outcome = settled.population, settled.outcome
    person = population.profiles.index(profile.pk)
    changes = next(islice(changes_by_person(outcome, population.words.tree), person, None))
    concepts = population.words.concepts
    rows = [outcome.rows[number] for number in outcome.stands[person]]
    cards = tuple(_card(people, facts, concepts) for people, facts in rows)
    return ProfilePreview(None, mode_of(rules.to_json()), cards, _changes(changes, cards, concepts))


def _settled(population: Population, rules: Rules) -> Settled:
    """What publishing would make of these people beside the release that employers see."""
    before = read_predecessor(population.words, rules)
    return settle(population, rules, lot=fresh_lot(), before=before)


def _stored(release: Release, places: Sequence[ReleasedProfile]) -> ProfilePreview | None:
    """From the rows as they are left; a row of twins that too few are left on is shown to nobody."""
    numbers = [number for place in places for number in place.row_numbers]
    gone = Counter(
        release.withdrawals.filter(profile_number__in=numbers).values_list("profile_number", flat=True)
    )
    least = 1 if mode_of(release.policy) == Mode.PROFILES else release.policy["k"]
    rows = release.profiles.filter(number__in=numbers).order_by("number")
    left = [(row.people - gone[row.number], row.facts) for row in rows]
    shown = [(people, facts) for people, facts in left if people >= least]
    if not shown:
        return None
    changes = [change for place in places for change in place.changes]
    concepts = _named(release, [facts for _, facts in shown], changes)
    cards = tuple(_card(people, facts, concepts) for people, facts in shown)
    return ProfilePreview(release.number, mode_of(release.policy), cards, _changes(changes, cards, concepts))


def _named(
    release: Release, rows: Iterable[Sequence[int]], changes: Iterable[Change]
) -> list[PublishedConcept]:
    """The words that the rows and the changes speak of."""
    named = Q(number__in={fact for facts in rows for fact in facts})
    for change in changes:
        named |= Q(attribute=change["attribute"], code__in=[change["code"], change["shown_as"]])
    return list(release.concepts.filter(named).order_by("number"))


def _card(people: int, facts: Iterable[int], concepts: Iterable[PublishedConcept]) -> ShownCard:
    held = set(facts)
    shown = [concept for concept in concepts if concept.number in held]
    above = {concept.parent for concept in shown}
    told = (concept for concept in shown if concept.number not in above)
    return ShownCard(people, tuple(ShownFact(one.attribute, one.code, _label(one)) for one in told))


def _changes(
    changes: Iterable[Change], cards: Iterable[ShownCard], concepts: Iterable[PublishedConcept]
) -> tuple[ChangedFact, ...]:
    """Each change once, without those of facts that stand on another card."""
    told = {(fact.attribute, fact.code) for card in cards for fact in card.facts}
    words = {(concept.attribute, concept.code): concept for concept in concepts}
    once = {(change["attribute"], change["code"]): change for change in changes}
    return tuple(_in_words(change, words) for fact, change in once.items() if fact not in told)


def _in_words(change: Change, words: Words) -> ChangedFact:
    attribute, shown_as = change["attribute"], change["shown_as"]
    return ChangedFact(
        attribute=attribute,
        code=change["code"],
        label=_label(words[attribute, change["code"]]),
        shown_as=shown_as,
        shown_as_label=_label(words[attribute, shown_as]) if shown_as else "",
        reason=change["reason"],
        explanation=explanation_of(change["reason"]),
    )


def _label(concept: PublishedConcept) -> str:
    return concept.label_en if (get_language() or "nl").startswith("en") else concept.label_nl
