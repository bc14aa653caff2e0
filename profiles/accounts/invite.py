"""An invitation: an admin asks, a signed link goes by mail, works once and for seven days."""

import datetime

from django.conf import settings
from django.core import signing
from django.db import DEFAULT_DB_ALIAS, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.access.rights import Right, Role, has_right
from profiles.accounts import mails
from profiles.accounts.guard import require
from profiles.accounts.manage import log_account, new_account, notify_privacy_officers
from profiles.accounts.models import Invitation, RightsChange
from profiles.register.models import Organisation
from profiles.staff.models import StaffUser

DAYS = 7
SALT = "profiles.accounts.invitation"


class InvitationRefused(Exception):
    """The message says why, in words for the inviting admin."""


class InvitationOver(Exception):
    """The link was used, was withdrawn or is too old."""


@transaction.atomic(using=DEFAULT_DB_ALIAS)
def invite(
    *,
    email: str,
    first_name: str,
    last_name: str,
    role: str,
    organisation: Organisation | None,
    by: StaffUser,
    request: HttpRequest | None,
    at: datetime.datetime,
) -> Invitation:
    """Invite a colleague; an open invitation for that address is withdrawn. Raises `InvitationRefused`."""
    require(has_right(by, Right.MANAGE_ACCOUNTS))
    email = email.strip().lower()
    if StaffUser.objects.filter(email__iexact=email).exists():
        raise InvitationRefused(_("Er is al een account met dit e-mailadres."))
    # An older link in the same mailbox would still give the role that was meant then.
    Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
    invitation = Invitation.objects.create(
        email=email,
        first_name=first_name,
        last_name=last_name,
        role=role,
        organisation=organisation,
        invited_by=by,
        invited_at=at,
        expires_at=at + datetime.timedelta(days=DAYS),
    )
    link = settings.REGISTER_URL + reverse("accounts:accept", args=[token_of(invitation)])
    until = f"{timezone.localtime(invitation.expires_at):%d-%m-%Y %H:%M}"
    by_name = by.get_full_name() or by.get_username()
    mails.queue(mails.INVITATION, to=email, context={"by": by_name, "until": until, "link": link}, at=at)
    log_account(invitation, f"uitgenodigd als {Role(role).label}", by=by, request=request)
    return invitation


def token_of(invitation: Invitation) -> str:
    """What the link carries: which invitation, signed."""
    return signing.dumps(invitation.pk, salt=SALT)


def invitation_of(token: str, *, at: datetime.datetime) -> Invitation:
    """The open invitation of a link. Raises `InvitationOver`."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise InvitationOver from error
    found = Invitation.objects.open(now=at).select_related("organisation", "invited_by").filter(pk=pk).first()
    if found is None:
        raise InvitationOver
    return found


@transaction.atomic(using=DEFAULT_DB_ALIAS)
def accept(
    invitation: Invitation, *, password: str, request: HttpRequest, at: datetime.datetime
) -> StaffUser:
    """Make the account. Opened twice at once, the link makes one. Raises `InvitationOver`."""
    # One statement that looks and takes: two requests at once cannot both pass.
    taken = Invitation.objects.open(now=at).filter(pk=invitation.pk).update(accepted_at=at)
    # An admin that was switched off since gives no rights any more.
    if not taken or not invitation.invited_by.is_active:
        raise InvitationOver
    account = new_account(
        email=invitation.email,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
        role=invitation.role,
        organisation=invitation.organisation,
    )
    account.set_password(password)
    account.save(update_fields=["password"])
    # Who it became: the link itself is of no use any more.
    Invitation.objects.filter(pk=invitation.pk).update(account=account)
    RightsChange.objects.create(
        account=account,
        by=invitation.invited_by,
        at=at,
        field=RightsChange.Field.ROLE,
        new=str(Role(invitation.role).label),
        why="uitnodiging",
    )
    log_account(account, "uitnodiging aangenomen", by=account, request=request)
    notify_privacy_officers(at=at)
    return account


@transaction.atomic(using=DEFAULT_DB_ALIAS)
def withdraw(invitation: Invitation, *, by: StaffUser, request: HttpRequest, at: datetime.datetime) -> None:
    """The link works no more."""
    require(has_right(by, Right.MANAGE_ACCOUNTS))
    Invitation.objects.open(now=at).filter(pk=invitation.pk).update(withdrawn_at=at)
    log_account(invitation, "uitnodiging ingetrokken", by=by, request=request)
