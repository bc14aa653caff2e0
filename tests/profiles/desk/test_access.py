"""Who may do what at the desk: every address, every role. An address without a line here fails a test."""

from typing import NamedTuple

import pytest
from django.urls import URLPattern, reverse

from explorer.contact.models import ContactRequest
from profiles.access.models import UseSubject
from profiles.desk.ask_candidate import add_no_go, ask_candidate, record_answer
from profiles.desk.introduce import introduce
from profiles.desk.models import Approach, Case, Introduction, NoGoEmployer
from profiles.register.models import Organisation, Profile
from profiles.staff.desk.urls import urlpatterns
from profiles.staff.models import StaffUser
from tests.factories.register import OrganisationFactory, RegionFactory
from tests.factories.requests import NOW
from tests.factories.staff import StaffUserFactory
from tests.profiles.access.looks import saw
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


class Door(NamedTuple):
    """An address, how it is asked, and whether it is for the desk alone."""

    name: str
    method: str = "get"
    desk_only: bool = True


PLAIN = [Door("inbox"), Door("clock"), Door("find_fits"), Door("questions", desk_only=False)]
OF_A_CASE = [
    Door("case"),
    *(Door(name, "post") for name in ("take", "transfer", "note", "say", "close")),
    Door("fits"),
]
OF_A_CANDIDATE_IN_A_CASE = [Door("ask"), Door("ask", "post")]
OF_AN_APPROACH = [
    Door("question", desk_only=False),
    Door("answer", desk_only=False),
    Door("answer", "post", desk_only=False),
    Door("new_letter"),
    Door("new_letter", "post"),
]
OF_A_LETTER = [Door("letter")]
OF_A_CANDIDATE = [Door("no_go", desk_only=False), Door("no_go", "post", desk_only=False)]
OF_A_NO_GO = [Door("remove_no_go", "post", desk_only=False)]
ALL = [
    *PLAIN,
    *OF_A_CASE,
    *OF_A_CANDIDATE_IN_A_CASE,
    *OF_AN_APPROACH,
    *OF_A_LETTER,
    *OF_A_CANDIDATE,
    *OF_A_NO_GO,
]


@pytest.fixture
def approach(case: Case, adviser: StaffUser, order_picker: Profile) -> Approach:
    made = ask_candidate(
        number=case.number,
        candidate=order_picker.candidate,
        organisation="Peelhof",
        channel=Approach.Channel.LETTER,
        at=NOW,
        by=adviser,
    )
    add_no_go(candidate=order_picker.candidate, organisation="Ander", at=NOW, by=adviser)
    said = record_answer(
        approach=made, answer=Approach.Answer.YES, fields=["given_name", "task"], at=NOW, by=adviser
    )
    introduce(approach=said, proposal="Donderdag.", at=NOW, by=adviser)
    return said


def arguments(door: Door, approach: Approach) -> list[object]:
    if door in PLAIN:
        return []
    if door in OF_A_CASE:
        return [approach.case.number]
    if door in OF_A_CANDIDATE_IN_A_CASE:
        return [approach.case.number, approach.candidate_id]
    if door in OF_A_LETTER:
        return [Introduction.objects.get().pk]
    if door in OF_A_CANDIDATE:
        return [approach.candidate_id]
    if door in OF_A_NO_GO:
        return [approach.candidate_id, NoGoEmployer.objects.get().pk]
    return [approach.pk]


def ask(client: Reader, door: Door, approach: Approach) -> int:
    address = reverse(f"desk:{door.name}", args=arguments(door, approach))
    return int(getattr(client, door.method)(address).status_code)


def test_every_address_is_accounted_for() -> None:
    known = {door.name for door in ALL}
    assert {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)} == known


@pytest.mark.parametrize("door", ALL)
def test_adviser_of_the_region_opens_all(approach: Approach, adviser: StaffUser, door: Door) -> None:
    assert ask(logged_in(adviser), door, approach) in {200, 302, 422}


