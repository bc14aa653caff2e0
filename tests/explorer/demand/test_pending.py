import datetime

from explorer.demand import pending
from explorer.demand.pending import Change, Pending
from explorer.demand.wishes import MOST_WISHES, Wish, text

WEDNESDAY = datetime.date(2026, 11, 25)
MONDAY = datetime.date(2026, 11, 23)
PICKING = frozenset({Wish("task", "task", "orderpicken")})


def asked(waiting: Pending, search: frozenset[Wish], certain: int = 0, possible: int = 0) -> None:
    waiting.asked(search, on=WEDNESDAY, certain=certain, possible=possible)


def test_searches_add_up_with_the_last_answer() -> None:
    waiting = Pending()
    asked(waiting, PICKING, certain=3)
    asked(waiting, PICKING, certain=12, possible=70)
    assert waiting.take() == [Change(MONDAY, text(PICKING), 2, 10, 50)]
    assert waiting.take() == []


def test_step_on_the_way_takes_its_count_along() -> None:
    waiting = Pending()
    asked(waiting, PICKING, certain=12)
    waiting.left(PICKING, on=WEDNESDAY)
    assert waiting.take() == []
    waiting.left(PICKING, on=WEDNESDAY)
    asked(waiting, PICKING, certain=12)
    asked(waiting, PICKING, certain=12)
    assert waiting.take() == [Change(MONDAY, text(PICKING), 1, 10, 0)]


def test_what_is_put_back_adds_up_with_what_came_since() -> None:
    waiting = Pending()
    asked(waiting, PICKING)
    taken = waiting.take()
    asked(waiting, PICKING)
    waiting.put_back(taken)
    assert [change.searches for change in waiting.take()] == [2]


def test_memory_is_bounded() -> None:
    waiting = Pending()
    for number in range(pending.AT_MOST + 10):
        asked(waiting, frozenset({Wish("task", "task", str(number))}))
    asked(waiting, frozenset({Wish("task", "task", "0")}))
    assert len(waiting) == pending.AT_MOST
    assert sum(change.searches for change in waiting.take()) == pending.AT_MOST + 1


def test_search_of_very_many_words_is_not_counted() -> None:
    waiting = Pending()
    asked(waiting, frozenset(Wish("task", "task", str(number)) for number in range(MOST_WISHES + 1)))
    asked(waiting, frozenset({Wish("task", "task", "x" * 600)}))
    assert waiting.take() == []
