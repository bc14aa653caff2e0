"""What the inside may do with requests, and what neither side may: under the roles of production."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from explorer.contact.answer_question import answer_question, open_question
from explorer.contact.desk_side import (
    NotAllowed,
    UnknownRequest,
    ask_question,
    publish_desks,
    request_numbered,
    requests_for,
    set_state,
    transfer,
)
from explorer.contact.models import ContactRequest, Desk, OutgoingMail, RequestEvent
from explorer.contact.models.request import AlreadyEnded, EndReason, RequestState
from explorer.contact.withdraw_request import withdraw_request
from tests.explorer.contact.conftest import NOW, Employer, as_role
from tests.explorer.contact.desks import NORTH, VENRAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desks")]


def test_inside_sets_the_state_and_a_mail_is_asked_for(employer: Employer) -> None:
    request = employer.request()
    with as_role("register_web"):
        set_state(number=request.number, state=RequestState.IN_PROGRESS, at=NOW, text="Ik bel u morgen.")
        set_state(
            number=request.number,
            state=RequestState.PLACED,
            reason=EndReason.TRIAL,
            at=NOW + timedelta(days=9),
        )
    request.refresh_from_db()
    assert (request.state, request.reason) == (RequestState.PLACED, EndReason.TRIAL)
    assert (request.answered_at, request.closed_at) == (NOW, NOW + timedelta(days=9))
    said = [(event.state, event.text, event.by) for event in request.events.all()]
    assert said[1] == (RequestState.IN_PROGRESS, "Ik bel u morgen.", "desk")
    mails = OutgoingMail.objects.filter(purpose="changed")
    assert {mail.to for mail in mails} == {request.email} and len(mails) == 2


def test_same_state_again_says_nothing(employer: Employer) -> None:
    request = employer.request()
    with as_role("register_web"):
        for _ in range(2):
            set_state(number=request.number, state=RequestState.CANDIDATES_ASKED, at=NOW)
    assert request.events.count() == 2


def test_question_is_answered_on_the_status_page(employer: Employer) -> None:
    request = employer.request()
    with as_role("register_web"):
        question = ask_question(number=request.number, text="Hoe laat begint het?", at=NOW)
    assert open_question(request) == question
    answer = answer_question(key=employer.status_key(request), text="Om 8 uur.", at=NOW)
    assert answer.kind == RequestEvent.Kind.ANSWER
    assert open_question(request) is None
    with as_role("register_web"):
        assert request_numbered(request.number).events.last() == answer


def test_requests_are_found_by_desk(employer: Employer) -> None:
    north = employer.request()
    venray = employer.request(places=("GM0984", "AM31"), organisation="Ander")
    with as_role("register_web"):
        assert list(requests_for(["noord"])) == [north]
        assert list(requests_for(["noord", "venray"])) == [north, venray]
        transfer(number=north.number, desk="venray", at=NOW)
        assert set(requests_for(["venray"])) == {north, venray}
        with pytest.raises(NotAllowed):
            transfer(number=north.number, desk="nergens", at=NOW)


@pytest.mark.parametrize(
    ("state", "reason", "text"),
    [
        (RequestState.WITHDRAWN, "", ""),
        (RequestState.RECEIVED, "", ""),
        (RequestState.PLACED, "", ""),
        (RequestState.PLACED, EndReason.NOBODY_FOUND, ""),
        (RequestState.NOT_FOUND, EndReason.TRIAL, ""),
        (RequestState.IN_PROGRESS, EndReason.ANSWERED, ""),
        (RequestState.IN_PROGRESS, "", "x" * 2001),
    ],
)
def test_state_that_the_desk_cannot_give_is_refused(
    employer: Employer, state: RequestState, reason: str, text: str
) -> None:
    request = employer.request()
    with as_role("register_web"), pytest.raises(NotAllowed):
        set_state(number=request.number, state=state, reason=reason, text=text, at=NOW)
    assert request.events.count() == 1


def test_nothing_follows_an_end(employer: Employer) -> None:
    request = employer.request()
    withdraw_request(key=employer.status_key(request), at=NOW)
    with as_role("register_web"):
        with pytest.raises(AlreadyEnded):
            set_state(number=request.number, state=RequestState.IN_PROGRESS, at=NOW)
        with pytest.raises(AlreadyEnded):
            ask_question(number=request.number, text="Nog iets", at=NOW)
        with pytest.raises(UnknownRequest):
            set_state(number="2026-99999", state=RequestState.IN_PROGRESS, at=NOW)


def test_desks_are_shown_exactly_as_given() -> None:
    with as_role("register_web"):
        publish_desks([VENRAY], at=NOW)
        publish_desks([VENRAY, NORTH], at=NOW + timedelta(days=1))
    assert [desk.code for desk in Desk.objects.all()] == ["venray", "noord"]
    assert {desk.updated_at for desk in Desk.objects.all()} == {NOW + timedelta(days=1)}


def refused(act: Callable[[], object]) -> bool:
    """Whether the database refuses it to the role that is set."""
    try:
        with transaction.atomic():
            act()
    except ProgrammingError as error:
        assert "permission denied" in str(error)
        return True
    return False


@pytest.mark.parametrize(
    "column",
    ["email", "organisation", "own_words", "query", "due_on", "confirmed_at", "number", "status_key_hash"],
)
def test_inside_cannot_change_what_the_employer_said(employer: Employer, column: str) -> None:
    request = employer.request()
    value = getattr(request, column)
    with as_role("register_web"):
        assert refused(lambda: ContactRequest.objects.filter(pk=request.pk).update(**{column: value}))


def test_inside_updates_only_its_own_columns(employer: Employer) -> None:
    request = employer.request()
    with as_role("register_web"):
        for column in ("desk", "state", "reason", "answered_at", "closed_at"):
            value = getattr(request, column)
            assert not refused(lambda c=column, v=value: ContactRequest.objects.update(**{c: v}))


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("register_web", "SELECT 1 FROM explorer_contact_pendingrequest"),
        ("register_web", "SELECT 1 FROM explorer_contact_savedsearch"),
        ("register_web", "SELECT 1 FROM explorer_contact_maillink"),
        ("register_web", "SELECT 1 FROM explorer_contact_attempt"),
        ("register_web", "SELECT 1 FROM explorer_contact_outgoingmail"),
        ("register_web", "UPDATE explorer_contact_outgoingmail SET state = 'sent'"),
        ("register_web", "DELETE FROM explorer_contact_contactrequest"),
        ("register_web", "DELETE FROM explorer_contact_numberseries"),
        ("register_web", "UPDATE explorer_contact_requestevent SET text = ''"),
        ("register_web", "SELECT 1 FROM procrastinate_jobs"),
        ("explorer_web", "UPDATE explorer_contact_requestevent SET text = ''"),
        ("explorer_web", "DELETE FROM explorer_contact_requestevent"),
        ("explorer_web", "INSERT INTO explorer_contact_desk (code) VALUES ('x')"),
        ("explorer_web", "UPDATE explorer_contact_desk SET name = ''"),
        ("explorer_web", "DELETE FROM explorer_contact_desk"),
    ],
)
def test_role_has_no_right_to(role: str, statement: str) -> None:
    with as_role(role), connection.cursor() as cursor:
        assert refused(lambda: cursor.execute(statement))


def test_events_go_with_their_request_alone(employer: Employer) -> None:
    request = employer.request()
    request.delete()
    assert RequestEvent.objects.count() == OutgoingMail.objects.exclude(request=None).count() == 0
