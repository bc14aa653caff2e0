"""One request: the wish, matching people, candidates asked, what happened, and what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from explorer.contact.models import ContactRequest, RequestEvent
from profiles.access.guard import needs
from profiles.access.log_of_use import Action, Activity, log_use
from profiles.access.rights import Right
from profiles.desk.change import CaseRefused
from profiles.desk.close_case import close_case
from profiles.desk.letter_fields import field_labels
from profiles.desk.models import Approach, Case, CaseOutcome
from profiles.desk.remind import next_reminders
from profiles.desk.work_on_case import answer_employer, ask_employer, save_note, take_case, transfer_case
from profiles.publication.locks import own_transactions
from profiles.staff.access import StaffRequest
from profiles.staff.desk.access import open_case
from profiles.staff.desk.finish import bring_outside
from profiles.staff.desk.fits import fits_of_case
from profiles.staff.desk.forms import CloseForm, NoteForm, TextForm, TransferForm, colleagues
from profiles.staff.desk.rows import requests_of, term

FIRST_FEW = 5


@dataclass(frozen=True)
class Earlier:
    """What the desk did for the same employer before."""

    number: str
    case: Case | None


@dataclass(frozen=True)
class AskedCandidate:
    """A question to a candidate, and the labels of what may be said to this employer."""

    approach: Approach
    fields: Sequence[str]


@needs(Right.WORK_AT_DESK)
@require_safe
def case(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one request."""
    return _page(request, open_case(request, number))


@needs(Right.WORK_AT_DESK)
@own_transactions
@require_POST
def take(request: StaffRequest, number: str) -> HttpResponse:
    """Make it one's own."""
    return _act(
        request,
        number,
        lambda seen: take_case(number=number, seen=seen, by=request.user),
        _("Deze aanvraag is nu van u."),
    )


@needs(Right.WORK_AT_DESK)
@own_transactions
@require_POST
def transfer(request: StaffRequest, number: str) -> HttpResponse:
    """Give it to a colleague or another desk."""
    found = open_case(request, number)
    form = TransferForm(request.POST, case=found)
    if not form.is_valid():
        return _page(request, found, transfer=form)
    chosen = form.cleaned_data
    # Another desk chooses for itself who works on it.
    moves = chosen["loket"] != found.desk
    return _act(
        request,
        number,
        lambda seen: transfer_case(
            number=number,
            seen=seen,
            at=timezone.now(),
            by=request.user,
            owner=None if moves else chosen["naar"],
            desk=chosen["loket"],
        ),
        _("De aanvraag is overgedragen."),
        back_to_inbox=moves,
    )


@needs(Right.WORK_AT_DESK)
@own_transactions
@require_POST
@sensitive_post_parameters()
def note(request: StaffRequest, number: str) -> HttpResponse:
    """Keep a note for colleagues."""
    found = open_case(request, number)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, note=form)
    text = form.cleaned_data["notitie"]
    return _act(
        request,
        number,
        lambda seen: save_note(number=number, seen=seen, note=text),
        _("De notitie is bewaard."),
    )


@needs(Right.WORK_AT_DESK)
@own_transactions
@require_POST
@sensitive_post_parameters()
def say(request: StaffRequest, number: str) -> HttpResponse:
    """Say something to the employer, or ask: which button was pressed says which."""
    found = open_case(request, number)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _page(request, found, text=form)
    verb = ask_employer if "vraag" in request.POST else answer_employer
    text = form.cleaned_data["tekst"]
    return _act(
        request,
        number,
        lambda seen: verb(number=number, seen=seen, text=text, at=timezone.now(), by=request.user),
        _("De werkgever krijgt een mail en leest dit op de eigen pagina."),
    )


