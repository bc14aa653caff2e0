"""Requests become cases once, verbs change them once, and the employer hears of it once."""

import datetime
from collections.abc import Callable

import pytest
from dateutil.relativedelta import relativedelta

from explorer.contact.models import ContactRequest, RequestEvent
from explorer.contact.models.request import RequestState
from profiles.desk import send_acts as sending
from profiles.desk.ask_candidate import add_no_go, ask_candidate, record_answer
from profiles.desk.change import CaseOvertaken, CaseRefused
from profiles.desk.close_case import OUTSIDE, close_case, settle_placements
from profiles.desk.erase_cases import erase_cases
from profiles.desk.fetch_requests import NoDesk, fetch_requests
from profiles.desk.introduce import introduce
from profiles.desk.models import Approach, Case, CaseOutcome, DeskDuty, DeskMail, Introduction, OutwardAct
from profiles.desk.publish_desks import DesksRefused, publish_desks
from profiles.desk.send_acts import send_acts
from profiles.desk.work_on_case import answer_employer, ask_employer, save_note, take_case, transfer_case
from profiles.publication.erase_candidate import erase_candidate
from profiles.register.models import Desk, Profile
from profiles.staff.models import StaffUser
from tests.factories.register import DeskFactory
from tests.factories.requests import NOW, make_request, withdraw
from tests.factories.staff import StaffUserFactory

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
LATER = NOW + datetime.timedelta(hours=1)
TODAY = NOW.date()
YES = ["given_name", "task", "phone"]


def outside(case: Case) -> ContactRequest:
    return ContactRequest.objects.get(number=case.number)


def said(case: Case) -> list[tuple[str, str, str]]:
    events = RequestEvent.objects.filter(request__number=case.number, by="desk")
    return list(events.values_list("kind", "state", "text"))


def agreed(case: Case, profile: Profile, adviser: StaffUser) -> Approach:
    approach = ask_candidate(
        number=case.number,
        candidate=profile.candidate,
        organisation="Peelhof",
        channel=Approach.Channel.PHONE,
        at=NOW,
        by=adviser,
    )
    return record_answer(approach=approach, answer=Approach.Answer.YES, fields=YES, at=LATER, by=adviser)


def test_request_becomes_one_case(case: Case) -> None:
    again = fetch_requests(at=LATER)
    assert (again.new, again.changed) == (0, 0)
    assert Case.objects.count() == 1
    assert [(mail.purpose, mail.to) for mail in DeskMail.objects.all()] == [("new_case", case.desk.email)]


def test_default_owner_gets_new_requests(desk: Desk, adviser: StaffUser) -> None:
    DeskDuty.objects.create(desk=desk, default_owner=adviser)
    make_request(number="2026-00999")
    fetch_requests(at=NOW)
    assert Case.objects.get(number="2026-00999").owner == adviser
    assert DeskMail.objects.get().to == adviser.email


def test_request_of_an_unknown_desk_goes_to_the_first(desk: Desk) -> None:
    make_request(number="2026-00999", desk="weg")
    fetch_requests(at=NOW)
    assert Case.objects.get(number="2026-00999").desk == desk


def test_without_a_desk_nothing_is_fetched(organisation: object) -> None:
    make_request()
    with pytest.raises(NoDesk):
        fetch_requests(at=NOW)


def test_withdrawal_of_the_employer_ends_the_case(case: Case, request_of_employer: ContactRequest) -> None:
    withdraw(request_of_employer, at=LATER)
    assert fetch_requests(at=LATER).changed == 1
    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_at) == (
        RequestState.WITHDRAWN,
        CaseOutcome.EMPLOYER_WITHDREW,
        LATER,
    )


def test_second_of_two_advisers_hears_it(case: Case, adviser: StaffUser) -> None:
    take_case(number=case.number, seen=case.version, by=adviser)
    other = StaffUserFactory(adviser=True)
    with pytest.raises(CaseOvertaken, match="Marloes"):
        take_case(number=case.number, seen=case.version, by=other)
    case.refresh_from_db()
    assert case.owner == adviser


