"""What is told of a release: its promise, its figures, and its proof."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from explorer.release.attacked import Attack, Share, attack_of
from explorer.release.models import Release, ReleaseReport, Verification
from explorer.release.promise import mode_of, name_of, promise_of, rules_in_words
from explorer.release.weighing import Mode
from explorer.search.facets import BY_ATTRIBUTE, FACETS


@dataclass(frozen=True)
class Kept:
    """How much of what people told of a subject is shown, in full and at least as a group."""

    subject: str
    full: Share
    group: Share


@dataclass(frozen=True)
class Account:
    """One release, accounted for. `report` is empty when nothing was measured."""

    release: Release
    verification: Verification | None
    report: Mapping[str, Any]

    @property
    def promise(self) -> str:
        return promise_of(self.release.policy)

    @property
    def name(self) -> str:
        return name_of(self.release.policy)

    @property
    def rules(self) -> tuple[str, ...]:
        return rules_in_words(self.release.policy)

    @property
    def figures(self) -> tuple[tuple[str, int], ...]:
        """What was counted, under its name. On cards people stand several times, so they are not added up."""
        mode, counts = mode_of(self.release.policy), self.release.counts
        named = {
            "people": "" if mode == Mode.TWIN_CARDS else _("Mensen"),
            "rows": _("Groepen") if mode == Mode.TWIN_CARDS else _("Verschillende profielen"),
            "classes": _("Groepen van plaats en opleiding") if mode == Mode.PROFILES else "",
        }
        return tuple((label, counts[name]) for name, label in named.items() if label and name in counts)

    @property
    def has_passed(self) -> bool:
        return self.verification is not None and self.verification.violations == 0

    @cached_property
    def attack(self) -> Attack | None:
        return attack_of(self.report)

    @property
    def kept(self) -> tuple[Kept, ...]:
        """By subject, in the order of the facets."""
        return tuple(_kept(self.report.get("utility") or {}))


def account_of(release: Release) -> Account:
    """Read what is stored with a release: two queries."""
    verification = release.verifications.order_by("-pk").first()
    report = ReleaseReport.objects.filter(release=release).first()
    return Account(release, verification, report.data if report else {})


def shown_subjects() -> tuple[str, ...]:
    """What a profile can tell of."""
    return tuple(str(facet.label) for facet in FACETS)


def _kept(utility: Mapping[str, Mapping[str, float]]) -> Iterator[Kept]:
    for attribute, facet in BY_ATTRIBUTE.items():
        if attribute in utility:
            part = utility[attribute]
            yield Kept(str(facet.label), Share(part["full"]), Share(part["group"]))
