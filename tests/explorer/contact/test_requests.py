"""From a form to a request: start, confirm, withdraw, and what must not happen twice."""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connections

from explorer.contact.answer_question import answer_question
from explorer.contact.confirm_request import LinkExpired, confirm_request
from explorer.contact.keys import UnknownLink, hash_of
from explorer.contact.limits import TooMany
from explorer.contact.models import ContactRequest, OutgoingMail, PendingRequest, RequestEvent
from explorer.contact.models.request import AlreadyEnded, RequestState
from explorer.contact.resend_link import NothingPending, resend_link
from explorer.contact.withdraw_request import withdraw_request
from tests.explorer.contact.conftest import NOW, Employer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desks")]


def test_unconfirmed_request_is_none_yet(employer: Employer) -> None:
    pending = employer.start()
    assert ContactRequest.objects.count() == 0
    assert pending.expires_at == NOW + timedelta(hours=48)
    assert [mail.purpose for mail in OutgoingMail.objects.all()] == ["confirm"]


def test_confirmed_request_has_number_desk_and_term(employer: Employer) -> None:
    request = employer.request()
    assert request.number == "2026-00001"
    assert request.desk == "noord"
    # Monday and two working days.
    assert request.due_on == date(2026, 11, 25)
    assert request.state == RequestState.RECEIVED
    assert [event.state for event in request.events.all()] == [RequestState.RECEIVED]
    assert employer.later(minutes=1).request(organisation="Ander").number == "2026-00002"


def test_confirming_again_gives_the_same_request(employer: Employer) -> None:
    pending = employer.start()
    first = confirm_request(key=employer.key(pending), at=NOW)
    again = confirm_request(key=employer.key(pending), at=NOW + timedelta(days=20))
    assert again == first
    assert ContactRequest.objects.count() == RequestEvent.objects.count() == 1
    assert OutgoingMail.objects.filter(purpose="received").count() == 1
    pending.refresh_from_db()
    assert pending.content == {}


def test_link_is_good_for_48_hours(employer: Employer) -> None:
    pending = employer.start()
    with pytest.raises(LinkExpired):
        confirm_request(key=employer.key(pending), at=NOW + timedelta(hours=48))
    assert ContactRequest.objects.count() == 0
    confirm_request(key=employer.key(pending), at=NOW + timedelta(hours=47, minutes=59))


@pytest.mark.parametrize("key", ["", "x" * 43, "a" * 10_000, "\x00", "é"])
def test_guessed_key_confirms_nothing(employer: Employer, key: str) -> None:
    employer.start()
    with pytest.raises(UnknownLink):
        confirm_request(key=key, at=NOW)


def test_same_submission_is_one_request(employer: Employer) -> None:
    submission = uuid4()
    assert employer.start(submission=submission) == employer.start(submission=submission)
    assert OutgoingMail.objects.count() == 1


def test_numbers_begin_anew_each_year(employer: Employer) -> None:
    employer.request()
    new_year = Employer(employer.content, datetime.fromisoformat("2026-12-31T23:30:00+00:00"))
    # In the Netherlands it is half past twelve at night.
    assert new_year.request(organisation="Ander").number == "2027-00001"


@pytest.mark.parametrize(
    ("places", "desk"),
    [
        (("GM0984", "AM31"), "venray"),
        (("GM0983", "AM31"), "noord"),
        (("AM31",), "noord"),
        (("GM0957", "AM30"), "noord"),
        ((), "noord"),
    ],
)
def test_desk_of_the_nearest_place_answers(employer: Employer, places: tuple[str, ...], desk: str) -> None:
    assert employer.request(places=places).desk == desk


def test_only_hashes_of_keys_are_stored(employer: Employer) -> None:
    pending = employer.start()
    request = confirm_request(key=employer.key(pending), at=NOW)
    assert request.status_key_hash == hash_of(employer.status_key(request))
    with connections["default"].cursor() as cursor:
        for table in ("pendingrequest", "contactrequest", "outgoingmail", "requestevent"):
            cursor.execute(f"SELECT t::text FROM explorer_contact_{table} t")
            stored = " ".join(row for (row,) in cursor.fetchall())
            assert employer.key(pending) not in stored
            assert employer.status_key(request) not in stored


