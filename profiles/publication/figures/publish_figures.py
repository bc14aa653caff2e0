"""Publish the figures that come with a release. The one verb that lets figures through the wall."""

import datetime
import logging

from explorer.release.models import Figures
from profiles.publication.figures.count import count_people
from profiles.publication.figures.prepare import FiguresRefused, default_policy, prepare
from profiles.publication.models import Publication

logger = logging.getLogger(__name__)


def figures_due(*, on: datetime.date, release_number: int) -> Figures | None:
    """Figures to go with a release that is about to be shown, or None: there are recent ones already.

    Counting takes its time, so it is done before anything is locked. That
    figures are refused keeps no release back: it is logged, and the next brings them.
    """
    publication = Publication.objects.filter(release_number=release_number).first()
    if publication is None:
        return None
    last = Figures.objects.published().first()
    if last is not None and on < last.on + datetime.timedelta(days=default_policy().figures_days):
        return None
    counted = count_people(on=on)
    try:
        return prepare(counted=counted, on=on, release_number=release_number, by=publication.made_by)
    except FiguresRefused as refusal:
        logger.warning("no figures with release %s: %s", release_number, refusal)
        return None


def publish_figures(figures: Figures | None) -> bool:
    """Let a prepared set through, in the transaction that shows its release. A date has one set."""
    # Two releases on one day: the second set would differ from the first by a few people.
    if figures is None or Figures.objects.filter(on=figures.on).exists():
        return False
    figures.save(force_insert=True)
    return True
