"""A wish as the criteria that people are compared by."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.release.shapes import PLACE
from profiles.desk.wish import DeskWish
from profiles.publication.derive import HOURS_BANDS, NOW, TERMS
from profiles.register.months import months_later
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.day_parts import DAY_PART_CODES
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import Tree

HOURS, AVAILABILITY = "hours", "availability"


@dataclass(frozen=True)
class Criterion:
    """One wish as a column of the list. `label` heads it; a hard one must not be a no.

    Facts: one of `meets` is yes, one of `above` (a wider word) leaves it open, nothing recorded of one
    of `attributes` too. `bands` (hours, from and up to) and `until` (a day) ask columns instead;
    `is_place` asks the municipality; one of `day_parts` that somebody rather does not work leaves it open.
    `takes_unknown` and `takes_none`: the special options were asked for.
    """

    label: str
    attributes: tuple[str, ...]
    is_hard: bool = False
    meets: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()
    bands: tuple[tuple[int, float], ...] = ()
    until: datetime.date | None = None
    is_place: bool = False
    day_parts: frozenset[str] = frozenset()
    takes_unknown: bool = False
    takes_none: bool = False

    @property
    def title(self) -> str:
        """The name of the attribute."""
        return str(BY_NAME[self.attributes[0]].label)


def criteria_of(tree: Tree, wish: DeskWish, *, on: datetime.date) -> tuple[Criterion, ...]:
    """The criteria in the order of the columns: what, where, then the conditions. What and where are hard."""
    return tuple(_criteria(tree, wish, on))


def _criteria(tree: Tree, wish: DeskWish, on: datetime.date) -> Iterator[Criterion]:
    if wish.whats:
        yield _of_facts(tree, wish, wish.whats, is_hard=True)
    if wish.centre is not None or wish.places:
        places = [place.label for place in wish.places]
        if wish.centre is not None:
            circle = {"km": wish.km, "place": wish.centre.label}
            places.insert(0, _("binnen %(km)s km van %(place)s") % circle)
        yield Criterion(_(" of ").join(places), (PLACE,), is_hard=True, is_place=True)
    for attribute, options in wish.conditions.items():
        if attribute == HOURS:
            yield _of_hours(tree, wish, options)
        elif attribute == AVAILABILITY:
            yield _of_availability(wish, options, on)
        else:
            yield _of_facts(tree, wish, options, attribute=attribute)
    if wish.also:
        yield _of_facts(tree, wish, wish.also)


def _label(options: Sequence[Concept], attribute: str, wish: DeskWish) -> str:
    special = {
        NOT_RECORDED: _("niet vastgelegd"),
        NOT_APPLICABLE: _("niet van toepassing"),
    }
    said = [special[code] for code in sorted(wish.specials.get(attribute, ()))]
    return _(" of ").join([*(concept.display_nl or concept.label for concept in options), *said])


def _of_facts(
    tree: Tree, wish: DeskWish, options: Sequence[Concept], *, attribute: str = "", is_hard: bool = False
) -> Criterion:
    asked = [each for concept in options for each in (concept, *tree.descendants(concept))]
    meets = frozenset(each.pk for each in asked)
    above = frozenset(each.pk for concept in options for each in tree.ancestors(concept))
    attributes = (attribute,) if attribute else tuple(dict.fromkeys(each.attribute for each in options))
    return Criterion(
        _label(options, attribute, wish),
        attributes,
        is_hard=is_hard,
        meets=meets,
        # A wider word may be the one asked for or a sister of it, so it cannot be a no.
        above=above - meets,
        day_parts=frozenset(
            each.code for each in asked if each.attribute == "worktime" and each.code in DAY_PART_CODES
        ),
        takes_unknown=_asks(wish, attribute, NOT_RECORDED),
        takes_none=_asks(wish, attribute, NOT_APPLICABLE),
    )


def _of_hours(tree: Tree, wish: DeskWish, options: Sequence[Concept]) -> Criterion:
    codes = dict.fromkeys(each.code for option in options for each in (option, *tree.descendants(option)))
    return Criterion(
        _label(options, HOURS, wish),
        (HOURS,),
        bands=tuple(HOURS_BANDS[code] for code in codes if code in HOURS_BANDS),
        takes_unknown=_asks(wish, HOURS, NOT_RECORDED),
    )


def _of_availability(wish: DeskWish, options: Sequence[Concept], on: datetime.date) -> Criterion:
    """A person that can start earlier than asked can start then too."""
    last = on
    for option in options:
        if option.code in TERMS:
            last = max(last, months_later(on, TERMS[option.code]))
        elif option.code != NOW:
            # An option without a term is later than any of them: everybody can start by then.
            last = datetime.date.max
    return Criterion(
        _label(options, AVAILABILITY, wish),
        (AVAILABILITY,),
        until=last if options else datetime.date.min,
        takes_unknown=_asks(wish, AVAILABILITY, NOT_RECORDED),
    )


def _asks(wish: DeskWish, attribute: str, special: str) -> bool:
    return special in wish.specials.get(attribute, ())
