"""The pages as a browser without script meets them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from explorer.contact.desk_side import ask_question, set_state
from explorer.contact.models import ContactRequest, OutgoingMail, PendingRequest
from explorer.contact.models.request import EndReason, RequestState
from explorer.release.models import Release
from tests.explorer.contact.conftest import SEARCH, Employer, as_role, key_in
from tests.explorer.pages.conftest import look_at
from tests.explorer.pages.markup import Element

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desks", "release")]
FILLED = {
    "soort": "proefplaatsing",
    "werk": "Bestellingen verzamelen.\nOverdag.",
    "aantal": "2",
    "vanaf": "maand",
    "organisatie": "Peelhof Logistiek",
    "naam": "Anke Verbeek",
    "mail": "a.verbeek@peelhof.example",
    "telefoon": "0478 00 00 00",
}
Deliver = Callable[..., list]


def fields(page: Element) -> dict[str, str]:
    """What a browser would send of the form of the page: every field as it is."""
    form = next(form for form in page.all("form") if form.attributes.get("action", "") in ("", "/aanvraag/"))
    values = {}
    for one in form.all():
        name, kind = one.attributes.get("name"), one.attributes.get("type", "text")
        if not name or one.tag == "button":
            continue
        if one.tag == "textarea":
            values[name] = "".join(str(child) for child in one.children).removeprefix("\n")
        elif one.tag == "select":
            values[name] = next(
                o.attributes["value"] for o in one.all("option") if "selected" in o.attributes
            )
        elif kind != "radio" or "checked" in one.attributes:
            values[name] = one.attributes.get("value", "")
    return values


def send(visitor: Client, search: str = SEARCH, **other: str) -> HttpResponse:
    """Fill in the form of a search, look at the check page and send it."""
    form = fields(look_at(visitor.get(f"/aanvraag/?{search}")))
    check = visitor.post("/aanvraag/", {**form, **FILLED, **other, "stap": "controleren"})
    assert check.status_code == 200, check.content.decode()
    return visitor.post("/aanvraag/", {**fields(look_at(check)), "stap": "versturen"})


def test_request_goes_from_search_to_status_page(visitor: Client, deliver: Deliver) -> None:
    response = send(visitor)
    assert (response.status_code, response["Location"]) == (303, "/aanvraag/verstuurd/")
    page = look_at(visitor.get("/aanvraag/verstuurd/"))
    assert "a.verbeek@peelhof.example" in page.one("main").text
    [mail] = deliver(timezone.now())
    assert mail.to == ["a.verbeek@peelhof.example"]
    address = f"/aanvraag/bevestig/{key_in(mail)}/"
    assert "Proefplaatsing" in look_at(visitor.get(address)).one("main").text
    assert ContactRequest.objects.count() == 0, "opening the link alone confirms nothing"
    status = visitor.post(address)
    assert status.status_code == 303
    text = look_at(visitor.get(status["Location"])).one("main").text
    assert "Wij hebben uw vraag" in text and "2026-00001" in text and "nog 2 werkdagen" in text
    assert visitor.get(address)["Location"] == status["Location"]
    request = ContactRequest.objects.get()
    assert request.query == "vanuit=GM0983&taak=orderpicken&uren=24-32" or "taak=orderpicken" in request.query
    assert request.wish_nl == "Orderpicken, binnen 15 km van Venlo, 24 tot 32 uur"
    assert request.wish_en.startswith("Order picking, within 15 km of Venlo")
    assert request.places == ["GM0983", "AM31"]
    assert request.own_words == "Bestellingen verzamelen.\nOverdag."
    [received] = deliver(timezone.now())
    assert request.number in received.subject
    assert status["Location"] in received.body


def test_form_says_what_is_asked_for(visitor: Client) -> None:
    page = look_at(visitor.get(f"/aanvraag/?{SEARCH}"))
    text = page.one("main").text
    assert "Orderpicken, binnen 15 km van Venlo, 24 tot 32 uur" in text
    assert "Werkgeversservicepunt Noord-Limburg" in text


def test_request_without_a_search_is_welcome(visitor: Client, deliver: Deliver) -> None:
    assert "denkt met u mee" in look_at(visitor.get("/aanvraag/")).one("main").text
    assert send(visitor, search="").status_code == 303
    assert len(deliver(timezone.now())) == 1


def test_words_that_nobody_knows_can_be_asked_for(visitor: Client, deliver: Deliver) -> None:
    assert send(visitor, search="q=zeppelinpoetser").status_code == 303
    [mail] = deliver(timezone.now())
    assert "zeppelin" not in mail.body, "what is typed never goes to an address that is not confirmed"
    visitor.post(f"/aanvraag/bevestig/{key_in(mail)}/")
    assert ContactRequest.objects.get().typed == "zeppelinpoetser"


def test_groups_are_asked_for_by_code_and_address(visitor: Client) -> None:
    page = look_at(
        visitor.get("/aanvraag/?groep=taak-orderpicken/GM0983-25km/uren-24-32&groep=taak-snoeien/GM0984")
    )
    codes = [one.attributes["value"] for one in page.all("input", name="groep")]
    assert len(codes) == 2
    again = look_at(visitor.get("/aanvraag/", {"groep": codes}))
    assert [one.attributes["value"] for one in again.all("input", name="groep")] == codes
    assert "Orderpicken, binnen 25 km van Venlo, 24 tot 32 uur" in again.one("main").text


def test_chosen_groups_are_kept_in_a_signed_cookie(visitor: Client) -> None:
    for place in ("GM0983", "GM0984"):
        visitor.post("/aanvraag/keuze/", {"groep": f"taak-orderpicken/{place}"})
    page = look_at(visitor.get("/aanvraag/"))
    codes = [one.attributes["value"] for one in page.all("input", name="groep")]
    assert len(codes) == 2
    visitor.post("/aanvraag/keuze/", {"groep": codes[0], "weg": "1"})
    page = look_at(visitor.get("/aanvraag/"))
    assert [one.attributes["value"] for one in page.all("input", name="groep")] == codes[1:]
    visitor.cookies["explorer_selection"] = "WyJ4Il0:forged:forged"
    assert not look_at(visitor.get("/aanvraag/")).all("input", name="groep")


def test_at_most_ten_groups_are_chosen(visitor: Client) -> None:
    names = [
        f"{what}/{place}"
        for what in ("taak-orderpicken", "taak-snoeien", "taak-inpakken", "taak-groen")
        for place in ("GM0983", "GM0984", "GM0893")
    ]
    for name in names:
        visitor.post("/aanvraag/keuze/", {"groep": name})
    page = look_at(visitor.get("/aanvraag/", {"groep": names}))
    assert len(page.all("input", name="groep")) >= 10
    assert len([one for one in page.all("input", name="groep") if one.attributes["type"] == "hidden"]) == 10


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("mail", "geen adres", "Dit is geen e-mailadres."),
        ("mail", "a@b.example\nBcc: c@d.example", "Dit is geen e-mailadres."),
        ("telefoon", "bel maar", "Dit is geen telefoonnummer."),
        ("telefoon", "12", "Dit is geen telefoonnummer."),
        ("organisatie", "", "Vul de naam van uw organisatie in."),
        ("organisatie", "Kijk op https://kwaad.example", "Zet hier geen webadres."),
        ("naam", "Anke\x07", "Hier staat een teken dat wij niet kunnen lezen."),
        ("naam", "Anke\N{RIGHT-TO-LEFT OVERRIDE}", "Hier staat een teken dat wij niet kunnen lezen."),
        ("naam", "x" * 101, "Gebruik hooguit 100 tekens."),
        ("soort", "onzin", ""),
        ("aantal", "0", "Vul een getal in van 1 tot en met 50."),
        ("aantal", "veel", "Vul een getal in, bijvoorbeeld 1."),
        ("werk", "x" * 2001, "Gebruik hooguit 2000 tekens."),
    ],
)
def test_wrong_field_is_told_beside_it(visitor: Client, name: str, value: str, text: str) -> None:
    form = fields(look_at(visitor.get(f"/aanvraag/?{SEARCH}")))
    response = visitor.post("/aanvraag/", {**form, **FILLED, name: value, "stap": "controleren"})
    assert response.status_code == 422
    page = look_at(response)
    assert page.one("title").text.startswith("Fout:")
    assert text in page.one("p", id=f"{name}-fout").text
    left = fields(page)
    expected = {**form, **FILLED, name: value}
    del expected["csrfmiddlewaretoken"], left["csrfmiddlewaretoken"]
    if name == "soort":
        del expected["soort"]
    assert {key: text.replace("\r", "") for key, text in left.items()} == expected
    assert PendingRequest.objects.count() == 0


def test_changing_loses_nothing(visitor: Client) -> None:
    form = fields(look_at(visitor.get(f"/aanvraag/?{SEARCH}")))
    check = look_at(visitor.post("/aanvraag/", {**form, **FILLED, "stap": "controleren"}))
    back = look_at(visitor.post("/aanvraag/", {**fields(check), "wijzig": "naam"}))
    assert {name: fields(back)[name] for name in FILLED} == FILLED
    [box] = [one for one in back.all("input") if "autofocus" in one.attributes]
    assert box.attributes["name"] == "naam"


def test_enter_in_a_field_never_sends(visitor: Client) -> None:
    page = look_at(visitor.get(f"/aanvraag/?{SEARCH}"))
    [form] = [form for form in page.all("form") if form.attributes.get("action") == "/aanvraag/"]
    [button] = form.all("button")
    assert button.attributes["value"] == "controleren"


def test_sending_twice_is_one_request(visitor: Client) -> None:
    form = fields(look_at(visitor.get(f"/aanvraag/?{SEARCH}")))
    check = fields(look_at(visitor.post("/aanvraag/", {**form, **FILLED, "stap": "controleren"})))
    for _ in range(3):
        assert visitor.post("/aanvraag/", {**check, "stap": "versturen"}).status_code == 303
    assert PendingRequest.objects.count() == OutgoingMail.objects.count() == 1


def test_mistyped_address_can_be_put_right(visitor: Client) -> None:
    send(visitor)
    page = look_at(visitor.get("/aanvraag/verstuurd/"))
    [link] = [one.attributes["href"] for one in page.all("a") if one.text == "Verbeter uw e-mailadres"]
    again = fields(look_at(visitor.get(link)))
    assert {name: again[name] for name in FILLED} == FILLED
    assert again["zoek"]


def test_link_is_sent_once_more(visitor: Client, deliver: Deliver) -> None:
    send(visitor)
    response = visitor.post("/aanvraag/opnieuw/")
    assert "nog een keer" in look_at(visitor.get(response["Location"])).one("main").text
    first, second = deliver(timezone.now() + timedelta(seconds=5))
    assert key_in(first) == key_in(second)


def test_without_a_token_nothing_is_sent(visitor: Client, employer: Employer) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "nl"})
    key = employer.status_key(employer.request())
    for address in (
        "/aanvraag/",
        "/aanvraag/mijn/",
        f"/aanvraag/status/{key}/intrekken/",
        "/aanvraag/opnieuw/",
    ):
        response = strict.post(address, {**FILLED, "stap": "versturen"})
        assert response.status_code == 403
    assert ContactRequest.objects.get().state == RequestState.RECEIVED


def test_form_works_with_its_token() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "nl"})
    form = fields(look_at(strict.get("/aanvraag/")))
    check = strict.post(
        "/aanvraag/", {**form, **FILLED, "stap": "controleren"}, headers={"origin": "http://testserver"}
    )
    assert check.status_code == 200
    assert strict.cookies["explorer_csrf"]["path"] == "/aanvraag/"


def test_other_pages_set_no_cookie(visitor: Client) -> None:
    for address in ("/", f"/kandidaten/?{SEARCH}"):
        response = visitor.get(address)
        assert not response.cookies
        assert "public" in response["Cache-Control"]


def test_status_page_follows_the_desk(visitor: Client, employer: Employer) -> None:
    request = employer.request()
    address = reverse("contact:status", args=[employer.status_key(request)])
    with as_role("register_web"):
        set_state(number=request.number, state=RequestState.CANDIDATES_ASKED, at=timezone.now())
        ask_question(number=request.number, text="Kan het ook op <b>zaterdag</b>?", at=timezone.now())
    page = look_at(visitor.get(address))
    assert page.one("h1").text == "Wij vragen nu de kandidaten"
    assert "Kan het ook op <b>zaterdag</b>?" in page.one("main").text
    assert "Geef antwoord" in page.one("main").text
    response = visitor.post(f"{address}bericht/", {"bericht": "Ja, dat kan."})
    page = look_at(visitor.get(response["Location"]))
    assert "U gaf antwoord" in page.one("main").text
    with as_role("register_web"):
        set_state(
            number=request.number, state=RequestState.NOT_FOUND, reason=EndReason.NO_AGREEMENT,
            at=timezone.now(), text="Belt u mij gerust.",
        )  # fmt: skip
    text = look_at(visitor.get(address)).one("main").text
    assert "Het is niet gelukt" in text and "Zij wilden nu niet kennismaken." in text
    assert "Belt u mij gerust." in text and "Verstuur uw bericht" not in text


def test_empty_message_is_told(visitor: Client, employer: Employer) -> None:
    key = employer.status_key(employer.request())
    response = visitor.post(f"/aanvraag/status/{key}/bericht/", {"bericht": " \n "})
    assert response.status_code == 422
    assert "Typ eerst uw bericht." in look_at(response).one("p", id="bericht-fout").text


def test_withdrawing_asks_first(visitor: Client, employer: Employer) -> None:
    key = employer.status_key(employer.request())
    visitor.get(f"/aanvraag/status/{key}/intrekken/")
    assert ContactRequest.objects.get().state == RequestState.RECEIVED
    for _ in range(2):
        response = visitor.post(f"/aanvraag/status/{key}/intrekken/")
        assert "U trok uw vraag in" in look_at(visitor.get(response["Location"])).one("h1").text


def test_late_desk_is_said(visitor: Client, employer: Employer) -> None:
    request = employer.request()
    ContactRequest.objects.update(due_on="2026-11-18")
    text = (
        look_at(visitor.get(reverse("contact:status", args=[employer.status_key(request)]))).one("main").text
    )
    assert "3 werkdagen te laat" in text and "Onze excuses." in text


def test_my_requests_open_once_by_a_link(visitor: Client, employer: Employer, deliver: Deliver) -> None:
    request = employer.request()
    deliver(timezone.now())
    known = visitor.post("/aanvraag/mijn/", {"mail": "A.Verbeek@peelhof.example"})
    unknown = visitor.post("/aanvraag/mijn/", {"mail": "niemand@peelhof.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    [mail] = deliver(timezone.now())
    assert mail.to == ["A.Verbeek@peelhof.example"]
    address = f"/aanvraag/mijn/{key_in(mail)}/"
    visitor.get(address)
    response = visitor.post(address)
    page = look_at(visitor.get(response["Location"]))
    [link] = [one for one in page.all("a") if one.text == request.number]
    assert visitor.get(link.attributes["href"]).status_code == 200
    assert Client().post(address).status_code == 404, "used"
    visitor.post("/aanvraag/mijn/sluiten/")
    assert request.number not in look_at(visitor.get("/aanvraag/mijn/")).one("main").text


@pytest.mark.parametrize("path", ["bevestig", "status", "mijn", "bewaren/bevestig"])
def test_link_that_opens_nothing_says_so(visitor: Client, path: str) -> None:
    address = f"/aanvraag/{path}/{'x' * 43}/"
    response = visitor.post(address) if path == "mijn" else visitor.get(address)
    assert response.status_code == 404
    assert "Deze link werkt niet (meer)" in look_at(response).one("h1").text


def test_guessing_links_is_slowed_down(visitor: Client) -> None:
    codes = [visitor.get(f"/aanvraag/status/{n:043}/").status_code for n in range(31)]
    assert codes == [404] * 30 + [429]


def test_too_many_requests_lose_nothing(visitor: Client) -> None:
    for _ in range(5):
        send(visitor)
    form = fields(look_at(visitor.get(f"/aanvraag/?{SEARCH}")))
    check = fields(look_at(visitor.post("/aanvraag/", {**form, **FILLED, "stap": "controleren"})))
    response = visitor.post("/aanvraag/", {**check, "stap": "versturen"})
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    page = look_at(response)
    assert "Dit ging te vaak." in page.one("main").text
    assert {name: fields(page)[name].replace("\r", "") for name in FILLED} == FILLED


def test_private_pages_are_kept_by_nobody(visitor: Client, employer: Employer) -> None:
    key = employer.status_key(employer.request())
    for address in (
        f"/aanvraag/status/{key}/",
        "/aanvraag/mijn/verstuurd/",
        f"/aanvraag/status/{key}/intrekken/",
    ):
        response = visitor.get(address)
        assert response["Cache-Control"] == "private, no-store"
        # With no-referrer a browser sends forms without an origin, which Django refuses.
        assert response["Referrer-Policy"] == "strict-origin"
        assert response["X-Robots-Tag"] == "noindex"
        assert look_at(response).one("meta", name="robots").attributes["content"] == "noindex"
    assert re.search(r"private", visitor.get("/aanvraag/")["Cache-Control"])


def test_saved_search_is_confirmed_and_stopped(visitor: Client, deliver: Deliver) -> None:
    page = look_at(visitor.get(f"/aanvraag/bewaren/?{SEARCH}"))
    [form] = [one for one in page.all("form") if one.attributes.get("action") == "/aanvraag/bewaren/"]
    sent = {one.attributes["name"]: one.attributes.get("value", "") for one in form.all("input")}
    wrong = visitor.post("/aanvraag/bewaren/", {**sent, "mail": "x"})
    assert wrong.status_code == 422 and look_at(wrong).one("title").text.startswith("Fout:")
    for _ in range(2):
        visitor.post("/aanvraag/bewaren/", {**sent, "mail": "a@b.example"})
    [mail] = deliver(timezone.now())
    address = f"/aanvraag/bewaren/bevestig/{key_in(mail)}/"
    assert "Ja, bewaar" in look_at(visitor.get(address)).one("main").text
    for _ in range(2):
        assert look_at(visitor.post(address)).one("h1").text == "Uw zoekvraag is bewaard"


def test_nothing_to_save_leads_to_the_search(visitor: Client) -> None:
    assert visitor.get("/aanvraag/bewaren/")["Location"] == "/kandidaten/"


def test_pages_are_complete_in_english(employer: Employer) -> None:
    visitor = Client(headers={"accept-language": "en"})
    key = employer.status_key(employer.request())
    for address in ("/aanvraag/", f"/aanvraag/?{SEARCH}", "/aanvraag/mijn/", f"/aanvraag/status/{key}/"):
        page = look_at(visitor.get(address))
        assert page.one("html").attributes["lang"] == "en"


def test_mailbox_of_the_demo_shows_the_mails(visitor: Client, employer: Employer, settings: object) -> None:
    from explorer.contact.mail.send_mail import send_mail

    settings.EMAIL_BACKEND = "explorer.contact.mail.folder.FolderBackend"  # type: ignore[attr-defined]
    employer.request()
    send_mail(clock=timezone.now)
    page = look_at(visitor.get("/aanvraag/postvak/"))
    [link] = [one for one in page.all("a") if one.text == "Wij kregen uw vraag 2026-00001"]
    text = look_at(visitor.get(link.attributes["href"])).one("main")
    assert "/aanvraag/status/" in text.text
    assert visitor.get("/aanvraag/postvak/bestaat-niet/").status_code == 404


def test_site_without_a_release_takes_requests(visitor: Client) -> None:
    from tests.database import as_owner

    with as_owner():
        Release.objects.update(state=Release.State.RETIRED)
    assert send(visitor, search="taak=orderpicken").status_code == 303
