"""What the columns of a file change in the facts of profiles that are there already."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.apps import apps
from django.db.models import Model

from profiles.imports.sonar.rows import SonarRow
from profiles.imports.sonar.slots import SLOTS, Slot
from profiles.register.models import Profile, ProfileFact

T = TypeVar("T")

# Under this name an import stands in the history of all that it writes.
SOURCE = "import_sonar"
CHUNK = 5000


@dataclass(frozen=True)
class Held:
    """A fact as it stands in the register."""

    pk: int
    concept: int
    parent: int | None
    label: str


@dataclass(frozen=True)
class Change:
    """What one column does to one profile. `removed` may be cut down by `spare_what_people_added`."""

    profile: Profile
    row: SonarRow
    slot: Slot
    held: Sequence[Held]
    added: frozenset[int]
    removed: Sequence[Held]


def plan(profiles: Sequence[tuple[Profile, SonarRow]]) -> list[Change]:
    """The changes that make each profile say what its line says. A blank column changes nothing."""
    held = _held([profile.pk for profile, _row in profiles])
    changes = [
        _change(profile, row, slot, held[profile.pk, slot.column])
        for profile, row in profiles
        for slot in SLOTS
        if slot.column in row.facts
    ]
    return list(_spare_what_people_added(changes))


def _change(profile: Profile, row: SonarRow, slot: Slot, held: Sequence[Held]) -> Change:
    wanted = row.facts[slot.column]
    if slot.keeps_finer and any(fact.parent in wanted for fact in held):
        # "mbo" in the file says less than "mbo 2" here, not something else.
        return Change(profile, row, slot, held, frozenset(), ())
    added = wanted - {fact.concept for fact in held}
    return Change(profile, row, slot, held, added, [fact for fact in held if fact.concept not in wanted])


def _spare_what_people_added(changes: Iterable[Change]) -> Iterator[Change]:
    """Where a column only adds, it takes back nothing but what an import brought."""
    changes = list(changes)
    ours = _imported([fact.pk for change in changes if not change.slot.single for fact in change.removed])
    for change in changes:
        removed = [fact for fact in change.removed if change.slot.single or fact.pk in ours]
        yield Change(change.profile, change.row, change.slot, change.held, change.added, removed)


def _held(profiles: Sequence[int]) -> Mapping[tuple[int, str], list[Held]]:
    held: dict[tuple[int, str], list[Held]] = defaultdict(list)
    facts = ProfileFact.objects.filter(concept__attribute__in={slot.attribute for slot in SLOTS})
    for part in chunks(profiles):
        for fact in facts.filter(profile__in=part).select_related("concept"):
            concept = fact.concept
            for slot in SLOTS:
                if slot.holds(concept.attribute, concept.code):
                    held[fact.profile_id, slot.column].append(
                        Held(fact.pk, concept.pk, concept.parent_id, concept.label_nl)
                    )
    return held


def _imported(facts: Sequence[int]) -> set[int]:
    """Those of the facts that an import added, as history tells."""
    events: type[Model] = apps.get_model("register", "ProfileFactEvent")
    found: set[int] = set()
    for part in chunks(facts):
        brought = events._default_manager.filter(
            pgh_obj__in=part, pgh_label="insert", pgh_context__metadata__source=SOURCE
        )
        found.update(brought.values_list("pgh_obj_id", flat=True))
    return found


def chunks(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    """The keys in parts that fit in a query."""
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
