"""What is done to accounts of colleagues: guarded, recorded, and notified to privacy officers."""

import datetime
from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import DEFAULT_DB_ALIAS, transaction
from django.http import HttpRequest
from django.urls import reverse

from profiles.access.log_of_use import Action, Activity, log_use
from profiles.access.rights import EXTRA_PERMISSIONS, ROLES, Right, Role, has_right
from profiles.accounts import lockout, mails
from profiles.accounts.guard import extra_rights, may_manage, may_reset, require
from profiles.accounts.models import RightsChange, TryCount
from profiles.accounts.second_step import end_sessions, remove_second_step
from profiles.register.models import Organisation
from profiles.staff.models import StaffUser

Field = RightsChange.Field


@transaction.atomic(using=DEFAULT_DB_ALIAS)
def new_account(
    *, email: str, first_name: str, last_name: str, role: str, organisation: Organisation | None
) -> StaffUser:
    """An account without a password, with a mail address that the caller vouches for, which is its name."""
    account = StaffUser(
        username=email.lower()[:150],
        email=email.lower(),
        first_name=first_name,
        last_name=last_name,
        role=role,
        organisation=organisation,
        is_staff=Right.USE_ADMIN in ROLES[role].rights,
    )
    # The owner chooses one after the invitation, or logs in through the organisation.
    account.set_unusable_password()
    account.save(force_insert=True)
    # The address was proved, by the invitation or by the provider: no second mail asks for it.
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


@transaction.atomic(using=DEFAULT_DB_ALIAS)
def change_rights(
    account: StaffUser,
    *,
    by: StaffUser | None,
    role: str,
    organisation: Organisation | None,
    extra: Iterable[Right] | None = None,
    why: str,
    request: HttpRequest | None,
    at: datetime.datetime,
) -> list[RightsChange]:
    """Give another role, organisation or extra rights; ends every session of the account.

    `by`: None for single sign-on, where the claims of the organisation decide. Returns what changed.
    """
    if by is not None:
        require(may_manage(by, account))
    # Locked: of two changes at once each is recorded with what it really replaced.
    now = StaffUser.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=account.pk)
    changes = []
    if now.role != role:
        changes.append((Field.ROLE, _label(now.role), _label(role)))
    if now.organisation_id != (organisation.pk if organisation else None):
        changes.append((Field.ORGANISATION, str(now.organisation or ""), str(organisation or "")))
    if extra is not None:
        wanted = frozenset(extra) & ROLES[role].extra
        if wanted != extra_rights(now):
            changes.append((Field.EXTRA, _names(extra_rights(now)), _names(wanted)))
            # Exactly these, and no other permission of Django.
            pairs = [EXTRA_PERMISSIONS[right].split(".") for right in wanted]
            now.user_permissions.set(
                [Permission.objects.get(content_type__app_label=app, codename=name) for app, name in pairs]
            )
    now.role, now.organisation = role, organisation
    # Django's own flag opens the admin; it follows the role and is never set by hand.
    now.is_staff = Right.USE_ADMIN in ROLES[role].rights
    now.save(update_fields=["role", "organisation", "is_staff"])
    # A page that was made under the old rights must not be sent under them.
    if changes:
        end_sessions(now)
    return _record(now, changes, by=by, why=why, request=request, at=at)


@transaction.atomic(using=DEFAULT_DB_ALIAS)
def switch(
    account: StaffUser, *, on: bool, by: StaffUser, why: str, request: HttpRequest, at: datetime.datetime
) -> None:
    """Switch an account on or off. Sessions of before never come back."""
    require(may_manage(by, account))
    now = StaffUser.objects.select_for_update().get(pk=account.pk)
    if now.is_active == on:
        return
    now.is_active = on
    now.save(update_fields=["is_active"])
    _record(
        now,
        [(Field.ACTIVE, *(("uit", "aan") if on else ("aan", "uit")))],
        by=by,
        why=why,
        request=request,
        at=at,
    )


@transaction.atomic(using=DEFAULT_DB_ALIAS)
def reset_second_step(
    account: StaffUser, *, by: StaffUser | None, why: str, request: HttpRequest | None, at: datetime.datetime
) -> None:
    """Take the second step away, after having spoken to its owner; at the next log-in a new one is set up.

    `by`: None on the command line.
    """
    if by is not None:
        require(may_reset(by, account))
    remove_second_step(account)
    lockout.lift(account)
    _record(account, [(Field.SECOND_STEP, "aan", "weggehaald")], by=by, why=why, request=request, at=at)
    if account.email:
        mails.queue("mfa/reset", to=account.email, context={}, at=at)


@transaction.atomic(using=DEFAULT_DB_ALIAS)
def end_sessions_of(account: StaffUser, *, by: StaffUser, request: HttpRequest) -> None:
    """End every session of a colleague."""
    require(may_manage(by, account))
    end_sessions(account)
    log_account(account, "sessies beëindigd", by=by, request=request)


@transaction.atomic(using=DEFAULT_DB_ALIAS)
def lift_lock_out(account: StaffUser, *, by: StaffUser, request: HttpRequest) -> None:
    """Let an account that was tried too often log in again."""
    require(may_manage(by, account))
    lockout.lift(account)
    log_account(account, "blokkade opgeheven", by=by, request=request)


@transaction.atomic(using=DEFAULT_DB_ALIAS)
def lift_count(count: TryCount, *, by: StaffUser, request: HttpRequest) -> None:
    """End one lock-out: of an account, of an address or of an unknown name."""
    # No account lifts its own lock-out.
    require(has_right(by, Right.MANAGE_ACCOUNTS) and count.account_id != by.pk)
    count.delete()
    log_account(count.account or f"blokkade:{count.subject}", "blokkade opgeheven", by=by, request=request)


def notify_privacy_officers(*, at: datetime.datetime) -> None:
    """A mail without content: what changed is on a page behind the log-in."""
    officers = StaffUser.objects.filter(role=Role.PRIVACY_OFFICER, is_active=True).exclude(email="")
    for officer in officers:
        link = settings.REGISTER_URL + reverse("accounts:rights_changes")
        mails.queue(mails.RIGHTS, to=officer.email, context={"link": link}, at=at)


def log_account(about: Any, why: str, *, by: StaffUser | None, request: HttpRequest | None) -> None:
    """Log what was done to an account, an invitation or a lock-out (`about`: a row, or its name)."""
    log_use(
        action=Action.ACCOUNT,
        objects=[about],
        request=request,
        actor=by,
        activity=Activity.MANAGEMENT,
        why=why,
    )


def _record(
    account: StaffUser,
    changes: list[tuple[RightsChange.Field, str, str]],
    *,
    by: StaffUser | None,
    why: str,
    request: HttpRequest | None,
    at: datetime.datetime,
) -> list[RightsChange]:
    rows = [
        RightsChange(account=account, by=by, at=at, field=field, old=old[:200], new=new[:200], why=why[:300])
        for field, old, new in changes
    ]
    RightsChange.objects.bulk_create(rows)
    for row in rows:
        log_account(account, f"{row.field}: {row.old} → {row.new}. {why}", by=by, request=request)
    if rows:
        notify_privacy_officers(at=at)
    return rows


def _label(role: str) -> str:
    return str(Role(role).label) if role in Role.values else role


def _names(rights: Iterable[Right]) -> str:
    return ", ".join(sorted(str(right.label) for right in rights))
