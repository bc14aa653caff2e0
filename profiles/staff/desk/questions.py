"""Asking candidates: the question, its text, the answer, and the employers a candidate does not want."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from explorer.contact.models.request import RequestKind
from profiles.access.guard import needs
from profiles.access.log_of_use import Action, Activity, log_use
from profiles.access.rights import Right
from profiles.desk.ask_candidate import add_no_go, ask_candidate, record_answer
from profiles.desk.change import CaseRefused
from profiles.desk.models import Approach
from profiles.publication.locks import own_transactions
from profiles.staff.access import StaffRequest, may_change
from profiles.staff.candidate_access import open_candidate
from profiles.staff.desk.access import approaches_for, open_approach, open_case, works_at_desk
from profiles.staff.desk.finish import bring_outside
from profiles.staff.desk.forms import AnswerForm, AskForm, NoGoForm
from profiles.staff.desk.rows import requests_of

UNPROCESSABLE = 422
MEANINGS: Mapping[str, str | Promise] = {
    RequestKind.MEET: gettext_lazy("De werkgever wil eerst met u praten."),
    RequestKind.TRIAL: gettext_lazy("U werkt eerst een tijd op proef. U houdt dan uw uitkering."),
    RequestKind.INTERNSHIP: gettext_lazy("U leert het werk bij de werkgever."),
    RequestKind.VACANCY: gettext_lazy("Het is een baan."),
    RequestKind.QUESTION: gettext_lazy("De werkgever wil weten wie dit werk kan doen."),
}
"""What each kind of request means for the candidate, in words for everybody."""


@needs(Right.WORK_AT_DESK)
@own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Choose how a candidate is asked; then the letter or text is there."""
    case = open_case(request, number)
    candidate = open_candidate(request, pk)
    asked = requests_of([case]).get(number)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            approach = ask_candidate(
                number=number,
                candidate=candidate,
                # Erased outside already: then no name is left to compare with the list.
                organisation=asked.organisation if asked else "",
                channel=Approach.Channel(form.cleaned_data["hoe"]),
                at=timezone.now(),
                by=request.user,
            )
        except CaseRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("desk:case", number)
        bring_outside(number)
        return redirect("desk:question", approach.pk)
    context = {"case": case, "candidate": candidate, "asked": asked, "form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "profiles/desk/ask.html", context, status=status)


@needs(Right.ANSWER_FOR_CANDIDATES)
@require_safe
def question(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter to print, or the text to mail or say."""
    approach = open_approach(request, pk)
    log_use(
        action=Action.VIEW,
        objects=[approach.candidate, approach.case],
        request=request,
        activity=Activity.MEDIATION,
    )
    context = {
        "approach": approach,
        "candidate": approach.candidate,
        "case": approach.case,
        "asked": requests_of([approach.case]).get(approach.case.number),
        "meaning": MEANINGS[approach.case.kind],
        "desk": approach.case.desk,
        "today": timezone.localdate(),
        "at_desk": works_at_desk(request.user),
    }
    name = "letter_to_candidate" if approach.channel == Approach.Channel.LETTER else "text_to_candidate"
    return render(request, f"profiles/desk/{name}.html", context)


@needs(Right.ANSWER_FOR_CANDIDATES)
@own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down what the candidate said; by an adviser, or the case worker of the candidate."""
    approach = open_approach(request, pk)
    log_use(
        action=Action.VIEW if request.method == "GET" else Action.CHANGE,
        objects=[approach.candidate, approach.case],
        request=request,
        activity=Activity.MEDIATION,
    )
    stored = {"antwoord": approach.answer, "velden": approach.agreed_fields}
    form = AnswerForm(request.POST or None, initial=stored)
    at_desk = works_at_desk(request.user)
    if request.method == "POST" and form.is_valid():
        try:
            record_answer(
                approach=approach,
                answer=Approach.Answer(form.cleaned_data["antwoord"]),
                fields=form.cleaned_data["velden"],
                at=timezone.now(),
                by=request.user,
            )
        except CaseRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Het antwoord is bewaard."))
        # The page of a request is for advisers; a case worker goes back to the questions.
        return redirect("desk:case", approach.case.number) if at_desk else redirect("desk:questions")
    context = {
        "approach": approach,
        "candidate": approach.candidate,
        "asked": requests_of([approach.case]).get(approach.case.number),
        "form": form,
        "at_desk": at_desk,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "profiles/desk/answer.html", context, status=status)


@needs(Right.ANSWER_FOR_CANDIDATES)
@require_safe
def questions(request: StaffRequest) -> HttpResponse:
    """The questions to candidates that wait for an answer."""
    waiting = list(
        approaches_for(request.user)
        # *Later* is no answer yet.
        .exclude(answer__in=[Approach.Answer.YES, Approach.Answer.NO])
        .filter(case__closed_at=None)
    )
    log_use(
        action=Action.LIST,
        objects=[each.candidate for each in waiting],
        request=request,
        activity=Activity.MEDIATION,
    )
    known = requests_of([each.case for each in waiting])
    lines = [(each, known.get(each.case.number)) for each in waiting]
    return render(request, "profiles/desk/questions.html", {"lines": lines})


@needs(Right.ANSWER_FOR_CANDIDATES)
@own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def no_go(request: StaffRequest, pk: int) -> HttpResponse:
    """The employers a candidate does not want: shown, and added to."""
    candidate = open_candidate(request, pk)
    form = NoGoForm(request.POST or None)
    may_add = may_change(request.user) or works_at_desk(request.user)
    if request.method == "POST" and may_add and form.is_valid():
        try:
            add_no_go(
                candidate=candidate,
                organisation=form.cleaned_data["werkgever"],
                at=timezone.now(),
                by=request.user,
            )
        except CaseRefused as refusal:
            form.add_error("werkgever", str(refusal))
        else:
            messages.success(request, _("De werkgever staat op de lijst."))
            return redirect("desk:no_go", pk)
    context = {
        "candidate": candidate,
        "employers": candidate.no_go_employers.all(),
        "form": form,
        "may_add": may_add,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "profiles/desk/no_go.html", context, status=status)


@needs(Right.ANSWER_FOR_CANDIDATES)
@own_transactions
@require_POST
def remove_no_go(request: StaffRequest, pk: int, employer: int) -> HttpResponse:
    """Take an employer off the list of a candidate."""
    candidate = open_candidate(request, pk)
    # Among those of this candidate: the number of another list finds nothing.
    get_object_or_404(candidate.no_go_employers.all(), pk=employer).delete()
    messages.success(request, _("De werkgever is van de lijst af."))
    return redirect("desk:no_go", pk)
