"""Pages for what is not there, not allowed or broken."""

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from profiles.staff.access import staff_of
from profiles.staff.models import StaffUser
from profiles.staff.pages.account import log_in_page
from profiles.staff.pending_form import hand_over, seal


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Also for candidates of others: whether they exist is not said."""
    told = {
        "title": _("Deze pagina is er niet"),
        "text": _("De kandidaat bestaat niet, of hoort bij een andere organisatie. Of het adres klopt niet."),
    }
    return render(request, "profiles/error.html", told, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The exception says why, in words for the user."""
    told = {"title": _("Dit mag u niet"), "text": str(exception) or _("Vraag het de functioneel beheerder.")}
    return render(request, "profiles/error.html", told, status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: mostly one that was left open, or sent after logging in anew.

    Its owner finds it again with what was typed, to send it by themselves.
    """
    sealed = seal(request)
    if sealed and not isinstance(request.user, StaffUser):
        return log_in_page(request, sealed)
    if sealed and (page := hand_over(request, sealed, user=staff_of(request))):
        return redirect(page)
    told = {
        "title": _("Dit formulier is verlopen"),
        "text": _("Ga terug met de knop van uw browser, ververs de pagina en probeer het opnieuw."),
    }
    return HttpResponseForbidden(render_to_string("profiles/error.html", told, request))


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: what is broken may be the very thing that the layout needs."""
    told = {
        "title": _("Er ging iets mis"),
        "text": _("Er is niets gewijzigd. Probeer het over een paar minuten opnieuw."),
    }
    return HttpResponseServerError(render_to_string("profiles/error.html", told))
