"""Single sign-on against a provider that the test starts: real requests, signed tokens, and lies."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.urls import reverse

from profiles.access.models import UseLog
from profiles.accounts.models import RightsChange
from profiles.accounts.single_sign_on.adapter import is_forbidden_subject
from profiles.accounts.single_sign_on.configuration import single_sign_on
from profiles.staff.models import StaffUser
from tests.database import as_owner
from tests.factories.register import OrganisationFactory
from tests.factories.staff import PASSWORD
from tests.profiles.accounts import provider as fake
from tests.profiles.accounts.provider import Provider
from tests.profiles.accounts.visitor import CODE, LOG_IN, Visitor, with_both_steps

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
SUBJECT = "4a1f7c0e-9d51-4b0e-8a53-0f0e5f7c2b11"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


def sent_back(leave: HttpResponse) -> str:
    """Where the provider sends the browser: path and query at the register."""
    assert leave.status_code == 302, leave.content
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.build_opener(_NoRedirect).open(leave["Location"])
    with answer.value:
        back = urlsplit(answer.value.headers["Location"])
    assert back.path == reverse("single_sign_on_callback")
    return f"{back.path}?{back.query}"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    OrganisationFactory(name="Gemeente Venlo")
    with fake.running() as provider:
        provider.claims = {
            "sub": SUBJECT,
            "email": "k.jansen@venlo.example",
            "email_verified": True,
            "given_name": "Kim",
            "family_name": "Jansen",
            "roles": ["iets-anders", "kv-klantmanager"],
            "organisation": "venlo",
            "amr": ["pwd", "mfa"],
        }
        settings.SINGLE_SIGN_ON = {
            "issuer": provider.issuer,
            "client_id": fake.CLIENT,
            "secret": fake.SECRET,
            "private_key": "",
            "name": "Gemeente Venlo",
            "only": "",
            "role_claim": "roles",
            "roles": "kv-beheer=admin; kv-klantmanager=case_worker; kv-adviseur=desk_adviser",
            "organisation_claim": "organisation",
            "organisations": "venlo=Gemeente Venlo",
            "second_step": "mfa",
        }
        yield provider


def come_in(visitor: Visitor, *, next_page: str = "/account/") -> HttpResponse:
    """To the provider and back, as a browser goes."""
    leave = visitor.get(reverse("single_sign_on_login"), {"next": next_page})
    return visitor.get(sent_back(leave))


def refusals() -> list[str]:
    with as_owner():
        return list(UseLog.objects.filter(result="refused").values_list("why", flat=True))


def test_somebody_new_comes_in_with_role_and_organisation(visitor: Visitor, provider: Provider) -> None:
    assert "Log in via Gemeente Venlo" in visitor.get(LOG_IN).content.decode()
    assert come_in(visitor)["Location"] == "/account/"
    assert visitor.is_in
    made = StaffUser.objects.get()
    assert (made.email, made.role, str(made.organisation), made.first_name) == (
        "k.jansen@venlo.example",
        "case_worker",
        "Gemeente Venlo",
        "Kim",
    )
    assert not made.has_usable_password()
    assert visitor.get(reverse("account_change_password")).status_code == 404


def test_second_time_it_is_the_same_account(visitor: Visitor, provider: Provider) -> None:
    come_in(visitor)
    provider.claims["email"] = "kim@venlo.example"
    assert come_in(Visitor())["Location"] == "/account/"
    assert StaffUser.objects.count() == SocialAccount.objects.count() == 1


def test_account_with_the_vouched_mail_address_is_that_account(visitor: Visitor, provider: Provider) -> None:
    known = with_both_steps(email="K.Jansen@venlo.example")
    come_in(visitor)
    assert SocialAccount.objects.get().user == known


def test_signed_assertion_instead_of_a_secret(visitor: Visitor, provider: Provider, settings: Any) -> None:
    provider.client_key = fake.new_key()
    pem = fake.pem_of(provider.client_key).replace("\n", "\\n")
    settings.SINGLE_SIGN_ON = {**settings.SINGLE_SIGN_ON, "secret": "", "private_key": pem}
    assert come_in(visitor)["Location"] == "/account/"
    (assertion,) = provider.assertions
    assert assertion["iss"] == assertion["sub"] == fake.CLIENT
    assert assertion["exp"] - assertion["iat"] <= 60


@pytest.mark.parametrize(
    "lie", ["state", "nonce", "issuer", "audience", "expired", "unsigned", "key", "userinfo"]
)
def test_lie_of_the_provider_lets_nobody_in(visitor: Visitor, provider: Provider, lie: str) -> None:
    provider.tamper = lie
    assert come_in(visitor)["Location"] == LOG_IN
    assert "lukte niet" in visitor.get(LOG_IN).content.decode()
    assert not StaffUser.objects.exists()
    assert not visitor.is_in
    assert refusals()[0].startswith("single sign-on: failed")


def test_answer_of_another_browser_lets_nobody_in(visitor: Visitor, provider: Provider) -> None:
    back = sent_back(Visitor().get(reverse("single_sign_on_login")))
    assert visitor.get(back)["Location"] == LOG_IN
    assert not visitor.is_in


def test_code_works_once(visitor: Visitor, provider: Provider) -> None:
    back = sent_back(visitor.get(reverse("single_sign_on_login")))
    assert visitor.get(back)["Location"] == "/"
    assert Visitor().get(back)["Location"] == LOG_IN


@pytest.mark.parametrize(
    "subject",
    [
        "111222333",
        "12345678",
        "123456789012",
        "urn:nl-eid-gdi:1.0:bsn:111222333",
        "bsn-abc",
        "kvk:12345678",
        "",
    ],
)
def test_number_of_a_person_or_company_is_no_subject(
    visitor: Visitor, provider: Provider, subject: str
) -> None:
    assert is_forbidden_subject(subject)
    provider.claims["sub"] = subject
    assert come_in(visitor)["Location"] == LOG_IN
    assert not SocialAccount.objects.exists() and not StaffUser.objects.exists()
    if subject:
        assert not any(subject in why for why in refusals())


@pytest.mark.parametrize("subject", [SUBJECT, "k.jansen", "AAAAAAAAAAAA-xyz_123", "1234567", "u-111222333x"])
def test_other_subjects_are_taken(subject: str) -> None:
    assert not is_forbidden_subject(subject)


@pytest.mark.parametrize(
    ("claim", "value"),
    [("roles", []), ("roles", "onbekend"), ("organisation", "elders"), ("email_verified", False)],
)
def test_claims_that_say_too_little_let_nobody_in(
    visitor: Visitor, provider: Provider, claim: str, value: Any
) -> None:
    provider.claims[claim] = value
    assert come_in(visitor)["Location"] == LOG_IN
    assert not StaffUser.objects.exists()


def test_role_that_the_organisation_changed_is_changed_here_and_told(
    visitor: Visitor, provider: Provider, officer: StaffUser
) -> None:
    come_in(visitor)
    provider.claims["roles"] = ["kv-adviseur"]
    come_in(Visitor())
    account = StaffUser.objects.get(email="k.jansen@venlo.example")
    assert account.role == "desk_adviser"
    change = RightsChange.objects.get(field="role")
    assert (change.by, change.new, change.why) == (None, "adviseur van het loket", "single sign-on")
    assert not visitor.is_in


def test_without_a_second_step_there_the_register_asks_its_own(visitor: Visitor, provider: Provider) -> None:
    provider.claims["amr"] = ["pwd"]
    come_in(visitor)
    assert visitor.get("/")["Location"] == reverse("accounts:choose")


def test_account_with_both_steps_is_asked_for_its_code(visitor: Visitor, provider: Provider) -> None:
    with_both_steps(email="k.jansen@venlo.example")
    provider.claims["amr"] = ["pwd"]
    assert come_in(visitor)["Location"] == CODE


def test_switched_off_account_is_not_let_in(visitor: Visitor, provider: Provider) -> None:
    come_in(visitor)
    StaffUser.objects.update(is_active=False)
    other = Visitor(headers={"accept-language": "nl"})
    assert come_in(other).status_code == 403
    assert not other.is_in


def test_where_only_the_organisation_lets_in_a_password_is_not_asked(
    visitor: Visitor, provider: Provider, settings: Any
) -> None:
    settings.SINGLE_SIGN_ON = {**settings.SINGLE_SIGN_ON, "only": "1"}
    colleague = with_both_steps()
    assert visitor.send_password(colleague.username)["Location"] == LOG_IN
    chief = with_both_steps(admin=True, email="hoofd@register.example")
    assert visitor.send_password(chief.username)["Location"] == CODE
    assert come_in(Visitor())["Location"] == "/account/"


def test_nothing_configured_shows_nothing(visitor: Visitor) -> None:
    assert single_sign_on() is None
    assert "organisatie/" not in visitor.get(LOG_IN).content.decode()
    for name in ("single_sign_on_login", "single_sign_on_callback"):
        assert visitor.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("wrong", [{"client_id": ""}, {"secret": ""}, {"roles": ""}, {"roles": "a=baas"}])
def test_half_a_configuration_is_said(provider: Provider, settings: Any, wrong: dict[str, str]) -> None:
    settings.SINGLE_SIGN_ON = {**settings.SINGLE_SIGN_ON, **wrong}
    with pytest.raises(ImproperlyConfigured, match="OIDC_"):
        single_sign_on()


def test_provider_that_is_down_is_said(visitor: Visitor, provider: Provider, settings: Any) -> None:
    settings.SINGLE_SIGN_ON = {**settings.SINGLE_SIGN_ON, "issuer": "http://127.0.0.1:1"}
    assert visitor.get(reverse("single_sign_on_login"))["Location"] == LOG_IN
    assert "lukte niet" in visitor.get(LOG_IN).content.decode()
    assert with_both_steps().check_password(PASSWORD)
