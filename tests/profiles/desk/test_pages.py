"""What the pages of the desk say and do: forms, two advisers, letters, and nothing of anybody outside."""

import logging
import re

import pytest
from django.core import mail
from django.db import connections
from django.urls import reverse

from explorer.contact.models import ContactRequest
from explorer.contact.models.request import RequestState
from profiles.desk.mail import send_desk_mail
from profiles.desk.models import Approach, Case, CaseOutcome, Introduction
from profiles.register.models import Organisation, Profile
from profiles.staff.models import StaffUser
from tests.factories.requests import NOW, make_request
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
PRIVATE = ("Thijs", "Hendriks", "0612345678")


@pytest.fixture
def client(adviser: StaffUser) -> Reader:
    return logged_in(adviser)


def page(client: Reader, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"desk:{name}", args=args), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(client: Reader, name: str, *args: object, **data: object) -> str:
    """The page that a form leads to."""
    answer = client.post(reverse(f"desk:{name}", args=args), data, follow=True)
    return str(answer.content.decode())


def test_inbox_fetches_and_lists(client: Reader, request_of_employer: ContactRequest) -> None:
    listed = page(client, "inbox")
    assert request_of_employer.number in listed and "Peelhof Logistiek B.V." in listed
    assert "nog 2 werkdagen" in listed and "nog niemand" in listed


def test_late_request_is_red_with_its_days(client: Reader, desk: object) -> None:
    make_request(due_on=NOW.date().replace(day=18))
    listed = page(client, "inbox", lijst="laat")
    assert "3 werkdagen te laat" in listed and "explorer-state--late" in listed
    assert "1 te laat" in listed


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"zoek": "peelhof"}, True),
        ({"zoek": "orderpick"}, True),
        ({"zoek": "bakker"}, False),
        ({"soort": "stage"}, False),
        ({"toestand": "received"}, True),
        ({"lijst": "afgerond"}, False),
        ({"lijst": "mij"}, False),
        ({"lijst": "niemand"}, True),
        ({"lijst": "niemand", "volgorde": "-ontvangen"}, True),
        ({"lijst": "weg", "volgorde": "x", "pagina": "-1", "behandelaar": "9"}, True),
    ],
)
def test_inbox_is_narrowed(
    client: Reader, request_of_employer: ContactRequest, query: dict[str, str], found: bool
) -> None:
    assert (f"/{request_of_employer.number}/" in page(client, "inbox", **query)) == found


def test_second_adviser_is_told_by_whom(client: Reader, case: Case, organisation: Organisation) -> None:
    other = logged_in(StaffUserFactory(adviser=True, organisation=organisation))
    seen = {"versie": case.version}
    assert "nu van u" in send(client, "take", case.number, **seen)
    assert "Een collega was u voor. Deze aanvraag is nu van Marloes" in send(
        other, "take", case.number, **seen
    )


def test_page_without_a_version_changes_nothing(client: Reader, case: Case) -> None:
    for data in ({}, {"versie": "x"}, {"versie": "99999999999999999999"}):
        client.post(reverse("desk:take", args=[case.number]), data)
    assert Case.objects.get().owner is None


def test_message_reaches_the_employer_at_once(client: Reader, case: Case) -> None:
    send(client, "say", case.number, versie=case.version, tekst="Ik bel u morgen.", antwoord="")
    request = ContactRequest.objects.get()
    assert request.state == RequestState.IN_PROGRESS
    assert request.events.last().text == "Ik bel u morgen."


def test_wrong_form_keeps_what_was_typed(client: Reader, case: Case) -> None:
    address = reverse("desk:close", args=[case.number])
    answer = client.post(address, {"versie": case.version, "afloop": "placed", "tekst": "Mooi."})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Nog niemand zei ja." in text and "Mooi." in text and "<title>Fout: " in text