@pytest.mark.parametrize("door", ALL)
def test_admin_opens_all(approach: Approach, door: Door) -> None:
    assert ask(logged_in(StaffUserFactory(admin=True)), door, approach) in {200, 302, 422}


@pytest.mark.parametrize("door", [door for door in ALL if door not in PLAIN])
def test_adviser_of_another_region_finds_nothing(approach: Approach, door: Door) -> None:
    far = OrganisationFactory(region=RegionFactory(code="AM99"))
    stranger = logged_in(StaffUserFactory(adviser=True, organisation=far))
    before = snapshot()
    assert ask(stranger, door, approach) == 404
    assert snapshot() == before


@pytest.mark.parametrize("door", ALL)
def test_case_worker_answers_for_the_own_people_only(
    approach: Approach, organisation: Organisation, door: Door
) -> None:
    own = logged_in(StaffUserFactory(organisation=organisation))
    assert ask(own, door, approach) in ({403} if door.desk_only else {200, 302, 422})


@pytest.mark.parametrize("door", [door for door in ALL if door not in PLAIN])
def test_case_worker_of_another_organisation_finds_nothing(approach: Approach, door: Door) -> None:
    # In the same region: that is the adviser's to see.
    other = logged_in(StaffUserFactory(organisation=OrganisationFactory()))
    before = snapshot()
    assert ask(other, door, approach) == (403 if door.desk_only else 404)
    assert snapshot() == before


@pytest.mark.parametrize("door", ALL)
def test_adviser_without_organisation_gets_nowhere(approach: Approach, door: Door) -> None:
    lost = logged_in(StaffUserFactory(adviser=True, organisation=None))
    assert ask(lost, door, approach) in ({403} if door.desk_only else {200, 404})


def test_without_log_in_there_is_only_the_log_in_page(approach: Approach) -> None:
    for door in ALL:
        assert ask(Reader(), door, approach) == 302


def test_case_worker_sees_questions_of_the_own_people(approach: Approach, organisation: Organisation) -> None:
    Approach.objects.update(answer="", agreed_fields=[])
    own = logged_in(StaffUserFactory(organisation=organisation)).get(reverse("desk:questions"))
    other = logged_in(StaffUserFactory(organisation=OrganisationFactory())).get(reverse("desk:questions"))
    assert "Hendriks" in own.content.decode()
    assert "Hendriks" not in other.content.decode()


def test_object_of_another_candidate_is_not_found(approach: Approach, adviser: StaffUser) -> None:
    """The pieces of an address must belong together."""
    client = logged_in(adviser)
    employer = NoGoEmployer.objects.get()
    stranger = Profile.objects.exclude(candidate=approach.candidate).first()
    assert stranger is None
    wrong = reverse("desk:remove_no_go", args=[approach.candidate_id + 999, employer.pk])
    assert client.post(wrong).status_code == 404
    for name in ("question", "answer", "new_letter"):
        assert client.get(reverse(f"desk:{name}", args=[approach.pk + 999])).status_code == 404
    assert client.get(reverse("desk:letter", args=[Introduction.objects.get().pk + 999])).status_code == 404
    assert client.get("/aanvragen/2026-99999/").status_code == 404
    assert NoGoEmployer.objects.count() == 1


@pytest.mark.parametrize("name", ["case", "fits"])
def test_looking_at_people_is_logged(
    case: Case, adviser: StaffUser, order_picker: Profile, name: str
) -> None:
    logged_in(adviser).get(reverse(f"desk:{name}", args=[case.number]))
    assert saw(adviser, order_picker.candidate)


def snapshot() -> tuple[object, ...]:
    """What none of these visits may change."""
    return (
        list(Case.objects.values_list("version", "owner", "state", "outcome")),
        list(Approach.objects.values_list("answer", "agreed_fields")),
        Introduction.objects.count(),
        NoGoEmployer.objects.count(),
        UseSubject.objects.count(),
        list(ContactRequest.objects.values_list("state")),
    )
