"""Make a set of figures ready: suppress small ones, and read it once more as a stranger would."""

import datetime
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from explorer.release.models import Figures
from profiles.anonymisation.cell_suppression.audit import audit
from profiles.anonymisation.cell_suppression.deadline import IsLate, TookTooLong
from profiles.anonymisation.cell_suppression.suppress import NotSuppressed, Suppression, suppress
from profiles.anonymisation.cell_suppression.table import Edition, Table, UnsoundTable
from profiles.publication.figures.contents import contents
from profiles.publication.figures.count import PeopleCounts
from profiles.publication.figures.former import former_editions, last_by_organisation, sweep_away_unseen
from profiles.publication.models import CountedFigures, Policy
from profiles.register.months import months_later

# Seconds. A release that is to be shown waits for its figures; without them it can be shown too.
PATIENCE = 600


class FiguresRefused(Exception):
    """No figures were published; the message says why."""


def prepare(*, counted: PeopleCounts, on: datetime.date, release_number: int, by: str = "") -> Figures:
    """A set of figures that only has to be saved; its inside is kept already. Raises `FiguresRefused`.

    The figures of municipalities by organisation are left out where they were published
    less than a quarter ago. What is prepared and never saved is swept away by the next.
    """
    sweep_away_unseen()
    before = former_editions(before=on)
    policy = default_policy()
    threshold = policy.figures_threshold
    last = last_by_organisation(before=on)
    # Month by month a difference of one would be one person, of a known organisation.
    is_due = last is None or months_later(last, policy.figures_by_organisation_months) <= on
    chosen = _suppressed(counted, before, threshold, is_due=is_due, on=on)
    # Kept before it is shown: the next set must know what was hidden in this one.
    CountedFigures.objects.create(
        on=on,
        release_number=release_number,
        threshold=threshold,
        counted=counted.figures,
        regions=counted.regions,
        hidden=sorted(chosen.edition.hidden),
        by_organisation=is_due,
        report=_report(chosen, counted),
        made_by=by,
    )
    return Figures(
        on=on,
        release_number=release_number,
        threshold=threshold,
        synthetic=settings.DEMO,
        data=contents(chosen.edition.published, on=on, by_organisation_on=on if is_due else last),
    )


def default_policy() -> Policy:
    """The rules of figures are those of the default policy, or the usual ones where there is none."""
    return Policy.objects.filter(is_default=True).first() or Policy()


def _suppressed(
    counted: PeopleCounts, before: Sequence[Edition], threshold: int, *, is_due: bool, on: datetime.date
) -> Suppression:
    """The figures with the small ones hidden, safe beside those of before. Raises `FiguresRefused`."""
    end = time.monotonic() + PATIENCE

    def is_late() -> bool:
        return time.monotonic() > end

    try:
        table = Table.of(counted.figures, counted.regions)
        chosen = suppress(
            table=table,
            threshold=threshold,
            before=before,
            absent=frozenset() if is_due else table.quarterly(),
            is_late=is_late,
        )
        _require_safe([*before, chosen.edition], on, is_late)
    except (UnsoundTable, NotSuppressed, TookTooLong) as error:
        raise FiguresRefused(
            _("De cijfers van %(date)s kunnen niet veilig worden getoond (%(reason)s).")
            % {"date": on, "reason": error}
        ) from error
    return chosen


def _require_safe(editions: list[Edition], on: datetime.date, is_late: IsLate) -> None:
    """From what is published alone, every date beside the others."""
    exposed = audit([edition.published for edition in editions], is_late=is_late)
    if exposed:
        raise FiguresRefused(
            _("De cijfers van %(date)s tonen samen te veel: %(count)s cijfers zijn na te rekenen.")
            % {"date": on, "count": len(exposed)}
        )


def _report(chosen: Suppression, counted: PeopleCounts) -> dict[str, Any]:
    return {
        "cells": len(chosen.edition.published.values),
        "primary": len(chosen.primary),
        "kept": len(chosen.kept),
        "secondary": len(chosen.secondary),
        "guessed": len(chosen.guessed),
        "unplaced": counted.unplaced,
    }
