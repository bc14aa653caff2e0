"""The life of a profile: which state may follow which."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.register.models import Profile

State = Profile.State

TRANSITIONS: dict[str, frozenset[str]] = {
    # The desk introduces people whose profile is not released too, so these can be placed.
    State.DRAFT: frozenset({State.READY, State.PLACED, State.WITHDRAWN}),
    State.READY: frozenset({State.DRAFT, State.PUBLISHED, State.PLACED, State.WITHDRAWN}),
    State.PUBLISHED: frozenset({State.PAUSED, State.PLACED, State.WITHDRAWN}),
    State.PAUSED: frozenset({State.PUBLISHED, State.PLACED, State.WITHDRAWN}),
    State.PLACED: frozenset({State.DRAFT}),
    State.WITHDRAWN: frozenset({State.DRAFT}),
}


class TransitionRefused(Exception):
    """The life cycle does not allow this step; the message says why, for the user that asked."""


def move(*, profile: Profile, to: str, on: datetime.date) -> Profile:
    """Bring a profile into another state, and return it as it is now.

    Publishing also confirms the profile on that day, since the case worker just
    looked at it. Raises `TransitionRefused`. The row is locked, so two people
    at once cannot both win.
    """
    with transaction.atomic():
        current = Profile.objects.select_for_update().get(pk=profile.pk)
        # Of the locked row: the page may be older than a step of a colleague.
        _refuse_what_is_not_allowed(current, to)
        current.state = to
        if to == State.PUBLISHED:
            current.confirmed_on = on
        current.save()
    return current


def _refuse_what_is_not_allowed(profile: Profile, to: str) -> None:
    if to not in TRANSITIONS[profile.state]:
        raise TransitionRefused(
            _("Van “%(old)s” naar “%(new)s” kan niet.")
            % {"old": profile.get_state_display(), "new": State(to).label}
        )
    if to == State.PUBLISHED and not profile.publication_basis:
        raise TransitionRefused(_("Leg eerst vast op welke grondslag dit profiel zichtbaar mag zijn."))
    if to == State.PUBLISHED and profile.objected_on:
        raise TransitionRefused(_("De kandidaat maakte bezwaar. Dit profiel blijft verborgen."))
