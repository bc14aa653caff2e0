"""Show another release: the newest, or a former one to roll back to."""

import datetime

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from explorer.release.models import Release
from explorer.release.verification.record import is_passed
from profiles.publication import locks
from profiles.publication.conceal import withdraw_missing
from profiles.publication.figures.publish_figures import figures_due, publish_figures
from profiles.publication.models import Publication
from profiles.register.models import Profile


class ActivationRefused(Exception):
    """The release cannot be shown; the message says why."""


def activate_release(*, number: int, on: datetime.date) -> Release:
    """Let employers see this release instead of the one they see now. Raises `ActivationRefused`.

    Who may no longer be shown is hidden in it first, so that rolling back
    brings nobody back; in one transaction the former release is retired and
    this one becomes active. Activating the active one hides and changes nothing else.
    What the verifier did not pass the database refuses; it is asked first here.
    Figures come with it, unless there are recent ones.
    """
    figures = figures_due(on=on, release_number=number)
    with locks.switching():
        publication = Publication.objects.filter(release_number=number).first()
        if publication is None:
            raise ActivationRefused(
                _("Van uitgave %(number)s is geen publicatie bekend.") % {"number": number}
            )
        release = Release.objects.filter(number=number).first()
        if release is None:
            raise ActivationRefused(_("Uitgave %(number)s bestaat niet meer.") % {"number": number})
        if not is_passed(release):
            raise ActivationRefused(
                _("Uitgave %(number)s is niet goedgekeurd door de controle.") % {"number": number}
            )
        _mark_who_may_not_be_shown(publication, on)
        with locks.outside():
            withdraw_missing(publication=publication)
            Release.objects.filter(state=Release.State.ACTIVE).exclude(number=number).update(
                state=Release.State.RETIRED
            )
            Release.objects.filter(number=number).update(state=Release.State.ACTIVE)
            publish_figures(figures)
    release.refresh_from_db()
    return release


def _mark_who_may_not_be_shown(publication: Publication, on: datetime.date) -> None:
    shown = publication.released.filter(row_numbers__len__gt=0, withdrawn_at=None)
    publishable = Profile.objects.publishable(on=on).values("pk")
    shown.exclude(profile__in=publishable).update(withdrawn_at=Now())
