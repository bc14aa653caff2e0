"""The anonymity report of a publication: what a privacy officer reads and signs, from what was stored."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from explorer.release.attacked import Attack, Share, attack_of
from explorer.release.models import Release
from explorer.release.promise import name_of, not_protected, promise_of, rules_in_words
from explorer.release.verification.report import Report
from explorer.release.verification.wording import CHECKS, in_words, verdict_of
from profiles.publication.catalogue import CATALOGUE, EVERY_FIELD
from profiles.publication.figures.wording import in_words as in_words_of_figures
from profiles.publication.models import CountedFigures, Publication
from profiles.vocabulary.attributes import ATTRIBUTES

PART = ":"


@dataclass(frozen=True)
class Verified:
    """What the verifier found: its verdict, a row a check (name, looked at, violations), each violation."""

    passed: bool
    verdict: str
    version: str
    checks: tuple[tuple[str, int, int], ...]
    violations: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A line of the catalogue in words."""

    name: str
    treatment: str
    reason: str


@dataclass(frozen=True)
class Kept:
    """Of an attribute how many facts were told, and the shares shown in full and at least as a group."""

    attribute: str
    given: int
    full: Share
    group: Share


@dataclass(frozen=True)
class AnonymityReport:
    """All of it. `release` is None when it was destroyed; what was not measured is empty."""

    publication: Publication
    release: Release | None
    counted: tuple[CountedFigures, ...] = ()

    @property
    def name(self) -> str:
        return name_of(self.publication.policy)

    @property
    def promise(self) -> str:
        return promise_of(self.publication.policy)

    @property
    def rules(self) -> tuple[str, ...]:
        return rules_in_words(self.publication.policy)

    @property
    def settings(self) -> tuple[tuple[str, str], ...]:
        """The policy as it was stored, rule by rule."""
        return tuple((name, _as_line(value)) for name, value in sorted(self.publication.policy.items()))

    @property
    def verified(self) -> Verified | None:
        stored = self.publication.report.get("verification")
        return _verified(Report.from_json(stored)) if stored else None

    @property
    def over_time(self) -> Mapping[str, Any]:
        """The release before, and how often the two together told too much."""
        return self.publication.report.get("over_time") or {}

    @property
    def told_beside(self) -> int | None:
        """Percentage of what it would tell without the release before; None where that was not measured."""
        told = self.over_time.get("told")
        return None if told is None else round(100 * told)

    @property
    def attack(self) -> Attack | None:
        return attack_of(self.publication.report)

    @property
    def figures(self) -> tuple[tuple[datetime.date, int, str], ...]:
        """The sets of figures that came with it: date, threshold, and what was held back."""
        return tuple((row.on, row.threshold, in_words_of_figures(row.report)) for row in self.counted)

    @property
    def kept(self) -> tuple[Kept, ...]:
        return tuple(_kept(self.publication.counts.get("attributes", {})))

    @property
    def not_protected(self) -> tuple[str, ...]:
        return not_protected(self.publication.policy)

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(
            Field(_field_name(line.model, line.field), str(line.treatment.label), str(line.reason))
            for line in CATALOGUE
        )


def anonymity_report(*, publication: Publication) -> AnonymityReport:
    """The report of a publication; one query on the explorer database."""
    number = publication.release_number
    counted = tuple(CountedFigures.objects.filter(release_number=number))
    return AnonymityReport(publication, Release.objects.filter(number=number).first(), counted)


def _verified(report: Report) -> Verified:
    return Verified(
        passed=report.passed,
        verdict=verdict_of(report),
        version=report.verifier,
        checks=tuple((str(CHECKS[one.name]), one.examined, one.violations) for one in report.checks),
        violations=tuple(in_words(violation) for violation in report.violations),
    )


def _kept(attributes: Mapping[str, Mapping[str, int]]) -> Iterator[Kept]:
    for attribute in ATTRIBUTES:
        counted = attributes.get(attribute.name)
        if counted and counted["given"]:
            shares = (Share(counted[part] / counted["given"]) for part in ("full", "group"))
            yield Kept(str(attribute.label), counted["given"], *shares)


def _field_name(model: str, field: str) -> str:
    """As staff know it: "Profiel: toelichting", or the attribute of a fact."""
    meta = apps.get_model(model)._meta
    name, _part, attribute = field.partition(PART)
    labels = {one.name: str(one.label) for one in ATTRIBUTES}
    if attribute:
        shown = labels[attribute]
    elif name == EVERY_FIELD:
        shown = _("alle velden")
    else:
        try:
            shown = str(getattr(meta.get_field(name), "verbose_name", name))
        except FieldDoesNotExist:
            shown = name
    return f"{capfirst(str(meta.verbose_name))}: {shown}"


def _as_line(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {part}" for name, part in sorted(value.items()))
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)
