"""Pages for what is not there, not allowed or broken."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


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


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: what is broken may be the very thing that the layout needs."""
    told = {
        "title": _("Er ging iets mis"),
        "text": _("Er is niets gewijzigd. Probeer het over een paar minuten opnieuw."),
    }
    return HttpResponseServerError(render_to_string("profiles/error.html", told))