def test_keys_of_one_row_differ_by_purpose(employer: Employer) -> None:
    pending = employer.start()
    request = confirm_request(key=employer.key(pending), at=NOW)
    with pytest.raises(UnknownLink):
        withdraw_request(key=employer.key(pending), at=NOW)
    with pytest.raises(UnknownLink):
        confirm_request(key=employer.status_key(request), at=NOW)


def test_near_identical_request_is_pointed_to_the_first(employer: Employer) -> None:
    first = employer.request()
    again = employer.later(days=13).start(organisation="PEELHOF  logistiek", phone="077 1234567")
    assert again.first == first
    assert employer.later(days=15).start().first is None
    assert employer.start(query="taak=snoeien").first is None


def test_a_like_request_of_another_address_is_only_told_to_the_desk(employer: Employer) -> None:
    first = employer.request()
    pending = employer.start(email="iemand@anders.example")
    assert pending.first is None
    assert confirm_request(key=employer.key(pending), at=NOW).similar_to == first.number


def test_withdrawing_ends_it_once(employer: Employer) -> None:
    request = employer.request()
    for _ in range(2):
        ended = withdraw_request(key=employer.status_key(request), at=NOW)
    assert (ended.state, ended.closed_at) == (RequestState.WITHDRAWN, NOW)
    assert request.events.filter(state=RequestState.WITHDRAWN).count() == 1
    with pytest.raises(AlreadyEnded):
        answer_question(key=employer.status_key(request), text="Toch nog iets", at=NOW)


def test_messages_are_additions_unless_asked(employer: Employer) -> None:
    request = employer.request()
    event = answer_question(key=employer.status_key(request), text="Ook op zaterdag.", at=NOW)
    assert event.kind == RequestEvent.Kind.ADDITION
    assert answer_question(key=employer.status_key(request), text="Ook op zaterdag.", at=NOW) == event


def test_messages_have_a_limit(employer: Employer) -> None:
    key = employer.status_key(employer.request())
    for number in range(20):
        answer_question(key=key, text=f"Bericht {number}", at=NOW)
    with pytest.raises(TooMany):
        answer_question(key=key, text="Nog een", at=NOW)


def test_link_is_sent_again_on_request(employer: Employer) -> None:
    pending = employer.start()
    for minute in range(3):
        resend_link(pending_id=pending.pk, at=NOW + timedelta(minutes=minute))
    assert OutgoingMail.objects.filter(purpose="confirm").count() == 4
    with pytest.raises(TooMany):
        resend_link(pending_id=pending.pk, at=NOW + timedelta(minutes=4))
    with pytest.raises(NothingPending):
        resend_link(pending_id=uuid4(), at=NOW)
    confirm_request(key=employer.key(pending), at=NOW)
    with pytest.raises(NothingPending):
        resend_link(pending_id=pending.pk, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_make_one_request(employer: Employer) -> None:
    pending = employer.start()
    numbers = at_once(lambda: confirm_request(key=employer.key(pending), at=NOW).number, times=4)
    assert numbers == ["2026-00001"] * 4
    assert ContactRequest.objects.count() == RequestEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_are_one(employer: Employer) -> None:
    submission = uuid4()
    found = at_once(lambda: employer.start(submission=submission).pk, times=4)
    assert len(set(found)) == 1
    assert PendingRequest.objects.count() == OutgoingMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_numbers_without_a_gap(employer: Employer) -> None:
    keys = [
        employer.key(employer.start(organisation=f"Bedrijf {n}", email=f"a@b{n}.example")) for n in range(6)
    ]
    numbers = at_once(*(lambda key=key: confirm_request(key=key, at=NOW).number for key in keys))
    assert sorted(numbers) == [f"2026-0000{n}" for n in range(1, 7)]


def at_once(*acts: Callable[[], object], times: int = 1) -> list[object]:
    """What the acts give when each runs in a thread with a connection of its own, all from one moment."""
    everything = list(acts) * times
    gate, results = threading.Barrier(len(everything)), []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait()
            results.append(act())
        except Exception as error:
            results.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in everything]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
