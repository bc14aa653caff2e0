"""The page that accounts for anonymity: true to the release it tells of, also when little was kept."""

import pytest
from django.test import Client

from explorer.release.attacked import Share, attack_of
from explorer.release.models import Release, ReleaseReport
from explorer.release.promise import promise_of
from tests.database import as_owner
from tests.explorer.pages.conftest import Visit
from tests.explorer.pages.markup import Element
from tests.factories import releases

pytestmark = pytest.mark.django_db

ROWS = [(7, [("place", "GM0983")])]
CARDS = {"mode": "twin-cards", "cards": 6, "m": 0}


def figures(singled_out: float) -> dict[str, float]:
    return {"singled_out": singled_out, "expected": singled_out / 2, "inferred": 0.5}


def attack() -> dict[str, object]:
    lines = [
        {"kind": kind, "facts": facts, "release": figures(found), "stripped": figures(0.96)}
        for kind in ("random", "rarest")
        for facts, found in ((0, 0.0), (2, 0.002), (None, 0.9))
    ]
    return {"targets": 600, "lines": lines}


def reported(**data: object) -> Release:
    """A release of which something was measured."""
    release = releases.publish(ROWS, active=False)
    with as_owner():
        ReleaseReport.objects.create(release=release, data=data)
    releases.activate(release)
    return release


def told(page: Element) -> dict[str, str]:
    return {one.one("dt").text: one.one("dd").text for one in page.one("dl").all("div")}


def test_page_tells_the_figures_of_the_release(visit: Visit) -> None:
    counts = {"people": 1234, "rows": 900, "classes": 7}
    releases.publish(ROWS, policy={"m": 2}, counts=counts)
    known = told(visit("/methode/"))
    assert (known["Mensen"], known["Verschillende profielen"]) == ("1.234", "900")
    assert known["Groepen van plaats en opleiding"] == "7"
    assert known["Belofte"].startswith("Elke 2 gegevens samen gelden")
    assert "minstens 200 mensen" in known["Verdere regels"]
    assert "Goedgekeurd op" in known["Nageteld"] and "vond geen fout" in known["Nageteld"]


def test_cards_are_counted_as_groups_only(visit: Visit) -> None:
    releases.publish(ROWS, policy=CARDS, counts={"people": 7, "rows": 1})
    page = visit("/methode/")
    assert told(page)["Groepen"] == "1"
    assert "Mensen" not in told(page)
    assert "Iemand staat op hooguit 6 kaarten." in told(page)["Verdere regels"]
    assert "Op een andere kaart" in page.one("section", aria_labelledby="voorbeeld").text
    limits = page.one("section", aria_labelledby="kan-niet").text
    assert "soms herkennen" not in limits and "op hetzelfde moment" in limits


def test_attack_stands_beside_the_baseline(db: None, visit: Visit) -> None:
    reported(attack=attack())
    table = visit("/methode/").one("table", class_="explorer-table--attack")
    assert [cell.text for cell in table.one("thead").all("th")][1:] == ["Niets meer", "Nog 2 dingen", "Alles"]
    rows = [[cell.text for cell in row.all("strong")] for row in table.one("tbody").all("tr")]
    assert rows == [["96 %"] * 3, ["0 %", "0,2 %", "90 %"], ["0 %", "0,2 %", "90 %"]]


def test_dots_draw_what_the_number_says(db: None, visit: Visit) -> None:
    reported(attack=attack())
    drawn = visit("/methode/").all("svg", class_="explorer-waffle")
    found = [[one.attributes for one in svg.all("rect", fill="url(#p-found)")] for svg in drawn]
    areas = [sum(int(one["width"]) * int(one["height"]) for one in rects) // 100 for rects in found]
    assert areas == [96] * 3 + [0, 0, 90] * 2
    assert [len(svg.all(class_="explorer-waffle__part")) for svg in drawn] == [0, 0, 0, 0, 1, 0, 0, 1, 0]


def test_without_an_attack_the_page_says_so(visit: Visit, release: Release) -> None:
    page = visit("/methode/")
    assert "Voor deze uitgave is dit niet gemeten." in page.one("section", aria_labelledby="aanval").text
    assert not page.all("table")


def test_what_is_left_is_told_by_subject(db: None, visit: Visit) -> None:
    reported(utility={"task": {"full": 0.4, "group": 0.95}, "licence": {"full": 1, "group": 1}})
    rows = visit("/methode/").one("section", aria_labelledby="over").one("tbody").all("tr")
    assert [[c.text for c in r.children if not isinstance(c, str)] for r in rows] == [
        ["Rijbewijs", "100 %", "100 %"],
        ["Taken", "40 %", "95 %"],
    ]


def test_page_stands_without_a_release(db: None, visit: Visit) -> None:
    page = visit("/methode/")
    assert page.one("h1").text == "Hoe wij profielen anoniem maken"
    assert not page.all("section", id="uitgave")


@pytest.mark.parametrize("policy", [{}, {"m": 3}, {"mode": "twins", "m": 0}, CARDS])
def test_picture_shows_generalises_and_holds_back(visit: Visit, policy: dict[str, object]) -> None:
    releases.publish(ROWS, policy=policy)
    lines = visit("/methode/").one("ul", class_="explorer-sieve").all("li")
    assert [line.one(class_="explorer-state").text.strip() for line in lines] == [
        "Getoond", "Getoond", "Als groep", "Niet getoond", "Nooit",
    ]  # fmt: skip
    shared = [len(line.all(class_="explorer-sieve__shares")) for line in lines[:4]]
    assert min(shared[:2]) >= 5 > max(shared[2:])


def test_what_is_not_protected_depends_on_the_way(visit: Visit) -> None:
    releases.publish(ROWS, policy={"m": 2})
    text = visit("/methode/").one("section", aria_labelledby="kan-niet").text
    assert "meer dan plaats, opleiding en 2 dingen" in text
    for said in ("banenafspraak", "niet heeft", "hele groep", "na de kennismaking", "persoonsgegevens"):
        assert said in text


@pytest.mark.parametrize(
    ("policy", "said"),
    [({"m": 2}, "wie nog oudere uitgaven bewaarde"), ({"mode": "twins", "m": 0}, "in twee uitgaven stond")],
)
def test_limits_over_time_are_said(visit: Visit, policy: dict[str, object], said: str) -> None:
    releases.publish(ROWS, policy=policy)
    assert said in visit("/methode/").one("section", aria_labelledby="kan-niet").text.lower()


def test_page_is_in_english_too(db: None) -> None:
    reported(attack=attack())
    html = Client(headers={"accept-language": "en"}).get("/methode/").content.decode()
    assert "How we make profiles anonymous" in html
    assert "This we do not protect" in html
    assert "0.2 %" in html


def test_menu_and_explanation_lead_here(visit: Visit, release: Release) -> None:
    for address in ("/", "/uitleg/"):
        links = {one.attributes["href"] for one in visit(address).all("a")}
        assert "/methode/" in links


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.0004, "minder dan 0,1 %"), (0.002, "0,2 %"), (0.04, "4 %"), (0.997, "99,7 %"),
     (0.9999, "99,9 %"), (1, "100 %")],
)  # fmt: skip
def test_little_is_not_rounded_to_nothing(share: float, text: str) -> None:
    assert Share(share).text == text


def test_report_without_an_attack_has_none() -> None:
    assert attack_of({}) is None
    assert attack_of({"attack": {"targets": 0, "lines": []}}) is None


def test_first_releases_named_no_mode() -> None:
    assert promise_of({"k": 5, "m": 1}).startswith("Elk gegeven geldt")
