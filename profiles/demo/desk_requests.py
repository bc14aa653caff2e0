"""What the adviser of the demo did with the requests of made-up employers: every state, by the real verbs."""

import datetime
from collections.abc import Callable, Sequence

from explorer.contact.models import ContactRequest
from profiles.desk.ask_candidate import ask_candidate, record_answer
from profiles.desk.clock import publish_promise
from profiles.desk.close_case import close_case, settle_placements
from profiles.desk.fetch_requests import fetch_requests
from profiles.desk.introduce import introduce
from profiles.desk.matching import who_fits
from profiles.desk.models import Approach, Case, CaseOutcome, DeskDuty
from profiles.desk.send_acts import send_acts
from profiles.desk.wish import wish_of_query
from profiles.desk.work_on_case import answer_employer, ask_employer, take_case
from profiles.register.models import Desk
from profiles.staff.models import StaffUser
from profiles.vocabulary.tree import Tree, load_tree

FIELDS = ("given_name", "municipality", "task", "skill", "hours", "availability", "licence")
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
Course = Callable[["Adviser", Case], None]


class Adviser:
    """The adviser at work: `ago` is the time that passed since the request came in."""

    def __init__(self, user: StaffUser, tree: Tree, now: datetime.datetime) -> None:
        self.user, self.tree, self.now = user, tree, now

    def at(self, case: Case, ago: datetime.timedelta) -> datetime.datetime:
        """So long after the request, but never in the future."""
        # A request of today has no answer of tomorrow.
        return min(case.confirmed_at + ago, self.now)

    def answer(self, case: Case, ago: datetime.timedelta, text: str) -> None:
        answer_employer(
            number=case.number, seen=_version(case), text=text, at=self.at(case, ago), by=self.user
        )

    def ask(self, case: Case, ago: datetime.timedelta, people: int) -> list[Approach]:
        """The first people that fit."""
        # The wish is on the public side; the case has only its number.
        asked = ContactRequest.objects.get(number=case.number)
        page = who_fits(
            self.tree,
            wish_of_query(self.tree, asked.query),
            regions=[case.desk.region_id],
            on=self.at(case, ago).date(),
        )
        return [
            ask_candidate(
                number=case.number,
                candidate=row.candidate,
                organisation=asked.organisation,
                channel=Approach.Channel.PHONE,
                at=self.at(case, ago),
                by=self.user,
            )
            for row in page.rows[:people]
        ]

    def hear(self, approach: Approach, ago: datetime.timedelta, answer: Approach.Answer) -> Approach:
        return record_answer(
            approach=approach,
            answer=answer,
            fields=FIELDS if answer == Approach.Answer.YES else (),
            at=self.at(approach.case, ago),
            by=self.user,
        )

    def close(
        self,
        case: Case,
        ago: datetime.timedelta,
        outcome: CaseOutcome,
        people: Sequence[Approach] = (),
        text: str = "",
    ) -> None:
        close_case(
            number=case.number,
            seen=_version(case),
            outcome=outcome,
            text=text,
            people=[approach.pk for approach in people],
            at=self.at(case, ago),
            by=self.user,
        )


def _placed(adviser: Adviser, case: Case) -> None:
    adviser.answer(case, 4 * HOUR, "Ik zoek mensen voor u. U hoort van mij.")
    first, second = adviser.ask(case, DAY, 2)
    yes = adviser.hear(first, 2 * DAY, Approach.Answer.YES)
    adviser.hear(second, 2 * DAY, Approach.Answer.NO)
    introduce(
        approach=yes, proposal="Dinsdag om 10.00 uur, bij u.", at=adviser.at(case, 2 * DAY), by=adviser.user
    )
    adviser.close(case, 12 * DAY, CaseOutcome.PLACED, [yes], "Fijn dat het een baan werd.")


