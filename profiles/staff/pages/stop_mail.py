"""The link in the weekly mail that stops it, without logging in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from profiles.caseload.weekly_mail import is_stop_link, stop_weekly_mail


# The signed link is the proof. A mail program posts it by itself (RFC 8058), without a token of ours.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """A GET asks, since scanners of mail follow links; a POST stops."""
    known = is_stop_link(token)
    stopped = request.method == "POST" and stop_weekly_mail(token, at=timezone.now())
    context = {"known": known, "stopped": stopped}
    return render(request, "profiles/stop_mail.html", context, status=200 if known else 404)
