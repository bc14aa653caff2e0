"""The figures of quality as its page shows them: in words, with a link to the work behind each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from profiles.quality.actions import FieldToFill
from profiles.quality.fields import FIELDS
from profiles.quality.findability import Findability
from profiles.quality.municipalities import Figures
from profiles.quality.report import Quality
from profiles.quality.unmet import Unmet
from profiles.quality.wording import in_words
from profiles.staff.shares import Cell, cell, percent, place_name
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import Tree


@dataclass(frozen=True)
class BarPart:
    """A part of a bar that is whole: `start` and `width` as SVG writes them, `name` of its look."""

    name: str
    start: str
    width: str
    share: str


@dataclass(frozen=True)
class FieldRow:
    """A field of the table: in which share of the searches it is asked, in which profiles it is missing."""

    field: str
    label: str | Promise
    asked: str
    total: Cell
    missing: int
    url: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class QualityAction:
    """One of the three actions, with the list of its profiles; `place` is where most of them are."""

    action: FieldToFill
    label: str
    url: str
    place: Concept | None
    place_url: str


@dataclass(frozen=True)
class Freshness:
    """When the profiles of a municipality were last confirmed; no place for the total."""

    name: str
    figures: Figures
    shares: Sequence[str]
    bar: Sequence[BarPart]


@dataclass(frozen=True)
class UnmetRow:
    """Something that was asked, in words."""

    text: str
    unmet: Unmet


def parts(found: Findability) -> list[BarPart]:
    """All pairs of a search and a profile, by what an employer gets to see of them."""
    names = ("whole", "partly", "too_few", "not_counted", "open", "fails")
    return bar({name: getattr(found, name) for name in names})


def answers(found: Findability) -> dict[str, str]:
    """Of the searches, which share gets each answer."""
    # Without any search each share is nothing, and not an error.
    return {answer.value: percent(times / max(found.searches, 1)) for answer, times in found.answers.items()}


def left_open(found: Findability) -> str:
    """Of the pairs that may fit, the share that is not counted for want of data."""
    return percent(found.open / max(found.certain + found.open, 1))


def bar(amounts: dict[str, int]) -> list[BarPart]:
    """Amounts side by side; nothing when they are all nothing."""
    whole, start, made = sum(amounts.values()), 0, []
    for name, amount in amounts.items() if whole else ():
        ends = f"{100 * start / whole:.2f}%", f"{100 * amount / whole:.2f}%"
        made.append(BarPart(name, *ends, percent(amount / whole)))
        start += amount
    return made


def fields(counted: Quality, places: Sequence[Figures]) -> list[FieldRow]:
    """The fields, those that are asked for most first; with a cell for each of these municipalities."""
    times = {field: _times(counted, field) for field in FIELDS}
    order = sorted(FIELDS, key=lambda name: -times[name])
    return [_field(counted, field, times[field], places) for field in order]


def step(action: FieldToFill, tree: Tree) -> QualityAction:
    """What to do, in which list."""
    place = tree[action.place] if action.place is not None and action.place in tree else None
    return QualityAction(
        action=action,
        label=str(BY_NAME[action.field].label).lower(),
        url=work_list(mist=action.field),
        place=place,
        place_url=work_list(mist=action.field, gemeente=place.code) if place else "",
    )


def freshness(figures: Figures) -> Freshness:
    """Of one municipality, or of all."""
    amounts = {"fresh": figures.fresh, "old": figures.old, "never": figures.never}
    made = bar(amounts)
    return Freshness(place_name(figures), figures, [part.share for part in made], made)


def unmet(counted: Quality) -> dict[str, list[UnmetRow]]:
    """What was asked without a result: whole searches and single words."""
    return {
        "searches": list(_in_words(counted.unmet_searches, counted.tree)),
        "words": list(_in_words(counted.unmet_words, counted.tree)),
    }


def work_list(**narrowed: str) -> str:
    """The address of the list of candidates, narrowed."""
    return f"{reverse('staff:candidates')}?{urlencode(narrowed)}"


def _times(counted: Quality, field: str) -> int:
    searches = counted.asked.searches.items()
    return sum(times for search, times in searches if any(wish.attribute == field for wish in search))


def _field(counted: Quality, field: str, times: int, places: Sequence[Figures]) -> FieldRow:
    return FieldRow(
        field=field,
        label=BY_NAME[field].label,
        asked=percent(times / counted.asked.times),
        total=cell(counted.total.share(field)),
        missing=counted.total.missing[field],
        url=work_list(mist=field),
        cells=[cell(each.share(field)) for each in places],
    )


def _in_words(found: Sequence[Unmet], tree: Tree) -> Iterator[UnmetRow]:
    yield from (UnmetRow(in_words(each.asked, tree=tree), each) for each in found)
