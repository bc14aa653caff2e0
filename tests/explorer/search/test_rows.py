"""What a page shows: facts, verdicts, options and the order of the day."""

from datetime import date, timedelta

from django.http import QueryDict
from django.utils import translation

from explorer.search.filters import CandidateFilterSet
from explorer.search.index.release_index import Index
from explorer.search.results import ResultPage, answer
from tests.explorer.search.indexes import small_index

DAY = date(2026, 11, 23)
VENLO, REGION = ("place", "GM0983"), ("place", "AM31")
PICKING, LOGISTICS = ("task", "orderpicken"), ("task", "logistiek")


def ask(index: Index, asked: str = "", *, day: date = DAY, page_size: int = 25) -> ResultPage:
    query = CandidateFilterSet(QueryDict(asked), index=index).query
    return answer(index, query, today=day, page_size=page_size)


def order(index: Index, asked: str = "", day: date = DAY) -> list[int]:
    return [row.number for row in ask(index, asked, day=day, page_size=1000).profiles]


def test_group_is_shown_only_where_nothing_below_is_told() -> None:
    row = ask(small_index([(1, [VENLO, PICKING, ("licence", "niet-van-toepassing")])])).profiles[0]
    assert [concept.code for concept in row.facts["task"]] == ["logistiek", "orderpicken"]
    assert {name: [c.code for c in held] for name, held in row.shown.items()} == {
        "place": ["GM0983"],
        "task": ["orderpicken"],
        "licence": ["niet-van-toepassing"],
    }
    assert row.availability is None


def test_label_follows_the_reader() -> None:
    row = ask(small_index([(1, [PICKING])])).profiles[0]
    with translation.override("nl"):
        assert row.shown["task"][0].label == "Orderpicken"
    with translation.override("en"):
        assert row.shown["task"][0].label == "Order picking"


def test_verdicts_name_the_facts_that_decide() -> None:
    index = small_index([(1, [REGION, PICKING, ("licence", "AM"), ("hours", "niet-vastgelegd")])])
    page = ask(
        index,
        "q=scannen&vanuit=GM0984&straal=5&uren_van=8&rijbewijs=AM&rijbewijs=B&taak=orderpicken&taak=inpakken",
    )
    told = [
        (verdict.facet, verdict.answer.value, verdict.reason.value,
         [fact.code for fact in verdict.facts], [option.code for option in verdict.missing])
        for verdict in page.profiles[0].verdicts
    ]  # fmt: skip
    assert told == [
        ("q", "unknown", "withheld", [], ["scannen"]),
        ("plaats", "unknown", "general", ["AM31"], []),
        ("uren", "unknown", "not-recorded", [], ["8-16", "16-24", "24-32", "32-40"]),
        ("rijbewijs", "yes", "held", ["AM"], ["B"]),
        ("taak", "yes", "held", ["orderpicken"], ["inpakken"]),
    ]


def test_most_certain_wishes_come_first() -> None:
    index = small_index([(1, [VENLO]), (1, [VENLO, PICKING]), (1, [REGION])] * 20)
    page = ask(index, "plaats=GM0983&taak=orderpicken", page_size=60)
    assert [row.met for row in page.profiles] == [2] * 20 + [1] * 20 + [0] * 20
    assert page.profiles[0].is_certain and not page.profiles[20].is_certain


def test_order_changes_daily_and_not_within_a_day() -> None:
    index = small_index([(1, [VENLO])] * 50)
    assert order(index) == order(small_index([(1, [VENLO])] * 50))
    assert order(index) != order(index, day=DAY + timedelta(days=1))
    assert sorted(order(index)) == list(range(50))


def test_pages_cut_the_list_and_the_last_one_stands_in_for_later_ones() -> None:
    index = small_index([(1, [VENLO])] * 60)
    first, last, beyond = (ask(index, f"pagina={number}") for number in (1, 3, 9))
    assert (len(first.profiles), len(last.profiles), first.pages, first.rows) == (25, 10, 3, 60)
    assert [row.number for row in beyond.profiles] == [row.number for row in last.profiles]
    assert (beyond.page, [problem.parameter for problem in beyond.problems]) == (3, ["pagina"])


def test_options_stand_below_their_group_and_special_ones_last() -> None:
    page = ask(small_index([(2, [PICKING]), (3, [LOGISTICS])]), "taak=orderpicken&zoek_taak=inpak")
    found = [(o.concept.code, o.count, o.depth, o.chosen, o.hidden) for o in page.options("taak")]
    assert found == [
        ("logistiek", 5, 0, False, False),
        ("orderpicken", 2, 1, True, False),
        ("inpakken", 0, 1, False, False),
        ("groen", 0, 0, False, True),
        ("snoeien", 0, 1, False, True),
        ("niet-vastgelegd", 0, 0, False, True),
        ("niet-van-toepassing", 0, 0, False, True),
    ]


def test_empty_release_is_searched_without_fault() -> None:
    page = ask(small_index(), "taak=orderpicken&vanuit=GM0983&uren_van=8&q=sorteren")
    assert (page.total.all, page.rows, page.pages, page.ways_out) == (0, 0, 1, ())
