"""Sessions end: by their owner, by an admin, after half an hour, and for good when rights change."""

import re
import time
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.accounts import manage
from profiles.accounts.second_step import SINCE
from profiles.mail.models import QueuedMail
from profiles.staff.models import StaffUser
from tests.factories.register import OrganisationFactory
from tests.factories.staff import PASSWORD
from tests.profiles.accounts.visitor import CODE, Visitor, code_now, link_of_mail, with_both_steps

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture
def inside(visitor: Visitor, colleague: StaffUser) -> Visitor:
    visitor.log_in(colleague)
    assert visitor.is_in
    return visitor


def minutes_pass(client: Visitor, minutes: int) -> None:
    session = client.session
    for name in ("last_seen", SINCE):
        session[name] = session.get(name, time.time()) - minutes * 60
    session.save()


def test_half_an_hour_without_a_click_ends_it(inside: Visitor) -> None:
    minutes_pass(inside, 29)
    assert inside.is_in
    minutes_pass(inside, 31)
    assert not inside.is_in


def test_part_that_a_page_fetches_by_itself_is_no_click(inside: Visitor) -> None:
    inside.get("/account/")
    minutes_pass(inside, 20)
    inside.get(reverse("accounts:alive"), headers={"hx-request": "true"})
    minutes_pass(inside, 11)
    assert not inside.is_in


def test_button_of_the_warning_is_a_click(inside: Visitor) -> None:
    minutes_pass(inside, 28)
    assert inside.get(reverse("accounts:alive")).status_code == 204
    minutes_pass(inside, 28)
    assert inside.is_in


def test_long_day_ends_it(inside: Visitor) -> None:
    session = inside.session
    session[SINCE] = time.time() - 10 * 3600 - 1
    session.save()
    assert not inside.is_in


def test_page_carries_the_warning(inside: Visitor) -> None:
    page = inside.get("/account/").content.decode()
    assert re.search(r'id="idle" data-minutes="30"[^>]* hidden', page)
    assert "accounts/idle.js" in page


def test_session_of_a_switched_off_account_never_comes_back(inside: Visitor, colleague: StaffUser) -> None:
    StaffUser.objects.filter(pk=colleague.pk).update(is_active=False)
    assert not inside.is_in
    StaffUser.objects.filter(pk=colleague.pk).update(is_active=True)
    assert not inside.is_in


def test_session_does_not_come_back_without_a_visit_in_between(inside: Visitor, colleague: StaffUser) -> None:
    StaffUser.objects.filter(pk=colleague.pk).update(is_active=False)
    StaffUser.objects.filter(pk=colleague.pk).update(is_active=True)
    assert not inside.is_in


@pytest.mark.parametrize(
    "change", [{"role": "desk_adviser"}, {"is_staff": True}, {"is_superuser": True}, {"organisation": None}]
)
def test_change_of_rights_ends_every_session(
    inside: Visitor, colleague: StaffUser, change: dict[str, Any]
) -> None:
    before = {name: getattr(colleague, name) for name in change}
    StaffUser.objects.filter(pk=colleague.pk).update(**change)
    StaffUser.objects.filter(pk=colleague.pk).update(**before)
    assert not inside.is_in


def test_other_changes_end_none(inside: Visitor, colleague: StaffUser) -> None:
    StaffUser.objects.filter(pk=colleague.pk).update(first_name="Anders", last_login=timezone.now())
    assert inside.is_in


def test_account_saved_from_an_older_read_brings_no_session_back(
    inside: Visitor, colleague: StaffUser
) -> None:
    older = StaffUser.objects.get(pk=colleague.pk)
    manage.end_sessions(colleague)
    older.save()
    assert not inside.is_in


def test_new_password_ends_the_other_sessions(inside: Visitor, colleague: StaffUser) -> None:
    other = Visitor(headers={"accept-language": "nl"})
    other.send_password(colleague.username)
    other.send_code(code_now(-1))
    assert other.is_in
    new = {"password1": "een-heel-nieuw-woord", "password2": "een-heel-nieuw-woord"}
    page = reverse("account_change_password")
    assert inside.post(page, {"oldpassword": "mis", **new}).status_code == 200
    assert inside.post(page, {"oldpassword": PASSWORD, **new}).status_code == 302
    assert inside.is_in
    assert not other.is_in
    assert QueuedMail.objects.filter(subject="Uw wachtwoord is gewijzigd").exists()


