"""Saved searches: save, confirm, stop."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from explorer.contact.forms import EmailForm, errors_of
from explorer.contact.limits import TooMany
from explorer.contact.save_search import (
    MOST_SEARCHES,
    SearchUnknown,
    TooManySearches,
    confirm_search,
    save_search,
    search_to_confirm,
    search_with,
    stop_search,
)
from explorer.contact.views.answers import (
    TOO_MANY_REQUESTS,
    address_of_sender,
    private,
    private_page,
    submission_of,
)
from explorer.contact.views.no_such_link import no_such_link
from explorer.contact.wish import read_wish
from explorer.search.current import Current, current

UNPROCESSABLE, SEE_OTHER = 422, 303


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """A mail address for the search in the address; nothing to save leads to the search."""
    now = current()
    if now is None:
        return private(HttpResponseRedirect(reverse("search:candidates")))
    posted = request.method == "POST"
    wish = read_wish(now, QueryDict(request.POST.get("zoek", "")) if posted else request.GET)
    # A search for everything has no label that could change in a useful way.
    if not wish.query or wish.amount is None:
        return private(HttpResponseRedirect(reverse("search:candidates"), status=SEE_OTHER))
    context = {"wish": wish, "email": "", "error": "", "too_many": False, "submission": uuid4()}
    if not posted:
        return _save_page(request, now, context)
    form, typed = EmailForm(request.POST), request.POST.get("mail", "")
    if not form.is_valid():
        wrong = context | {"email": typed, "error": errors_of(form, "mail")}
        return _save_page(request, now, wrong, status=UNPROCESSABLE)
    try:
        save_search(
            email=form.cleaned_data["mail"],
            query=wish.query,
            words=wish.name or wish.typed,
            language="en" if (get_language() or "nl").startswith("en") else "nl",
            release=now.release.number,
            label=wish.amount.number,
            submission=submission_of(request),
            address=address_of_sender(request),
            at=timezone.now(),
        )
    except TooMany:
        again = context | {"email": typed, "too_many": True}
        return _save_page(request, now, again, status=TOO_MANY_REQUESTS)
    return private(HttpResponseRedirect(reverse("contact:search_sent"), status=SEE_OTHER))


@require_safe
def search_sent(request: HttpRequest) -> HttpResponse:
    """Look in your mail."""
    return private_page(request, "explorer/contact/search_sent.jinja", {}, now=current())


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_saved(request: HttpRequest, key: str) -> HttpResponse:
    """The page of the link in the mail: a button, then "saved"."""
    try:
        search = search_to_confirm(key, at=timezone.now())
        if request.method == "POST":
            search = confirm_search(key=key, at=timezone.now())
    except SearchUnknown:
        return no_such_link(request)
    except TooManySearches:
        full = {"most": MOST_SEARCHES}
        return private_page(request, "explorer/contact/searches_full.jinja", full, now=current(), status=409)
    context = {"search": search, "is_confirmed": search.confirmed_at is not None}
    return private_page(request, "explorer/contact/confirm_search.jinja", context, now=current())


@csrf_exempt  # Mail programs stop it by a POST of their own (RFC 8058); the key in the address is the proof.
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """A button; then, and for a search that is gone already, "stopped"."""
    if request.method == "POST":
        stop_search(key=key)
    try:
        search = search_with(key)
    except SearchUnknown:
        # Stopped already, by the mail program or an earlier click: that is what was wanted.
        search = None
    context = {"search": search}
    return private_page(request, "explorer/contact/stop_search.jinja", context, now=current())


def _save_page(
    request: HttpRequest, now: Current, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    return private_page(
        request, "explorer/contact/save_search.jinja", context, now=now, status=status,
        store=not context["email"],
    )  # fmt: skip