def _trial(adviser: Adviser, case: Case) -> None:
    adviser.answer(case, DAY, "")
    [first] = adviser.ask(case, DAY, 1)
    yes = adviser.hear(first, 3 * DAY, Approach.Answer.YES)
    introduce(approach=yes, proposal="", at=adviser.at(case, 3 * DAY), by=adviser.user)
    adviser.close(case, 9 * DAY, CaseOutcome.TRIAL, [yes])


def _nobody(adviser: Adviser, case: Case) -> None:
    adviser.answer(case, 5 * DAY, "")
    adviser.close(
        case, 8 * DAY, CaseOutcome.NOBODY_FOUND, text="Probeer het met minder uren, of een grotere afstand."
    )


def _no_agreement(adviser: Adviser, case: Case) -> None:
    adviser.answer(case, 3 * HOUR, "")
    for approach in adviser.ask(case, DAY, 2):
        adviser.hear(approach, 4 * DAY, Approach.Answer.NO)
    adviser.close(case, 5 * DAY, CaseOutcome.NO_AGREEMENT)


def _not_suitable(adviser: Adviser, case: Case) -> None:
    adviser.answer(case, DAY, "")
    [first] = adviser.ask(case, DAY, 1)
    yes = adviser.hear(first, 2 * DAY, Approach.Answer.YES)
    introduce(approach=yes, proposal="", at=adviser.at(case, 3 * DAY), by=adviser.user)
    adviser.close(case, 9 * DAY, CaseOutcome.NOT_SUITABLE)


def _proposed(adviser: Adviser, case: Case) -> None:
    adviser.answer(case, 5 * HOUR, "Ik ken iemand. Ik bel u.")
    first, _second = adviser.ask(case, DAY, 2)
    yes = adviser.hear(first, 3 * DAY, Approach.Answer.YES)
    introduce(approach=yes, proposal="Donderdag om 10.00 uur.", at=adviser.at(case, 4 * DAY), by=adviser.user)


def _asked(adviser: Adviser, case: Case) -> None:
    first, *_others = adviser.ask(case, DAY, 3)
    adviser.hear(first, 2 * DAY, Approach.Answer.LATER)


def _questioned(adviser: Adviser, case: Case) -> None:
    ask_employer(
        number=case.number,
        seen=_version(case),
        text="Is er iemand die het werk voordoet?",
        at=adviser.at(case, 6 * HOUR),
        by=adviser.user,
    )


def _answered(adviser: Adviser, case: Case) -> None:
    adviser.answer(case, 6 * HOUR, "Ik kom graag langs om het uit te leggen.")


def _taken(adviser: Adviser, case: Case) -> None:
    take_case(number=case.number, seen=_version(case), by=adviser.user)


def _nothing(adviser: Adviser, case: Case) -> None:
    """It waits."""


COURSES: tuple[Course, ...] = (
    *(_placed, _trial, _nobody, _trial, _no_agreement, _not_suitable),
    *(_proposed, _nothing, _asked, _questioned, _answered, _taken, _nothing),
)
"""Of the requests that the employer did not withdraw, oldest first; the rest waits."""


def make_demo_requests(*, now: datetime.datetime, adviser: StaffUser) -> int:
    """Play the courses once; returns how many cases there are. Cases that were touched stay as they are."""
    for desk in Desk.objects.all():
        DeskDuty.objects.get_or_create(desk=desk, defaults={"head": adviser})
    fetch_requests(at=now)
    if not Case.objects.exclude(owner=None).exists():
        at_work = Adviser(adviser, load_tree(on=now.date()), now)
        open_cases = Case.objects.filter(closed_at=None).select_related("desk").order_by("confirmed_at")
        # There may be more requests than courses: those are left waiting.
        for case, course in zip(open_cases, COURSES, strict=False):
            course(at_work, case)
            # Before the next one, or a placed person would be asked again.
            settle_placements(on=now.date(), number=case.number)
    send_acts(at=now)
    publish_promise(at=now)
    return Case.objects.count()


def _version(case: Case) -> int:
    return Case.objects.values_list("version", flat=True).get(pk=case.pk)
