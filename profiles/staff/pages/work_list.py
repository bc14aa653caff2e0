"""The first page: what asks for attention, one list at a time, of the own candidates or of all."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, log_use
from profiles.access.rights import Right, has_right
from profiles.caseload.models import Assignment, RetentionPolicy
from profiles.caseload.retention import Ending, ending_of
from profiles.caseload.work import BY_NAME, WORK_LISTS, WorkList, count_lists, must_be_opened, on_list
from profiles.quality.gap_costs import GapCosts, gap_costs
from profiles.register.models import Candidate, Profile
from profiles.register.models.candidate import CandidateQuerySet
from profiles.staff.access import StaffRequest, candidates_for, may_change
from profiles.staff.candidate_access import log_list, refuse_readers
from profiles.staff.forms.find import MINE, CandidateFilter
from profiles.staff.pages.posted import posted_from
from profiles.staff.pages.safe_next import safe_next
from profiles.staff.rows import Row, rows_of_candidates, with_profiles
from profiles.staff.shares import percent
from profiles.vocabulary.attributes import BY_NAME as ATTRIBUTES

PER_PAGE = 25
EVERYBODY = "iedereen"
TO_COMPLETE, TO_CONFIRM, ENDING = "aanvullen", "bevestigen", "bewaartermijn"


@dataclass(frozen=True)
class WorkRow:
    """A line of a list, with what only some lists say of it.

    `lost`: in which part of the searches the candidate is not found for want of `gap`.
    `must_be_opened`: cannot be confirmed from here.
    """

    row: Row
    must_be_opened: bool
    is_mine: bool
    lost: str = ""
    gap: str = ""
    ending: Ending | None = None


@needs()
@require_safe
def work_list(request: StaffRequest) -> HttpResponse:
    """One list, in pages; above it how long each of them is. Users that see no candidates get the log."""
    if not has_right(request.user, Right.VIEW_CANDIDATES):
        return redirect("log:uses")
    today = timezone.localdate()
    everybody = candidates_for(request.user)
    # One's own candidates, for a user that has any and asked for no others.
    data = request.GET.copy()
    asked = data.get("van", "")
    if asked == EVERYBODY:
        data["van"] = ""
    elif not asked and everybody.filter(assignment__worker=request.user).exists():
        data["van"] = MINE
    chosen_filter = CandidateFilter(data, everybody, worker=request.user.pk)
    people: CandidateQuerySet = chosen_filter.qs
    counts = count_lists(people, on=today)
    chosen = BY_NAME.get(request.GET.get("lijst", "")) or next(
        (each for each in WORK_LISTS if counts[each.name]), WORK_LISTS[0]
    )
    page, costs = _page(people, chosen, chosen_filter, request.GET.get("pagina"), today)
    shown = list(page.object_list)
    log_list(request, shown)
    context = {
        "lists": [(each, counts[each.name]) for each in WORK_LISTS if each.is_first],
        "other_lists": [(each, counts[each.name]) for each in WORK_LISTS if not each.is_first],
        "chosen": chosen,
        "total": counts[chosen.name],
        "page": page,
        "rows": _rows(shown, chosen, costs, request.user.pk, today),
        "filter": chosen_filter,
        "is_mine": chosen_filter.data.get("van") == MINE,
        "candidates": people.count(),
        "visible": Profile.objects.publishable(on=today).filter(candidate__in=people.order_by()).count(),
        "months": RetentionPolicy.current().pause_months,
        "may_change": may_change(request.user),
        "costs": costs,
    }
    return render(request, "profiles/work_list.html", context)


@needs(Right.CHANGE_CANDIDATES)
@posted_from("staff:work_list")
def assign(request: StaffRequest) -> HttpResponse:
    """Put those that were ticked on the user's own name, or with `weg` off it."""
    refuse_readers(request)
    numbers = [int(text) for text in request.POST.getlist("wie") if text.isascii() and text.isdigit()]
    # Anything can be sent: a number of somebody that the user may not see finds nobody.
    chosen = list(candidates_for(request.user).filter(pk__in=numbers))
    if "weg" in request.POST:
        Assignment.objects.filter(candidate__in=chosen, worker=request.user).delete()
        text = ngettext(
            "%(n)s kandidaat staat niet meer op uw naam.",
            "%(n)s kandidaten staan niet meer op uw naam.",
            len(chosen),
        )
    else:
        for candidate in chosen:
            Assignment.objects.update_or_create(
                candidate=candidate, defaults={"worker": request.user, "since": timezone.localdate()}
            )
        text = ngettext(
            "%(n)s kandidaat staat op uw naam.", "%(n)s kandidaten staan op uw naam.", len(chosen)
        )
    if chosen:
        log_use(action=Action.CHANGE, objects=chosen, request=request, why="assignment")
        messages.success(request, text % {"n": len(chosen)})
    else:
        messages.error(request, _("Vink eerst iemand aan."))
    return redirect(safe_next(request))


def _page(
    people: CandidateQuerySet,
    chosen: WorkList,
    chosen_filter: CandidateFilter,
    number: str | None,
    today: datetime.date,
) -> tuple[Page[Candidate], GapCosts | None]:
    listed = on_list(people, chosen, on=today)
    order = chosen_filter.form.cleaned_data.get("sorteer") if chosen_filter.form.is_valid() else ""
    if order:
        listed = chosen_filter.sorted_by(listed, "sorteer", order)
    # What a gap costs takes a pass over all profiles of the list, so only the list that shows it asks.
    if chosen.name != TO_COMPLETE:
        return Paginator(with_profiles(listed), PER_PAGE).get_page(number), None
    costs = gap_costs(Profile.objects.filter(candidate__in=listed.order_by()), on=today)
    pairs = list(listed.values_list("pk", "profile__pk"))
    if not order:
        pairs.sort(key=lambda pair: (-_lost(costs, pair[1]), pair[0]))
    numbers = Paginator([pk for pk, _profile in pairs], PER_PAGE).get_page(number)
    # Read in full for this page alone; thousands of others were needed for their order only.
    found = with_profiles(people).in_bulk(list(numbers.object_list))
    shown = [found[pk] for pk in numbers.object_list]
    # The paginator counts numbers of people and the page has the people themselves.
    return Page(shown, numbers.number, numbers.paginator), costs  # type: ignore[arg-type]


def _lost(costs: GapCosts, profile: int) -> float:
    mine = costs.people.get(profile)
    return mine.share(mine.total_lost) if mine else 0.0


def _rows(
    shown: Sequence[Candidate], chosen: WorkList, costs: GapCosts | None, worker: int, today: datetime.date
) -> list[WorkRow]:
    policy = RetentionPolicy.current() if chosen.name == ENDING else None
    own = set(
        Assignment.objects.filter(candidate__in=shown, worker=worker).values_list("candidate", flat=True)
    )
    made = []
    for row in rows_of_candidates(shown, on=today):
        extra: dict[str, Any] = {}
        mine = costs.people.get(row.profile.pk) if costs and row.profile else None
        if mine and mine.lost and mine.says_enough:
            worst, lost = next(iter(mine.lost.items()))
            extra = {"lost": percent(mine.share(lost)), "gap": str(ATTRIBUTES[worst].label)}
        if policy:
            extra = {"ending": ending_of(row.candidate, policy=policy)}
        opened = bool(chosen.name == TO_CONFIRM and row.profile and must_be_opened(row.profile, on=today))
        made.append(WorkRow(row, opened, row.candidate.pk in own, **extra))
    return made
