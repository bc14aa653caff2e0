import datetime

from explorer.demand import pending
from explorer.demand.pending import Change, Pending
from explorer.demand.wishes import MAX_WISHES, Wish, text

WEDNESDAY = datetime.date(2026, 11, 25)
MONDAY = datetime.date(2026, 11, 23)
PICKING = frozenset({Wish("task", "orderpicken")})


def asked(waiting: Pending, search: frozenset[Wish], found: int = 0) -> None:
    waiting.asked(search, on=WEDNESDAY, found=found)


def test_searches_add_up_with_the_last_answer() -> None:
    waiting = Pending()
    asked(waiting, PICKING, found=5)
    asked(waiting, PICKING, found=80)
    assert waiting.take() == [Change(MONDAY, text(PICKING), 2, 40)]
    assert waiting.take() == []


def test_step_on_the_way_takes_its_count_along() -> None:
    waiting = Pending()
    asked(waiting, PICKING, found=20)
    waiting.refined(PICKING, on=WEDNESDAY)
    assert waiting.take() == []
    waiting.refined(PICKING, on=WEDNESDAY)
    asked(waiting, PICKING, found=20)
    asked(waiting, PICKING, found=20)
    assert waiting.take() == [Change(MONDAY, text(PICKING), 1, 10)]


def test_what_is_put_back_adds_up_with_what_came_since() -> None:
    waiting = Pending()
    asked(waiting, PICKING)
    taken = waiting.take()
    asked(waiting, PICKING)
    waiting.add(taken)
    assert [change.searches for change in waiting.take()] == [2]


def test_memory_is_bounded() -> None:
    waiting = Pending()
    for number in range(pending.MAX_PENDING + 10):
        asked(waiting, frozenset({Wish("task", str(number))}))
    asked(waiting, frozenset({Wish("task", "0")}))
    assert len(waiting) == pending.MAX_PENDING
    assert sum(change.searches for change in waiting.take()) == pending.MAX_PENDING + 1


def test_search_of_very_many_words_is_not_counted() -> None:
    waiting = Pending()
    asked(waiting, frozenset(Wish("task", str(number)) for number in range(MAX_WISHES + 1)))
    asked(waiting, frozenset({Wish("task", "x" * 600)}))
    assert waiting.take() == []
