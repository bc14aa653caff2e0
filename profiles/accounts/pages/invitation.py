"""The page that a link in an invitation opens: choose a password, then the second step."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from profiles.accounts.forms import FirstPasswordForm
from profiles.accounts.invite import InvitationOver, accept, invitation_of
from profiles.staff.models import StaffUser


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """An account that is logged in already is another one, or has no need of it."""
    if request.user.is_authenticated:
        return redirect("/")
    now = timezone.now()
    try:
        invitation = invitation_of(token, at=now)
        account = StaffUser(
            email=invitation.email, first_name=invitation.first_name, last_name=invitation.last_name
        )
        form = FirstPasswordForm(request.POST or None, account=account)
        if form.is_valid():
            made = accept(invitation, password=form.cleaned_data["password1"], request=request, at=now)
            response: HttpResponseBase = perform_login(
                request, Login(user=made, email=made.email, redirect_url="/")
            )
            return response
    except InvitationOver:
        return render(request, "profiles/accounts/invitation_over.html", status=410)
    context = {"form": form, "invitation": invitation}
    return render(request, "profiles/accounts/invitation.html", context)
