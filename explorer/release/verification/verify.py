"""Runs the checks over a release, one after the other, and tells what each found."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from explorer.release.verification.classes import Classes, check_classes, check_one_class, classes_of
from explorer.release.verification.combinations import check_combinations
from explorer.release.verification.contents import check_counts, check_hash, check_index
from explorer.release.verification.findings import Found, Kind, Violation, found
from explorer.release.verification.order import check_order
from explorer.release.verification.published import Published
from explorer.release.verification.report import Checked, Report
from explorer.release.verification.rules import Rules, RulesError, rules_of
from explorer.release.verification.structure import check_closure, check_rows
from explorer.release.verification.twins import check_twins
from explorer.release.verification.vocabulary import check_texts, check_vocabulary

# Counts up when a check is added or becomes stricter; stored with what it found.
VERSION = "1"

Check = tuple[str, Callable[[], Found]]


@dataclass(frozen=True)
class _Kept:
    """A release with readable rules, and its classes where the rules speak of classes."""

    published: Published
    rules: Rules

    @cached_property
    def classes(self) -> Classes | None:
        return classes_of(self.published, self.rules) if self.rules.has_classes else None


def verify(published: Published) -> Report:
    """Check a release on everything that it promises; all checks run, whatever the others find."""
    started = time.perf_counter()
    kept, unreadable = _rules(published)
    checks, violations = [Checked("read", len(published.rows), 0, round(published.seconds, 3))], []
    for name, check in (*_of_anything(published, unreadable), *(_of_promise(kept) if kept else ())):
        since = time.perf_counter()
        result = check()
        seconds = round(time.perf_counter() - since, 3)
        checks.append(Checked(name, result.examined, result.total, seconds))
        violations += result.listed
    return Report(
        release=published.number,
        verifier=VERSION,
        content_hash=published.computed_hash,
        rules=kept.rules.to_json() if kept else {},
        figures=_figures(published, kept),
        checks=tuple(checks),
        violations=tuple(violations),
        seconds=round(published.seconds + time.perf_counter() - started, 3),
    )


def _rules(published: Published) -> tuple[_Kept | None, list[Violation]]:
    try:
        return _Kept(published, rules_of(published.policy)), []
    except RulesError as error:
        return None, [Violation(Kind.POLICY_UNREADABLE, {"rule": str(error)})]


def _of_anything(published: Published, unreadable: list[Violation]) -> Iterator[Check]:
    yield "hash", partial(check_hash, published)
    yield "policy", partial(found, 1, unreadable)
    yield "vocabulary", partial(check_vocabulary, published)
    yield "texts", partial(check_texts, published)
    yield "rows", partial(check_rows, published)
    yield "closure", partial(check_closure, published)
    yield "index", partial(check_index, published)


def _of_promise(kept: _Kept) -> Iterator[Check]:
    published, rules = kept.published, kept.rules
    yield "counts", partial(check_counts, published, rules)
    yield "one_class", partial(check_one_class, published, rules)
    classes = kept.classes
    if classes is None:
        yield "twins", partial(check_twins, published, rules)
    else:
        yield "classes", partial(check_classes, published, rules, classes)
        yield "combinations", partial(check_combinations, published, rules, classes)
    yield "order", partial(check_order, published, classes)


def _figures(published: Published, kept: _Kept | None) -> dict[str, int]:
    rows = published.rows
    classes = kept.classes if kept else None
    shared = rows.people if classes is None else classes.people
    return {
        "people": int(rows.people.sum()),
        "rows": len(rows),
        "facts": len(rows.facts),
        "concepts": len(published.vocabulary),
        "classes": 0 if classes is None else len(classes.keys),
        "smallest": int(shared.min(initial=shared.max(initial=0))),
    }
