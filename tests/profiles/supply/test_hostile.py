"""What nobody should send is refused in words, and nothing of it is kept or repeated."""

import json
from typing import Any

import pytest
from django.test import Client

from profiles.register.models import Candidate
from profiles.supply.parsing import MOST_BYTES
from tests.profiles.supply.supplier import PERSON, Supplier

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
A_BSN = "111222333"


def errors(answer: Any) -> dict[str, str]:
    assert answer["Content-Type"] == "application/problem+json"
    return {each["name"]: each["code"] for each in answer.json().get("errors", ())}


@pytest.mark.parametrize(
    ("place", "body"),
    [
        ("kenmerk", {**PERSON, "kenmerk": A_BSN}),
        ("kenmerk", {**PERSON, "kenmerk": int(A_BSN)}),
        ("bsn", {**PERSON, "bsn": A_BSN}),
        ("persoon.nummers", {**PERSON, "persoon": {"nummers": ["1", f"bsn {A_BSN}"]}}),
        ("taak", {**PERSON, "taak": ["orderpicken", "1112.22.333"]}),
        (A_BSN, {**PERSON, A_BSN: "ja"}),
    ],
)
def test_bsn_refuses_the_delivery_and_is_not_repeated(
    supplier: Supplier, place: str, body: dict[str, Any]
) -> None:
    answer = supplier.ask("POST", body=body)
    assert answer.status_code == 400
    assert not Candidate.objects.exists()
    if place != A_BSN:
        assert errors(answer) == {place: "invalid"}
    assert A_BSN not in answer.content.decode()
    assert "1112.22.333" not in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"1",
        b"NaN",
        b"\xff\xfe",
        b"[" * 30_000,
        b'{"kenmerk": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        b'{"kenmerk": ' + b"9" * 5000 + b"}",
        b'{"kenmerk": 1e999}',
        b'{"kenmerk": "\\u0000"}',
        b'{"kenmerk": 1.5}',
        b'{"kenmerk": "NNB"}',
        b'{"kenmerk": "VL-1\\n2"}',
        b'{"kenmerk": "\\ud800"}',
        b'{"kenmerk": "VL-1", "taak": ["\\ud800"]}',
        b'{"kenmerk": "VL-1", "taak": ["\\u0000"]}',
        b'{"kenmerk": true}',
        b'{"kenmerk": {"a": 1}}',
        b'{"kenmerk": ""}',
        b'{"kenmerk": "   "}',
    ],
)
def test_what_is_no_delivery_is_refused(supplier: Supplier, body: bytes) -> None:
    answer = supplier.ask("POST", body=body)
    assert answer.status_code == 400, answer.content.decode()
    errors(answer)
    assert not Candidate.objects.exists()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("taak", {"taak": "orderpicken"}),
        ("taak", {"taak": ["x"] * 201}),
        ("taak.0", {"taak": ["x" * 121]}),
        ("taak.0", {"taak": [{"code": 1}]}),
        ("werktijden", {"werktijden": 16}),
        ("werktijden.aantalUrenPerWeekMinimaal", {"werktijden": {"aantalUrenPerWeekMinimaal": 0}}),
        ("werktijden.aantalUrenPerWeekMaximaal", {"werktijden": {"aantalUrenPerWeekMaximaal": 10**30}}),
        ("beschikbaarVanaf", {"beschikbaarVanaf": "31-01-2027"}),
        ("taalbeheersing.0.mondeling", {"taalbeheersing": [{"codeTaal": "nld", "mondeling": 5}]}),
        ("gedragscompetentie.0.code", {"gedragscompetentie": [{"beheersing": "goed"}]}),
        ("kenmerk", {"kenmerk": "x" * 41}),
    ],
)
def test_wrong_shape_names_its_key(supplier: Supplier, name: str, changes: dict[str, Any]) -> None:
    answer = supplier.ask("POST", body={**PERSON, **changes})
    assert answer.status_code == 400
    assert list(errors(answer)) == [name]
    assert answer.json()["errors"][0]["in"] == "body"


def test_odd_keys_and_words_are_made_harmless(supplier: Supplier) -> None:
    body = {
        **PERSON,
        "naam": "Zzyzx",
        "=HYPERLINK(1)": 1,
        "\ud800": 1,
        "x" * 5000: {"a": ["b"]},
        "taak": ["<script>alert(1)</script>", "ik@voorbeeld.example", "06-12345678 bellen", "\u202e"],
    }
    answer = supplier.ask("POST", body=json.dumps(body).encode())
    assert answer.status_code == 201, answer.content.decode()
    text = answer.content.decode()
    assert "Zzyzx" not in text
    assert "ik@voorbeeld.example" not in text
    assert "12345678" not in text
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert max(len(key) for key in answer.json()["verslag"]["nietBewaard"]) <= 81


def test_large_body_is_refused_unread(supplier: Supplier) -> None:
    assert supplier.ask("POST", body=b" " * (MOST_BYTES + 1)).status_code == 413


def test_other_media_type_and_method_are_refused(supplier: Supplier) -> None:
    form = supplier.ask("POST", body=b"kenmerk=1", **{"content-type": "application/x-www-form-urlencoded"})
    assert form.status_code in {400, 415}
    for method in ("DELETE", "PUT", "OPTIONS", "TRACE"):
        answer = supplier.ask(method)
        assert answer.status_code == 405, method
        assert answer["Allow"] == "GET, POST"


@pytest.mark.parametrize("path", ["?pagina=0", "?pagina=x", "?pagina=-1", "?pagina=99999999999999999999"])
def test_wrong_page_is_refused(supplier: Supplier, path: str) -> None:
    answer = supplier.ask("GET", path)
    assert answer.status_code == 400
    assert answer.json()["errors"][0] | {"detail": "", "code": ""} == {
        "in": "query", "name": "pagina", "detail": "", "code": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "path", ["/", "/x", "/" + "0" * 64, "/x/bevestigingen/", "/../kandidaten/x", "/%27%3B--", "/a%0Ab/c"]
)
def test_other_address_does_not_exist(supplier: Supplier, path: str) -> None:
    answer = supplier.ask("GET", path)
    assert answer.status_code in {404, 405}, path
    assert answer["Content-Type"] == "application/problem+json"


def test_no_page_of_another_site_may_read(supplier: Supplier) -> None:
    answer = supplier.ask("GET", origin="https://elders.example")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_formula_stays_text_in_the_report(supplier: Supplier) -> None:
    answer = supplier.deliver(taak=["=1+1", "orderpicken"])
    assert [each["waarde"] for each in answer["verslag"]["bevindingen"]] == ["=1+1"]


def test_two_deliveries_at_once_are_one_person(supplier: Supplier, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds the first only when it writes: it compares anew."""
    from profiles.supply import deliver

    supplier.deliver(rijbewijs=["BE"])
    honest, blind = deliver.compare, [True]

    def compare(lines: Any, **options: Any) -> Any:
        if blind.pop() if blind else False:
            return [
                type(each)(each.line, None, each.decisions, each.base) for each in honest(lines, **options)
            ]
        return honest(lines, **options)

    monkeypatch.setattr(deliver, "compare", compare)
    assert supplier.ask("POST", body=PERSON).status_code == 200
    assert Candidate.objects.count() == 1


def test_character_that_cannot_be_stored_is_a_problem_for_programs_too() -> None:
    answer = Client().get("/api/v1/kandidaten?pagina=1%00")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"]
