"""Finding candidates, and registering a new one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, log_use
from profiles.access.rights import Right
from profiles.caseload.models import Assignment
from profiles.register.find_people import find_people
from profiles.register.models import Candidate
from profiles.register.verbs.candidate_details import DetailsRefused
from profiles.register.verbs.create_candidate import create_candidate
from profiles.staff.access import StaffRequest, candidates_for, is_admin, may_change
from profiles.staff.candidate_access import log_list, refuse_readers
from profiles.staff.forms.candidate import NewCandidateForm
from profiles.staff.forms.find import CandidateFilter, FindForm, looked_for
from profiles.staff.pages.posted import posted_from
from profiles.staff.pending_form import typed_before
from profiles.staff.rows import Row, rows_of_candidates, with_profiles

PER_PAGE = 25


@needs(Right.VIEW_CANDIDATES)
@require_safe
def candidates(request: StaffRequest) -> HttpResponse:
    """The list, narrowed by its address. `kenmerk` is a link from a case system: it opens the person."""
    reference = request.GET.get("kenmerk", "").strip()
    if reference:
        return _open_by_reference(request, reference)
    return _list(request, FindForm(initial={"wie": looked_for(request.GET.get("wie", ""))}))


@needs(Right.VIEW_CANDIDATES)
@posted_from("staff:candidates")
@sensitive_post_parameters()
def find(request: StaffRequest) -> HttpResponse:
    """Open the person that is meant; when it may be several, go to an address without a name."""
    # A number of the own system may look like a BSN: a person known by it is opened all the same.
    known = candidates_for(request.user).with_reference(request.POST.get("wie", ""))[:2]
    if len(known) == 1:
        return redirect("staff:profile", known[0].pk)
    form = FindForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    found = find_people(candidates_for(request.user), form.cleaned_data["wie"])
    if len(found) == 1:
        return redirect("staff:profile", found[0].candidate.pk)
    # Encrypted: an address is kept by logs, proxies and the browser.
    return HttpResponseRedirect(f"{reverse('staff:candidates')}?wie={form.sealed()}")


@needs(Right.CHANGE_CANDIDATES)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def new_candidate(request: StaffRequest) -> HttpResponse:
    """Register a candidate, and go on to the profile."""
    refuse_readers(request)
    own = None if is_admin(request.user) else request.user.organisation
    form = NewCandidateForm(request.POST or typed_before(request), own=own, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            candidate = create_candidate(organisation=form.organisation(), details=form.details())
        except DetailsRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            # An admin registers for others, and has no caseload.
            if own is not None:
                today = timezone.localdate()
                Assignment.objects.create(candidate=candidate, worker=request.user, since=today)
            log_use(action=Action.CREATE, objects=[candidate], request=request)
            messages.success(request, _("De kandidaat is ingevoerd. Vul nu het profiel in."))
            return redirect("staff:profile", candidate.pk)
    return render(request, "profiles/candidate_new.html", {"form": form})


def _open_by_reference(request: StaffRequest, reference: str) -> HttpResponse:
    found = candidates_for(request.user).with_reference(reference).order_by("pk")[:2]
    if len(found) == 1:
        return redirect("staff:profile", found[0].pk)
    if found:
        # Two organisations of the region use the same number.
        people = list(with_profiles(candidates_for(request.user)).with_reference(reference).order_by("pk"))
        return _page(request, FindForm(), people, looked=True)
    messages.error(request, _("Geen kandidaat met dit kenmerk, of u mag die niet zien."))
    return redirect("staff:candidates")


def _list(request: StaffRequest, find_form: FindForm) -> HttpResponse:
    text = looked_for(request.GET.get("wie", ""))
    if text:
        numbers = [found.candidate.pk for found in find_people(candidates_for(request.user), text)]
        # In the order of the search, which `in_bulk` does not keep.
        people = with_profiles(candidates_for(request.user)).in_bulk(numbers)
        return _page(request, find_form, [people[pk] for pk in numbers if pk in people], looked=True)
    if request.GET.get("wie"):
        messages.warning(request, _("Deze zoekvraag is verlopen. Typ de naam of het kenmerk opnieuw."))
    return _page(request, find_form, None, looked=False)


def _page(
    request: StaffRequest, find_form: FindForm, found: list[Candidate] | None, *, looked: bool
) -> HttpResponse:
    everybody = with_profiles(candidates_for(request.user))
    chosen = CandidateFilter(request.GET, everybody.order_by("pk"), worker=request.user.pk)
    page = Paginator(chosen.qs if found is None else found, PER_PAGE).get_page(request.GET.get("pagina"))
    shown = list(page.object_list)
    log_list(request, shown, searched=looked)
    rows: list[Row] = rows_of_candidates(shown, on=timezone.localdate())
    context = {
        "find_form": find_form,
        "filter": chosen,
        "looked_for": looked,
        "page": page,
        "rows": rows,
        "may_change": may_change(request.user),
        "several_organisations": is_admin(request.user) or not may_change(request.user),
    }
    return render(request, "profiles/candidates.html", context)
