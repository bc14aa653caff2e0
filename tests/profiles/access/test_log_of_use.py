"""The log of use is only added to, names nobody, and outlives whom it is about."""

import datetime
import uuid

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import Error, connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from profiles.access.log_of_use import Action, log_use, trace_of
from profiles.access.models import UseAlarm, UseLog, UseSubject
from profiles.access.pseudonyms import of_account, of_person
from profiles.access.retention import forget_use
from profiles.access.rights import Role
from profiles.access.scope import as_user
from profiles.mail.models import QueuedMail
from profiles.publication.erase_candidate import erase_candidate
from profiles.register.models import Candidate
from profiles.staff.models import StaffUser
from tests.database import as_owner
from tests.factories.register import TODAY, CandidateFactory, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.access.looks import saw, uses_of

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
LOG = ("access_uselog", "access_usesubject")


def request_of(user: StaffUser, **headers: str) -> object:
    request = RequestFactory(headers=headers).get("/kandidaten/?wie=Jansen")
    request.user = user
    return request


def view(user: StaffUser, *people: Candidate, action: str = Action.VIEW) -> None:
    log_use(action=action, objects=people, actor=user)


@pytest.mark.parametrize("table", [*LOG, "access_usealarm"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET actor = NULL", "TRUNCATE {}"])
def test_web_role_only_adds_to_the_log(table: str, statement: str) -> None:
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


def test_use_names_neither_person_nor_account() -> None:
    user = StaffUserFactory(username="zichtbaar", first_name="Zichtbare")
    person = ProfileFactory(candidate__family_name="Geheimenaam", candidate__reference="VL-777").candidate
    log_use(action=Action.VIEW, objects=[person, user], request=request_of(user))
    with as_owner(), connection.cursor() as cursor:
        for table in LOG:
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            written = cursor.fetchone()[0]
            assert not any(
                word in written for word in ("Geheim", "VL-777", "zichtbaar", "Zichtbare", "Jansen")
            )
    assert saw(user, person)


def test_profile_and_approach_are_the_person() -> None:
    user, profile = StaffUserFactory(), ProfileFactory()
    view(user, profile)
    assert UseLog.objects.get().people == 1
    assert saw(user, profile.candidate)


def test_web_role_does_not_choose_the_moment() -> None:
    long_ago = timezone.now() - datetime.timedelta(days=4000)
    UseLog.objects.create(action=Action.VIEW, activity="beheer", trace_id="0" * 32, at=long_ago)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_uselog WHERE at > now() - interval '1 minute'")
        assert cursor.fetchone()[0] == 1


def test_one_request_has_one_trace_and_keeps_that_of_the_caller() -> None:
    sent = "0af7651916cd43dd8448eb211c80319c"
    request = request_of(StaffUserFactory(), traceparent=f"00-{sent}-b7ad6b7169203331-01")
    assert trace_of(request) == sent  # type: ignore[arg-type]
    plain = request_of(StaffUserFactory())
    assert trace_of(plain) == trace_of(plain) != sent  # type: ignore[arg-type]


@pytest.mark.parametrize("sent", ["", "x", "00-zz-1-1", "00-" + "0" * 900, "<script>", "'; DROP TABLE x"])
def test_hostile_trace_is_not_taken_over(sent: str) -> None:
    request = request_of(StaffUserFactory(), traceparent=sent)
    assert len(trace_of(request)) == 32  # type: ignore[arg-type]
    log_use(action=Action.VIEW, request=request, why=sent * 50)  # type: ignore[arg-type]
    assert len(UseLog.objects.get().why) <= 300


def test_use_stays_when_the_person_is_erased() -> None:
    user, profile = StaffUserFactory(), ProfileFactory()
    number = profile.candidate.pk
    view(user, profile.candidate)
    erase_candidate(candidate=profile.candidate, on=TODAY)
    uses = UseLog.objects.filter(subjects__subject=of_person(number))
    assert uses.filter(actor=of_account(user), action="view").exists()


def test_pseudonym_needs_the_key(settings: object) -> None:
    known = of_person(1)
    assert known != of_account(1) and known != uuid.UUID(int=1)
    settings.REGISTER_INDEX_KEY = "00" * 32  # type: ignore[attr-defined]
    assert of_person(1) != known


def test_reader_of_the_log_reads_all_and_others_only_their_own() -> None:
    users = [StaffUserFactory(), StaffUserFactory()]
    person = CandidateFactory()
    for user in users:
        view(user, person)
    with as_user(users[0]):
        assert UseLog.objects.get().actor == of_account(users[0])
        assert UseSubject.objects.count() == 1
    for role in (Role.PRIVACY_OFFICER, Role.AUDITOR):
        with as_user(StaffUserFactory(role=role)):
            assert UseLog.objects.count() == UseSubject.objects.count() == 2
    with as_user(StaffUserFactory(admin=True, is_superuser=False)):
        assert UseLog.objects.count() == 0


def test_only_what_is_past_its_term_goes() -> None:
    user, person = StaffUserFactory(), CandidateFactory()
    view(user, person)
    with as_owner(), connection.cursor() as cursor:
        for table in LOG:
            cursor.execute(f"UPDATE {table} SET at = now() - interval '37 months'")
    view(user, person)
    assert forget_use(months=36) == 1
    assert UseLog.objects.count() == UseSubject.objects.count() == 1
    assert forget_use(months=36) == 0


@pytest.mark.parametrize("months", ["0", "11", "-1", "NULL"])
def test_database_keeps_the_log_a_year_whatever_is_asked(months: str) -> None:
    view(StaffUserFactory(), CandidateFactory())
    with pytest.raises(Error, match="a year at the least"), transaction.atomic():
        connection.cursor().execute(f"SELECT access_forget_use({months})")
    with pytest.raises(ValueError, match="at the least"):
        forget_use(months=11)


def test_retention_is_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("forget_use")
    assert f"older than {settings.USE_LOG_MONTHS} months" in capsys.readouterr().out


def test_many_profiles_in_a_short_time_raise_one_alarm() -> None:
    user = StaffUserFactory()
    for person in CandidateFactory.create_batch(88):
        view(user, person)
    alarm = UseAlarm.objects.get()
    assert (alarm.actor, alarm.kind, alarm.role) == (of_account(user), "opened", "case_worker")
    assert alarm.people > alarm.most == settings.BULK_VIEWS


def test_same_people_again_raise_no_alarm() -> None:
    user, people = StaffUserFactory(), CandidateFactory.create_batch(10)
    for _time in range(10):
        for person in people:
            view(user, person)
    assert not UseAlarm.objects.exists()


def test_colleagues_are_counted_apart() -> None:
    people = CandidateFactory.create_batch(50)
    for user in (StaffUserFactory(), StaffUserFactory()):
        for person in people:
            view(user, person)
    assert not UseAlarm.objects.exists()


def test_lists_have_a_limit_of_their_own() -> None:
    user, most = StaffUserFactory(), settings.BULK_VIEWS * settings.BULK_LIST_FACTOR
    organisation = user.organisation
    people = [CandidateFactory.build(organisation=organisation, municipality=None) for _n in range(most + 1)]
    for person in people:
        person.index_identifiers()
    people = Candidate.objects.bulk_create(people)
    view(user, *people[:most], action=Action.LIST)
    assert not UseAlarm.objects.exists()
    view(user, people[most], action=Action.LIST)
    assert UseAlarm.objects.get().kind == "listed"


def test_alarm_is_mailed_once_and_without_names() -> None:
    user = StaffUserFactory(username="kijker")
    StaffUserFactory(role=Role.PRIVACY_OFFICER, email="fg@example.org")
    for person in CandidateFactory.create_batch(settings.BULK_VIEWS + 1):
        view(user, person)
    call_command("mail_alarms")
    call_command("mail_alarms")
    queued = QueuedMail.objects.get()
    assert queued.to == "fg@example.org" and "/gebruikslog/meldingen/" in queued.text
    assert "kijker" not in queued.text + queued.subject
    assert not mail.outbox


def test_alarm_waits_for_an_officer() -> None:
    user = StaffUserFactory()
    for person in CandidateFactory.create_batch(settings.BULK_VIEWS + 1):
        view(user, person)
    call_command("mail_alarms")
    assert UseAlarm.objects.get().mailed_at is None
    assert not QueuedMail.objects.exists()


def test_what_one_did_is_found_for_the_person_who_asks() -> None:
    user, person = StaffUserFactory(), CandidateFactory()
    for action in (Action.VIEW, Action.CHANGE, Action.LETTER):
        view(user, person, action=action)
    assert {use.action for use in uses_of(person)} == {"view", "change", "letter"}