@needs(Right.WORK_AT_DESK)
@own_transactions
@require_POST
@sensitive_post_parameters()
def close(request: StaffRequest, number: str) -> HttpResponse:
    """End it with an outcome."""
    found = open_case(request, number)
    form = CloseForm(request.POST, case=found)
    if not form.is_valid():
        return _page(request, found, close=form)
    chosen = form.cleaned_data
    return _act(
        request,
        number,
        lambda seen: close_case(
            number=number,
            seen=seen,
            outcome=CaseOutcome(chosen["afloop"]),
            text=chosen["tekst"],
            people=[approach.pk for approach in chosen["wie"]],
            at=timezone.now(),
            by=request.user,
        ),
        _("De aanvraag is afgerond. De werkgever krijgt een mail."),
    )


def _act(
    request: StaffRequest,
    number: str,
    act: Callable[[int], object],
    done: str,
    *,
    back_to_inbox: bool = False,
) -> HttpResponseRedirect:
    """Do one thing with a case, say how it went, and show the case again."""
    open_case(request, number)
    try:
        act(seen_version(request))
    except CaseRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:case", number)
    # Committed by now: the two databases have no transaction in common.
    bring_outside(number)
    messages.success(request, done)
    return redirect("desk:inbox") if back_to_inbox else redirect("desk:case", number)


def seen_version(request: HttpRequest) -> int:
    """The version of the case that the page was made of; one that is not said fits none."""
    seen = request.POST.get("versie", "")
    return int(seen) if seen.isdecimal() else 0


def _page(request: StaffRequest, found: Case, **forms: object) -> HttpResponse:
    today = timezone.localdate()
    asked = requests_of([found]).get(found.number)
    events = list(asked.events.all()) if asked else []
    related = ("candidate__organisation", "candidate__municipality", "candidate__profile")
    asked_people = found.approaches.select_related(*related).prefetch_related("introductions")
    approaches = [AskedCandidate(approach, field_labels(approach.agreed_fields)) for approach in asked_people]
    fits = fits_of_case(found, asked, on=today)
    few = fits.page.rows[:FIRST_FEW] if fits else ()
    # Everybody whose name the page shows, once: that is what the log of use is about.
    seen = [*(row.candidate for row in few), *(each.approach.candidate for each in approaches)]
    log_use(
        action=Action.LIST,
        objects=[found, *dict.fromkeys(seen)],
        request=request,
        activity=Activity.MEDIATION,
    )
    # Only what the two say to each other tells whose turn it is.
    said = [event.kind for event in events if event.kind in ("question", "answer", "addition")]
    seen_now = {"versie": found.version}
    context = {
        "case": found,
        "asked": asked,
        "term": term(found, on=today, last_said=said[-1] if said else ""),
        "events": events,
        "refused_mail": any(event.kind == RequestEvent.Kind.MAIL_REFUSED for event in events),
        "approaches": approaches,
        "fits": fits,
        "few": few,
        "earlier": earlier(asked),
        "reminders": list(found.reminders.all()),
        "next_reminders": sorted(next_reminders(found, on=today), key=lambda each: each.on),
        "waiting": found.acts.filter(done_at=None).exists(),
        "text": TextForm(initial=seen_now),
        "note": NoteForm(initial={**seen_now, "notitie": found.note}),
        "transfer": TransferForm(
            case=found, initial={**seen_now, "naar": found.owner_id, "loket": found.desk_id}
        ),
        "close": CloseForm(case=found, initial=seen_now),
        "has_colleagues": colleagues(found).exists(),
        **forms,
    }
    # Only a form with errors is passed in.
    return render(request, "profiles/desk/case.html", context, status=422 if forms else 200)


def earlier(asked: ContactRequest | None) -> Sequence[Earlier]:
    """Other requests of the same mail address, newest first."""
    if asked is None:
        return []
    # By the hash, which is that of the address in one spelling.
    others = ContactRequest.objects.filter(email_hash=asked.email_hash).exclude(pk=asked.pk)
    numbers = list(others.order_by("-confirmed_at").values_list("number", flat=True)[:FIRST_FEW])
    known = Case.objects.in_bulk(numbers, field_name="number")
    return [Earlier(number, known.get(number)) for number in numbers]
