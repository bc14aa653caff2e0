"""Who asks is told for one request and forgotten after it, whatever happens to it or its connection."""

import threading
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from profiles.access.rights import Role
from profiles.access.scope import NOBODY, ScopeMiddleware, as_system
from profiles.register.models import Candidate
from tests.profiles.access.two_regions import TwoRegions

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "explorer"])


@pytest.fixture(autouse=True)
def connection_of_production(regions: TwoRegions) -> None:
    """Told nothing, as a connection is that no test opened."""
    tell_nothing()


# With what the tests' own connection begins, and is reset to; one of production begins with nothing.
BEGINNING = {"system", "on"}


def tell_nothing() -> None:
    with connection.cursor() as cursor:
        for name in NOBODY:
            cursor.execute("SELECT set_config(%s, '', false)", [name])


def told() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(['current_setting(%s, true)'] * len(NOBODY))}", list(NOBODY))
        return {value for value in cursor.fetchone() if value}


def visit(user: object, page: Callable[[HttpRequest], HttpResponse], path: str = "/") -> HttpResponse:
    request = RequestFactory().get(path)
    request.user = user  # type: ignore[assignment]
    return ScopeMiddleware(page)(request)  # type: ignore[return-value]


def names_people(request: HttpRequest) -> HttpResponse:
    # The filter is forgotten.
    return HttpResponse(",".join(sorted(str(person.pk) for person in Candidate.objects.all())))


def test_forgotten_filter_shows_the_own_line_only(regions: TwoRegions) -> None:
    page = visit(regions.account(Role.CASE_WORKER), names_people)
    assert page.content.decode() == str(regions.near.pk)


def test_next_request_of_the_connection_starts_with_nothing(regions: TwoRegions) -> None:
    visit(regions.account(Role.ADMIN), names_people)
    assert visit(AnonymousUser(), names_people).content == b""
    assert told() == set()
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("path", ["/", reverse("staff:switch", args=[1])])
def test_request_that_fails_leaves_nothing(regions: TwoRegions, path: str) -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing")
        return HttpResponse()

    with pytest.raises(Exception, match="nothing"):
        visit(regions.account(Role.CASE_WORKER), broken, path)
    assert told() <= BEGINNING


def test_page_with_own_transactions_is_told_and_untold(regions: TwoRegions) -> None:
    seen = []

    def page(request: HttpRequest) -> HttpResponse:
        assert not connection.in_atomic_block
        with transaction.atomic(durable=True):
            seen.append(set(Candidate.objects.all()))
        seen.append(set(Candidate.objects.all()))
        return HttpResponse()

    visit(regions.account(Role.CASE_WORKER), page, reverse("staff:switch", args=[1]))
    assert seen == [{regions.near}] * 2
    assert told() <= BEGINNING


def test_connection_that_is_made_anew_is_told_the_same(regions: TwoRegions) -> None:
    with as_system():
        connection.close()
        assert set(Candidate.objects.all()) == regions.everybody
    tell_nothing()
    assert not Candidate.objects.exists()


def test_other_thread_is_told_nothing_of_this_one(regions: TwoRegions) -> None:
    seen: list[set[str]] = []

    def other() -> None:
        tell_nothing()
        seen.append(told())
        seen.append({str(person.pk) for person in Candidate.objects.all()})
        connection.close()

    def page(request: HttpRequest) -> HttpResponse:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        return HttpResponse()

    visit(regions.account(Role.ADMIN), page)
    assert seen == [set(), set()]


def test_system_as_a_decorator_ends_with_the_function(regions: TwoRegions) -> None:
    @as_system()
    def job() -> int:
        return Candidate.objects.count()

    assert (job(), job()) == (3, 3)
    assert told() <= BEGINNING
