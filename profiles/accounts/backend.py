from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest

from profiles.staff.models import StaffUser


def find_account(typed: str) -> StaffUser | None:
    """The account of a name or a mail address, whatever its capitals; a name wins."""
    if not typed:
        return None
    # Three are enough to know that it is not one.
    found = list(StaffUser.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed))[:3])
    # A name may be the mail address of another account: then the name is meant.
    by_name = [account for account in found if account.username.casefold() == typed.casefold()]
    return by_name[0] if by_name else found[0] if len(found) == 1 else None


class StaffBackend(ModelBackend):
    """Name or mail address, and a password: hashed once, whether there is such an account or not."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> StaffUser | None:
        if not username or password is None:
            return None
        account = find_account(username)
        if account is None:
            # As long as for an account that exists: how long it takes says nothing.
            StaffUser().set_password(password)
            return None
        if account.check_password(password) and self.user_can_authenticate(account):
            return account
        return None

    # Permissions that were given by hand or by a group open nothing: `RightsBackend` goes by the roles.

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return False
