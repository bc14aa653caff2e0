"""What asks for attention: the lists of the work list. Each candidate is on one at least."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, Count, Exists, F, IntegerField, OrderBy, OuterRef, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from explorer.release.models import Release
from profiles.caseload.retention import erased_by, paused_by
from profiles.desk.models import Approach
from profiles.register.models import Profile
from profiles.register.models.candidate import CandidateQuerySet
from profiles.register.models.profile import ProfileEvent, gaps_of, oldest_confirmation
from profiles.register.months import months_later

AHEAD = datetime.timedelta(days=28)
ASK_AGAIN_MONTHS = 3
"""After so many months the case worker asks whether the job goes on."""
State = Profile.State
Order = tuple[str | OrderBy | Case, ...]


@dataclass(frozen=True)
class WorkList:
    """One list: its name in the address, its title, the reason to look, and `where` as its filter.

    `order` is that of the list as it opens. `is_first`: shown as a tile; the others are links.
    """

    name: str
    title: str | Promise
    reason: str | Promise
    empty: str | Promise
    where: Callable[[datetime.date], Q]
    order: Order | Callable[[datetime.date], Order] = ("profile__updated_at", "pk")
    is_first: bool = False


def on_list(candidates: CandidateQuerySet, work_list: WorkList, *, on: datetime.date) -> CandidateQuerySet:
    """The candidates of a list, in its order."""
    order = work_list.order(on) if callable(work_list.order) else work_list.order
    return candidates.filter(work_list.where(on)).order_by(*order)


def count_lists(candidates: CandidateQuerySet, *, on: datetime.date) -> Mapping[str, int]:
    """How many are on each list; one statement."""
    counts: dict[str, int] = candidates.order_by().aggregate(
        **{each.name.replace("-", "_"): Count("pk", filter=each.where(on)) for each in WORK_LISTS}
    )
    # An alias of SQL has no hyphen.
    return {each.name: counts[each.name.replace("-", "_")] for each in WORK_LISTS}


def must_be_opened(profile: Profile, *, on: datetime.date) -> bool:
    """Whether a click on a list is too little: confirmed a year ago, or never."""
    return profile.confirmed_on is None or months_later(profile.confirmed_on, 12) <= on


def _asked(on: datetime.date) -> Q:
    waiting = Approach.objects.filter(candidate=OuterRef("pk"), case__closed_at=None)
    # "Later" is no answer: the desk still waits.
    return Q(Exists(waiting.exclude(answer__in=[Approach.Answer.YES, Approach.Answer.NO])))


def _to_confirm(on: datetime.date) -> Q:
    # Not counted for want of a confirmation, or soon.
    oldest = oldest_confirmation(on=on + AHEAD)
    stale = Q(profile__confirmed_on=None) | Q(profile__confirmed_on__lt=oldest)
    return stale & Q(profile__state=State.PUBLISHED, objected_on=None)


def _waiting(on: datetime.date) -> Q:
    active = Release.objects.active()
    counted = Profile.objects.publishable(on=on).filter(candidate=OuterRef("pk"))
    if active is None:
        return Q(Exists(counted))
    # By history and not by the profile: it may have been hidden and released again since.
    before = ProfileEvent.objects.filter(
        pgh_obj=OuterRef("pk"), state=State.PUBLISHED, pgh_created_at__date__lte=active.released_on
    )
    return Q(Exists(counted.filter(~Exists(before))))


def _in_state(*states: str) -> Callable[[datetime.date], Q]:
    return lambda on: Q(profile__state__in=states)


def _in_order(on: datetime.date) -> Q:
    # Made of the others, so that a new list cannot leave a candidate on none.
    return ~reduce(or_, (each.where(on) for each in WORK_LISTS if each.name != "in-orde"))


def _soonest_first(on: datetime.date) -> Order:
    # Those that must be opened come last: the others are done with a click each.
    a_year = Q(profile__confirmed_on=None) | Q(profile__confirmed_on__lte=months_later(on, -12))
    last = Case(When(a_year, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (last, *OLDEST_CONFIRMATION_FIRST)


OLDEST_CONFIRMATION_FIRST = (F("profile__confirmed_on").asc(nulls_first=True), "pk")
WORK_LISTS = (
    WorkList(
        "bevestigen",
        _("Te bevestigen"),
        _("Zonder bevestiging telt een profiel niet meer mee. Niemand vindt de kandidaat dan."),
        _("Alle vrijgegeven profielen zijn kort geleden bevestigd."),
        _to_confirm,
        _soonest_first,
        is_first=True,
    ),
    WorkList(
        "aanvullen",
        _("Aan te vullen"),
        _("Bovenaan staat wie het meest mist: in de meeste zoekvragen van werkgevers telt die nu niet mee."),
        _("Bij ieder profiel staat waar werkgevers op zoeken."),
        lambda on: Q(
            Exists(Profile.objects.filter(gaps_of(), candidate=OuterRef("pk"), state__in=Profile.IN_USE)),
            objected_on=None,
        ),
        is_first=True,
    ),
    WorkList(
        "zonder-profiel",
        _("Nog geen profiel"),
        _("Maak een profiel, samen met de kandidaat. Zonder profiel vindt niemand de kandidaat."),
        _("Iedereen heeft een profiel."),
        lambda on: Q(profile=None),
        ("-created_at", "pk"),
        is_first=True,
    ),
    WorkList(
        "kennismaken",
        _("Vragen van het loket"),
        _("Een werkgever wil kennismaken. Vraag de kandidaat, en schrijf op wat die zei."),
        _("Het loket wacht op geen antwoord van uw kandidaten."),
        _asked,
        ("pk",),
        is_first=True,
    ),
    WorkList(
        "concept",
        _("Concepten"),
        _("Deze profielen zijn begonnen en nog niet klaar gezet. Werkgevers zien ze niet."),
        _("Er zijn geen concepten."),
        _in_state(State.DRAFT),
        ("-profile__updated_at", "pk"),
    ),
    WorkList(
        "vrijgeven",
        _("Klaar om vrij te geven"),
        _("Deze profielen zijn klaar. Geef ze vrij, dan tellen ze mee bij de volgende stand."),
        _("Geen profiel wacht op vrijgeven."),
        _in_state(State.READY),
    ),
    WorkList(
        "wachten",
        _("Wacht op de volgende stand"),
        _("Vrijgegeven na de stand die werkgevers nu zien. U hoeft niets te doen."),
        _("Iedereen die is vrijgegeven, telt al mee."),
        _waiting,
    ),
    WorkList(
        "gepauzeerd",
        _("Gepauzeerd"),
        _("Zij tellen niet mee. Klopt het profiel weer? Open het, kijk het na en geef het vrij."),
        _("Geen profiel is gepauzeerd."),
        _in_state(State.PAUSED),
    ),
    WorkList(
        "aan-het-werk",
        _("Aan het werk"),
        _("Vraag na drie maanden of het werk doorgaat. Wie het langst geleden begon, staat bovenaan."),
        _("Niemand is aan het werk."),
        _in_state(State.PLACED),
    ),
    WorkList(
        "teruggetrokken",
        _("Teruggetrokken of bezwaar"),
        _("Zij staan op geen lijst van het loket en tellen bij de volgende stand niet mee."),
        _("Niemand is teruggetrokken."),
        lambda on: Q(profile__state=State.WITHDRAWN) | Q(objected_on__isnull=False),
        ("-profile__updated_at", "pk"),
    ),
    WorkList(
        "bewaartermijn",
        _("Bewaartermijn loopt af"),
        _("Doet niemand iets, dan wordt het profiel gepauzeerd of worden de gegevens gewist."),
        _("Van niemand loopt een termijn af."),
        lambda on: paused_by(on=on, ahead=True) | erased_by(on=on, ahead=True),
    ),
    WorkList(
        "in-orde",
        _("In orde"),
        _("Zij tellen mee, en er is nu niets te doen."),
        _("Iedereen staat op een andere lijst."),
        _in_order,
        OLDEST_CONFIRMATION_FIRST,
    ),
)
BY_NAME = {work_list.name: work_list for work_list in WORK_LISTS}