def test_answer_reaches_the_employer_once(case: Case, adviser: StaffUser) -> None:
    answer_employer(number=case.number, seen=case.version, text="Ik bel u.", at=LATER, by=adviser)
    assert outside(case).state == RequestState.RECEIVED
    assert send_acts(at=LATER).done == 1
    assert send_acts(at=LATER).done == 0
    assert said(case) == [("state", RequestState.IN_PROGRESS, "Ik bel u.")]
    assert outside(case).answered_at == LATER
    assert fetch_requests(at=LATER).changed == 0


def test_question_counts_as_first_answer(case: Case, adviser: StaffUser) -> None:
    ask_employer(number=case.number, seen=case.version, text="Hoe laat?", at=LATER, by=adviser)
    send_acts(at=LATER)
    case.refresh_from_db()
    assert case.first_answer_at == outside(case).answered_at == LATER
    assert said(case) == [("question", "", "Hoe laat?")]
    with pytest.raises(CaseRefused):
        ask_employer(number=case.number, seen=case.version, text=" ", at=LATER, by=adviser)


def test_text_with_a_bsn_goes_nowhere(case: Case, adviser: StaffUser) -> None:
    with pytest.raises(CaseRefused):
        answer_employer(number=case.number, seen=case.version, text="111222333", at=LATER, by=adviser)
    with pytest.raises(CaseRefused):
        save_note(number=case.number, seen=case.version, note="111222333")
    assert not OutwardAct.objects.exists()


def test_transfer_reaches_the_other_desk(case: Case, adviser: StaffUser) -> None:
    venray = DeskFactory(code="venray", region=case.desk.region)
    publish_desks(at=NOW)
    transfer_case(number=case.number, seen=case.version, at=LATER, by=adviser, owner=None, desk=venray)
    # What is not outside yet is not taken back by fetching.
    fetch_requests(at=LATER)
    case.refresh_from_db()
    assert case.desk == venray and case.owner is None
    send_acts(at=LATER)
    assert outside(case).desk == "venray"
    assert DeskMail.objects.filter(to=venray.email).count() == 1


def test_candidate_is_asked_once(case: Case, adviser: StaffUser, order_picker: Profile) -> None:
    first, second = (
        ask_candidate(
            number=case.number,
            candidate=order_picker.candidate,
            organisation="Peelhof",
            channel=Approach.Channel.LETTER,
            at=NOW,
            by=adviser,
        )
        for _ in range(2)
    )
    assert first == second
    send_acts(at=NOW)
    assert said(case) == [("state", RequestState.CANDIDATES_ASKED, "")]


@pytest.mark.parametrize("state", ["paused", "placed", "withdrawn"])
def test_who_is_not_available_is_not_asked(
    case: Case, adviser: StaffUser, order_picker: Profile, state: str
) -> None:
    Profile.objects.update(state=state)
    with pytest.raises(CaseRefused):
        agreed(case, order_picker, adviser)


def test_no_go_employer_is_known_in_another_spelling(
    case: Case, adviser: StaffUser, order_picker: Profile
) -> None:
    for name in ("Péelhof B.V.", "peelhof bv"):
        add_no_go(candidate=order_picker.candidate, organisation=name, at=NOW, by=adviser)
    assert order_picker.candidate.no_go_employers.count() == 1
    with pytest.raises(CaseRefused, match="niet naar"):
        agreed(case, order_picker, adviser)


def test_yes_needs_the_given_name(case: Case, adviser: StaffUser, order_picker: Profile) -> None:
    approach = agreed(case, order_picker, adviser)
    with pytest.raises(CaseRefused):
        record_answer(approach=approach, answer=Approach.Answer.YES, fields=["task"], at=NOW, by=adviser)
    with pytest.raises(CaseRefused):
        record_answer(approach=approach, answer=Approach.Answer.YES, fields=["bsn"], at=NOW, by=adviser)
    back = record_answer(approach=approach, answer=Approach.Answer.NO, fields=YES, at=NOW, by=adviser)
    assert back.agreed_fields == []


