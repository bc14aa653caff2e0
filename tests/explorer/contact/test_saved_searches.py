"""Saved searches: confirmed by mail, heard of only when their number changed, stopped by one click."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from explorer.contact.keys import KeyFor, key_for
from explorer.contact.models import OutgoingMail, SavedSearch
from explorer.contact.notify_saved_searches import label_of_search, notify_saved_searches
from explorer.contact.save_search import (
    MOST_SEARCHES,
    SearchUnknown,
    TooManySearches,
    confirm_search,
    save_search,
    stop_search,
)
from explorer.release.models import Release
from explorer.search.current import current
from tests.explorer.contact.conftest import NOW, SEARCH
from tests.factories.releases import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desks")]
ORDER_PICKERS = [("place", "GM0983"), ("task", "logistiek"), ("task", "orderpicken"), ("hours", "vanaf-24"),
                 ("hours", "24-32")]  # fmt: skip


def save(*, confirmed: bool = True, number: int = 0, **other: object) -> SavedSearch:
    now = current()
    assert now
    query = str(other.pop("query", SEARCH))
    search = save_search(
        **{
            "email": "a@bedrijf.example",
            "query": query,
            "words": "Orderpicken in Venlo",
            "language": "nl",
            "release": now.release.number,
            "label": label_of_search(now, query, "nl"),
            "submission": uuid4(),
            "address": f"192.0.2.{number}",
            "at": NOW + timedelta(days=number),
            **other,
        }  # type: ignore[arg-type]
    )
    if confirmed:
        confirm_search(key=key_for(KeyFor.SAVE_SEARCH, search.pk), at=search.saved_at)
        search.refresh_from_db()
    return search


def stop_key(search: SavedSearch) -> str:
    return key_for(KeyFor.STOP_SEARCH, search.pk)


def test_changed_label_gives_one_mail(
    release: Release, deliver: Callable[..., list[EmailMultiAlternatives]]
) -> None:
    search = save()
    deliver(NOW)
    assert notify_saved_searches(at=NOW) == 0
    publish([(21, ORDER_PICKERS)])
    assert [notify_saved_searches(at=NOW) for _ in range(3)] == [1, 0, 0]
    [mail] = deliver(NOW)
    assert "minstens 10" in mail.body and "minstens 20" in mail.body
    assert f"/kandidaten/?{SEARCH}" in str(mail.body)
    search.refresh_from_db()
    assert (search.last_label, search.last_release) == (20, release.number + 1)


def test_same_label_gives_no_mail(release: Release) -> None:
    save()
    publish([(19, ORDER_PICKERS)])
    assert notify_saved_searches(at=NOW) == 0
    assert OutgoingMail.objects.filter(purpose="search_changed").count() == 0
    assert SavedSearch.objects.get().last_release == release.number + 1


def test_words_that_are_gone_count_as_too_few(release: Release) -> None:
    search = save(query="taak=orderpicken&plaats=GM0983")
    publish([(6, [("place", "GM0984"), ("task", "snoeien")])])
    notify_saved_searches(at=NOW)
    search.refresh_from_db()
    assert search.last_label == 0


def test_unconfirmed_search_is_never_heard_of(release: Release) -> None:
    search = save(confirmed=False)
    publish([(21, ORDER_PICKERS)])
    assert notify_saved_searches(at=NOW) == 0
    with pytest.raises(SearchUnknown):
        confirm_search(key=key_for(KeyFor.SAVE_SEARCH, search.pk), at=NOW + timedelta(hours=49))


def test_address_has_at_most_twenty(release: Release) -> None:
    for number in range(MOST_SEARCHES):
        save(number=number, query=f"taak=orderpicken&uren_van={number}")
    with pytest.raises(TooManySearches):
        save(number=99)
    stop_search(key=stop_key(SavedSearch.objects.exclude(confirmed_at=None).first()))
    save(number=100)


def test_same_search_twice_is_one(release: Release) -> None:
    save()
    save(number=1)
    assert SavedSearch.objects.exclude(confirmed_at=None).count() == 1


def test_mail_program_stops_it_by_one_post(
    release: Release, deliver: Callable[..., list[EmailMultiAlternatives]]
) -> None:
    save()
    publish([(21, ORDER_PICKERS)])
    notify_saved_searches(at=NOW)
    mail = deliver(NOW)[-1]
    headers = mail.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").partition("localhost:8000")[2]
    browser = Client(enforce_csrf_checks=True)
    assert SavedSearch.objects.count() == 1
    browser.get(address)
    assert SavedSearch.objects.count() == 1, "a program that only looks stops nothing"
    for _ in range(2):
        assert browser.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert SavedSearch.objects.count() == 0
    assert OutgoingMail.objects.filter(purpose="search_changed").count() == 0
