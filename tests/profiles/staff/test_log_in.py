import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.staff import throttle
from profiles.staff.models import LoginFailure, StaffUser
from tests.database import as_owner
from tests.factories.staff import PASSWORD, StaffUserFactory
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
LOG_IN = "/inloggen/"


def try_to_log_in(client: Reader, username: str, password: str, **extra: Any) -> bool:
    response = client.post(LOG_IN, {"username": username, "password": password}, **extra)
    return bool(response.status_code == 302)


def let_time_pass(time: datetime.timedelta) -> None:
    """What failed is that much longer ago. The site itself may not change what was counted."""
    with as_owner():
        LoginFailure.objects.update(failed_at=timezone.now() - time)


@pytest.fixture
def stranger() -> Reader:
    return Reader(headers={"accept-language": "nl"})


@pytest.fixture
def user() -> StaffUser:
    return StaffUserFactory()


def test_right_password_opens_the_page_that_was_asked(stranger: Reader, user: StaffUser) -> None:
    data = {"username": user.username, "password": PASSWORD, "next": "/kandidaten/"}
    assert stranger.post(LOG_IN, data)["Location"] == "/kandidaten/"
    assert stranger.get("/").status_code == 200


def test_log_in_never_leads_to_another_site(stranger: Reader, user: StaffUser) -> None:
    data = {"username": user.username, "password": PASSWORD, "next": "https://elders.example/"}
    assert stranger.post(LOG_IN, data)["Location"] == "/"


def test_wrong_password_says_nothing_of_the_account(stranger: Reader, user: StaffUser) -> None:
    known = stranger.post(LOG_IN, {"username": user.username, "password": "x"}).content.decode()
    unknown = stranger.post(LOG_IN, {"username": "niemand", "password": "x"}).content.decode()
    told = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."
    assert told in known and told in unknown


def test_after_five_failures_even_the_right_password_waits(stranger: Reader, user: StaffUser) -> None:
    for _ in range(throttle.MAX_PER_PERSON_AND_PLACE):
        assert not try_to_log_in(stranger, user.username, "mis")
    assert not try_to_log_in(stranger, user.username, PASSWORD)
    assert (
        "Wacht een kwartier"
        in stranger.post(LOG_IN, {"username": user.username.upper(), "password": PASSWORD}).content.decode()
    )


def test_wait_ends_after_a_quarter_of_an_hour(stranger: Reader, user: StaffUser) -> None:
    for _ in range(throttle.MAX_PER_PERSON_AND_PLACE):
        try_to_log_in(stranger, user.username, "mis")
    let_time_pass(throttle.WAIT)
    assert try_to_log_in(stranger, user.username, PASSWORD)


def test_others_and_other_places_are_not_held_up(stranger: Reader, user: StaffUser) -> None:
    for _ in range(throttle.MAX_PER_PERSON_AND_PLACE):
        try_to_log_in(stranger, user.username, "mis")
    assert try_to_log_in(stranger, StaffUserFactory().username, PASSWORD)
    assert try_to_log_in(Reader(), user.username, PASSWORD, REMOTE_ADDR="10.0.0.9")


@pytest.mark.parametrize(
    ("most", "person", "place"),
    [("MAX_PER_PERSON", "same", "10.0.0.{}"), ("MAX_PER_PLACE", "u{}", "10.0.0.1")],
)
def test_spread_attack_has_a_limit_too(most: str, person: str, place: str) -> None:
    now = timezone.now()
    for number in range(getattr(throttle, most)):
        throttle.Attempt(person.format(number), place.format(number)).record_failure(now=now)
    assert throttle.Attempt(person.format("x"), place.format("x")).must_wait(now=now)


def test_success_starts_anew(stranger: Reader, user: StaffUser) -> None:
    for _ in range(throttle.MAX_PER_PERSON_AND_PLACE - 1):
        try_to_log_in(stranger, user.username, "mis")
    assert try_to_log_in(stranger, user.username, PASSWORD)
    assert not LoginFailure.objects.exists()


def test_failures_keep_no_name_and_are_forgotten(stranger: Reader, user: StaffUser) -> None:
    try_to_log_in(stranger, "wachtwoord-in-het-verkeerde-veld", "mis")
    assert "wachtwoord" not in str(LoginFailure.objects.values_list("person", "place").get())
    let_time_pass(throttle.KEEP)
    try_to_log_in(stranger, user.username, "mis")
    assert LoginFailure.objects.count() == 1


def test_behind_a_proxy_the_place_is_what_the_proxy_saw(
    settings: Any, user: StaffUser, stranger: Reader
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    try_to_log_in(stranger, user.username, "mis", headers={"x-forwarded-for": "1.2.3.4, 10.9.8.7"})
    assert LoginFailure.objects.get().place == "10.9.8.7"


def test_log_out_ends_the_session(client: Reader) -> None:
    assert client.get(reverse("staff:log_out")).status_code == 405
    assert client.post(reverse("staff:log_out"))["Location"] == LOG_IN
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("address", ["/", "/kandidaten/", "/inloggen/", "/admin/", "/bestaat-niet/"])
def test_no_page_is_kept_by_a_browser(client: Reader, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "no-store, private"


def test_password_is_changed_by_who_knows_the_old_one(user: StaffUser) -> None:
    client = Reader()
    client.force_login(user)
    new = {"new_password1": "een-heel-nieuw-woord", "new_password2": "een-heel-nieuw-woord"}
    page = reverse("staff:password")
    assert client.post(page, {"old_password": "mis", **new}).status_code == 200
    assert client.post(page, {"old_password": PASSWORD, **new}).status_code == 302
    user.refresh_from_db()
    assert user.check_password("een-heel-nieuw-woord")


def test_log_in_page_speaks_english_too(stranger: Reader) -> None:
    stranger.post(reverse("set_language"), {"language": "en", "next": LOG_IN})
    assert '<html lang="en">' in stranger.get(LOG_IN).content.decode()


@pytest.mark.parametrize("field", ["username", "password"])
def test_fields_of_the_log_in_page_look_alike(stranger: Reader, field: str) -> None:
    widget = str(stranger.get(LOG_IN).context["form"][field])
    assert 'class="utrecht-textbox utrecht-textbox--html-input"' in widget
