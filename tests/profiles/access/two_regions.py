"""People of three organisations in two regions, with a row in every table that is about people."""

from dataclasses import dataclass

import pghistory
from django.utils import timezone

from explorer.contact.models.request import RequestKind
from profiles.access.log_of_use import Action, log_use
from profiles.access.models import UseAlarm
from profiles.access.pseudonyms import of_account
from profiles.caseload.models import Assignment
from profiles.desk.models import Approach, Case, DeskMail, Introduction, NoGoEmployer, OutwardAct, Reminder
from profiles.register.models import Candidate, Desk, Organisation
from profiles.staff.models import StaffUser
from tests.factories.register import TODAY, DeskFactory, OrganisationFactory, ProfileFactory, RegionFactory
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import ConceptFactory


@dataclass(frozen=True)
class TwoRegions:
    """`near` and `neighbour` are of one region, `far` is of another."""

    near: Candidate
    neighbour: Candidate
    far: Candidate

    @property
    def everybody(self) -> set[Candidate]:
        return {self.near, self.neighbour, self.far}

    def account(self, role: str, organisation: Organisation | None = None, **fields: object) -> StaffUser:
        """An account of a role, of the organisation of `near` where nothing else is said."""
        return StaffUserFactory(role=role, organisation=organisation or self.near.organisation, **fields)


def make_two_regions() -> TwoRegions:
    """Make them, as the system."""
    home, away = RegionFactory(code="AM31"), RegionFactory(code="AM99")
    fact = ConceptFactory(attribute="task", code="T1")
    people = []
    with pghistory.context(user=1, url="/ergens/"):
        for number, region in enumerate((home, home, away), start=1):
            organisation = OrganisationFactory(region=region)
            profile = ProfileFactory(candidate__organisation=organisation, published=True, facts=[fact])
            desk = Desk.objects.filter(region=region).first() or DeskFactory(region=region)
            _work(desk, profile.candidate, number)
            people.append(profile.candidate)
    return TwoRegions(*people)


def _work(desk: Desk, candidate: Candidate, number: int) -> None:
    now, by = timezone.now(), StaffUserFactory(organisation=candidate.organisation)
    case = Case.objects.create(
        number=f"2026-{number:05d}", desk=desk, kind=RequestKind.MEET, confirmed_at=now, due_on=TODAY
    )
    approach = Approach.objects.create(
        case=case, candidate=candidate, channel="phone", asked_at=now, asked_by=by
    )
    Introduction.objects.create(approach=approach, fields=[], made_at=now, made_by=by)
    NoGoEmployer.objects.create(
        candidate=candidate, organisation="Bakker", key="bakker", added_at=now, added_by=by
    )
    OutwardAct.objects.create(case=case, what="state", at=now)
    Reminder.objects.create(case=case, kind="late", on=TODAY)
    DeskMail.objects.create(
        case=case,
        purpose="new_case",
        to="loket@example.org",
        dedupe_key=f"k{number}",
        asked_at=now,
        next_at=now,
    )
    log_use(action=Action.VIEW, objects=[candidate], actor=by)
    UseAlarm.objects.create(kind="opened", actor=of_account(by), window=1, minutes=10, most=60, people=61)
    Assignment.objects.create(candidate=candidate, worker=by, since=TODAY)
