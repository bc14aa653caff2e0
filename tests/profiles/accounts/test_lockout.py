"""Tries are counted before a password is looked at, by account, device and address, for all workers."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import RequestFactory
from django.utils import timezone

from profiles.access.models import UseLog
from profiles.accounts import lockout
from profiles.accounts.lockout import (
    FREE_TRIES,
    LockedOut,
    Subject,
    client_address,
    count_code_try,
    count_password_try,
    forget_tries,
)
from profiles.accounts.models import TryCount
from profiles.staff.models import StaffUser
from tests.database import as_owner
from tests.factories.staff import PASSWORD, StaffUserFactory
from tests.profiles.accounts.visitor import CODE, Visitor, code_now, with_both_steps

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
FREE = FREE_TRIES[Subject.ACCOUNT]
NOON = datetime.datetime(2026, 11, 23, 11, tzinfo=datetime.UTC)


def tried(typed: str = "naam", address: str = "", now: datetime.datetime = NOON, **fields: Any) -> bool:
    """Whether a try may go on."""
    try:
        count_password_try(
            typed=typed,
            account=fields.get("account"),
            device=fields.get("device", ""),
            address=address,
            now=now,
        )
    except LockedOut:
        return False
    return True


def fail(visitor: Visitor, name: str, times: int = FREE, **extra: Any) -> None:
    for _ in range(times):
        visitor.send_password(name, "mis", **extra)


def test_after_the_free_tries_even_the_right_password_waits(visitor: Visitor, colleague: StaffUser) -> None:
    fail(visitor, colleague.username)
    answer = visitor.send_password(colleague.username.upper())
    assert "Probeer het na" in answer.content.decode()
    assert answer.status_code == 200


def test_name_and_mail_address_are_one_account(visitor: Visitor, colleague: StaffUser) -> None:
    fail(visitor, colleague.username, 3)
    fail(visitor, colleague.email, 2)
    assert visitor.send_password(colleague.email).status_code == 200


def test_each_wait_is_longer_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    now, waits = NOON, []
    for _ in range(FREE + 8):
        assert tried(now=now)
        until = TryCount.objects.get().blocked_until
        if until:
            assert not tried(now=until - datetime.timedelta(seconds=1))
            waits.append((until - now).total_seconds() / 60)
            now = until
    assert waits[:6] == [1, 2, 4, 8, 16, 32]
    assert set(waits[6:]) == {60}


def test_count_is_forgotten_after_a_day() -> None:
    for _ in range(FREE):
        tried()
    later = NOON + lockout.FORGET + datetime.timedelta(minutes=1)
    assert all(tried(now=later) for _ in range(FREE))


def test_known_device_is_not_shut_out_by_a_stranger(colleague: StaffUser) -> None:
    at_home = Visitor(headers={"accept-language": "nl"})
    at_home.log_in(colleague)
    at_home.post("/uitloggen/")
    fail(Visitor(), colleague.username, FREE + 2, REMOTE_ADDR="10.9.9.9")
    assert Visitor().send_password(colleague.username).status_code == 200
    assert at_home.send_password(colleague.username)["Location"] == CODE


def test_known_device_has_a_limit_of_its_own(colleague: StaffUser) -> None:
    at_home = Visitor(headers={"accept-language": "nl"})
    at_home.log_in(colleague)
    at_home.post("/uitloggen/")
    fail(at_home, colleague.username)
    assert at_home.send_password(colleague.username).status_code == 200
    assert Visitor().send_password(colleague.username)["Location"] == CODE


def test_device_of_one_account_is_none_of_another(colleague: StaffUser) -> None:
    browser = Visitor()
    browser.log_in(colleague)
    browser.post("/uitloggen/")
    other = with_both_steps()
    fail(browser, other.username)
    assert TryCount.objects.get(subject=Subject.ACCOUNT).account == other


def test_colleagues_and_other_addresses_are_not_held_up(visitor: Visitor, colleague: StaffUser) -> None:
    fail(visitor, colleague.username)
    assert visitor.send_password(with_both_steps().username)["Location"] == CODE


def test_address_that_tries_many_names_waits() -> None:
    for number in range(FREE_TRIES[Subject.ADDRESS]):
        assert tried(f"naam {number}", "10.0.0.1")
    assert not tried("nog een", "10.0.0.1")
    assert tried("nog een", "10.0.0.2")


def test_success_gives_an_address_back_no_more_than_itself() -> None:
    for number in range(10):
        tried(f"naam {number}", "10.0.0.1")
    counted = count_password_try(typed="goed", account=None, device="", address="10.0.0.1", now=NOON)
    forget_tries(counted)
    assert TryCount.objects.get(subject=Subject.ADDRESS).tries == 10
    assert not TryCount.objects.filter(subject=Subject.ACCOUNT, key=counted[1].key).exists()


def test_success_starts_anew(visitor: Visitor, colleague: StaffUser) -> None:
    fail(visitor, colleague.username, FREE - 1)
    assert visitor.send_password(colleague.username)["Location"] == CODE
    fail(visitor, colleague.username, FREE - 1)
    assert visitor.send_password(colleague.username)["Location"] == CODE


def test_codes_have_a_limit_too(visitor: Visitor, colleague: StaffUser) -> None:
    visitor.send_password(colleague.username)
    for _ in range(FREE_TRIES[Subject.CODE]):
        visitor.send_code("000000")
    assert "Probeer het na" in visitor.send_code(code_now()).content.decode()
    assert not visitor.is_in


def test_lock_out_is_recorded_once_however_often_it_is_tried(visitor: Visitor, colleague: StaffUser) -> None:
    fail(visitor, colleague.username, FREE + 10)
    with as_owner():
        refused = UseLog.objects.filter(action="log_in", result="refused").values_list("why", flat=True)
        assert list(refused).count("te vaak geprobeerd") == 1
        assert len(refused) == FREE + 1


def test_what_is_counted_keeps_no_name(visitor: Visitor) -> None:
    visitor.send_password("wachtwoord-in-het-verkeerde-veld", "mis")
    assert "wachtwoord-in" not in str(list(TryCount.objects.values()))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "127.0.0.1"),
        (0, "1.2.3.4", "127.0.0.1"),  # nobody in front is trusted: what a visitor sends says nothing
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        (2, "9.9.9.9, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (1, "", ""),  # a proxy that says nothing is nobody, and not everybody
        (2, "10.0.0.1", ""),
        (1, "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
    ],
)
def test_address_is_that_of_the_visitor(settings: Any, proxies: int, forwarded: str, address: str) -> None:
    settings.PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", headers=headers)) == address


def test_proxy_is_never_everybody(settings: Any, colleague: StaffUser) -> None:
    """Five wrong tries shut out a colleague and a hundred the house, where the proxy was the address."""
    settings.PROXIES = 1
    for number in range(FREE_TRIES[Subject.ADDRESS] + 5):
        Visitor().send_password(f"naam {number}", "mis")
    assert not TryCount.objects.filter(subject=Subject.ADDRESS).exists()
    assert Visitor().send_password(colleague.username)["Location"] == CODE
    one, other = {"x-forwarded-for": "1.1.1.1"}, {"x-forwarded-for": "2.2.2.2"}
    for number in range(FREE_TRIES[Subject.ADDRESS] + 1):
        Visitor().send_password(f"naam {number}", "mis", headers=one)
    assert Visitor().send_password(colleague.username, headers=one).status_code == 200
    assert Visitor().send_password(colleague.username, headers=other)["Location"] == CODE


@pytest.fixture
def commits(transactional_db: None) -> Iterator[None]:
    """Every thread commits, as the workers do."""
    yield
    connections.close_all()


def at_once(act: Any, times: int) -> list[bool]:
    def one(_: int) -> bool:
        try:
            act()
        except LockedOut:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.django_db(transaction=True, databases=["default", "explorer"])
def test_forty_tries_at_once_let_none_extra_through() -> None:
    """Eight of forty got through where the count was read first and raised afterwards."""
    account = StaffUserFactory()
    now = timezone.now()
    passed = at_once(
        lambda: count_password_try(typed="x", account=account, device="", address="10.0.0.1", now=now), 40
    )
    assert passed.count(True) == FREE
    codes = at_once(lambda: count_code_try(account, now=now), 40)
    assert codes.count(True) == FREE_TRIES[Subject.CODE]


@pytest.mark.django_db(transaction=True, databases=["default", "explorer"])
def test_forty_log_ins_at_once_look_at_no_more_than_the_free_passwords(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account = StaffUserFactory()
    looked_at = []
    look = StaffUser.check_password

    def looking(self: StaffUser, password: str) -> bool:
        looked_at.append(1)
        return look(self, password)

    monkeypatch.setattr(StaffUser, "check_password", looking)
    at_once(lambda: Visitor().send_password(account.username, "mis"), 40)
    assert len(looked_at) == FREE


@pytest.mark.django_db(transaction=True, databases=["default", "explorer"])
def test_worker_that_dies_at_the_password_has_counted_it(monkeypatch: pytest.MonkeyPatch) -> None:
    account = StaffUserFactory()

    def dies(self: StaffUser, password: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(StaffUser, "check_password", dies)
    with pytest.raises(KeyboardInterrupt):
        Visitor().send_password(account.username, PASSWORD)
    assert TryCount.objects.get(account=account).tries == 1
