"""Which accounts an account may change: never its own, and never one with more rights."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from profiles.access.rights import EXTRA_PERMISSIONS, ROLES, Right, has_right
from profiles.staff.models import StaffUser


def rights_when_on(account: StaffUser) -> frozenset[Right]:
    """What an account may when it is switched on."""
    if account.is_superuser:
        return frozenset(Right)
    role = ROLES.get(account.role)
    if role is None:
        return frozenset()
    # Not `rights_of`: an account that is switched off has none there, and gets these back.
    return role.rights | {right for right in role.extra if right in extra_rights(account)}


def extra_rights(account: StaffUser) -> frozenset[Right]:
    """What an account was given besides its role."""
    given = {
        f"{app}.{name}"
        for app, name in account.user_permissions.values_list("content_type__app_label", "codename")
    }
    return frozenset(right for right, permission in EXTRA_PERMISSIONS.items() if permission in given)


def may_manage(actor: StaffUser, account: StaffUser) -> bool:
    """Whether the actor may change role, organisation and rights of an account, or switch it off."""
    if not has_right(actor, Right.MANAGE_ACCOUNTS) or actor.pk == account.pk:
        return False
    # A superuser is made and unmade on the command line alone.
    return not account.is_superuser


def may_reset(actor: StaffUser, account: StaffUser) -> bool:
    """Whether the actor may reset the second step: with its password alone the account is open then."""
    return may_manage(actor, account) and rights_when_on(account) <= rights_when_on(actor)


def require(allowed: bool) -> None:
    """403, in words, unless it is allowed."""
    if not allowed:
        raise PermissionDenied(
            _(
                "U mag dit account niet wijzigen: het is uw eigen account, of het heeft rechten "
                "die u niet heeft."
            )
        )
