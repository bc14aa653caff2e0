"""Nobody makes an account without an invitation; a link is signed, works once, and for seven days."""

import datetime
from typing import Any

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from profiles.accounts.invite import (
    DAYS,
    InvitationOver,
    InvitationRefused,
    accept,
    invitation_of,
    invite,
    token_of,
    withdraw,
)
from profiles.accounts.models import Invitation, RightsChange
from profiles.mail.models import QueuedMail
from profiles.mail.queue import send_queued_mail
from profiles.staff.models import StaffUser
from tests.factories.register import OrganisationFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.accounts.visitor import Visitor, link_of_mail
from tests.profiles.staff.reader import logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
MAIL = "Uitnodiging voor het kandidatenregister"
NEW = {"password1": "een-heel-nieuw-woord", "password2": "een-heel-nieuw-woord"}


def invited(by: StaffUser, **fields: Any) -> Invitation:
    given = {
        "email": "Nieuw@Gemeente.example",
        "first_name": "Noor",
        "last_name": "Nieuw",
        "role": "case_worker",
        "organisation": OrganisationFactory(),
        "at": timezone.now(),
        "request": None,
        **fields,
    }
    return invite(by=by, **given)


def test_invited_colleague_makes_an_account_with_both_steps(admin: StaffUser, visitor: Visitor) -> None:
    organisation = OrganisationFactory()
    page = reverse("accounts:invite")
    typed = {"email": "nieuw@gemeente.example", "role": "case_worker", "organisation": organisation.pk}
    assert logged_in(admin).post(page, typed)["Location"] == reverse("accounts:colleagues")
    link = link_of_mail(MAIL)
    assert "nieuw@gemeente.example" in visitor.get(link).content.decode()
    assert visitor.post(link, {"password1": "kort", "password2": "kort"}).status_code == 200
    assert visitor.post(link, NEW)["Location"] == "/"
    assert visitor.get("/")["Location"] == reverse("accounts:choose")
    made = StaffUser.objects.get(email="nieuw@gemeente.example")
    assert (made.role, made.organisation, made.is_staff, made.is_superuser) == (
        "case_worker",
        organisation,
        False,
        False,
    )


def test_link_works_once(admin: StaffUser, visitor: Visitor) -> None:
    link = reverse("accounts:accept", args=[token_of(invited(admin))])
    assert visitor.post(link, NEW).status_code == 302
    for answer in (Visitor().get(link), Visitor().post(link, NEW)):
        assert answer.status_code == 410
    assert StaffUser.objects.filter(email="nieuw@gemeente.example").count() == 1


def test_of_two_at_once_one_gets_it(admin: StaffUser, rf: Any) -> None:
    invitation = invited(admin)
    accept(invitation, password="een-heel-nieuw-woord", request=rf.get("/"), at=timezone.now())
    with pytest.raises(InvitationOver):
        accept(invitation, password="een-ander-nieuw-woord", request=rf.get("/"), at=timezone.now())


def test_link_works_for_seven_days(admin: StaffUser) -> None:
    now = timezone.now()
    token = token_of(invited(admin, at=now))
    week = datetime.timedelta(days=DAYS)
    assert invitation_of(token, at=now + week - datetime.timedelta(minutes=1))
    with pytest.raises(InvitationOver):
        invitation_of(token, at=now + week)


@pytest.mark.parametrize(
    "token",
    ["", "1", "verzonnen", signing.dumps(1, salt="anders")],
    # A signed text has the time in it, and two processes must name a test alike.
    ids=["empty", "number", "invented", "signed for something else"],
)
def test_link_that_we_did_not_sign_opens_nothing(admin: StaffUser, token: str) -> None:
    invited(admin)
    with pytest.raises(InvitationOver):
        invitation_of(token, at=timezone.now())


def test_withdrawn_link_opens_nothing(admin: StaffUser, rf: Any) -> None:
    invitation = invited(admin)
    withdraw(invitation, by=admin, request=rf.get("/"), at=timezone.now())
    with pytest.raises(InvitationOver):
        invitation_of(token_of(invitation), at=timezone.now())


def test_second_invitation_replaces_the_first(admin: StaffUser) -> None:
    first, second = invited(admin), invited(admin)
    with pytest.raises(InvitationOver):
        invitation_of(token_of(first), at=timezone.now())
    assert invitation_of(token_of(second), at=timezone.now()) == second


def test_invitation_of_an_account_that_was_switched_off_is_over(admin: StaffUser, visitor: Visitor) -> None:
    link = reverse("accounts:accept", args=[token_of(invited(admin))])
    StaffUser.objects.filter(pk=admin.pk).update(is_active=False)
    assert visitor.post(link, NEW).status_code == 410
    assert not StaffUser.objects.filter(email="nieuw@gemeente.example").exists()


def test_who_has_an_account_is_not_invited(admin: StaffUser) -> None:
    StaffUserFactory(email="nieuw@gemeente.example")
    with pytest.raises(InvitationRefused):
        invited(admin)


@pytest.mark.parametrize(
    "role", ["case_worker", "desk_adviser", "head_of_desk", "privacy_officer", "auditor"]
)
def test_only_who_manages_accounts_invites(role: str) -> None:
    with pytest.raises(PermissionDenied):
        invited(StaffUserFactory(role=role))
    assert not QueuedMail.objects.exists()


def test_case_worker_needs_an_organisation(admin: StaffUser) -> None:
    answer = logged_in(admin).post(
        reverse("accounts:invite"), {"email": "a@b.example", "role": "case_worker"}
    )
    assert "Kies de organisatie" in answer.content.decode()


def test_officers_hear_of_a_new_account_without_its_name(
    admin: StaffUser, officer: StaffUser, visitor: Visitor
) -> None:
    visitor.post(reverse("accounts:accept", args=[token_of(invited(admin))]), NEW)
    mail = QueuedMail.objects.get(to__isnull=False, subject="Rechten van een medewerker zijn gewijzigd")
    assert mail.to == officer.email
    assert "Noor" not in mail.text and "nieuw@" not in mail.text
    assert RightsChange.objects.get().new == "klantmanager"


def test_sent_mail_keeps_no_link(admin: StaffUser, mailoutbox: list[Any]) -> None:
    invited(admin)
    assert send_queued_mail(clock=timezone.now) == 1
    assert "/uitnodiging/" in mailoutbox[0].body
    assert QueuedMail.objects.get().text == ""
    assert send_queued_mail(clock=timezone.now) == 0


def test_mail_that_fails_is_tried_again(admin: StaffUser, monkeypatch: pytest.MonkeyPatch) -> None:
    invited(admin)

    def fails(*args: Any) -> None:
        raise OSError("no server")

    monkeypatch.setattr("profiles.mail.queue.EmailMessage.send", fails)
    assert send_queued_mail(clock=timezone.now) == 0
    waiting = QueuedMail.objects.get()
    assert (waiting.state, waiting.attempts, waiting.error) == ("queued", 1, "OSError")
    assert waiting.next_at > timezone.now()
