"""Show another release: the newest, or the former one to roll back to."""

import datetime

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from explorer.release.models import Release
from profiles.access.log_of_use import Action, Activity, log_use
from profiles.publication import locks
from profiles.publication.figures.publish_figures import figures_due, publish_figures
from profiles.publication.models import Activation, Publication


class ActivationRefused(Exception):
    """The release cannot be shown; the message says why."""


def activate_release(*, number: int, on: datetime.date, by: str = "", because: str = "") -> Release:
    """Let employers see this release instead of the one they see now. Raises `ActivationRefused`.

    In one transaction of the explorer database the former release is retired and
    this one becomes active; the person, the moment and the reason are kept. Activating the
    active one changes nothing. What the verifier did not pass the database refuses; it is
    asked first here. Figures come with it, unless there are recent ones.
    """
    figures = figures_due(on=on, release_number=number)
    with locks.switching():
        publication = Publication.objects.filter(release_number=number).first()
        release = Release.objects.filter(number=number).first()
        if publication is None:
            raise ActivationRefused(
                _("Van uitgave %(number)s is geen publicatie bekend.") % {"number": number}
            )
        if release is None:
            raise ActivationRefused(_("Uitgave %(number)s bestaat niet meer.") % {"number": number})
        newest = release.verifications.order_by("-id").first()
        if newest is None or newest.violations:
            raise ActivationRefused(
                _("Uitgave %(number)s is niet goedgekeurd door de controle.") % {"number": number}
            )
        # Committed before the register's own transaction: the inside never says more than employers see.
        with locks.outside():
            if release.state != Release.State.ACTIVE:
                Release.objects.filter(state=Release.State.ACTIVE).update(state=Release.State.RETIRED)
                Release.objects.filter(number=number).update(state=Release.State.ACTIVE)
                Activation.objects.create(publication=publication, by=by, because=because)
                who = get_user_model()._default_manager.filter(username=by).first()
                log_use(
                    action=Action.RELEASE,
                    objects=[f"release:{number}"],
                    actor=who,
                    activity=Activity.PUBLICATION,
                    why=because,
                )
            publish_figures(figures)
    release.refresh_from_db()
    return release
