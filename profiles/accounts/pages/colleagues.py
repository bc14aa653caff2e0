"""Accounts of colleagues: list, invitations, rights, lock-outs, and what was changed."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access.guard import needs
from profiles.access.rights import ROLES, Right
from profiles.accounts import invite as invitations
from profiles.accounts import manage
from profiles.accounts.forms import AccountReasonForm, InvitationForm, RightsForm
from profiles.accounts.guard import extra_rights, may_manage, may_reset
from profiles.accounts.models import Invitation, RightsChange, TryCount
from profiles.accounts.second_step import STEPS
from profiles.staff.access import StaffRequest
from profiles.staff.models import StaffUser

FOLDER = "profiles/accounts/"
ROWS = 50


@needs(Right.MANAGE_ACCOUNTS)
@require_safe
def colleagues(request: StaffRequest) -> HttpResponse:
    """All accounts, and invitations that were not accepted yet."""
    now = timezone.now()
    # Two sets for the whole page, instead of two queries for each row.
    with_step = set(Authenticator.objects.filter(type__in=STEPS).values_list("user_id", flat=True))
    blocked = set(
        TryCount.objects.filter(blocked_until__gt=now, account__isnull=False).values_list(
            "account_id", flat=True
        )
    )
    found = StaffUser.objects.select_related("organisation").order_by("-is_active", "last_name", "username")
    page = Paginator(found, ROWS).get_page(request.GET.get("pagina"))
    for account in page:
        account.has_step = account.pk in with_step  # type: ignore[attr-defined]
        account.is_blocked = account.pk in blocked  # type: ignore[attr-defined]
    context = {
        "page": page,
        "invitations": Invitation.objects.open(now=now).select_related("organisation", "invited_by"),
    }
    return render(request, FOLDER + "colleagues.html", context)


@needs(Right.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: StaffRequest) -> HttpResponseBase:
    """Invite a colleague."""
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            invitation = invitations.invite(
                **form.cleaned_data, by=request.user, request=request, at=timezone.now()
            )
        except invitations.InvitationRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            sent = _("De uitnodiging gaat naar %(email)s. De link werkt zeven dagen.")
            messages.success(request, sent % {"email": invitation.email})
            return redirect("accounts:colleagues")
    return render(request, FOLDER + "invite.html", {"form": form})


@needs(Right.MANAGE_ACCOUNTS)
@require_POST
def withdraw_invitation(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The link works no more."""
    invitation = get_object_or_404(Invitation, pk=pk)
    invitations.withdraw(invitation, by=request.user, request=request, at=timezone.now())
    messages.success(request, _("De uitnodiging is ingetrokken."))
    return redirect("accounts:colleagues")


@needs(Right.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request: StaffRequest, pk: int) -> HttpResponseBase:
    """One account: its rights, and what can be done to it."""
    account = get_object_or_404(StaffUser.objects.select_related("organisation"), pk=pk)
    extra = [right.value for right in extra_rights(account)]
    initial = {"role": account.role, "organisation": account.organisation, "extra": extra}
    form = RightsForm(request.POST or None, initial=initial)
    if form.is_valid():
        changes = manage.change_rights(
            account,
            by=request.user,
            role=form.cleaned_data["role"],
            organisation=form.cleaned_data["organisation"],
            extra=[Right(value) for value in form.cleaned_data["extra"]],
            why=form.cleaned_data["why"],
            request=request,
            at=timezone.now(),
        )
        changed = _("De rechten zijn gewijzigd. De privacyfunctionaris krijgt daarvan bericht.")
        messages.success(request, changed if changes else _("Er is niets gewijzigd."))
        return redirect("accounts:colleague", pk=account.pk)
    context = {
        "account": account,
        "form": form,
        "reason_form": AccountReasonForm(auto_id=False),
        "role": ROLES.get(account.role),
        "may_manage": may_manage(request.user, account),
        "may_reset": may_reset(request.user, account),
        "has_step": Authenticator.objects.filter(user=account, type__in=STEPS).exists(),
        "blocked": TryCount.objects.filter(account=account, blocked_until__gt=timezone.now()),
        "changes": RightsChange.objects.filter(account=account).select_related("by")[:20],
    }
    return render(request, FOLDER + "colleague.html", context)


def _act(title: str) -> Callable[[Callable[..., str]], Callable[..., HttpResponseBase]]:
    """A page that does one thing to an account, for a reason that is written down."""

    def decorated(act: Callable[..., str]) -> Callable[..., HttpResponseBase]:
        @needs(Right.MANAGE_ACCOUNTS)
        @require_POST
        def page(request: StaffRequest, pk: int) -> HttpResponseBase:
            account = get_object_or_404(StaffUser, pk=pk)
            form = AccountReasonForm(request.POST)
            if form.is_valid():
                messages.success(request, act(request, account, why=form.cleaned_data["why"]))
            else:
                messages.error(request, _("Zeg waarom: dat wordt vastgelegd. Er is nog niets gewijzigd."))
            return redirect("accounts:colleague", pk=account.pk)

        # Error reports name a page by it.
        page.__name__ = act.__name__
        page.__doc__ = title
        return page

    return decorated


@_act("Switch an account on or off.")
def switch(request: StaffRequest, account: StaffUser, *, why: str) -> str:
    on = not account.is_active
    manage.switch(account, on=on, by=request.user, why=why, request=request, at=timezone.now())
    if on:
        return _("Het account staat weer aan. Oude sessies komen niet terug.")
    return _("Het account staat uit. Alle sessies zijn beëindigd.")


@_act("Take the second step of an account away.")
def reset_second_step(request: StaffRequest, account: StaffUser, *, why: str) -> str:
    manage.reset_second_step(account, by=request.user, why=why, request=request, at=timezone.now())
    return _("De tweede stap is weg. Bij het inloggen maakt uw collega een nieuwe.")


@_act("End the sessions of an account.")
def end_sessions(request: StaffRequest, account: StaffUser, *, why: str) -> str:
    manage.end_sessions_of(account, by=request.user, request=request)
    return _("Alle sessies van dit account zijn beëindigd.")


@_act("Lift the lock-out of an account.")
def lift(request: StaffRequest, account: StaffUser, *, why: str) -> str:
    manage.lift_lock_out(account, by=request.user, request=request)
    return _("De blokkade is opgeheven.")


@needs(Right.MANAGE_ACCOUNTS, Right.READ_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def lock_outs(request: StaffRequest) -> HttpResponseBase:
    """Accounts and addresses that are locked out after failed log-ins; an admin may end a lock-out."""
    now = timezone.now()
    found = TryCount.objects.filter(blocked_until__gt=now).select_related("account")
    if request.method == "POST":
        # Compared as text: what was sent need not be a number.
        count = {str(each.pk): each for each in found}.get(request.POST.get("count", ""))
        if count is None:
            raise Http404
        # Who only reads the log comes here too; the verb refuses them.
        manage.lift_count(count, by=request.user, request=request)
        messages.success(request, _("De blokkade is opgeheven."))
        return redirect("accounts:lock_outs")
    return render(request, FOLDER + "lock_outs.html", {"counts": found})


@needs(Right.MANAGE_ACCOUNTS, Right.READ_LOG)
@require_safe
def rights_changes(request: StaffRequest) -> HttpResponse:
    """Every change of rights, newest first, old and new."""
    found = RightsChange.objects.select_related("account", "by")
    context: dict[str, Any] = {"page": Paginator(found, ROWS).get_page(request.GET.get("pagina"))}
    return render(request, FOLDER + "rights_changes.html", context)
