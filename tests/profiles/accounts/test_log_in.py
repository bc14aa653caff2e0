"""Two steps, whoever it is; what is typed is not lost; what happened is written down."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from profiles.access.models import UseLog
from profiles.accounts import unsent as pages
from profiles.staff.models import StaffUser
from tests.database import as_owner
from tests.factories.register import CandidateFactory
from tests.factories.staff import PASSWORD, StaffUserFactory
from tests.profiles.accounts.visitor import (
    CODE,
    LOG_IN,
    Visitor,
    code_now,
    recovery_code,
    with_both_steps,
)
from tests.profiles.staff.profile_page import address, opened

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def written_down(**fields: Any) -> list[str]:
    with as_owner():
        return list(UseLog.objects.filter(**fields).order_by("at").values_list("why", flat=True))


def test_password_alone_opens_nothing(visitor: Visitor, colleague: StaffUser) -> None:
    assert visitor.send_password(colleague.username)["Location"] == CODE
    assert visitor.get("/")["Location"].startswith(LOG_IN)
    assert not visitor.is_in


def test_password_and_code_open_the_page_that_was_asked(visitor: Visitor, colleague: StaffUser) -> None:
    data = {"login": colleague.username, "password": PASSWORD, "next": "/kandidaten/"}
    assert visitor.post(LOG_IN, data)["Location"] == CODE
    assert visitor.send_code(code_now())["Location"] == "/kandidaten/"
    assert visitor.is_in


def test_mail_address_is_as_good_as_the_name(visitor: Visitor, colleague: StaffUser) -> None:
    assert visitor.send_password(colleague.email.upper())["Location"] == CODE


def test_log_in_never_leads_to_another_site(visitor: Visitor, colleague: StaffUser) -> None:
    data = {"login": colleague.username, "password": PASSWORD, "next": "https://elders.example/"}
    visitor.post(LOG_IN, data)
    assert visitor.send_code(code_now())["Location"] == "/"


def test_wrong_password_says_nothing_of_the_account(visitor: Visitor, colleague: StaffUser) -> None:
    known = visitor.send_password(colleague.username, "x").content.decode()
    unknown = visitor.send_password("niemand", "x").content.decode()
    told = "Deze naam en dit wachtwoord horen niet bij elkaar."
    assert told in known and told in unknown


def test_account_without_second_step_makes_one_first(visitor: Visitor) -> None:
    user = StaffUserFactory()
    assert visitor.send_password(user.username).status_code == 302
    choose = reverse("accounts:choose")
    for page in ("/", "/kandidaten/", "/account/", "/admin/", "/publicatie/"):
        assert visitor.get(page)["Location"] == choose, page
    assert visitor.post("/klopt-nog/")["Location"] == choose
    assert "Zet de tweede stap aan" in visitor.get(choose).content.decode()


def test_app_is_set_up_and_codes_are_shown_once(visitor: Visitor) -> None:
    user = StaffUserFactory()
    visitor.send_password(user.username)
    page = visitor.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert visitor.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 200
    response = visitor.post(reverse("mfa_activate_totp"), {"code": code})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    shown = visitor.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 8
    assert all(f"{one[:4]} {one[4:]}" in shown for one in codes)
    file = visitor.post(reverse("accounts:recovery_code_file"), {"code": codes})
    assert f"{codes[0][:4]} {codes[0][4:]}" in file.content.decode()
    again = visitor.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes[0][:4] not in again
    assert visitor.is_in


def test_secret_of_the_app_is_not_readable_in_the_database(colleague: StaffUser) -> None:
    from tests.profiles.accounts.visitor import SECRET

    assert SECRET not in str(Authenticator.objects.get(user=colleague, type="totp").data)


def test_code_works_once(visitor: Visitor, colleague: StaffUser) -> None:
    code = code_now()
    visitor.send_password(colleague.username)
    assert visitor.send_code(code).status_code == 302
    other = Visitor(headers={"accept-language": "nl"})
    other.send_password(colleague.username)
    assert "is al gebruikt" in other.send_code(code).content.decode()


def test_recovery_code_works_once(visitor: Visitor, colleague: StaffUser) -> None:
    code = recovery_code(colleague)
    visitor.send_password(colleague.username)
    assert visitor.send_code(f"{code[:4]} {code[4:]}").status_code == 302
    other = Visitor()
    other.send_password(colleague.username)
    assert other.send_code(code).status_code == 200


def test_second_step_of_one_account_opens_no_other(visitor: Visitor, colleague: StaffUser) -> None:
    """What a session took of one account is not taken for another."""
    visitor.log_in(colleague)
    session = visitor.session
    other = with_both_steps()
    session["_auth_user_id"] = str(other.pk)
    session["_auth_user_hash"] = other.get_session_auth_hash()
    session.save()
    assert not visitor.is_in


def test_only_second_step_cannot_be_taken_away(visitor: Visitor, colleague: StaffUser) -> None:
    visitor.log_in(colleague)
    page = visitor.post(reverse("mfa_deactivate_totp"))
    assert "uw enige tweede stap" in page.content.decode()
    assert Authenticator.objects.filter(user=colleague, type="totp").exists()


def test_switched_off_account_is_let_in_nowhere(visitor: Visitor, colleague: StaffUser) -> None:
    StaffUser.objects.update(is_active=False)
    assert visitor.send_password(colleague.username).status_code == 200
    assert not visitor.is_in


def test_log_in_and_out_are_written_down(visitor: Visitor, colleague: StaffUser) -> None:
    visitor.send_password(colleague.username, "mis")
    visitor.send_password(colleague.username)
    visitor.send_code("000000")
    visitor.send_code(code_now())
    visitor.post(reverse("account_logout"))
    assert written_down(action="log_in", result="refused") == [
        "naam of wachtwoord klopte niet",
        "code klopte niet",
    ]
    assert len(written_down(action="log_in", result="ok")) == 1
    assert len(written_down(action="log_out")) == 1


def test_what_is_written_down_holds_nothing_that_was_typed(visitor: Visitor) -> None:
    visitor.send_password("wachtwoord-in-het-verkeerde-veld", "mis")
    with as_owner():
        assert "wachtwoord-in" not in str(list(UseLog.objects.values()))


def test_log_out_is_only_sent(visitor: Visitor, colleague: StaffUser) -> None:
    visitor.log_in(colleague)
    assert visitor.get(reverse("account_logout")).status_code == 405
    assert visitor.post(reverse("account_logout"))["Location"] == LOG_IN
    assert not visitor.is_in


@pytest.mark.parametrize("page", ["/", "/kandidaten/", "/inloggen/", "/admin/", "/bestaat-niet/"])
def test_no_page_is_kept_by_a_browser(client: Visitor, page: str) -> None:
    assert client.get(page).headers["Cache-Control"] == "no-store, private"


def test_address_that_is_only_sent_to_leads_back_to_its_page(visitor: Visitor, colleague: StaffUser) -> None:
    """A review found 405 after logging in."""
    candidate = CandidateFactory(organisation=colleague.organisation)
    page = reverse("staff:profile", args=[candidate.pk])
    response = visitor.post(
        reverse("staff:confirm", args=[candidate.pk]), headers={"referer": f"http://testserver{page}"}
    )
    assert response["Location"] == f"{LOG_IN}?next={page}"
    assert visitor.get(reverse("accounts:recovery_code_file"))["Location"] == f"{LOG_IN}?next=/"


def test_button_pressed_too_late_is_said_and_not_pressed(visitor: Visitor, colleague: StaffUser) -> None:
    visitor.log_in(colleague)
    candidate = CandidateFactory(organisation=colleague.organisation)
    page = address(candidate)
    whose = opened(visitor, candidate)["whose"][0]
    visitor.logout()
    late = visitor.post(
        reverse("staff:confirm", args=[candidate.pk]),
        {"whose": whose},
        headers={"referer": f"http://testserver{page}"},
    )
    assert late.status_code == 403
    unsent = late.context["unsent"]
    visitor.post(LOG_IN, {"login": colleague.username, "password": PASSWORD, "unsent": unsent, "next": page})
    answer = visitor.send_code(code_now(-1))
    assert answer["Location"] == page
    assert "druk er opnieuw op" in visitor.get(page).content.decode()


def test_no_public_sign_up(visitor: Visitor) -> None:
    assert visitor.get("/signup/").status_code in {302, 404}
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_log_in_page_speaks_english_too(visitor: Visitor) -> None:
    visitor.post(reverse("set_language"), {"language": "en", "next": LOG_IN})
    assert '<html lang="en">' in visitor.get(LOG_IN).content.decode()


@pytest.mark.parametrize("name", ["login", "password"])
def test_fields_of_the_log_in_page_look_alike(visitor: Visitor, name: str) -> None:
    widget = str(visitor.get(LOG_IN).context["form"][name])
    assert 'class="utrecht-textbox utrecht-textbox--html-input"' in widget


def test_mail_field_is_dressed_too(visitor: Visitor) -> None:
    """A review found an e-mail field without the look of the others."""
    for form in (visitor.get(reverse("account_reset_password")).context["form"],):
        assert "utrecht-textbox" in str(form["email"])
    from profiles.accounts.forms import ChangeEmailForm, InvitationForm

    assert "utrecht-textbox" in str(InvitationForm()["email"])
    assert "utrecht-textbox" in str(ChangeEmailForm(user=StaffUserFactory())["email"])


def test_waiting_form_goes_with_its_session(visitor: Visitor) -> None:
    assert pages.WAITING not in visitor.session
