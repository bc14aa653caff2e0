"""The log-ins of the demo: one of each role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.utils import timezone

from profiles.access.rights import Role
from profiles.caseload.models import Assignment
from profiles.register.models import Candidate, Organisation
from profiles.staff.access import MAY_PUBLISH, MAY_SEE_QUALITY
from profiles.staff.models import StaffUser

CASELOAD = 60


class DemoAccountsError(Exception):
    """There is no organisation for the log-ins to belong to."""


@dataclass(frozen=True)
class DemoAccount:
    """A log-in, for an organisation."""

    username: str
    role: str
    organisation: str
    rights: tuple[str, ...] = ()
    is_admin: bool = False
    is_superuser: bool = False
    email: str = ""


DEMO_ACCOUNTS = (
    DemoAccount("klantmanager-venlo", Role.CASE_WORKER, "Gemeente Venlo", (MAY_PUBLISH, MAY_SEE_QUALITY)),
    DemoAccount("adviseur-loket", Role.DESK_ADVISER, "UWV Noord-Limburg"),
    DemoAccount("beheerder", Role.ADMIN, "", is_admin=True, is_superuser=True),
    DemoAccount(
        "privacyfunctionaris", Role.PRIVACY_OFFICER, "", is_admin=True, email="privacy@register.example"
    ),
)


def make_demo_accounts(*, passwords: Mapping[str, str]) -> Iterator[tuple[StaffUser, str]]:
    """Make or mend each account, and give it back with its password. Raises `DemoAccountsError`."""
    for account in DEMO_ACCOUNTS:
        password = passwords[account.username]
        yield _made(account, password), password


def _made(account: DemoAccount, password: str) -> StaffUser:
    user, _made = StaffUser.objects.update_or_create(
        username=account.username,
        defaults={
            "role": account.role,
            "organisation": _organisation(account.organisation),
            "is_active": True,
            "is_staff": account.is_admin,
            "is_superuser": account.is_superuser,
            "email": account.email,
        },
    )
    # The same password would get another hash, and end the sessions of who tries the demo.
    if not user.check_password(password):
        user.set_password(password)
        user.save()
    pairs = (right.split(".") for right in account.rights)
    user.user_permissions.set(
        [Permission.objects.get(content_type__app_label=label, codename=name) for label, name in pairs]
    )
    if account.role == Role.CASE_WORKER and user.organisation:
        _assign(user, user.organisation)
    return user


def _assign(user: StaffUser, organisation: Organisation) -> None:
    """A caseload, so that the work list has one's own people beside all of them."""
    people = Candidate.objects.of(organisation).filter(assignment=None).order_by("pk")
    missing = CASELOAD - Assignment.objects.filter(worker=user).count()
    Assignment.objects.bulk_create(
        Assignment(candidate=candidate, worker=user, since=timezone.localdate())
        for candidate in people[: max(0, missing)]
    )


def _organisation(name: str) -> Organisation | None:
    if not name:
        return None
    found = Organisation.objects.filter(name=name).first()
    if found is None:
        raise DemoAccountsError(f"there is no organisation “{name}”; run make_population first")
    return found
