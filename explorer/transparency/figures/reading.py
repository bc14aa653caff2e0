"""The published figures: the dates, one of them whole, and the course of one place over all of them."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import F, Func, JSONField, Value
from django.db.models.fields.json import KT

from explorer.release.models import Figures
from explorer.transparency.figures.places import COUNTRY, Place, Stored, country_of, region_of

REGION = "$.regions[*] ? (@.code == $code)"
REGION_AROUND = "$.regions[*] ? (@.municipalities[*].code == $code)"
# The numbers of a place, whatever kind of place it is.
COUNTRY_NUMBERS = "$.country"
PLACE_NUMBERS = "$.regions[*].**{0 to 2} ? (@.code == $code).figures"


@dataclass(frozen=True)
class Shelf:
    """Every date of which there are figures, newest first; without the numbers themselves.

    `by_organisation`: date -> the last one with figures of municipalities by organisation.
    """

    editions: tuple[Figures, ...]
    by_organisation: Mapping[datetime.date, datetime.date] = field(default_factory=dict)

    @property
    def newest(self) -> Figures | None:
        return self.editions[0] if self.editions else None

    def of(self, on: datetime.date | None) -> Figures | None:
        """The figures of a date, or the newest where no date is asked."""
        if on is None:
            return self.newest
        return next((edition for edition in self.editions if edition.on == on), None)


@dataclass(frozen=True)
class Moment:
    """The numbers of a place on a date; none where it was not in the figures yet."""

    on: datetime.date
    figures: Stored

    def count(self, column: str) -> int | None:
        return self.figures.get(column)


def shelf() -> Shelf:
    last = KT("data__by_organisation_on")
    # The numbers of all dates are megabytes; a page needs those of one.
    editions = tuple(Figures.objects.published().defer("data").annotate(last=last))
    dates = {edition.on: datetime.date.fromisoformat(edition.last) for edition in editions if edition.last}
    return Shelf(editions, dates)


def country_on(edition: Figures) -> Place:
    """Everything of one date."""
    data = Figures.objects.values_list("data", flat=True).get(on=edition.on)
    return country_of(data)


def region_on(edition: Figures, code: str) -> Place | None:
    """A region of one date with its municipalities, or None where it is not in the figures.

    With the code of a municipality: the region that it was in on that date.
    """
    path = REGION if code.startswith("AM") else REGION_AROUND
    # Only this region: all of them would be read and thrown away.
    rows = Figures.objects.filter(on=edition.on).values_list(_found(path, code), flat=True)
    found = rows.first()
    return region_of(found) if found else None


def course(code: str, *, until: datetime.date) -> tuple[Moment, ...]:
    """The numbers of a place on every date until this one, oldest first."""
    path = COUNTRY_NUMBERS if code == COUNTRY else PLACE_NUMBERS
    rows = Figures.objects.published().filter(on__lte=until).annotate(found=_found(path, code))
    # Published sets come newest first.
    return tuple(Moment(on, found or {}) for on, found in reversed(rows.values_list("on", "found")))


def _found(path: str, code: str) -> Func:
    """The first part of the data that a path finds; the database takes it out, so that a page stays light."""
    return Func(
        F("data"),
        Func(Value(path), template="%(expressions)s::jsonpath"),
        Func(Value(json.dumps({"code": code})), template="%(expressions)s::jsonb"),
        function="jsonb_path_query_first",
        output_field=JSONField(),
    )
