"""A form that is sent after the session ended comes back with what was typed, to its owner alone."""

import json
import time

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from profiles.register.models import Candidate, Profile
from profiles.staff.models import StaffUser
from profiles.staff.pending_form import LONGEST_FORM
from tests.factories.staff import PASSWORD, StaffUserFactory
from tests.profiles.accounts.visitor import recovery_code, with_both_steps
from tests.profiles.staff.forms import Fields, fields_of
from tests.profiles.staff.profile_page import address, opened, submit, text_of
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

NOTE = "Zqxtracer wil graag beginnen"
BACK = "Wat u had getypt, staat hieronder"
LOST = "Wat u typte voordat u inlogde, is niet bewaard"


@pytest.fixture
def case_worker() -> StaffUser:
    return with_both_steps()


@pytest.fixture
def too_late(client: Reader, candidate: Candidate) -> HttpResponse:
    """The log-in page in answer to the profile form."""
    form = opened(client, candidate)
    Session.objects.all().delete()
    return submit(client, candidate, form, note=NOTE, hours_min="16", hours_max="24")


def log_in(client: Reader, page: HttpResponse, user: StaffUser, password: str = PASSWORD) -> HttpResponse:
    """As the form on the log-in page would send it, and then a code."""
    assert 'action="/inloggen/"' in text_of(page)
    fields = fields_of(text_of(page), "inloggen") | {"login": [user.username], "password": [password]}
    answer = client.post("/inloggen/", fields, follow=True)
    if answer.redirect_chain and answer.redirect_chain[-1][0] == "/inloggen/code/":
        return client.post("/inloggen/code/", {"code": recovery_code(user)}, follow=True)
    return answer


def typed_in(page: HttpResponse) -> Fields:
    return fields_of(page.content.decode(), "profiel")


def test_what_was_typed_is_shown_again_and_not_saved(
    client: Reader, candidate: Candidate, case_worker: StaffUser, too_late: HttpResponse
) -> None:
    page = log_in(client, too_late, case_worker)
    assert page.redirect_chain == [(address(candidate), 302)]
    assert BACK in text_of(page)
    assert (typed_in(page)["note"], typed_in(page)["hours_min"]) == ([NOTE], ["16"])
    assert not Profile.objects.exists()
    client.post(address(candidate), typed_in(page))
    assert (Profile.objects.get().note, Profile.objects.get().hours_max) == (NOTE, 24)


def test_it_is_given_once(
    client: Reader, candidate: Candidate, case_worker: StaffUser, too_late: HttpResponse
) -> None:
    log_in(client, too_late, case_worker)
    page = client.get(address(candidate))
    assert BACK not in text_of(page) and NOTE not in text_of(page)


def test_mistyped_password_loses_nothing(
    client: Reader, case_worker: StaffUser, too_late: HttpResponse
) -> None:
    again = log_in(client, too_late, case_worker, "mis")
    assert typed_in(log_in(client, again, case_worker))["note"] == [NOTE]


def test_another_account_does_not_see_it(
    client: Reader, candidate: Candidate, too_late: HttpResponse
) -> None:
    colleague = with_both_steps(organisation=candidate.organisation)
    assert LOST in text_of(log_in(client, too_late, colleague))
    page = client.get(address(candidate))
    assert page.status_code == 200 and NOTE not in text_of(page)


def test_it_opens_for_half_an_hour(
    client: Reader, candidate: Candidate, case_worker: StaffUser, too_late: HttpResponse, later: None
) -> None:
    assert LOST in text_of(log_in(client, too_late, case_worker))
    assert NOTE not in text_of(client.get(address(candidate)))


@pytest.fixture
def later(too_late: HttpResponse, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an hour has passed."""
    now = time.time()
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: now + 31 * 60)


def test_nothing_of_it_can_be_read_in_page_address_or_session(
    client: Reader, case_worker: StaffUser, too_late: HttpResponse
) -> None:
    assert not Session.objects.exists()
    assert "Zqxtracer" not in text_of(too_late) + str(too_late.headers)
    fields = fields_of(text_of(too_late), "inloggen") | {
        "login": [case_worker.username],
        "password": [PASSWORD],
    }
    client.post("/inloggen/", fields)
    assert "Zqxtracer" not in json.dumps(dict(client.session))
    client.post("/inloggen/code/", {"code": recovery_code(case_worker)})
    assert client.session["unsent"]
    assert "Zqxtracer" not in json.dumps(dict(client.session))


@pytest.mark.parametrize("whose", ["", "1", "1:verzonnen"])
def test_form_that_is_nobodys_is_not_kept(candidate: Candidate, whose: str) -> None:
    response = Reader().post(address(candidate), {"note": NOTE, "whose": whose})
    path = address(candidate).partition("?")[0]
    assert response.status_code == 302
    assert response["Location"].startswith(f"/inloggen/?next={path}")


def test_stranger_cannot_make_somebody_see_a_form(client: Reader, case_worker: StaffUser) -> None:
    data = {"login": case_worker.username, "password": PASSWORD, "unsent": "gAAAAABverzonnen"}
    stranger = Reader(headers={"accept-language": "nl"})
    stranger.post("/inloggen/", data)
    code = {"code": recovery_code(case_worker)}
    assert LOST in text_of(stranger.post("/inloggen/code/", code, follow=True))


def test_log_in_elsewhere_meanwhile_loses_nothing(candidate: Candidate, case_worker: StaffUser) -> None:
    """In another window: the form in this one has the token of before."""
    client = Reader(enforce_csrf_checks=True, headers={"accept-language": "nl"})
    client.force_login(case_worker)
    form = opened(client, candidate)
    page = client.post(address(candidate), {**form, "note": NOTE, "csrfmiddlewaretoken": "x"}, follow=True)
    assert BACK in text_of(page) and typed_in(page)["note"] == [NOTE]
    assert not Profile.objects.exists()


def test_change_of_a_colleague_in_between_is_still_told(
    client: Reader, candidate: Candidate, case_worker: StaffUser, too_late: HttpResponse
) -> None:
    colleague = logged_in(StaffUserFactory(organisation=candidate.organisation))
    submit(colleague, candidate, opened(colleague, candidate), hours_min="8", hours_max="12")
    page = client.post(address(candidate), typed_in(log_in(client, too_late, case_worker)))
    assert "Een collega bewaarde dit intussen ook" in text_of(page)
    assert typed_in(page)["note"] == [NOTE]


def test_details_and_a_new_candidate_come_back_too(
    client: Reader, candidate: Candidate, case_worker: StaffUser
) -> None:
    for page in (reverse("staff:details", args=[candidate.pk]), reverse("staff:new_candidate")):
        client.force_login(case_worker)
        whose = client.get(page).context["whose"]()
        seen = client.get(page).context.get("seen", "")
        Session.objects.all().delete()
        late = client.post(page, {"family_name": "Zqxtracer", "whose": whose, "seen": seen})
        back = log_in(client, late, case_worker)
        assert 'value="Zqxtracer"' in text_of(back) and BACK in text_of(back)
    assert Candidate.objects.get().family_name == ""


def test_large_file_of_a_stranger_is_not_read(client: Reader, candidate: Candidate) -> None:
    whose = opened(client, candidate)["whose"][0]
    file = SimpleUploadedFile("groot.xlsx", b"x" * LONGEST_FORM)
    answer = Reader().post(address(candidate), {"whose": whose, "bestand": file})
    assert answer.status_code == 302
