"""Whatever is sent: an answer and no fault, no key in a log line, nothing in a header."""

import logging
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.contact.forms import MessageForm, RequestForm, own_words
from explorer.contact.models.request import RequestKind, Start
from explorer.contact.wish import read_wish
from explorer.logs import ReticentFormatter
from explorer.release.models import Release
from explorer.search.current import current
from tests.explorer.contact.conftest import Employer
from tests.explorer.pages.conftest import look_at

TEXT = st.text(max_size=60)
GOOD = {"soort": RequestKind.MEET, "aantal": "1", "vanaf": Start.NOW, "organisatie": "x", "naam": "y",
        "mail": "a@b.example", "telefoon": "0478123456", "werk": ""}  # fmt: skip
DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)


@given(st.fixed_dictionaries(dict.fromkeys(GOOD, TEXT)))
def test_any_input_is_taken_or_refused(data: dict[str, str]) -> None:
    form = RequestForm(data)
    if form.is_valid():
        for name in ("organisatie", "naam", "mail", "telefoon"):
            assert form.cleaned_data[name].isprintable()


@given(TEXT, st.sampled_from(["organisatie", "naam", "mail", "telefoon"]))
def test_no_line_ever_ends_in_a_field_of_one_line(text: str, name: str) -> None:
    form = RequestForm({**GOOD, name: f"{text}\r\nBcc: x@y.example"})
    assert not form.is_valid() or "\n" not in form.cleaned_data[name]


@given(st.text())
def test_own_words_hold_only_what_can_be_seen(text: str) -> None:
    words = own_words(text)
    assert "\x00" not in words and "\r" not in words and "\N{RIGHT-TO-LEFT OVERRIDE}" not in words
    assert own_words(words) == words
    MessageForm({"bericht": text}).is_valid()


@pytest.mark.django_db
@DATABASE
@given(query=st.dictionaries(st.sampled_from(["groep", "taak", "q", "vanuit", "straal", "x"]), TEXT))
def test_any_address_opens_the_form(release: Release, query: dict[str, str]) -> None:
    response = Client().get("/aanvraag/", query)
    assert response.status_code == 200
    look_at(response)


@pytest.mark.django_db
@DATABASE
@given(data=st.dictionaries(st.sampled_from([*GOOD, "zoek", "groep", "stap", "wijzig", "eenmalig"]), TEXT))
def test_any_post_gets_an_answer(release: Release, data: dict[str, str]) -> None:
    assert Client().post("/aanvraag/", data).status_code in (200, 303, 422, 429)


@pytest.mark.django_db
@DATABASE
@given(
    cookie=st.text(
        st.characters(min_codepoint=33, max_codepoint=126, exclude_characters='";,\\'), max_size=80
    )
)
def test_any_cookie_is_taken_or_ignored(release: Release, cookie: str) -> None:
    visitor = Client()
    for name in ("explorer_selection", "explorer_sent", "explorer_mine"):
        visitor.cookies[name] = cookie
    for address in ("/aanvraag/", "/aanvraag/verstuurd/", "/aanvraag/mijn/", "/aanvraag/?verbeter=1"):
        assert visitor.get(address).status_code in (200, 302)


@pytest.mark.django_db
@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(
    "name",
    ["taak-x/GM0983", "a/b/c/d", "//", "profiel/taak-orderpicken/GM0983-99km/", "RQ7A-512X-V", "x" * 999],
)  # fmt: skip
def test_group_that_does_not_exist_is_left_out(name: str) -> None:
    from django.http import QueryDict

    now = current()
    assert now
    data = QueryDict(mutable=True)
    data["groep"] = name
    assert read_wish(now, data).groups == ()


@pytest.mark.django_db
def test_no_key_is_in_a_log_line(employer: Employer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also not where a page does not exist, is refused or breaks: Django logs those with their address."""
    request = employer.request()
    key = employer.status_key(request)
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(ReticentFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.DEBUG)
    try:
        visitor = Client(raise_request_exception=False, enforce_csrf_checks=True)
        visitor.get(f"/aanvraag/status/{key}/bestaat-niet/")
        visitor.post(f"/aanvraag/status/{key}/intrekken/")
        visitor.get(f"/aanvraag/status/{'x' * 43}/")
        monkeypatch.setattr("explorer.contact.views.status.progress", lambda *args, **options: 1 / 0)
        assert visitor.get(reverse("contact:status", args=[key])).status_code == 500
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert "ZeroDivisionError" in lines.getvalue()
    assert key not in lines.getvalue()


@pytest.mark.django_db
def test_status_page_needs_the_whole_key(employer: Employer) -> None:
    key = employer.status_key(employer.request())
    visitor = Client()
    for wrong in (key[:-1], key.swapcase(), key[::-1], f"{key}a", "a" * 43, "%00" * 14):
        assert visitor.get(f"/aanvraag/status/{wrong}/").status_code == 404
    assert visitor.get(f"/aanvraag/status/{key}/").status_code == 200
