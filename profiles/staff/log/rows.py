"""Uses as a page or a file shows them: accounts by name while they exist, people by pseudonym."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from profiles.access.models import UseLog
from profiles.access.pseudonyms import of_account
from profiles.staff.models import StaffUser
from profiles.supply.models import SupplierToken


@dataclass(frozen=True)
class UseRow:
    """One use, and its account in words."""

    use: UseLog
    account: str


def names_of_accounts() -> Mapping[uuid.UUID, str]:
    """Pseudonym -> user name, of every account there is; of a token of a supplier its name."""
    accounts = StaffUser.objects.values_list("pk", "username")
    tokens = SupplierToken.objects.only("pk", "name")
    return {
        **{of_account(pk): username for pk, username in accounts},
        **{of_account(token): _("koppeling %(name)s") % {"name": token.name} for token in tokens},
    }


def account_label(actor: uuid.UUID | None, names: Mapping[uuid.UUID, str]) -> str:
    """The name of an account; of one that is gone the pseudonym."""
    if actor is None:
        return _("het systeem")
    return names.get(actor) or _("gewist account %(pseudonym)s") % {"pseudonym": str(actor)[:8]}


def rows_of(uses: Iterable[UseLog]) -> Iterator[UseRow]:
    """Each use with the name of its account."""
    names = names_of_accounts()
    return (UseRow(use, account_label(use.actor, names)) for use in uses)
