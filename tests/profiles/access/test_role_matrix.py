"""Every page x role x own and foreign object. A page that names no right, or takes an object that this
test does not know, fails it."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from profiles.access.models import UseAlarm, UseLog
from profiles.access.pseudonyms import of_person
from profiles.access.rights import ROLES, PeopleScope, Right, Role
from profiles.desk.models import Approach, Introduction, NoGoEmployer
from profiles.imports.models import Import
from profiles.publication.models import Policy
from profiles.register.models import Candidate, Profile
from profiles.staff.models import StaffUser
from tests.factories.staff import StaffUserFactory
from tests.profiles.access.two_regions import TwoRegions
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

# Pages before the log-in, and those of other packages that are about the own account alone.
WITHOUT_RIGHTS = {
    "set_language": "the log-in page is read in both languages",
    "security_txt": "who finds a hole has no account",
    "accounts:accept": "whoever was invited has no account yet",
    "accounts:demo_codes": "the demo shows how to pass the second step",
    "account_login": "log-in",
    "account_logout": "log-out",
    "mfa_authenticate": "second step of a log-in",
    "single_sign_on_login": "log-in",
    "single_sign_on_callback": "log-in",
    "account_reset_password": "whoever forgot the password",
    "account_reset_password_done": "the same",
    "account_reset_password_from_key": "the same",
    "account_reset_password_from_key_done": "the same",
    "account_email_verification_sent": "leads on to the own account",
    "account_confirm_email": "the link of a mail",
    "staff:stop_mail": "the link of a mail, signed",
    "mfa_index": "leads on to the own account",
    "supply:openapi": "says nothing about anybody",
    **{
        f"supply:{name}": "of a token and not of an account: see tests/profiles/supply"
        for name in ("candidates", "candidate", "confirmations", "searches", "nowhere")
    },
}


@dataclass(frozen=True)
class Page:
    """A page of the register outside Django's admin."""

    name: str
    rights: tuple[Right, ...] | None
    arguments: tuple[str, ...]


