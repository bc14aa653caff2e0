"""The pages of the log: what they find, what they hand out, and what hostile input does."""

import csv
import io

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from profiles.access.log_of_use import Action, log_use
from profiles.access.models import UseAlarm, UseLog
from profiles.access.pseudonyms import of_account, of_person
from profiles.access.rights import Role
from profiles.publication.erase_candidate import erase_candidate
from profiles.register.models import Candidate
from profiles.staff.models import StaffUser
from tests.factories.register import TODAY, CandidateFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
LOG, PERSON, ALARMS = reverse("log:uses"), reverse("log:person"), reverse("log:alarms")
HOSTILE = [
    "'",
    "\x00",
    "<script>alert(1)</script>",
    "9" * 400,
    "-1",
    "../../etc",
    "%s",
    "🧾" * 50,
    "2026-13-45",
]


@pytest.fixture
def officer() -> Reader:
    return logged_in(StaffUserFactory(role=Role.PRIVACY_OFFICER, organisation=None, username="fg"))


@pytest.fixture
def worker() -> StaffUser:
    return StaffUserFactory(username="de-klantmanager")


@pytest.fixture
def person(worker: StaffUser) -> Candidate:
    person = CandidateFactory(organisation=worker.organisation, reference="VL-7", family_name="Geheim")
    log_use(action=Action.VIEW, objects=[person], actor=worker)
    log_use(action=Action.CHANGE, objects=[person], actor=worker, why="=HYPERLINK(1)")
    log_use(
        action=Action.LIST, objects=[CandidateFactory()], actor=StaffUserFactory(username="iemand-anders")
    )
    return person


def text(response: HttpResponse) -> str:
    assert response.status_code == 200
    return response.content.decode()


def lines(response: HttpResponse) -> list[list[str]]:
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_log_shows_who_and_never_the_candidate(officer: Reader, person: Candidate) -> None:
    shown = text(officer.get(LOG))
    assert "de-klantmanager" in shown and "iemand-anders" in shown
    assert "VL-7" not in shown and "Geheim" not in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?handeling=view", 1),
        ("?activiteit=klantprofielen", 3),
        ("?van=2020-01-01", 4),
        ("?tot=2020-01-01", 0),
        ("?resultaat=refused", 0),
        ("?rol=auditor", 0),
        ("?verzoek=niets", 0),
    ],
)
def test_log_is_narrowed_by_its_address(officer: Reader, person: Candidate, query: str, found: int) -> None:
    officer.get(LOG)
    assert len(officer.get(LOG + query).context["rows"]) == found


def test_uses_of_one_account(officer: Reader, person: Candidate, worker: StaffUser) -> None:
    rows = officer.get(f"{LOG}?account={worker.pk}").context["rows"]
    assert {row.account for row in rows} == {"de-klantmanager"} and len(rows) == 2


def test_person_who_asks_is_found_by_reference(officer: Reader, person: Candidate) -> None:
    sent = {"organisatie": person.organisation_id, "kenmerk": "vl-7", "nummer": ""}
    answer = officer.post(PERSON, sent)
    assert answer["Location"] == f"{LOG}?betrokkene={of_person(person)}"
    assert len(officer.get(answer["Location"]).context["rows"]) == 2


def test_person_is_found_by_the_number_of_the_erasure(officer: Reader, person: Candidate) -> None:
    number = person.pk
    erase_candidate(candidate=person, on=TODAY)
    answer = officer.post(PERSON, {"organisatie": "", "kenmerk": "", "nummer": number})
    assert {"view", "change"} <= {row.use.action for row in officer.get(answer["Location"]).context["rows"]}


@pytest.mark.parametrize(
    "sent", [{"kenmerk": ""}, {"kenmerk": "VL-7"}, {"nummer": "x"}, {"nummer": str(2**70)}]
)
def test_incomplete_question_is_asked_again(officer: Reader, person: Candidate, sent: dict[str, str]) -> None:
    assert officer.post(PERSON, sent).status_code == 422


def test_unknown_reference_says_so(officer: Reader, person: Candidate) -> None:
    answer = officer.post(PERSON, {"organisatie": person.organisation_id, "kenmerk": "VL-8"})
    assert "heeft dit kenmerk" in text(answer)


def test_file_of_a_person_has_roles_and_no_names(officer: Reader, person: Candidate) -> None:
    answer = officer.post(reverse("log:export_person", args=[of_person(person)]))
    found = lines(answer)
    assert len(found) == 3 and found[1][2] == "klantmanager"
    assert "de-klantmanager" not in answer.content.decode()


