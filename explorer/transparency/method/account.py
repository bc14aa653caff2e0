"""What the page says of a release: its promise, its checks, and how it was attacked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from explorer.release.attacked import SINGLING_OUT, Attacked, Share, attacked_of
from explorer.release.models import Release, ReleaseReport, Verification
from explorer.release.promise import not_protected, rules_in_words
from explorer.release.verification.report import Report
from explorer.release.verification.wording import CHECKS


@dataclass(frozen=True)
class Waffles:
    """A way of publishing, and the share of people found with ever more knowledge."""

    title: str
    note: str
    is_ours: bool
    cells: tuple[tuple[str, Share], ...]


@dataclass(frozen=True)
class Check:
    """What the verifier looked at: how many things, how many violations, as they are read."""

    name: str
    examined: str
    violations: str


@dataclass(frozen=True)
class Account:
    """One release. `report` is empty when nothing was measured."""

    release: Release
    verification: Verification | None
    report: Mapping[str, Any]

    @property
    def rules(self) -> tuple[str, ...]:
        return rules_in_words(self.release.policy)

    @property
    def not_protected(self) -> tuple[str, ...]:
        return not_protected(self.release.policy, self.attacked)

    @cached_property
    def attacked(self) -> Attacked | None:
        return attacked_of(self.report)

    @property
    def waffles(self) -> tuple[Waffles, ...]:
        """Singling out, names stripped first; empty where it was not measured."""
        if self.attacked is None:
            return ()
        rows = self.attacked.of(SINGLING_OUT)
        stripped = tuple((row.knows, row.stripped or Share(0)) for row in rows)
        return (
            Waffles(_("Een rij per persoon"), _("alleen de naam weg"), False, stripped),
            Waffles(
                _("Alleen groepen"),
                _("wat u hier ziet"),
                True,
                tuple((row.knows, row.release) for row in rows),
            ),
        )

    @property
    def has_passed(self) -> bool:
        return self.verification is not None and self.verification.violations == 0

    @property
    def checks(self) -> tuple[Check, ...]:
        """In the order in which they were done."""
        # Releases from before reports were kept have a verification without one.
        if self.verification is None or not self.verification.report:
            return ()
        report = Report.from_json(self.verification.report)
        return tuple(
            Check(
                name=str(CHECKS.get(check.name, check.name)),
                examined=number_format(check.examined, force_grouping=True),
                violations=number_format(check.violations, force_grouping=True),
            )
            for check in report.checks
        )

    @property
    def groups(self) -> str:
        """How many groups were verified."""
        return number_format(self.verification.groups if self.verification else 0, force_grouping=True)


def account_of(release: Release) -> Account:
    """Read what is stored with a release: two queries."""
    verification = release.verifications.order_by("-pk").first()
    report = ReleaseReport.objects.filter(release=release).first()
    return Account(release, verification, report.data if report else {})