def pages(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[Page]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from pages(
                    pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                )
        elif isinstance(pattern, URLPattern):
            yield Page(
                name=f"{namespace}{pattern.name}",
                rights=getattr(pattern.callback, "rights", None),
                arguments=tuple(sorted(pattern.pattern.regex.groupindex)),
            )


GUARDED = sorted((page for page in pages() if page.rights is not None), key=lambda page: page.name)
Find = Callable[[Candidate], dict[str, Any]]


def _of_candidate(candidate: Candidate) -> dict[str, Any]:
    return {"pk": candidate.pk}


def _of_approach(candidate: Candidate) -> dict[str, Any]:
    return {"pk": Approach.objects.get(candidate=candidate).pk}


def _of_case(candidate: Candidate) -> dict[str, Any]:
    return {"number": Approach.objects.get(candidate=candidate).case.number}


def _of_import(candidate: Candidate) -> dict[str, Any]:
    made = Import.objects.create(
        organisation=candidate.organisation, file_name="export.xlsx", made_at=timezone.now()
    )
    return {"pk": made.pk}


def _of_letter(candidate: Candidate) -> dict[str, Any]:
    return {"pk": Introduction.objects.get(approach__candidate=candidate).pk}


def _of_import(candidate: Candidate) -> dict[str, Any]:
    known, _made = Import.objects.get_or_create(
        organisation=candidate.organisation, defaults={"made_at": timezone.now(), "state": "done"}
    )
    return {"pk": known.pk}


ABOUT_PEOPLE: dict[str, Find] = {
    **{
        f"staff:{name}": _of_candidate
        for name in ("autosave", "confirm", "details", "history", "letter", "paste", "profile", "visible")
    },
    "staff:step": lambda candidate: {**_of_candidate(candidate), "name": "objection"},
    **{
        f"imports:{name}": _of_import
        for name in ("import", "progress", "report", "confirm", "cancel", "undo")
    },
    **{
        f"imports:{name}": _of_import
        for name in ("cancel", "confirm", "import", "progress", "report", "undo")
    },
    "desk:no_go": _of_candidate,
    "desk:remove_no_go": lambda candidate: {
        **_of_candidate(candidate),
        "employer": NoGoEmployer.objects.get(candidate=candidate).pk,
    },
    "desk:question": _of_approach,
    "desk:answer": _of_approach,
    "desk:new_letter": _of_approach,
    "desk:letter": _of_letter,
    "desk:ask": lambda candidate: {**_of_case(candidate), **_of_candidate(candidate)},
    **{f"desk:{name}": _of_case for name in ("case", "close", "fits", "note", "say", "take", "transfer")},
}
"""Pages that are about somebody: the arguments of their address for a person."""

OTHERS: dict[str, Callable[[], dict[str, Any]]] = {
    "log:use": lambda: {"pk": UseLog.objects.all()[0].pk},
    "log:handle_alarm": lambda: {"pk": UseAlarm.objects.all()[0].pk},
    "log:export_person": lambda: {"subject": of_person(1)},
    "staff:switch": lambda: {"number": 1},
    "staff:words": lambda: {"attribute": "task"},
    "accounts:withdraw_invitation": lambda: {"pk": 0},
    "mfa_remove_webauthn": lambda: {"pk": 0},
    **{
        f"accounts:{name}": lambda: {"pk": StaffUserFactory().pk}
        for name in ("colleague", "switch", "reset_second_step", "end_sessions", "lift")
    },
}
"""Pages about something else: their arguments."""


# A privacy officer makes a release only when it comes earlier than the policy lets it.
QUERY = {("staff:publish", Role.PRIVACY_OFFICER): "?eerder=1"}


def known_to(regions: TwoRegions, role: str) -> Reader:
    fields = {"is_staff": ROLES[role].line is PeopleScope.EVERYBODY}
    return logged_in(regions.account(role, **fields))


def address(page: Page, candidate: Candidate) -> str:
    if page.name in ABOUT_PEOPLE:
        return reverse(page.name, kwargs=ABOUT_PEOPLE[page.name](candidate))
    return reverse(page.name, kwargs=OTHERS[page.name]() if page.arguments else {})


def snapshot() -> tuple[object, ...]:
    return (
        list(Candidate.objects.order_by("pk").values_list("pk", "organisation", "objected_on")),
        list(Profile.objects.order_by("pk").values_list("pk", "state", "confirmed_on", "hours_min")),
        list(Approach.objects.order_by("pk").values_list("answer", "case__owner", "case__version")),
        NoGoEmployer.objects.count(),
        Introduction.objects.count(),
        Policy.objects.count(),
        StaffUser.objects.filter(is_active=False).count(),
    )


def test_every_page_names_its_rights() -> None:
    forgotten = {page.name for page in pages() if page.rights is None} - set(WITHOUT_RIGHTS)
    assert not forgotten, "decorate it with profiles.access.guard.needs"


def test_every_page_with_an_object_is_in_the_matrix() -> None:
    with_objects = {page.name for page in GUARDED if page.arguments}
    assert with_objects == set(ABOUT_PEOPLE) | set(OTHERS)


def test_every_right_is_somebodys_and_every_role_has_some() -> None:
    assert set().union(*(role.rights for role in ROLES.values())) == set(Right)
    assert ROLES.keys() == set(Role)


@pytest.mark.parametrize("page", GUARDED, ids=lambda page: page.name)
def test_page_opens_for_the_roles_that_have_its_right(regions: TwoRegions, page: Page) -> None:
    where, before = address(page, regions.near), snapshot()
    readers = {role: known_to(regions, role) for role in Role}
    for role, reader in readers.items():
        if page.rights and ROLES[role].rights.isdisjoint(page.rights):
            answers = {reader.get(where).status_code, reader.post(where).status_code}
            assert 403 in answers <= {403, 405}, role
    assert snapshot() == before
    for role, reader in readers.items():
        if not page.rights or not ROLES[role].rights.isdisjoint(page.rights):
            status = reader.get(where + QUERY.get((page.name, role), "")).status_code
            # The own account may lack what the page is about, and so may these objects.
            may_lack = not page.rights or page.name in OTHERS
            assert status in {200, 204, 302, 405, 422} or (status == 404 and may_lack), role


@pytest.mark.parametrize("name", sorted(ABOUT_PEOPLE))
def test_object_of_others_does_not_exist(regions: TwoRegions, name: str) -> None:
    before = snapshot()
    for role in (Role.CASE_WORKER, Role.DESK_ADVISER, Role.HEAD_OF_DESK):
        reader = known_to(regions, role)
        strangers = [regions.far, *([regions.neighbour] if role == Role.CASE_WORKER else [])]
        for stranger in strangers:
            where = reverse(name, kwargs=ABOUT_PEOPLE[name](stranger))
            for ask in (reader.get, reader.post):
                answer = ask(where, follow=True)
                assert answer.status_code in {403, 404, 405}, (role, ask)
                assert stranger.reference not in answer.content.decode()
    assert snapshot() == before


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.AUDITOR])
def test_officer_and_auditor_open_no_page_about_a_person(regions: TwoRegions, role: str) -> None:
    reader = known_to(regions, role)
    for name, find in ABOUT_PEOPLE.items():
        assert reader.get(reverse(name, kwargs=find(regions.near))).status_code == 403, name


@pytest.mark.parametrize("role", list(Role))
def test_admin_opens_for_the_roles_that_use_it(regions: TwoRegions, role: str) -> None:
    expected = 200 if Right.USE_ADMIN in ROLES[role].rights else 302
    assert known_to(regions, role).get(reverse("admin:index")).status_code == expected


@pytest.mark.parametrize("role", list(Role))
def test_first_page_of_each_role_opens(regions: TwoRegions, role: str) -> None:
    assert known_to(regions, role).get("/", follow=True).status_code == 200


def test_rights_end_with_the_account(regions: TwoRegions) -> None:
    for role in Role:
        account = regions.account(role, is_active=False)
        assert not ROLES[role].rights & set() and not account.has_perm("register.view_candidate")


def test_refused_page_is_in_the_log(regions: TwoRegions) -> None:
    account = regions.account(Role.AUDITOR)
    logged_in(account).get(reverse("staff:profile", args=[regions.near.pk]))
    use = UseLog.objects.filter(result="refused").get()
    assert (use.page, use.action) == ("staff:profile", "open")


def test_permission_given_by_hand_opens_nothing(regions: TwoRegions) -> None:
    from django.contrib.auth.models import Permission

    account = regions.account(Role.CASE_WORKER, is_staff=True)
    account.user_permissions.set(Permission.objects.exclude(codename__in=["add_publication", "view_quality"]))
    account = StaffUser.objects.get(pk=account.pk)
    reader = logged_in(account)
    assert not account.has_perm("staff.change_staffuser")
    assert reader.get(reverse("admin:index")).status_code == 302
    assert reader.get(reverse("log:uses")).status_code == 403


def test_unknown_use_does_not_exist(regions: TwoRegions) -> None:
    reader = known_to(regions, Role.AUDITOR)
    assert reader.get(reverse("log:use", args=[uuid.uuid4()])).status_code == 404