def test_letter_needs_a_yes_that_still_holds(case: Case, adviser: StaffUser, order_picker: Profile) -> None:
    approach = agreed(case, order_picker, adviser)
    letter = introduce(approach=approach, proposal="Donderdag om 10 uur.", at=LATER, by=adviser)
    assert letter.fields == sorted(YES)
    record_answer(approach=approach, answer=Approach.Answer.LATER, fields=[], at=LATER, by=adviser)
    with pytest.raises(CaseRefused):
        introduce(approach=approach, proposal="", at=LATER, by=adviser)
    send_acts(at=LATER)
    assert [state for _kind, state, _text in said(case)] == [
        RequestState.CANDIDATES_ASKED,
        RequestState.PROPOSED,
    ]


@pytest.mark.parametrize("state", ["draft", "ready", "published"])
def test_placed_person_leaves_every_list(
    case: Case, adviser: StaffUser, order_picker: Profile, state: str
) -> None:
    Profile.objects.filter(pk=order_picker.pk).update(state=state)
    approach = agreed(case, order_picker, adviser)
    case.refresh_from_db()
    close_case(
        number=case.number,
        seen=case.version,
        outcome=CaseOutcome.PLACED,
        text="Gefeliciteerd.",
        people=[approach.pk],
        at=LATER,
        by=adviser,
    )
    assert settle_placements(on=TODAY) == 1
    assert settle_placements(on=TODAY) == 0
    order_picker.refresh_from_db()
    assert order_picker.state == Profile.State.PLACED
    send_acts(at=LATER)
    request = outside(case)
    assert (request.state, request.reason, request.closed_at) == (RequestState.PLACED, "job", LATER)


def test_trial_leaves_the_profile_as_it_is(case: Case, adviser: StaffUser, order_picker: Profile) -> None:
    approach = agreed(case, order_picker, adviser)
    case.refresh_from_db()
    close_case(
        number=case.number,
        seen=case.version,
        outcome=CaseOutcome.TRIAL,
        text="",
        people=[approach.pk],
        at=LATER,
        by=adviser,
    )
    assert settle_placements(on=TODAY) == 0
    order_picker.refresh_from_db()
    assert order_picker.state == Profile.State.PUBLISHED


def test_who_did_not_say_yes_is_not_placed(case: Case, adviser: StaffUser, order_picker: Profile) -> None:
    approach = agreed(case, order_picker, adviser)
    record_answer(approach=approach, answer=Approach.Answer.NO, fields=[], at=LATER, by=adviser)
    case.refresh_from_db()
    for people in ([], [approach.pk], [approach.pk + 999]):
        with pytest.raises(CaseRefused):
            close_case(
                number=case.number,
                seen=case.version,
                outcome=CaseOutcome.PLACED,
                text="",
                people=people,
                at=LATER,
                by=adviser,
            )


@pytest.mark.parametrize("outcome", sorted(OUTSIDE.keys() - {CaseOutcome.PLACED, CaseOutcome.TRIAL}))
def test_every_outcome_reaches_the_employer(case: Case, adviser: StaffUser, outcome: str) -> None:
    close_case(
        number=case.number,
        seen=case.version,
        outcome=CaseOutcome(outcome),
        text="",
        people=[],
        at=LATER,
        by=adviser,
    )
    send_acts(at=LATER)
    assert (outside(case).state, outside(case).reason) == OUTSIDE[outcome]
    with pytest.raises(CaseRefused):
        take_case(number=case.number, seen=case.version + 1, by=adviser)
    assert fetch_requests(at=LATER).changed == 0


