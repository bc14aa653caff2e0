"""The secret page of a request: how far it is, an answer to the adviser, and taking it back."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from explorer.contact.answer_question import answer_question, open_question
from explorer.contact.desks import desk_with
from explorer.contact.forms import MessageForm, errors_of
from explorer.contact.keys import UnknownLink
from explorer.contact.limits import TooMany
from explorer.contact.models import ContactRequest
from explorer.contact.models.request import AlreadyEnded, RequestKind
from explorer.contact.request_status import request_with
from explorer.contact.timeline import progress
from explorer.contact.views.answers import TOO_MANY_REQUESTS, private, private_page
from explorer.contact.views.no_such_link import no_such_link
from explorer.contact.withdraw_request import withdraw_request
from explorer.search.current import current

UNPROCESSABLE, SEE_OTHER = 422, 303
MESSAGE = "bericht"


@require_safe
def status(request: HttpRequest, key: str) -> HttpResponse:
    """How far the request is."""
    try:
        found = request_with(key)
    except UnknownLink:
        return no_such_link(request)
    return _status_page(request, key, found)


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, key: str) -> HttpResponse:
    """A message of the employer; loaded again it is the status page."""
    try:
        found = request_with(key)
        if request.method == "POST":
            form = MessageForm(request.POST)
            if not form.is_valid():
                return _status_page(
                    request, key, found, text=request.POST.get(MESSAGE, ""),
                    error=errors_of(form, MESSAGE), status=UNPROCESSABLE,
                )  # fmt: skip
            answer_question(key=key, text=form.cleaned_data[MESSAGE], at=timezone.now())
    except UnknownLink:
        return no_such_link(request)
    except TooMany:
        # What was typed stays in the field, to be sent later.
        return _status_page(
            request, key, found, text=request.POST.get(MESSAGE, ""), too_many=True, status=TOO_MANY_REQUESTS
        )
    except AlreadyEnded:
        pass  # The page says so.
    return _to_status(key)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Asked once more, then taken back."""
    try:
        found = request_with(key)
        if request.method == "POST":
            withdraw_request(key=key, at=timezone.now())
    except UnknownLink:
        return no_such_link(request)
    except AlreadyEnded:
        pass  # The page says so.
    if request.method == "POST" or found.is_closed:
        return _to_status(key)
    context = {"asked": found, "kind": RequestKind(found.kind).label, "key": key}
    return private_page(request, "explorer/contact/withdraw.jinja", context, now=current())


def _to_status(key: str) -> HttpResponse:
    return private(HttpResponseRedirect(reverse("contact:status", args=[key]), status=SEE_OTHER))


def _status_page(
    request: HttpRequest,
    key: str,
    found: ContactRequest,
    *,
    text: str = "",
    error: str = "",
    too_many: bool = False,
    status: int = 200,
) -> HttpResponse:
    events = list(found.events.all())
    context = {
        "asked": found,
        "kind": RequestKind(found.kind).label,
        "key": key,
        "desk": desk_with(found.desk),
        "progress": progress(found, events, at=timezone.now()),
        "question": open_question(found),
        "text": text,
        "error": error,
        "too_many": too_many,
    }
    return private_page(request, "explorer/contact/status.jinja", context, now=current(), status=status)
