"""Which release a worker answers from: noticed at each request, swapped whole, nobody waits for it."""

import threading

import pytest
from django.db import connections
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from explorer.release.artefact.sections import FORMAT
from explorer.release.models import ReferenceKey, ReleaseIndex
from explorer.search.concepts import BrokenReleaseError
from explorer.search.index import current
from explorer.search.index.current import current_index
from explorer.search.results import profile, search
from tests.database import as_owner
from tests.factories import releases

VENLO, VENRAY = ("place", "GM0983"), ("place", "GM0984")
WAIT = 20


def found(query: str = "") -> int:
    page = search(QueryDict(query))
    assert page is not None
    return page.total.all


@pytest.mark.django_db
def test_nothing_to_search_before_a_release() -> None:
    releases.publish([(1, [VENLO])], active=False)
    assert current_index() is None
    assert search(QueryDict("taak=orderpicken")) is None
    assert profile("00000-00000", QueryDict()) is None


@pytest.mark.django_db
def test_other_release_is_noticed_at_once() -> None:
    first = releases.publish([(1, [VENLO])])
    assert found() == 1
    releases.publish([(2, [VENLO]), (3, [VENRAY])])
    assert found() == 5
    releases.activate(first)
    assert found() == 1


@pytest.mark.django_db
def test_withdrawal_is_visible_at_once() -> None:
    release = releases.publish([(2, [VENLO]), (1, [VENRAY])])
    page = search(QueryDict())
    assert page is not None
    venray = next(row for row in page.profiles if row.number == 1)
    releases.withdraw(release, 0, 1)
    assert found() == 1
    assert found("plaats=GM0984") == 0
    assert profile(venray.reference, QueryDict()) is None


@pytest.mark.django_db
def test_withdrawal_that_commits_late_is_seen() -> None:
    release = releases.publish([(1, [VENLO]), (1, [VENRAY]), (1, [VENRAY])])
    releases.withdraw(release, 0, 1)
    with as_owner():
        late = release.withdrawals.earliest("id")
        late_id, late_row = late.id, late.profile_number
        late.delete()
    assert found() == 2
    with as_owner():
        release.withdrawals.create(id=late_id, profile_number=late_row)
    assert found() == 1


@pytest.mark.django_db
def test_more_withdrawals_than_people_leave_nobody() -> None:
    release = releases.publish([(1, [VENLO])])
    releases.withdraw(release, 0, 0, 7)
    assert found() == 0


@pytest.mark.django_db
def test_steady_search_asks_the_database_once() -> None:
    releases.publish([(1, [VENLO])])
    found()
    with CaptureQueriesContext(connections["default"]) as captured:
        found("plaats=GM0983&taak=orderpicken&pagina=2")
    assert len(captured) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"", b"no index", b"{}\n" + bytes(99)])
def test_broken_artefact_falls_back_to_the_rows(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    release = releases.publish([(4, [VENLO])], stored_index=False, active=False)
    with as_owner():
        ReleaseIndex.objects.create(release=release, format=FORMAT, data=data)
    releases.activate(release)
    assert found() == 4
    assert "indexed from its rows" in caplog.text


@pytest.mark.django_db
def test_artefact_of_another_release_is_refused() -> None:
    other = releases.publish([(1, [("language", "niet-van-toepassing")])])
    release = releases.publish(
        [(4, [VENLO])], words=releases.PLACES, stored_index=False, active=False, number=9
    )
    with as_owner():
        ReleaseIndex.objects.create(release=release, format=FORMAT, data=other.index.data)
    releases.activate(release)
    assert found() == 4


@pytest.mark.django_db
def test_release_without_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current.holder, "_held", None)
    release = releases.publish([(1, [VENLO])])
    with as_owner():
        ReferenceKey.objects.filter(release=release).delete()
    with pytest.raises(BrokenReleaseError):
        found()


@pytest.mark.django_db(transaction=True)
def test_searches_in_threads_survive_swaps_unmixed() -> None:
    first = releases.publish([(1, [VENLO])] * 30)
    second = releases.publish([(2, [VENRAY])] * 40, active=False)
    seen: set[tuple[int, int, int, int]] = set()
    failures: list[Exception] = []
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                page = search(QueryDict("plaats=AM31"))
                assert page is not None
                seen.add((page.release.number, page.total.certain, page.rows, page.counts["plaats"]["AM31"]))
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    assert found() == 30  # or a thread might still answer from the release of a former test
    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for release in [second, first] * 6:
        releases.activate(release)
        assert current_index() is not None
    done.set()
    for thread in threads:
        thread.join(WAIT)
    assert failures == []
    assert seen == {(1, 30, 30, 30), (2, 80, 40, 80)}