def test_act_after_a_withdrawal_is_refused(
    case: Case, request_of_employer: ContactRequest, adviser: StaffUser
) -> None:
    answer_employer(number=case.number, seen=case.version, text="Ik bel u.", at=LATER, by=adviser)
    withdraw(request_of_employer, at=LATER)
    assert send_acts(at=LATER).refused == 1
    assert fetch_requests(at=LATER).changed == 1
    case.refresh_from_db()
    assert case.outcome == CaseOutcome.EMPLOYER_WITHDREW


class Killed(Exception):
    """The process ended here."""


@pytest.mark.parametrize("step", ["request_numbered", "set_state", "after set_state", "_mark"])
def test_nothing_is_lost_or_doubled_by_a_kill(
    case: Case, adviser: StaffUser, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    answer_employer(number=case.number, seen=case.version, text="Ik bel u.", at=LATER, by=adviser)
    name = step.removeprefix("after ")
    real: Callable[..., object] = getattr(sending, name)

    def killed(*args: object, **kwargs: object) -> None:
        if step.startswith("after "):
            real(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(sending, name, killed)
        with pytest.raises(Killed):
            send_acts(at=LATER)
    send_acts(at=LATER + datetime.timedelta(minutes=1))
    assert said(case) == [("state", RequestState.IN_PROGRESS, "Ik bel u.")]
    assert OutwardAct.objects.get().done_at is not None


def test_placement_is_settled_after_a_kill(
    case: Case, adviser: StaffUser, order_picker: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from profiles.desk import close_case as closing

    approach = agreed(case, order_picker, adviser)
    case.refresh_from_db()
    close_case(
        number=case.number,
        seen=case.version,
        outcome=CaseOutcome.PLACED,
        text="",
        people=[approach.pk],
        at=LATER,
        by=adviser,
    )
    real = closing.hide

    def killed(**kwargs: object) -> None:
        real(**kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(closing, "hide", killed)
        with pytest.raises(Killed):
            settle_placements(on=TODAY)
    assert settle_placements(on=TODAY) == 1
    order_picker.refresh_from_db()
    assert order_picker.state == Profile.State.PLACED


def test_desk_that_nobody_can_reach_is_not_shown(desk: Desk) -> None:
    Desk.objects.update(phone="")
    with pytest.raises(DesksRefused):
        publish_desks(at=NOW)


def test_erased_person_takes_questions_and_letters_along(
    case: Case, adviser: StaffUser, order_picker: Profile
) -> None:
    approach = agreed(case, order_picker, adviser)
    introduce(approach=approach, proposal="Donderdag.", at=LATER, by=adviser)
    add_no_go(candidate=order_picker.candidate, organisation="Ander", at=NOW, by=adviser)
    erase_candidate(candidate=order_picker.candidate, on=TODAY)
    assert not Approach.objects.exists() and not Introduction.objects.exists()
    assert Case.objects.get().state == RequestState.PROPOSED


def test_what_was_written_of_an_employer_is_erased_after_twelve_months(
    case: Case, adviser: StaffUser, order_picker: Profile
) -> None:
    approach = agreed(case, order_picker, adviser)
    introduce(approach=approach, proposal="Vraag naar Anke Verbeek.", at=LATER, by=adviser)
    case.refresh_from_db()
    save_note(number=case.number, seen=case.version, note="Anke belt zelf terug.")
    close_case(
        number=case.number, seen=case.version + 1, outcome=CaseOutcome.NOT_SUITABLE, text="", people=[],
        at=LATER, by=adviser,
    )  # fmt: skip
    a_year_later = LATER + relativedelta(months=12)
    assert erase_cases(at=a_year_later - datetime.timedelta(seconds=1)) == 0
    assert erase_cases(at=a_year_later) == 2
    assert erase_cases(at=a_year_later) == 0
    case.refresh_from_db()
    assert (case.note, case.outcome) == ("", CaseOutcome.NOT_SUITABLE)
    assert [letter.proposal for letter in approach.introductions.all()] == [""]
