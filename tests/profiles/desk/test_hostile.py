"""Whatever is sent to a form or an address of the desk: an answer, no fault, nothing in a mail's header."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from explorer.contact.models import RequestEvent
from explorer.contact.models.request import LONGEST_WORDS
from profiles.desk.ask_candidate import ask_candidate
from profiles.desk.mail import send_desk_mail
from profiles.desk.models import Approach, Case, NoGoEmployer
from profiles.register.models import Profile
from profiles.staff.models import StaffUser
from tests.factories.requests import NOW, make_request
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
HOSTILE = (
    "\0",
    "\r\nBcc: ander@example.org\r\n\r\nGratis geld",
    "<script>alert(1)</script>",
    "a" * 100_000,
    "👩🏽‍🌾" * 400,
    "\u202eomgekeerd\u202c",
    "'; DROP TABLE desk_case; --",
    "../../etc/passwd",
    "٣" * 8,
)
ANSWERS = {200, 302, 400, 404, 422}
# Address -> its fields; each gets the hostile value, alone and with all others.
FORMS = {
    "take": ("versie",),
    "transfer": ("versie", "naar", "loket"),
    "note": ("versie", "notitie"),
    "say": ("versie", "tekst", "vraag"),
    "close": ("versie", "afloop", "wie", "tekst", "zeker"),
}


@pytest.fixture
def approach(case: Case, adviser: StaffUser, order_picker: Profile) -> Approach:
    return ask_candidate(
        number=case.number,
        candidate=order_picker.candidate,
        organisation="Peelhof",
        channel=Approach.Channel.PHONE,
        at=NOW,
        by=adviser,
    )


@pytest.fixture
def client(adviser: StaffUser) -> Reader:
    found = logged_in(adviser)
    found.raise_request_exception = False
    return found


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_forms_take_or_refuse_anything(client: Reader, approach: Approach, value: str) -> None:
    number = approach.case.number
    version = str(Case.objects.get(number=number).version)
    for name, fields in FORMS.items():
        address = reverse(f"desk:{name}", args=[number])
        for field in fields:
            sent = {"versie": version, "afloop": "nobody_found", field: value}
            if (name, field) not in {("close", "tekst"), ("close", "zeker")}:
                assert client.post(address, sent).status_code in ANSWERS, (name, field)
        assert client.post(address, dict.fromkeys(fields, value)).status_code in ANSWERS, name
    of_approach = {
        "answer": {"antwoord": value, "velden": [value, "given_name"]},
        "new_letter": {"voorstel": value},
    }
    for name, sent in of_approach.items():
        assert client.post(reverse(f"desk:{name}", args=[approach.pk]), sent).status_code in ANSWERS, name
    for name, pk in (("ask", [number, approach.candidate_id]), ("no_go", [approach.candidate_id])):
        answer = client.post(reverse(f"desk:{name}", args=pk), {"hoe": value, "werkgever": value})
        assert answer.status_code in ANSWERS, name
    case = Case.objects.get(number=number)
    assert case.closed_at is None and "\0" not in case.note
    assert all(len(event.text) <= LONGEST_WORDS for event in RequestEvent.objects.all())
    assert all(len(employer.organisation) <= 120 for employer in NoGoEmployer.objects.all())
    # The pages that show it show it as text; `Reader` looks for scripts.
    assert client.get(reverse("desk:case", args=[number])).status_code == 200


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_addresses_answer_anything(client: Reader, case: Case, value: str) -> None:
    value = value[:4000]
    for name in (
        "zoek",
        "lijst",
        "toestand",
        "behandelaar",
        "loket",
        "volgorde",
        "pagina",
        "taak",
        "vanuit",
        "straal",
    ):
        for page in ("inbox", "find_fits"):
            assert client.get(reverse(f"desk:{page}"), {name: value}).status_code in ANSWERS, (page, name)
    answer = client.get(reverse("desk:fits", args=[case.number]), {"wens": value, "pagina": value})
    assert answer.status_code in ANSWERS


def test_name_of_an_employer_is_in_no_header(desk: object, client: Reader) -> None:
    make_request(organisation="Peelhof\r\nBcc: ander@example.org", contact_name="<b>Anke</b>")
    assert client.get(reverse("desk:inbox")).status_code == 200
    send_desk_mail(clock=timezone.now)
    assert mail.outbox
    for message in mail.outbox:
        assert "Peelhof" not in message.subject and "Bcc" not in message.message().as_string()
