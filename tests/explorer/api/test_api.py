"""The API says what the pages say, and keeps the design rules for Dutch APIs."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from explorer.api import VERSION
from explorer.api.documentation import document
from tests.factories import releases

pytestmark = pytest.mark.django_db

PEOPLE = [
    (12, [("place", "GM0983"), ("task", "orderpicken"), ("hours", "24-32")]),
    (7, [("place", "GM0984"), ("task", "orderpicken"), ("licence", "B")]),
    (6, [("place", "GM0984"), ("task", "inpakken")]),
]


@pytest.fixture(autouse=True)
def no_kept_answers() -> Iterator[None]:
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def released() -> None:
    releases.publish(PEOPLE)


def get(path: str, **headers: str) -> Any:
    return Client(headers=headers).get(f"/api/v1/{path}")


def read(path: str) -> dict[str, Any]:
    answer = get(path)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


PATHS = (
    "groepen",
    "facetten",
    "vaktermen",
    "vaktermen/task:orderpicken",
    "uitgaven",
    "cijfers",
    "openapi.json",
)


@pytest.mark.parametrize("path", PATHS)
def test_answer_names_its_version_and_may_be_read_from_any_page(released: None, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 200
    assert answer["API-Version"] == VERSION
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Type"].startswith("application/json")
    assert not answer.cookies


def test_number_is_that_of_the_page(released: None) -> None:
    for query in (
        "taak=orderpicken",
        "q=orderpicken&vanuit=GM0983",
        "uren=24-32",
        "taak=orderpicken&rijbewijs=B",
    ):
        page = Client().get(f"/kandidaten/?{query}").content.decode()
        shown = re.search(r'id="aantal" value="(\d+)"', page)
        assert shown
        assert read(f"groepen?{query}")["minstens"] == int(shown[1])


def test_group_has_code_place_and_its_page(released: None) -> None:
    group = read("groepen?taak=orderpicken&plaats=GM0983")["groepen"][0]
    assert group["wat"]["id"] == "task:orderpicken"
    assert group["waar"]["code"] == "GM0983"
    assert group["minstens"] == 10
    path = group["pagina"].partition("://")[2].partition("/")[2]
    assert Client().get(f"/{path}").status_code == 200


def test_hours_are_asked_in_camel_case(released: None) -> None:
    assert read("groepen?urenVan=24&urenTot=32")["minstens"] == read("groepen?uren=24-32")["minstens"] > 0


def test_option_has_the_number_of_its_own_question(released: None) -> None:
    for facet in read("facetten")["facetten"]:
        for option in facet["opties"]:
            if option["minstens"] and facet["naam"] in ("taak", "uren", "plaats"):
                asked = read(f"groepen?{facet['naam']}={option['waarde']}")
                assert asked["minstens"] == option["minstens"]


def test_wrong_parameters_are_named(released: None) -> None:
    answer = get("groepen?taak=bestaat-niet&straal=17&zoek=x")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400
    assert {error["name"] for error in problem["errors"]} == {"taak", "straal", "zoek"}


@pytest.mark.parametrize(
    "path",
    [
        "groepen/",
        "bestaat-niet",
        "uitgaven/1%0Aanders",
        "vaktermen/task:bestaat-niet",
        "uitgaven/99",
        "cijfers/2020-13-45",
        "cijfers/1999-01-01",
    ],
)
def test_what_is_not_there_is_a_problem(released: None, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == VERSION


@pytest.mark.parametrize("path", ["groepen", "facetten", "vaktermen"])
def test_before_the_first_release_it_says_so(path: str) -> None:
    answer = get(path)
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"


def test_writing_is_refused(released: None) -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(), method)("/api/v1/groepen")
        assert answer.status_code == 405
        assert answer["Content-Type"] == "application/problem+json"
        assert "GET" in answer["Allow"]


def test_a_browser_may_ask_with_headers(released: None) -> None:
    answer = Client().options("/api/v1/groepen")
    assert answer.status_code == 204
    assert "GET" in answer["Access-Control-Allow-Methods"]


def test_unchanged_answer_is_not_sent_again(released: None) -> None:
    tag = get("groepen?taak=orderpicken")["ETag"]
    again = get("groepen?taak=orderpicken", **{"if-none-match": tag})
    assert again.status_code == 304
    releases.publish(PEOPLE[:2])
    assert get("groepen?taak=orderpicken", **{"if-none-match": tag}).status_code == 200


def test_terms_can_be_searched_and_paged(released: None) -> None:
    everything = read("vaktermen")
    assert everything["totaal"] == len(everything["vaktermen"]) > 5
    found = read("vaktermen?kenmerk=task&q=orderpick")
    assert [term["id"] for term in found["vaktermen"]] == ["task:orderpicken"]
    assert get("vaktermen?pagina=0").status_code == 400
    assert get("vaktermen?soort=task").status_code == 400


def test_names_come_in_the_language_that_is_asked(released: None) -> None:
    one = get("vaktermen/task:orderpicken", **{"accept-language": "en"}).json()
    assert one["naam"] == one["naamEn"]


def test_releases_name_their_files(released: None) -> None:
    (release,) = read("uitgaven")["uitgaven"]
    assert release["isZichtbaar"]
    assert date.fromisoformat(release["standVan"])
    path = release["csv"].partition("://")[2].partition("/")[2]
    assert Client().get(f"/{path}").status_code == 200


def test_documentation_names_every_address_and_parameter(released: None) -> None:
    page = Client().get("/api/").content.decode()
    for path, operations in document()["paths"].items():
        assert path in page
        for one in operations["get"].get("parameters", ()):
            if one["in"] == "query":
                assert one["name"] in page


# The rules of the NL API Design Rules 2.1 that a document can break, by their names there.


def test_document_keeps_the_design_rules() -> None:
    made = json.loads(json.dumps(document()))
    assert made["openapi"].startswith("3.")
    assert {"name", "email", "url"} <= set(made["info"]["contact"])  # core/doc-openapi-contact
    assert re.fullmatch(r"\d+\.\d+\.\d+", made["info"]["version"])  # core/semver
    for path, operations in made["paths"].items():
        assert path.startswith("/api/v1/")  # core/uri-version
        assert not path.endswith("/")  # core/no-trailing-slash
        fixed = [part for part in path.split("/") if "{" not in part]
        assert all(re.fullmatch(r"[a-z0-9-]*", part) for part in fixed)  # core/path-segments-kebab-case
        assert set(operations) == {"get"}  # core/http-methods
        for operation in operations.values():
            for one in operation.get("parameters", ()):
                assert re.fullmatch(r"[a-z][a-zA-Z0-9]*", one["name"])  # core/query-keys-camel-case
            for status, response in operation["responses"].items():
                assert "API-Version" in response["headers"]  # core/version-header
                if int(status) >= 400:  # core/error-handling/problem-details
                    assert list(response["content"]) == ["application/problem+json"]
            assert "400" in operation["responses"]  # core/error-handling/invalid-input
    for shape in made["components"]["schemas"].values():
        for key in shape.get("properties", ()):
            assert re.fullmatch(r"[a-z][a-zA-Z0-9]*", key)
