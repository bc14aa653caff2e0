""" "My requests": asked for by mail address, opened by a mailed link, open for half an hour."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from explorer.contact.forms import EmailForm, errors_of
from explorer.contact.keys import KeyFor, KeyLost, key_for
from explorer.contact.limits import TooMany
from explorer.contact.models import ContactRequest, SavedSearch
from explorer.contact.models.request import RequestKind, RequestState
from explorer.contact.my_requests import LinkUsed, ask_for_link, use_link
from explorer.contact.owned import requests_of, searches_of
from explorer.contact.request_status import status_key
from explorer.contact.views.answers import (
    TOO_MANY_REQUESTS,
    address_of_sender,
    private,
    private_page,
)
from explorer.contact.views.cookies import MINE, forget, keep_mine, my_address
from explorer.contact.views.no_such_link import no_such_link
from explorer.search.current import current

UNPROCESSABLE, SEE_OTHER = 422, 303


@dataclass(frozen=True)
class MyRequest:
    """A request in the list; `url` is empty where its page cannot be found back."""

    request: ContactRequest
    kind: str
    state: str
    on: datetime.date
    url: str


@dataclass(frozen=True)
class MySearch:
    """A saved search in the list, and where it is stopped."""

    search: SavedSearch
    url: str
    stop: str


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The list where it is open; else the form for the link. The answer is the same for every address."""
    hashed = my_address(request)
    if request.method != "POST":
        return _list(request, hashed) if hashed else _form(request)
    form = EmailForm(request.POST)
    typed = request.POST.get("mail", "")
    if not form.is_valid():
        return _form(request, typed, error=errors_of(form, "mail"), status=UNPROCESSABLE)
    try:
        ask_for_link(
            email=form.cleaned_data["mail"],
            language="en" if (get_language() or "nl").startswith("en") else "nl",
            address=address_of_sender(request),
            at=timezone.now(),
        )
    except TooMany:
        return _form(request, typed, too_many=True, status=TOO_MANY_REQUESTS)
    # The same page whether the address is known or not.
    return private(HttpResponseRedirect(reverse("contact:mine_sent"), status=SEE_OTHER))


@require_http_methods(["GET", "HEAD"])
def mine_sent(request: HttpRequest) -> HttpResponse:
    """Look in your mail, if the address is known."""
    return private_page(request, "explorer/contact/mine_sent.jinja", {}, now=current())


@require_http_methods(["GET", "HEAD", "POST"])
def open_mine(request: HttpRequest, key: str) -> HttpResponse:
    """The page of the link: a button, which uses it up."""
    if request.method != "POST":
        return private_page(request, "explorer/contact/open_mine.jinja", {}, now=current())
    try:
        hashed = use_link(key=key, at=timezone.now())
    except LinkUsed:
        return no_such_link(request)
    response = HttpResponseRedirect(reverse("contact:mine"), status=SEE_OTHER)
    # The hash and not the address: the cookie says nothing to a reader of it.
    keep_mine(response, hashed)
    return private(response)


@require_POST
def close_mine(request: HttpRequest) -> HttpResponse:
    """Close the list, also on a computer that others use."""
    response = HttpResponseRedirect(reverse("contact:mine"), status=SEE_OTHER)
    forget(response, MINE)
    return private(response)


def _form(
    request: HttpRequest, email: str = "", *, error: str = "", too_many: bool = False, status: int = 200
) -> HttpResponse:
    context = {"email": email, "error": error, "too_many": too_many}
    return private_page(
        request, "explorer/contact/mine_form.jinja", context, now=current(), status=status, store=not email
    )


def _list(request: HttpRequest, hashed: str) -> HttpResponse:
    requests: list[MyRequest] = []
    for asked in requests_of(hashed):
        # Listed also without a link: the employer can still see how far it is.
        try:
            url = reverse("contact:status", args=[status_key(asked)])
        except KeyLost:
            url = ""
        requests.append(
            MyRequest(
                asked,
                kind=str(RequestKind(asked.kind).label),
                state=str(RequestState(asked.state).label),
                on=timezone.localtime(asked.confirmed_at).date(),
                url=url,
            )
        )
    searches: list[MySearch] = []
    for one in searches_of(hashed):
        try:
            key = key_for(KeyFor.STOP_SEARCH, one.pk, stored_hash=one.stop_key_hash)
            stop = reverse("contact:stop_search", args=[key])
        except KeyLost:
            stop = ""
        searches.append(MySearch(one, f"{reverse('search:candidates')}?{one.query}", stop))
    context = {"requests": requests, "searches": searches}
    return private_page(request, "explorer/contact/mine.jinja", context, now=current())
