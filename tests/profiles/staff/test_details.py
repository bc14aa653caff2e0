import datetime
import re

import pytest
from django.urls import reverse

from profiles.register.models import Candidate
from tests.factories.register import TODAY, CandidateFactory, MunicipalityFactory
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def address(candidate: Candidate) -> str:
    return reverse("staff:details", args=[candidate.pk])


def opened(client: Reader, candidate: Candidate) -> dict[str, str]:
    """The form as a browser would send it back."""
    page = client.get(address(candidate)).content.decode()
    fields = dict(re.findall(r'<input type="(?:text|email|hidden)" name="(\w+)" value="([^"]*)"', page))
    names = ("reference", "given_name", "family_name", "email", "phone")
    place = re.search(r'<option value="(\d+)" selected>', page)
    return {
        **dict.fromkeys(names, ""),
        **{name: fields[name] for name in ("seen", *names) if name in fields},
        "municipality": place[1] if place else "",
    }


def test_details_are_changed(client: Reader, candidate: Candidate) -> None:
    form = opened(client, candidate) | {"given_name": "Kim", "family_name": "Jansen", "municipality": ""}
    response = client.post(address(candidate), form)
    assert response["Location"] == reverse("staff:profile", args=[candidate.pk])
    changed = Candidate.objects.named("jansen").get()
    assert (changed.given_name, changed.municipality, changed.reference) == ("Kim", None, candidate.reference)


def test_nothing_changes_when_nothing_is_typed(client: Reader, candidate: Candidate) -> None:
    client.post(address(candidate), opened(client, candidate))
    after = Candidate.objects.get()
    assert (after.reference, after.municipality) == (candidate.reference, candidate.municipality)


def test_error_keeps_what_was_typed(client: Reader, candidate: Candidate) -> None:
    form = opened(client, candidate) | {"email": "geen-adres", "phone": "077-1"}
    page = client.post(address(candidate), form).content.decode()
    assert 'id="id_email_error"' in page
    assert 'value="geen-adres"' in page
    assert 'value="077-1"' in page
    assert Candidate.objects.get().phone == ""


def test_change_of_a_colleague_is_shown_and_nothing_is_lost(client: Reader, candidate: Candidate) -> None:
    form = opened(client, candidate) | {"phone": "077-1111111"}
    Candidate.objects.update(phone="077-2222222", email="nieuw@example.org")
    page = client.post(address(candidate), form).content.decode()
    assert "Een collega bewaarde dit intussen ook" in page
    assert "was “leeg”, is nu “077-2222222”" in page
    assert 'value="077-1111111"' in page
    assert 'value="nieuw@example.org"' in page
    assert Candidate.objects.get().phone == "077-2222222"


def test_second_try_after_a_colleague_is_kept(client: Reader, candidate: Candidate) -> None:
    form = opened(client, candidate) | {"phone": "077-1111111"}
    Candidate.objects.update(phone="077-2222222", email="nieuw@example.org")
    page = client.post(address(candidate), form).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    client.post(address(candidate), form | {"seen": seen[1], "email": "nieuw@example.org"})
    after = Candidate.objects.get()
    assert (after.phone, after.email) == ("077-1111111", "nieuw@example.org")


@pytest.mark.parametrize("seen", ["", "verzonnen", "eyJ9:x:y"])
def test_form_without_its_beginning_overwrites_nothing(
    client: Reader, candidate: Candidate, seen: str
) -> None:
    form = opened(client, candidate) | {"phone": "077-1", "seen": seen}
    assert client.post(address(candidate), form).status_code == 200
    assert Candidate.objects.get().phone == ""


def test_municipality_that_merged_away_may_stay(client: Reader, candidate: Candidate) -> None:
    yesterday = TODAY - datetime.timedelta(days=1)
    gone = MunicipalityFactory(code="GM0001", valid_until=yesterday)
    mine = CandidateFactory(organisation=candidate.organisation, municipality=gone)
    assert client.post(address(mine), opened(client, mine)).status_code == 302
    assert Candidate.objects.get(pk=mine.pk).municipality == gone
    chosen = opened(client, candidate) | {"municipality": str(gone.pk)}
    assert client.post(address(candidate), chosen).status_code == 200


def test_client_number_that_looks_like_a_bsn_has_a_way_out(client: Reader, candidate: Candidate) -> None:
    form = opened(client, candidate) | {"reference": "111222333"}
    page = client.post(address(candidate), form).content.decode()
    assert "Dit nummer kan een BSN zijn" in page
    assert 'name="client_number"' in page
    client.post(address(candidate), form | {"client_number": "on"})
    assert Candidate.objects.get().reference == "111222333"


def test_way_out_is_for_the_reference_alone(client: Reader, candidate: Candidate) -> None:
    form = opened(client, candidate) | {"phone": "111222333", "client_number": "on"}
    assert "wij bewaren geen BSN" in client.post(address(candidate), form).content.decode()
    assert Candidate.objects.get().phone == ""


def test_kept_client_number_is_not_judged_again(client: Reader, candidate: Candidate) -> None:
    form = opened(client, candidate)
    client.post(address(candidate), form | {"reference": "111222333", "client_number": "on"})
    client.post(address(candidate), opened(client, candidate) | {"given_name": "Kim"})
    assert Candidate.objects.get().given_name == "Kim"


def test_mail_field_is_dressed_like_the_others(client: Reader, candidate: Candidate) -> None:
    page = client.get(address(candidate)).content.decode()
    field = re.search(r'<input type="email"[^>]*>', page)
    assert field
    assert "utrecht-textbox" in field[0]
