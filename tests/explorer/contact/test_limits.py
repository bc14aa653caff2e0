"""Limits: counted before work, over all workers, and by nothing that names a sender."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from explorer.contact.limits import (
    DAY,
    HOUR,
    LIMITS,
    Limit,
    TooMany,
    count_try,
    normal_organisation,
    sender_address,
)
from explorer.contact.models import Attempt, PendingRequest
from tests.explorer.contact.conftest import NOW, Employer
from tests.explorer.contact.test_requests import at_once

KEYS = {"address": "192.0.2.1", "mail": "a@b.example", "organisation": "x", "domain": "b.example",
        "pending": "1", "request": "2"}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_limit_holds_and_ends_with_its_window(limit: Limit) -> None:
    if limit.most > 100:
        Attempt.objects.all().delete()
        limit = Limit(limit.purpose, limit.per, 3, limit.window)
    for _ in range(limit.most):
        count_try(limit.purpose, at=NOW, limits=[limit], **KEYS)
    with pytest.raises(TooMany) as refused:
        count_try(limit.purpose, at=NOW, limits=[limit], **KEYS)
    assert NOW < refused.value.retry_at <= NOW + limit.window
    count_try(limit.purpose, at=refused.value.retry_at, limits=[limit], **KEYS)
    if limit.per != "all":
        count_try(limit.purpose, at=NOW, limits=[limit], **{name: f"other {name}" for name in KEYS})


@pytest.mark.django_db
@pytest.mark.parametrize("per", ["address", "mail", "organisation", "domain"])
def test_requests_are_limited_by_each_of(per: str, employer: Employer) -> None:
    """One thing stays the same, everything else changes: sooner or later it is too much."""
    with pytest.raises(TooMany) as refused:
        for n in range(100):
            domain = "weg.example" if per in ("domain", "mail") else f"weg{n}.example"
            employer.start(
                organisation="Zelfde B.V." if per == "organisation" else f"Bedrijf {n}",
                email=f"{'een' if per == 'mail' else f'a{n}'}@{domain}",
                address="192.0.2.1" if per == "address" else f"192.0.{n}.1",
            )
    assert refused.value.limit.per == per
    assert PendingRequest.objects.count() == refused.value.limit.most


@pytest.mark.django_db
def test_no_address_is_stored(employer: Employer) -> None:
    employer.start(address="203.0.113.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(a::text, ' ') FROM explorer_contact_attempt a")
        stored = cursor.fetchone()[0]
    assert "203.0.113" not in stored and "peelhof" not in stored.casefold()


@pytest.mark.django_db(transaction=True)
def test_tries_at_once_are_all_counted() -> None:
    limit = Limit("together", "address", 5, HOUR)
    results = at_once(lambda: count_try("together", at=NOW, limits=[limit], address="x"), times=12)
    assert sum(isinstance(result, TooMany) for result in results) == 7


@pytest.mark.parametrize(
    ("meta", "proxies", "address"),
    [
        ({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "198.51.100.9"}, 0, "192.0.2.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 198.51.100.9"}, 1, "198.51.100.9"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 192.0.2.9, 10.0.0.2"}, 2, "192.0.2.9"),
        ({"REMOTE_ADDR": "10.0.0.1"}, 1, "10.0.0.1"),
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, 0, "2001:db8:1:2::/64"),
        ({"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "nonsense"}, 1, ""),
    ],
)  # fmt: skip
def test_sender_is_the_address_that_a_trusted_proxy_saw(
    meta: dict[str, str], proxies: int, address: str
) -> None:
    assert sender_address(meta, proxies=proxies) == address


@pytest.mark.parametrize(
    "name",
    ["Peelhof Logistiek B.V.", "peelhof logistiek bv", " PEELHOF  Logistiek, BV ", "Péélhof-Logistiek b.v"],
)
def test_organisation_is_the_same_however_it_is_written(name: str) -> None:
    assert normal_organisation(name) == "peelhof logistiek"


@given(st.text())
def test_any_name_can_be_compared(name: str) -> None:
    assert "\n" not in normal_organisation(name)


def test_windows_fit_in_what_is_kept() -> None:
    assert max(limit.window for limit in LIMITS) <= DAY <= 2 * timedelta(days=1)
