"""Finding candidates, and registering a new one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.register.verbs.candidate_details import DetailsRefused
from profiles.register.verbs.create_candidate import create_candidate
from profiles.staff.access import StaffRequest, candidates_for, is_admin, may_change
from profiles.staff.candidate_access import record_views, refuse_readers
from profiles.staff.forms.candidate import NewCandidateForm
from profiles.staff.forms.find import CandidateFilter, FindForm
from profiles.staff.pending_form import typed_before
from profiles.staff.rows import rows_of_candidates, with_profiles

PER_PAGE = 25


@require_safe
def candidates(request: StaffRequest) -> HttpResponse:
    """The list, narrowed by the query string; a candidate found by name counts as looked at."""
    return _list(request, FindForm())


@require_POST
@sensitive_post_parameters()
def find(request: StaffRequest) -> HttpResponse:
    """Turn what was typed into an address without a name."""
    form = FindForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    return HttpResponseRedirect(f"{reverse('staff:candidates')}?{form.address()}")


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
            messages.success(request, _("De kandidaat is ingevoerd. Vul nu het profiel in."))
            return redirect("staff:profile", candidate.pk)
    return render(request, "profiles/candidate_new.html", {"form": form})


def _list(request: StaffRequest, find_form: FindForm) -> HttpResponse:
    today = timezone.localdate()
    chosen = CandidateFilter(request.GET, with_profiles(candidates_for(request.user)))
    page = Paginator(chosen.qs.order_by("pk"), PER_PAGE).get_page(request.GET.get("pagina"))
    looked_for = bool(request.GET.get("kenmerk"))
    if looked_for:
        record_views(staff=request.user, candidates=list(page.object_list), page="zoeken")
    context = {
        "find_form": find_form,
        "filter": chosen,
        "looked_for": looked_for,
        "page": page,
        "rows": rows_of_candidates(page.object_list, on=today),
        "may_change": may_change(request.user),
        "several_organisations": is_admin(request.user) or not may_change(request.user),
    }
    return render(request, "profiles/candidates.html", context)
