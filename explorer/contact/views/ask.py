"""Ask for an introduction: one page, a page to check, and "look in your mail"."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from explorer.contact.content import RequestContent
from explorer.contact.desks import desk_for
from explorer.contact.forms import KINDS, RequestForm, errors_of, initial_values
from explorer.contact.limits import TooMany
from explorer.contact.models import PendingRequest
from explorer.contact.models.request import MOST_GROUPS, RequestKind, Start
from explorer.contact.resend_link import NothingPending, resend_link
from explorer.contact.start_request import start_request
from explorer.contact.views.answers import (
    TOO_MANY_REQUESTS,
    address_of_sender,
    private,
    private_page,
    submission_of,
)
from explorer.contact.views.cookies import (
    SELECTION,
    chosen_groups,
    forget,
    keep_groups,
    keep_sent,
    sent_request,
)
from explorer.contact.wish import GROUP, NOTHING, RequestWish, code_of_name, read_wish
from explorer.search.current import Current, current

QUERY, STEP, CHANGE = "zoek", "stap", "wijzig"
# The form is opened again to put a mistyped mail address right.
BETTER = "verbeter"
CHECK, SEND = "controleren", "versturen"
SEE_OTHER, UNPROCESSABLE = 303, 422


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form, filled in as far as is known; its check page; and sending it."""
    now = current()
    if request.method != "POST":
        return _form_page(request, now, _wish(now, request.GET, chosen_groups(request)), _known(request))
    data = QueryDict(request.POST.get(QUERY, ""), mutable=True)
    data.setlist(GROUP, request.POST.getlist(GROUP))
    wish, form = _wish(now, data), RequestForm(request.POST)
    # Back from the check page: the form again, with the focus on what is to be changed.
    if CHANGE in request.POST:
        return _form_page(request, now, wish, request.POST, focus=request.POST[CHANGE])
    if not form.is_valid():
        return _form_page(request, now, wish, request.POST, form=form, status=UNPROCESSABLE)
    # Also without script and after a refresh: only the button of the check page sends.
    if request.POST.get(STEP) != SEND:
        values = form.cleaned_data
        context = {
            **_common(wish),
            "values": values,
            "kind": RequestKind(values["soort"]).label,
            "start": Start(values["vanaf"]).label,
            "submission": uuid4(),
        }
        return private_page(request, "explorer/contact/check.jinja", context, now=now)
    try:
        pending = start_request(
            content=_content(wish, form),
            submission=submission_of(request),
            address=address_of_sender(request),
            at=timezone.now(),
        )
    except TooMany as error:
        response = _form_page(
            request, now, wish, request.POST, form=form, too_many=True, status=TOO_MANY_REQUESTS
        )
        response["Retry-After"] = str(max(1, int((error.retry_at - timezone.now()).total_seconds())))
        return response
    response = HttpResponseRedirect(reverse("contact:sent"), status=SEE_OTHER)
    # The next page shows the mail address, and only to the browser that sent it.
    keep_sent(response, pending.pk)
    # It was asked for: a next request begins without it.
    forget(response, SELECTION)
    return private(response)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Look in your mail; with what to do when it does not come."""
    pending = PendingRequest.objects.filter(id=sent_request(request)).first()
    if pending is None:
        return private(HttpResponseRedirect(reverse("contact:ask")))
    # The form again as it was sent, so that a mistyped mail address can be put right.
    groups = [(GROUP, code) for code in pending.content.get("groups", [])]
    context = {
        "is_confirmed": pending.request is not None,
        "email": pending.content.get("email", ""),
        "change": f"?{pending.content.get('query', '')}&{urlencode([*groups, (BETTER, '1')])}",
        "resent": "opnieuw" in request.GET,
        "too_many": "te-vaak" in request.GET,
        "desk": desk_for(pending.content.get("places", [])),
    }
    return private_page(request, "explorer/contact/sent.jinja", context, now=current())


@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """The link once more."""
    result = "opnieuw"
    try:
        pending = sent_request(request)
        if pending is not None:
            resend_link(pending_id=pending, at=timezone.now())
    except TooMany:
        result = "te-vaak"
    except NothingPending:
        # Confirmed meanwhile, in another window: the page says so.
        result = ""
    address = reverse("contact:sent")
    return private(HttpResponseRedirect(f"{address}?{result}=1" if result else address, status=SEE_OTHER))


@csrf_exempt  # It changes nothing but this visitor's own list, from pages that are the same for all.
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Add a group to the selection, or take it away."""
    now = current()
    code = code_of_name(now, request.POST.get(GROUP, "")) if now else ""
    chosen = [other for other in chosen_groups(request) if other != code]
    # A full selection stays as it is; the page says how many it may have.
    if code and "weg" not in request.POST and len(chosen) < MOST_GROUPS:
        chosen.append(code)
    response = HttpResponseRedirect(reverse("contact:ask"), status=SEE_OTHER)
    keep_groups(response, chosen)
    return private(response)


def _wish(now: Current | None, data: QueryDict, chosen: list[str] | None = None) -> RequestWish:
    if now is None:
        return NOTHING
    asked = data.copy()
    asked.pop(BETTER, None)
    return read_wish(now, asked, chosen=chosen or [])


def _known(request: HttpRequest) -> Mapping[str, object]:
    """What the form holds at first: nothing, or what was sent and waits for a better mail address."""
    if BETTER not in request.GET:
        return initial_values()
    pending = PendingRequest.objects.filter(id=sent_request(request), request=None).first()
    if pending is None:
        return initial_values()
    content = pending.content
    return {
        "soort": content["kind"],
        "werk": content["own_words"],
        "aantal": content["people_wanted"],
        "vanaf": content["start"],
        "organisatie": content["organisation"],
        "naam": content["contact_name"],
        "mail": content["email"],
        "telefoon": content["phone"],
    }


def _form_page(
    request: HttpRequest,
    now: Current | None,
    wish: RequestWish,
    values: Mapping[str, object],
    *,
    form: RequestForm | None = None,
    focus: str = "",
    too_many: bool = False,
    status: int = 200,
) -> HttpResponse:
    errors = {name: errors_of(form, name) if form else "" for name in RequestForm.base_fields}
    wrong = [name for name, text in errors.items() if text]
    context = {
        **_common(wish),
        "values": {name: values.get(name, "") for name in RequestForm.base_fields},
        "errors": errors,
        "has_errors": bool(wrong),
        "focus": focus or next(iter(wrong), ""),
        "is_selection": request.method != "POST" and bool(chosen_groups(request)),
        "too_many": too_many,
    }
    # An empty form may be kept: so the back button finds in it what was typed.
    store = request.method != "POST" and BETTER not in request.GET
    return private_page(request, "explorer/contact/ask.jinja", context, now=now, status=status, store=store)


def _common(wish: RequestWish) -> dict[str, object]:
    return {
        "wish": wish,
        "desk": desk_for(wish.places),
        "kinds": KINDS,
        "starts": Start.choices,
        "months": settings.KEEP_MONTHS,
    }


def _content(wish: RequestWish, form: RequestForm) -> RequestContent:
    values = form.cleaned_data
    return RequestContent(
        kind=values["soort"],
        query=wish.query,
        wish_nl=wish.words["nl"],
        wish_en=wish.words["en"],
        groups=tuple(group.code for group in wish.groups),
        places=wish.places,
        people_wanted=values["aantal"],
        start=values["vanaf"],
        organisation=values["organisatie"],
        contact_name=values["naam"],
        email=values["mail"],
        phone=values["telefoon"],
        own_words=values["werk"],
        language="en" if (get_language() or "nl").startswith("en") else "nl",
    )
