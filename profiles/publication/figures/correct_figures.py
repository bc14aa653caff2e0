"""Put figures right. What was published stays; another set follows with a note that says what was wrong."""

import datetime

from django.utils.translation import gettext as _

from explorer.release.models import Figures, Release
from profiles.publication import locks
from profiles.publication.figures.count import count_people
from profiles.publication.figures.prepare import FiguresRefused, prepare
from profiles.publication.figures.publish_figures import publish_figures


def correct_figures(*, on: datetime.date, note: str, note_en: str, by: str = "") -> Figures:
    """Count anew and publish it as a later date. Raises `FiguresRefused`."""
    release = Release.objects.active()
    if release is None:
        raise FiguresRefused(_("Er is geen zichtbare uitgave om te tellen."))
    if not note.strip() or not note_en.strip():
        raise FiguresRefused(_("Schrijf in een toelichting wat er niet klopte, in het Nederlands en Engels."))
    last = Figures.objects.published().first()
    if last is None or on <= last.on:
        raise FiguresRefused(_("Een correctie krijgt een latere datum dan de cijfers die er al zijn."))
    counted = count_people(on=on)
    figures = prepare(counted=counted, on=on, release_number=release.number, by=by)
    figures.note, figures.note_en = note.strip(), note_en.strip()
    with locks.switching(), locks.outside():
        publish_figures(figures)
    return figures
