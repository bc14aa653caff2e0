"""Nobody gives themselves rights or takes over an account with more; officers hear of every change."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin as django_admin
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from profiles.access.models import UseLog
from profiles.access.rights import Right, Role, has_right
from profiles.accounts import manage
from profiles.accounts.guard import may_manage, may_reset
from profiles.accounts.models import RightsChange
from profiles.mail.models import QueuedMail
from profiles.staff.models import StaffUser
from tests.database import as_owner
from tests.factories.register import OrganisationFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.accounts.visitor import with_both_steps
from tests.profiles.staff.reader import logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
OFFICERS_MAIL = "Rechten van een medewerker zijn gewijzigd"


def page_of(account: StaffUser, name: str = "colleague") -> str:
    return reverse(f"accounts:{name}", args=[account.pk])


def changed(account: StaffUser, by: StaffUser | None, **fields: Any) -> None:
    given = {
        "role": account.role,
        "organisation": account.organisation,
        "why": "test",
        "request": None,
        "at": timezone.now(),
        **fields,
    }
    manage.change_rights(account, by=by, **given)


def test_admin_gives_a_role_and_officers_hear_of_it(
    admin: StaffUser, officer: StaffUser, colleague: StaffUser
) -> None:
    typed = {"role": "desk_adviser", "organisation": colleague.organisation_id, "why": "nieuw werk"}
    logged_in(admin).post(page_of(colleague), typed)
    colleague.refresh_from_db()
    assert colleague.role == "desk_adviser"
    change = RightsChange.objects.get()
    assert (change.old, change.new, change.by, change.why) == (
        "klantmanager",
        "adviseur van het loket",
        admin,
        "nieuw werk",
    )
    mail = QueuedMail.objects.get(subject=OFFICERS_MAIL)
    assert mail.to == officer.email
    assert colleague.username not in mail.text
    shown = logged_in(officer).get(reverse("accounts:rights_changes")).content.decode()
    assert "klantmanager → adviseur van het loket" in shown and colleague.username in shown
    with as_owner():
        assert UseLog.objects.filter(action="account", why__contains="klantmanager → adviseur").exists()


@pytest.mark.parametrize(
    "typed",
    [{"role": "privacy_officer", "why": "x"}, {"role": "admin", "organisation": 1, "why": "x"}],
)
def test_nobody_changes_their_own_rights(admin: StaffUser, typed: dict[str, Any]) -> None:
    assert logged_in(admin).post(page_of(admin), {**typed}).status_code in {200, 403}
    with pytest.raises(PermissionDenied):
        changed(admin, admin, role="privacy_officer")
    with pytest.raises(PermissionDenied):
        manage.switch(admin, on=False, by=admin, why="", request=None, at=timezone.now())
    admin.refresh_from_db()
    assert admin.role == "admin" and admin.organisation is None
    assert not RightsChange.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role.values if role != "admin"])
def test_only_who_manages_accounts_changes_rights(role: str, colleague: StaffUser) -> None:
    actor = StaffUserFactory(role=role)
    assert not may_manage(actor, colleague)
    client = logged_in(actor)
    assert client.get(page_of(colleague)).status_code == 403
    for name in ("switch", "reset_second_step", "end_sessions", "lift"):
        assert client.post(page_of(colleague, name), {"why": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        changed(colleague, actor, role="admin")


def test_right_to_change_accounts_of_django_gives_nothing(colleague: StaffUser) -> None:
    """An account with `change_staffuser` reset the passwords of those who may give rights."""
    from django.contrib.auth.models import Permission

    actor = StaffUserFactory(is_staff=True)
    actor.user_permissions.add(Permission.objects.get(codename="change_staffuser"))
    client = logged_in(actor)
    change = reverse("admin:staff_staffuser_change", args=[colleague.pk])
    before = StaffUser.objects.values().get(pk=colleague.pk)
    typed = {
        "role": "admin",
        "is_staff": "on",
        "is_superuser": "on",
        "password": "x",
        "email": "van@mij.example",
    }
    assert client.post(change, typed).status_code in {302, 403}
    assert StaffUser.objects.values().get(pk=colleague.pk) == before
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_user_password_change", args=[colleague.pk])


def test_admin_site_changes_no_account_and_no_second_step(admin_client: Any, colleague: StaffUser) -> None:
    change = reverse("admin:staff_staffuser_change", args=[colleague.pk])
    assert admin_client.get(change).status_code == 200
    assert admin_client.post(change, {"username": "anders"}).status_code == 403
    assert admin_client.get(reverse("admin:staff_staffuser_add")).status_code == 403
    for model in (EmailAddress, Authenticator):
        assert not django_admin.site.is_registered(model)
    assert "auth.group" not in {model._meta.label_lower for model in django_admin.site._registry}


def test_second_step_of_more_rights_is_not_reset(admin: StaffUser, officer: StaffUser) -> None:
    chief = StaffUserFactory(admin=True)
    for other in (officer, chief):
        assert not may_reset(admin, other)
        with pytest.raises(PermissionDenied):
            manage.reset_second_step(other, by=admin, why="x", request=None, at=timezone.now())
    assert not may_manage(admin, chief)
    assert may_manage(admin, officer)


def test_second_step_is_reset_and_its_owner_hears_of_it(admin: StaffUser, colleague: StaffUser) -> None:
    logged_in(admin).post(page_of(colleague, "reset_second_step"), {"why": "telefoon kwijt, gesproken"})
    assert not Authenticator.objects.filter(user=colleague).exists()
    mail = QueuedMail.objects.get(subject="De tweede stap van uw account is gewijzigd")
    assert mail.to == colleague.email


def test_without_a_reason_nothing_is_done(admin: StaffUser, colleague: StaffUser) -> None:
    logged_in(admin).post(page_of(colleague, "reset_second_step"), {"why": " "})
    logged_in(admin).post(page_of(colleague, "switch"), {})
    colleague.refresh_from_db()
    assert colleague.is_active
    assert Authenticator.objects.filter(user=colleague).exists()


def test_nobody_sets_the_password_or_mail_of_another(admin: StaffUser, colleague: StaffUser) -> None:
    before = (colleague.password, colleague.email)
    typed = {
        "role": "case_worker",
        "organisation": colleague.organisation_id,
        "why": "x",
        "password": "anders-dan-het-was",
        "email": "van@mij.example",
        "is_superuser": "on",
        "is_staff": "on",
    }
    logged_in(admin).post(page_of(colleague), typed)
    colleague.refresh_from_db()
    assert (colleague.password, colleague.email) == before
    assert not colleague.is_superuser and not colleague.is_staff


def test_extra_right_is_given_to_a_role_that_may_have_it(admin: StaffUser, colleague: StaffUser) -> None:
    changed(colleague, admin, extra=[Right.PUBLISH])
    again = StaffUser.objects.get(pk=colleague.pk)
    assert has_right(again, Right.PUBLISH)
    changed(again, admin, role="desk_adviser", extra=[Right.PUBLISH])
    assert not has_right(StaffUser.objects.get(pk=colleague.pk), Right.PUBLISH)
    assert RightsChange.objects.filter(field="extra").count() == 2


def test_role_with_an_admin_page_opens_it(admin: StaffUser, colleague: StaffUser) -> None:
    changed(colleague, admin, role="auditor", organisation=None)
    colleague.refresh_from_db()
    assert colleague.is_staff
    changed(colleague, admin, role="case_worker", organisation=OrganisationFactory())
    colleague.refresh_from_db()
    assert not colleague.is_staff


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET why = ''"])
def test_changes_of_rights_stay_as_they_were(statement: str) -> None:
    with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("accounts_rightschange"))


def test_lock_out_is_seen_and_lifted(admin: StaffUser, officer: StaffUser, colleague: StaffUser) -> None:
    from tests.profiles.accounts.test_lockout import fail
    from tests.profiles.accounts.visitor import CODE, Visitor

    fail(Visitor(), colleague.username)
    page = reverse("accounts:lock_outs")
    assert colleague.username in logged_in(officer).get(page).content.decode()
    assert "Hef op" not in logged_in(officer).get(page).content.decode()
    count = logged_in(admin).get(page).context["counts"][0]
    assert logged_in(officer).post(page, {"count": count.pk}).status_code == 403
    for hostile in ("", "nergens", "\x00", "9" * 40):
        assert logged_in(admin).post(page, {"count": hostile}).status_code == 404
    logged_in(admin).post(page, {"count": count.pk})
    assert Visitor().send_password(colleague.username)["Location"] == CODE
    fail(Visitor(), colleague.username)
    logged_in(admin).post(page_of(colleague, "lift"), {"why": "gebeld"})
    assert Visitor().send_password(colleague.username)["Location"] == CODE


def test_second_step_can_be_reset_on_the_command_line() -> None:
    from django.core.management import call_command

    chief = with_both_steps(admin=True, email="hoofd@register.example")
    call_command("reset_second_step", chief.username, why="telefoon kwijt", verbosity=0)
    assert not Authenticator.objects.filter(user=chief).exists()
    assert RightsChange.objects.get().by is None