def test_file_of_the_log_needs_a_reason_and_is_logged(officer: Reader, person: Candidate) -> None:
    address = reverse("log:export") + "?handeling=change"
    assert officer.post(address)["Location"] == f"{LOG}?handeling=change"
    found = lines(officer.post(address, {"reden": "onderzoek 12"}))
    assert len(found) == 2
    assert "'=HYPERLINK(1)" in found[1]
    use = UseLog.objects.get(action="export")
    assert (use.why, use.named_objects) == ("onderzoek 12", ["gebruikslog", "handeling=change"])


def test_reading_the_log_is_a_use(officer: Reader, person: Candidate) -> None:
    officer.get(f"{LOG}?betrokkene={of_person(person)}")
    use = UseLog.objects.get(page="log:uses")
    assert use.named_objects == ["gebruikslog", f"betrokkene={of_person(person)}"]


def test_one_use_shows_the_others_of_its_request(officer: Reader, person: Candidate) -> None:
    use = UseLog.objects.get(action="view")
    shown = text(officer.get(reverse("log:use", args=[use.pk])))
    assert str(of_person(person)) in shown and use.trace_id in shown


def test_older_uses_are_on_the_next_page(officer: Reader, worker: StaffUser) -> None:
    for _time in range(60):
        log_use(action=Action.LOG_IN, actor=worker)
    first = officer.get(f"{LOG}?handeling=log_in")
    second = officer.get(LOG, {"handeling": "log_in", "voor": first.context["older"]})
    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 10)
    both = [row.use.pk for page in (first, second) for row in page.context["rows"]]
    assert len(set(both)) == 60


def test_gone_account_is_a_pseudonym(officer: Reader) -> None:
    user = StaffUserFactory(username="vertrokken")
    log_use(action=Action.LOG_IN, actor=user)
    mark = str(of_account(user))[:8]
    user.delete()
    shown = text(officer.get(LOG))
    assert "vertrokken" not in shown and f"gewist account {mark}" in shown


def test_alarm_is_shown_and_handled_once(officer: Reader, worker: StaffUser) -> None:
    for person in CandidateFactory.create_batch(settings.BULK_VIEWS + 1):
        log_use(action=Action.VIEW, objects=[person], actor=worker)
    assert "de-klantmanager" in text(officer.get(ALARMS))
    alarm = UseAlarm.objects.get()
    handle = reverse("log:handle_alarm", args=[alarm.pk])
    officer.post(handle, {"bevinding": " "})
    officer.post(handle, {"bevinding": "opruimactie"})
    officer.post(handle, {"bevinding": "iets anders"})
    alarm.refresh_from_db()
    assert alarm.finding == "opruimactie" and alarm.handled_by is not None
    assert "Afgehandeld door fg" in text(officer.get(ALARMS))


def test_auditor_reads_and_takes_nothing_along(person: Candidate) -> None:
    auditor = logged_in(StaffUserFactory(role=Role.AUDITOR, organisation=None))
    assert "Download" not in text(auditor.get(LOG))
    assert auditor.post(reverse("log:export"), {"reden": "x"}).status_code == 403
    assert auditor.post(reverse("log:export_person", args=[of_person(person)])).status_code == 403


@pytest.mark.parametrize("sent", HOSTILE)
@pytest.mark.parametrize(
    "name", ["van", "tot", "account", "rol", "handeling", "verzoek", "betrokkene", "voor", "onbekend"]
)
def test_hostile_address_is_an_answer(officer: Reader, person: Candidate, name: str, sent: str) -> None:
    answer = officer.get(LOG, {name: sent})
    assert answer.status_code in {200, 400, 422}
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("sent", HOSTILE)
def test_hostile_words_are_kept_as_words(officer: Reader, worker: StaffUser, sent: str) -> None:
    alarm = UseAlarm.objects.create(
        kind="opened",
        actor=of_account(worker),
        window=1,
        minutes=10,
        most=1,
        people=2,
        raised_at=timezone.now(),
    )
    assert officer.post(PERSON, {"kenmerk": sent, "organisatie": sent, "nummer": sent}).status_code in {
        400,
        422,
        302,
    }
    assert officer.post(reverse("log:export"), {"reden": sent}).status_code in {200, 302, 400}
    assert officer.post(reverse("log:handle_alarm", args=[alarm.pk]), {"bevinding": sent}).status_code in {
        302,
        400,
    }
    assert "<script>alert" not in officer.get(ALARMS).content.decode()
