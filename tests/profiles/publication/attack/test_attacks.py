"""Each attack finds what is planted for it, and nothing where there is nothing."""

import numpy as np
import pytest

from profiles.publication.attack.guessing import READINGS, best
from profiles.publication.attack.hidden_cells import hidden_cells
from profiles.publication.attack.homogeneity import homogeneous
from profiles.publication.attack.membership import found_at, membership_scores
from profiles.publication.attack.singling_out import singled_out
from profiles.publication.attack.words_below import downcode
from tests.profiles.publication.attack.worlds import (
    CIRCLE,
    GROUP_OF_TASKS,
    HOURS,
    IN_HORST,
    IN_REGION,
    IN_VENLO,
    IN_VENRAY,
    LEVEL,
    PACKING,
    PICKING,
    VENLO,
    VENRAY,
    WORLD,
    groups,
    people,
)

EVERYBODY = [(0, IN_VENLO, 0, 10), (0, IN_VENRAY, 0, 10), (0, IN_HORST, 0, 5), (0, IN_REGION, 0, 20)]


def test_group_is_found_from_either_side() -> None:
    released = groups((PICKING, IN_VENLO, HOURS, 5), (PICKING, IN_VENLO, 0, 10))
    assert released.beside(IN_VENLO, PICKING)[HOURS] == 5
    assert released.beside(IN_VENLO, HOURS)[PICKING] == 5
    assert released.beside(IN_VENLO)[PICKING] == 10
    assert not released.beside(IN_VENRAY).any()


def test_changed_labels_leave_the_others_alone() -> None:
    released = groups((PICKING, IN_VENLO, 0, 10), (PACKING, IN_VENLO, 0, 5))
    changed = released.without({(IN_VENLO, PICKING, 0): 5})
    assert (changed.beside(IN_VENLO)[PICKING], changed.beside(IN_VENLO)[PACKING]) == (5, 5)
    assert released.beside(IN_VENLO)[PICKING] == 10


def test_circle_that_shows_more_tells_a_hidden_cell() -> None:
    crowd = people(*[(VENLO, [PICKING])] * 3, *[(VENRAY, [PICKING])] * 8)
    shown = [*EVERYBODY, *((what, IN_VENRAY, 0, 5) for what in (PICKING, GROUP_OF_TASKS))]
    found = hidden_cells(WORLD, groups(*shown, (PICKING, CIRCLE, 0, 10)), crowd)
    # The task in Venlo, and the group of tasks above it.
    assert (found.disclosed, found.right) == (2, 1.0)
    assert hidden_cells(WORLD, groups(*shown, (PICKING, CIRCLE, 0, 5)), crowd).disclosed == 0


def test_group_of_one_person_singles_out() -> None:
    crowd = people((VENLO, [PICKING, LEVEL]), *[(VENLO, [PACKING, LEVEL])] * 6)
    targets, rng = np.array([0]), np.random.default_rng(1)
    sound = singled_out(WORLD, groups(*EVERYBODY, (LEVEL, IN_VENLO, 0, 5)), crowd, targets, rng)
    broken = singled_out(WORLD, groups(*EVERYBODY, (PICKING, IN_VENLO, 0, 1)), crowd, targets, rng)
    assert {known: found for known, (found, _) in sound.items()} == dict.fromkeys(sound, 0.0)
    assert broken[None][0] == 1.0
    assert sound[None][1] == 1.0


def test_label_that_doubles_another_would_show_homogeneity() -> None:
    crowd = people(*[(VENLO, [PICKING, HOURS])] * 7)
    sound = groups(*EVERYBODY, (PICKING, IN_VENLO, 0, 5), (PICKING, IN_VENLO, HOURS, 5))
    broken = groups(*EVERYBODY, (PICKING, IN_VENLO, 0, 5), (PICKING, IN_VENLO, HOURS, 10))
    assert homogeneous(WORLD, sound, crowd).shown == 0
    assert homogeneous(WORLD, sound, crowd).true == 1
    assert homogeneous(WORLD, broken, crowd).shown == 1


def test_word_below_is_guessed_as_the_region_has_it() -> None:
    crowd = people(*[(VENLO, [PICKING])] * 4, *[(VENLO, [PACKING])] * 2)
    released = groups(
        *EVERYBODY,
        (GROUP_OF_TASKS, IN_VENLO, 0, 5),
        (GROUP_OF_TASKS, IN_REGION, 0, 10),
        (PICKING, IN_REGION, 0, 10),
    )
    found = downcode(WORLD, released, crowd)
    assert (found.guesses, found.lift) == (6, 0.0)
    assert found.plain == pytest.approx(4 / 6)


def test_members_stand_out_where_rare_groups_are_shown() -> None:
    crowd = people(*[(VENLO, [PICKING])] * 5, *[(VENRAY, [PACKING])] * 5)
    released = groups(*EVERYBODY, (PICKING, IN_VENLO, 0, 5), (PICKING, IN_REGION, 0, 5))
    scores = membership_scores(WORLD, released, crowd, sampling_rate=0.05)
    assert scores[0] > scores[5]


def test_found_share_allows_one_false_alarm_in_a_hundred() -> None:
    others = np.arange(100.0)
    assert found_at(np.array([99.5, 98.5, 0.0]), others) == pytest.approx(1 / 3)
    assert found_at(others, others) == 0.0


@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
def test_readings_prefer_what_goes_with_the_known_fact(reading) -> None:  # type: ignore[no-untyped-def]
    released = groups(
        *EVERYBODY,
        *((what, area, 0, 10) for what in (PICKING, PACKING) for area in (IN_VENLO, IN_REGION)),
        *((0, area, HOURS, 10) for area in (IN_VENLO, IN_REGION)),
        *((PACKING, area, HOURS, 10) for area in (IN_VENLO, IN_REGION)),
    )
    candidates = np.isin(np.arange(len(WORLD)), [PICKING, PACKING])
    assert best(reading(released, VENLO, (HOURS,), candidates), candidates) == PACKING