def test_own_sessions_are_listed_and_ended(inside: Visitor, colleague: StaffUser) -> None:
    other = Visitor(headers={"accept-language": "nl"})
    other.send_password(colleague.username, headers={"user-agent": "Vreemde browser"})
    other.post(CODE, {"code": code_now(-1)}, headers={"user-agent": "Vreemde browser"})
    page = reverse("usersessions_list")
    shown = inside.get(page).content.decode()
    assert "Vreemde browser" in shown and "deze sessie" in shown
    strange = next(one for one in inside.get(page).context["sessions"] if "Vreemde" in one.user_agent)
    inside.post(page, {"session": strange.pk})
    assert inside.is_in
    assert not other.is_in


def test_session_of_somebody_else_is_not_ended(inside: Visitor) -> None:
    from allauth.usersessions.models import UserSession

    stranger, other = with_both_steps(), Visitor()
    other.log_in(stranger)
    inside.post(reverse("usersessions_list"), {"session": UserSession.objects.get(user=stranger).pk})
    assert other.is_in


def test_admin_ends_the_sessions_of_a_colleague(
    inside: Visitor, admin: StaffUser, colleague: StaffUser
) -> None:
    from tests.profiles.staff.reader import logged_in

    logged_in(admin).post(reverse("accounts:end_sessions", args=[colleague.pk]), {"why": "laptop kwijt"})
    assert not inside.is_in


def test_forgotten_password_is_chosen_by_mail_and_asks_the_code_still(
    visitor: Visitor, colleague: StaffUser
) -> None:
    from tests.profiles.accounts.test_lockout import fail

    fail(Visitor(), colleague.username)
    page = reverse("account_reset_password")
    assert visitor.post(page, {"email": colleague.email}).status_code == 302
    link = link_of_mail("Een nieuw wachtwoord voor het kandidatenregister")
    form = visitor.get(link, follow=True)
    new = {"password1": "een-heel-nieuw-woord", "password2": "een-heel-nieuw-woord"}
    assert visitor.post(form.redirect_chain[-1][0], new).status_code == 302
    assert not visitor.is_in
    assert visitor.send_password(colleague.username, "een-heel-nieuw-woord")["Location"] == CODE
    again = Visitor(headers={"accept-language": "nl"}).get(link, follow=True)
    assert "Deze link werkt niet meer" in again.content.decode()


def test_unknown_address_gets_no_mail_and_the_same_answer(visitor: Visitor) -> None:
    answer = visitor.post(reverse("account_reset_password"), {"email": "niemand@elders.example"})
    assert answer["Location"] == reverse("account_reset_password_done")
    assert not QueuedMail.objects.exists()


def test_mail_address_is_changed_after_it_was_confirmed(
    inside: Visitor, colleague: StaffUser, django_capture_on_commit_callbacks: Any
) -> None:
    old = colleague.email
    page = reverse("account_email")
    with django_capture_on_commit_callbacks(execute=True):
        answer = inside.post(page, {"email": "nieuw@gemeente.example", "action_add": ""})
    assert answer.status_code == 302, answer.context["form"].errors
    colleague.refresh_from_db()
    assert colleague.email == old
    inside.post(link_of_mail("Bevestig uw e-mailadres"))
    colleague.refresh_from_db()
    assert colleague.email == "nieuw@gemeente.example"
    told = QueuedMail.objects.get(subject="Uw e-mailadres is gewijzigd")
    assert told.to == old


def test_rights_by_the_page_end_sessions(inside: Visitor, admin: StaffUser, colleague: StaffUser) -> None:
    manage.change_rights(
        colleague,
        by=admin,
        role="desk_adviser",
        organisation=OrganisationFactory(),
        why="x",
        request=None,
        at=timezone.now(),
    )
    assert not inside.is_in
