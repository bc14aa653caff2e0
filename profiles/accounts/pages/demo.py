"""A page of the demo alone: the code of the second step of each demo account."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from profiles.accounts.demo_codes import NoDemo, codes_now


@login_not_required
@require_safe
def codes(request: HttpRequest) -> HttpResponse:
    """Not there outside of a demo, whatever the addresses say."""
    try:
        found = list(codes_now())
    except NoDemo as refusal:
        raise Http404 from refusal
    return render(request, "profiles/accounts/demo_codes.html", {"codes": found})
