"""Introduction letters: made once the candidate agreed, printed and sent by the adviser."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, Activity, log_use
from profiles.access.rights import Right
from profiles.desk.change import CaseRefused
from profiles.desk.introduce import introduce
from profiles.desk.letter_fields import field_labels, letter_lines, letter_name
from profiles.desk.models import Introduction
from profiles.publication.locks import own_transactions
from profiles.register.models import Candidate, Profile
from profiles.staff.access import StaffRequest
from profiles.staff.desk.access import approaches_for, open_approach_of_desk, open_case, require_desk
from profiles.staff.desk.finish import bring_outside
from profiles.staff.desk.forms import LetterForm
from profiles.staff.desk.rows import requests_of


@needs(Right.WORK_AT_DESK)
@own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def new_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """What the letter will say, and the proposal; sending the form makes and logs it."""
    approach = open_approach_of_desk(request, pk)
    log_use(
        action=Action.VIEW if request.method == "GET" else Action.LETTER,
        objects=[approach.candidate, approach.case],
        request=request,
        activity=Activity.MEDIATION,
    )
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            letter = introduce(
                approach=approach, proposal=form.cleaned_data["voorstel"], at=timezone.now(), by=request.user
            )
        except CaseRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("desk:case", approach.case.number)
        # After the commit: the employer reads that a candidate is proposed, and not which.
        bring_outside(approach.case.number)
        return redirect("desk:letter", letter.pk)
    context = {
        "approach": approach,
        "candidate": approach.candidate,
        "fields": field_labels(approach.agreed_fields),
        "form": form,
    }
    return render(request, "profiles/desk/new_letter.html", context, status=422 if form.is_bound else 200)


@needs(Right.WORK_AT_DESK)
@require_safe
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter, to print. Without consent any more there is no letter."""
    require_desk(request)
    found = get_object_or_404(
        Introduction.objects.select_related("approach__case__desk", "made_by"),
        pk=pk,
        approach__in=approaches_for(request.user),
    )
    approach = found.approach
    open_case(request, approach.case.number)
    candidate = Candidate.objects.select_related("municipality").get(pk=approach.candidate_id)
    log_use(action=Action.LETTER, objects=[candidate, found], request=request, activity=Activity.MEDIATION)
    # Consent of now: what was taken back is not printed, though the letter was made with it.
    still_agreed = set(approach.agreed_fields) & set(found.fields)
    if not still_agreed:
        messages.error(request, _("De kandidaat nam de toestemming terug. Deze brief is er niet meer."))
        return redirect("desk:case", approach.case.number)
    profile = get_object_or_404(Profile.objects.prefetch_related("facts__concept"), candidate=candidate)
    context = {
        "letter": found,
        "case": approach.case,
        "asked": requests_of([approach.case]).get(approach.case.number),
        "desk": approach.case.desk,
        "name": letter_name(candidate, still_agreed),
        "lines": list(letter_lines(candidate, profile, still_agreed, on=timezone.localdate())),
        "agreed_on": approach.answered_at,
    }
    return render(request, "profiles/desk/letter.html", context)