def test_case_goes_from_question_to_trial(
    client: Reader,
    case: Case,
    order_picker: Profile,
    organisation: Organisation,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    number, candidate = case.number, order_picker.candidate
    assert "1 mens past" in page(client, "case", number)
    letter = send(client, "ask", number, candidate.pk, hoe="letter")
    assert "Beste Thijs," in letter and "Peelhof Logistiek B.V." in letter and number in letter
    approach = Approach.objects.get()

    case_worker = logged_in(StaffUserFactory(organisation=organisation))
    assert "Hendriks" in page(case_worker, "questions")
    assert "Vragen van het loket (1)" in case_worker.get("/?lijst=kennismaken").content.decode()
    send(case_worker, "answer", approach.pk, antwoord="yes", velden=["given_name", "task"])

    assert "zei ja" in page(client, "case", number)
    made = send(client, "new_letter", approach.pk, voorstel="Donderdag om 10 uur.")
    assert "Maak kennis met Thijs" in made and "Orderpicken" in made and "Donderdag om 10 uur." in made
    # Only what was agreed to.
    for hidden in ("Hendriks", "0612345678", "24 tot 28 uur", candidate.reference, "Rijbewijs"):
        assert hidden not in made
    seen = Case.objects.get().version
    send(client, "close", number, versie=seen, afloop="trial", wie=[approach.pk], tekst="Veel plezier.")
    case.refresh_from_db()
    assert case.outcome == CaseOutcome.TRIAL

    request = ContactRequest.objects.get()
    assert (request.state, request.reason) == (RequestState.PLACED, "trial")
    send_desk_mail(clock=lambda: NOW)
    outside = "\n".join(everything_outside())
    sent = "\n".join(f"{message.subject} {message.body}" for message in mail.outbox)
    for name in (*PRIVATE, candidate.reference):
        assert name not in outside and name not in sent and name not in caplog.text


def everything_outside() -> list[str]:
    """Every row of every table of requests, as text."""
    with connections["explorer"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE explorer_owner")
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'explorer_contact_%'")
        rows = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")
            rows += [row for (row,) in cursor.fetchall()]
        cursor.execute("SET LOCAL ROLE register_web")
    return rows


def test_letter_goes_when_consent_is_taken_back(client: Reader, case: Case, order_picker: Profile) -> None:
    send(client, "ask", case.number, order_picker.candidate_id, hoe="phone")
    approach = Approach.objects.get()
    send(client, "answer", approach.pk, antwoord="yes", velden=["given_name", "task", "phone"])
    send(client, "new_letter", approach.pk, voorstel="")
    letter = reverse("desk:letter", args=[Introduction.objects.get().pk])
    assert "0612345678" in client.get(letter).content.decode()
    send(client, "answer", approach.pk, antwoord="yes", velden=["given_name", "task"])
    assert "0612345678" not in client.get(letter).content.decode()
    send(client, "answer", approach.pk, antwoord="no")
    assert "Maak kennis" not in client.get(letter, follow=True).content.decode()


def test_nobody_fits_and_the_reason_reaches_the_employer(client: Reader, case: Case) -> None:
    assert "0 mensen passen" in page(client, "case", case.number)
    assert "Niemand in de regio past" in page(client, "fits", case.number)
    send(client, "close", case.number, versie=case.version, afloop="nobody_found", tekst="")
    request = ContactRequest.objects.get()
    assert (request.state, request.reason) == (RequestState.NOT_FOUND, "nobody_found")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "'; DROP TABLE desk_case; --", "%s %(x)s", "\u202e"]
)
def test_hostile_words_are_only_words(client: Reader, desk: object, text: str) -> None:
    request = make_request(own_words=text, organisation=text, contact_name=text, query="taak=%00&vanuit=x")
    page(client, "inbox", zoek=text)
    shown = page(client, "case", request.number)
    assert "<script>alert" not in shown
    page(client, "find_fits", zoek=text)
    page(client, "fits", request.number, wens="-1", pagina="99999999")


def test_erased_employer_leaves_the_case(client: Reader, case: Case) -> None:
    with connections["explorer"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE explorer_owner")
        cursor.execute("DELETE FROM explorer_contact_contactrequest")
        cursor.execute("SET LOCAL ROLE register_web")
    assert "gewist" in page(client, "case", case.number)
    assert "gewist" in page(client, "inbox")


def test_group_code_opens_who_fits(client: Reader, order_picker: Profile, desk: object) -> None:
    from explorer.release.coded_groups import CodedGroup, code_of
    from explorer.release.vocabulary import read_vocabulary
    from tests.factories.releases import publish

    facts = [("place", "GM0983"), ("task", "logistiek"), ("task", "orderpicken")]
    release = publish([(12, facts)])
    words = read_vocabulary(release)
    task = words.find("task", "orderpicken")
    place = words.find("place", "GM0983")
    assert task and place
    area = words.area_with([place.number])
    assert area
    code = code_of(words, CodedGroup(task.number, area.number, 0))
    shown = page(client, "find_fits", zoek=code.lower().replace("-", " "))
    assert "1 mens past" in shown and "Hendriks" in shown
    assert "kennen dit woord" in page(client, "find_fits", zoek="xyzzyx")
    assert "1 mens past" in page(client, "find_fits", zoek="orderpicken")


def test_every_id_of_a_page_is_of_one_element(case: Case, adviser: StaffUser, order_picker: Profile) -> None:
    """Axe leaves these out: a label led to the field of another form."""
    page = logged_in(adviser).get(reverse("desk:case", args=[case.number])).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), {one for one in ids if ids.count(one) > 1}
