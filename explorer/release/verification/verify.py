"""Runs the checks over a release, one after the other, and reports what each found."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from explorer.release.verification.areas import check_areas
from explorer.release.verification.closure import closure_of
from explorer.release.verification.concepts import check_concepts, check_texts, check_words
from explorer.release.verification.contents import check_counts, check_hash, check_order, countable
from explorer.release.verification.findings import Fault, Found, Violation, found
from explorer.release.verification.groups import (
    Listed,
    check_consistency,
    check_labels,
    check_pairs,
    check_shapes,
    check_thresholds,
)
from explorer.release.verification.nested import check_circles
from explorer.release.verification.published import Published, World
from explorer.release.verification.report import Checked, Report
from explorer.release.verification.rules import Rules, RulesError, rules_of

try:
    from explorer.release.verification.disclosure import check_disclosure
except ModuleNotFoundError:  # the public site has no scipy
    check_disclosure = None  # type: ignore[assignment]

# Counts up when a check is added or becomes stricter; stored with what it found.
VERSION = "3"
OF_GROUPS = ("shapes", "pairs", "labels", "closed", "thresholds", "consistency", "circles", "disclosure")


@dataclass
class _Run:
    """What was checked so far, and the violations that are listed."""

    checks: list[Checked]
    violations: list[Violation] = field(default_factory=list)

    def check(self, name: str, run: Callable[[], Found]) -> None:
        """Run a check and add what it found."""
        started = time.perf_counter()
        result = run()
        seconds = round(time.perf_counter() - started, 3)
        self.checks.append(Checked(name, result.examined, result.total, seconds))
        self.violations += result.listed

    @property
    def is_sound(self) -> bool:
        return not self.violations


def verify(published: Published) -> Report:
    """Check a release on everything that it promises.

    The checks of groups need numbers, words and areas in order, and are skipped where they are not.
    """
    started = time.perf_counter()
    run = _Run([Checked("read", len(published.groups), 0, round(published.seconds, 3))])
    rules: Rules | None = None
    unreadable: list[Violation] = []
    # All else can still be checked where the policy cannot be read.
    try:
        rules = rules_of(published.policy)
    except RulesError as error:
        unreadable.append(Violation(Fault.POLICY_UNREADABLE, {"rule": str(error)}))
    run.check("policy", partial(found, 1, unreadable))
    run.check("concepts", partial(check_concepts, published))
    run.check("areas", partial(check_areas, published, rules))
    # Only what groups are made of decides: a wrong checksum or word does not make them unreadable.
    is_sound = run.is_sound
    run.check("hash", partial(check_hash, published))
    run.check("counts", partial(check_counts, published))
    run.check("words", partial(check_words, published))
    run.check("texts", partial(check_texts, published))
    run.check("order", partial(check_order, published))
    if rules and is_sound:
        _check_groups(run, Listed(published, rules, World(published)))
    done = {check.name for check in run.checks}
    return Report(
        release=published.number,
        verifier=VERSION,
        content_hash=published.computed_hash,
        rules=rules.to_json() if rules else {},
        figures=countable(published),
        checks=tuple(run.checks),
        skipped=tuple(name for name in OF_GROUPS if name not in done),
        violations=tuple(run.violations),
        seconds=round(published.seconds + time.perf_counter() - started, 3),
    )


def _check_groups(run: _Run, listed: Listed) -> None:
    run.check("shapes", partial(check_shapes, listed))
    run.check("pairs", partial(check_pairs, listed))
    run.check("labels", partial(check_labels, listed))
    started = time.perf_counter()
    # Timed apart: what it finds is kept, since the checks of thresholds and circles need it as well.
    closure = closure_of(listed)
    seconds = round(time.perf_counter() - started, 3)
    run.check("closed", lambda: closure.found)
    run.checks[-1] = Checked("closed", closure.found.examined, closure.found.total, seconds)
    run.check("thresholds", partial(check_thresholds, listed, closure.implied))
    run.check("consistency", partial(check_consistency, listed))
    run.check("circles", partial(check_circles, listed, closure.implied))
    if check_disclosure is not None:
        run.check("disclosure", partial(check_disclosure, listed))
