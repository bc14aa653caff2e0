"""What asks for attention: the lists of the work list, and how long each is."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.desk.models import Approach
from profiles.register.models import Profile
from profiles.register.models.profile import ProfileQuerySet

AHEAD = datetime.timedelta(days=28)
RECENT = datetime.timedelta(days=30)


@dataclass(frozen=True)
class WorkList:
    """One list: its name in the address, what it is called, why it is there, and which profiles are on it."""

    name: str
    title: str | Promise
    reason: str | Promise
    empty: str | Promise
    find: Callable[[ProfileQuerySet, datetime.date], ProfileQuerySet]


def _to_confirm(profiles: ProfileQuerySet, on: datetime.date) -> ProfileQuerySet:
    # Not counted for want of a confirmation, or soon.
    return profiles.stale(on=on + AHEAD).filter(objected_on=None).order_by("confirmed_on", "pk")


def _to_complete(profiles: ProfileQuerySet, on: datetime.date) -> ProfileQuerySet:
    return profiles.incomplete().order_by("-updated_at", "pk")


def _to_release(profiles: ProfileQuerySet, on: datetime.date) -> ProfileQuerySet:
    return profiles.filter(state=Profile.State.READY).order_by("updated_at", "pk")


def _asked(profiles: ProfileQuerySet, on: datetime.date) -> ProfileQuerySet:
    waiting = Approach.objects.filter(candidate=OuterRef("candidate"), case__closed_at=None)
    waiting = waiting.exclude(answer__in=[Approach.Answer.YES, Approach.Answer.NO])
    return profiles.filter(Exists(waiting)).order_by("candidate", "pk")


def _withdrawn(profiles: ProfileQuerySet, on: datetime.date) -> ProfileQuerySet:
    recent = profiles.filter(state=Profile.State.WITHDRAWN, updated_at__date__gt=on - RECENT)
    return recent.order_by("-updated_at", "pk")


WORK_LISTS = (
    WorkList(
        "kennismaken",
        _("Vragen van het loket"),
        _("Een werkgever wil kennismaken. Vraag de kandidaat, en schrijf op wat die zei."),
        _("Het loket wacht op geen antwoord van uw kandidaten."),
        _asked,
    ),
    WorkList(
        "bevestigen",
        _("Te bevestigen"),
        _("Zonder bevestiging telt een profiel niet meer mee. Niemand vindt de kandidaat dan."),
        _("Alle vrijgegeven profielen zijn kort geleden bevestigd."),
        _to_confirm,
    ),
    WorkList(
        "aanvullen",
        _("Aan te vullen"),
        _("Werkgevers zoeken hierop. Zonder dit gegeven telt de kandidaat daar niet mee."),
        _("Bij ieder profiel staat waar werkgevers op zoeken."),
        _to_complete,
    ),
    WorkList(
        "vrijgeven",
        _("Klaar om vrij te geven"),
        _("Deze profielen zijn klaar. Geef ze vrij, dan tellen ze mee bij de volgende stand."),
        _("Geen profiel wacht op vrijgeven."),
        _to_release,
    ),
    WorkList(
        "teruggetrokken",
        _("Teruggetrokken"),
        _("In de laatste 30 dagen. Zij staan op geen lijst meer en tellen bij de volgende stand niet mee."),
        _("In de laatste 30 dagen is niemand teruggetrokken."),
        _withdrawn,
    ),
)
BY_NAME = {work_list.name: work_list for work_list in WORK_LISTS}
