"""The anonymity report of a publication: what a privacy officer reads and signs, from what was stored."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from explorer.release.attacked import Attacked, Share, attacked_of
from explorer.release.models import Release
from explorer.release.promise import not_protected, promise_of, rules_in_words
from explorer.release.verification.report import Report
from explorer.release.verification.wording import CHECKS, in_words, verdict_of
from profiles.publication.catalogue import CATALOGUE, EVERY_FIELD
from profiles.publication.figures.wording import in_words as in_words_of_figures
from profiles.publication.models import CountedFigures, Publication
from profiles.vocabulary.attributes import ATTRIBUTES

PART = ":"
MONTHS = 12
FOLLOWED = (
    ("participation", "what"),
    ("membership", "person"),
    ("newcomer", "10%"),
    ("hidden_cells", "circles"),
)
"""(attack, knowledge) of the figures that are followed over time."""


@dataclass(frozen=True)
class Verified:
    """What the verifier found: its verdict, a row a check (name, looked at, violations), each violation."""

    passed: bool
    verdict: str
    version: str
    checks: tuple[tuple[str, int, int], ...]
    violations: tuple[str, ...]


@dataclass(frozen=True)
class ReportField:
    """A line of the catalogue in words."""

    name: str
    treatment: str
    reason: str


@dataclass(frozen=True)
class Past:
    """A release of the last year: how many changed since the one before, and what attackers reached."""

    publication: Publication
    changed: Share
    reached: tuple[Share | None, ...]


@dataclass(frozen=True)
class AnonymityReport:
    """All of it. `release` is None when it was destroyed; what was not measured is empty."""

    publication: Publication
    release: Release | None
    counted: tuple[CountedFigures, ...]
    past: tuple[Past, ...]

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
        if not stored:
            return None
        report = Report.from_json(stored)
        return Verified(
            passed=report.passed,
            verdict=verdict_of(report),
            version=report.verifier,
            checks=tuple((str(CHECKS[one.name]), one.examined, one.violations) for one in report.checks),
            violations=tuple(in_words(violation) for violation in report.violations),
        )

    @property
    def recount(self) -> Mapping[str, Any]:
        """Figures of the count from the register by a second program."""
        return self.publication.report.get("recount") or {}

    @property
    def audit(self) -> Mapping[str, Any]:
        """What the disclosure audit looked at, proved and lowered."""
        return self.publication.report.get("audit") or {}

    @property
    def attacked(self) -> Attacked | None:
        return attacked_of(self.publication.report)

    @property
    def followed(self) -> tuple[str, ...]:
        """Names of the attacks that are followed over time."""
        rows = (self.attacked.find(*each) if self.attacked else None for each in FOLLOWED)
        return tuple(row.title for row in rows if row)

    @property
    def shapes(self) -> tuple[tuple[str, int], ...]:
        """Groups by shape."""
        return tuple(self.publication.counts.get("shapes", {}).items())

    @property
    def figures(self) -> tuple[tuple[datetime.date, int, str], ...]:
        """The sets of figures that came with it: date, threshold, and what was suppressed."""
        return tuple((row.on, row.threshold, in_words_of_figures(row.report)) for row in self.counted)

    @property
    def not_protected(self) -> tuple[str, ...]:
        return not_protected(self.publication.policy, self.attacked)

    @property
    def fields(self) -> tuple[ReportField, ...]:
        return tuple(
            ReportField(_field_name(line.model, line.field), str(line.treatment.label), str(line.reason))
            for line in CATALOGUE
        )


def anonymity_report(*, publication: Publication) -> AnonymityReport:
    """The report of a publication; one query on the explorer database."""
    number = publication.release_number
    until = Publication.objects.filter(release_number__lte=number).order_by("-release_number")
    return AnonymityReport(
        publication=publication,
        release=Release.objects.filter(number=number).first(),
        counted=tuple(CountedFigures.objects.filter(release_number=number)),
        past=tuple(_past(each) for each in until[:MONTHS]),
    )


def _past(publication: Publication) -> Past:
    attacked = attacked_of(publication.report)
    rows = [attacked.find(*each) if attacked else None for each in FOLLOWED]
    return Past(
        publication=publication,
        changed=Share(float(publication.counts.get("changed", 0))),
        reached=tuple(row.release if row else None for row in rows),
    )


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
