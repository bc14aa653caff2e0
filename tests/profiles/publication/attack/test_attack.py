"""Attacks on releases made by hand, of which the outcome can be told by heart."""

import pytest

from profiles.publication.attack.attack import attack
from profiles.publication.attack.facts import Register, Released
from profiles.publication.attack.knowledge import ALL, Kind
from profiles.publication.attack.outcome import Figures, Line, strongest
from profiles.publication.attack.readings import Reading
from tests.profiles.publication.attack.worlds import CONCEPTS, HERE, register, rows


def line(released: Released, true: Register, facts: int, kind: Kind = Kind.RANDOM) -> Line:
    lines = attack(CONCEPTS, released, true, seed=1).lines
    return next(line for line in lines if (line.kind, line.facts) == (kind, facts))


def everything(*told: str) -> tuple[Released, Register]:
    """A release that hides nothing."""
    return rows(*told), register(*told, on=[[row] for row in range(len(told))], width=len(told))


def test_full_release_is_the_names_stripped_baseline() -> None:
    told = [f"{HERE} g1", f"{HERE} g1", f"{HERE} g2 B", "Y low-1 h"]
    for found in attack(CONCEPTS, *everything(*told), seed=3).lines:
        assert found.release == found.stripped


def test_who_differs_is_singled_out_by_one_fact() -> None:
    released, true = everything(f"{HERE} g1", f"{HERE} g1", f"{HERE} h")
    assert strongest(line(released, true, 0).release).singled_out == 0
    assert strongest(line(released, true, 1).release) == Figures(
        singled_out=pytest.approx(1 / 3), expected=pytest.approx(2 / 3), inferred=0
    )


def test_place_and_education_alone_can_single_out() -> None:
    released, true = everything(f"{HERE} g1", f"{HERE} g1", "Y low-1 g1")
    assert strongest(line(released, true, 0).release).singled_out == pytest.approx(1 / 3)


def test_people_on_one_row_hide_each_other() -> None:
    told = [f"{HERE} g1 B"] * 4
    released = rows(told[0], people=[4])
    figures = strongest(line(released, register(*told, on=[[0]] * 4, width=1), ALL).release)
    assert (figures.singled_out, figures.expected) == (0, 0.25)


def test_wrong_person_is_no_success() -> None:
    # Of the first the fact is withheld; only the second's row tells it.
    true = register(f"{HERE} h", f"{HERE} h B", on=[[0], [1]], width=2)
    figures = line(rows(HERE, f"{HERE} h B"), true, 1, Kind.RAREST).release[Reading.CERTAIN]
    assert figures.singled_out == figures.expected == 0.5


def test_closest_row_is_found_when_nothing_tells_all() -> None:
    told = [f"{HERE} g1 B now", f"{HERE} g2 B now"]
    true = register(*told, on=[[0], [1]], width=2)
    found = line(rows(f"{HERE} g1 now", f"{HERE} G B"), true, ALL).release
    assert found[Reading.CERTAIN].singled_out == 0
    assert found[Reading.CLOSEST].singled_out == 1


def test_row_that_tells_something_untrue_is_passed_over_by_who_knows_all() -> None:
    told = [f"{HERE} g1", f"{HERE} g1 B"]
    true = register(*told, on=[[0], [1]], width=2)
    found = line(rows(HERE, f"{HERE} g1 B"), true, ALL).release
    assert found[Reading.POSSIBLE].singled_out == 0.5
    assert found[Reading.CLOSEST].singled_out == 1


def test_homogeneous_group_tells_what_was_not_known() -> None:
    told = [f"{HERE} g1 B", f"{HERE} g1 B", f"{HERE} h"]
    released, true = everything(*told)
    figures = line(released, true, 1).release[Reading.CERTAIN]
    # Both who order pick have a licence; of the third nothing more is told.
    assert (figures.singled_out, figures.inferred) == (pytest.approx(1 / 3), pytest.approx(2 / 3))


def test_level_beside_the_band_tells_more() -> None:
    released, true = everything("X low-1 g1", "X low-2 g1")
    assert strongest(line(released, true, 0).release).singled_out == 0
    assert strongest(line(released, true, 0, Kind.LEVEL).release).singled_out == 1


def test_twin_cards_single_out_nobody_whatever_is_known() -> None:
    told = [f"{HERE} g1 B now"] * 3 + [f"{HERE} g1 h now"] * 3
    released = rows("X g1", "low B now", "h", people=[6, 3, 3], by_class=False)
    true = register(*told, on=[[0, 1]] * 3 + [[0, 2]] * 3, width=3)
    for found in attack(CONCEPTS, released, true, seed=1).lines:
        for figures in found.release.values():
            assert figures.singled_out == 0
            assert figures.expected <= 1 / 3


def test_same_seed_gives_the_same_table() -> None:
    told = [f"{HERE} g{1 + number % 2} {'B' if number % 3 else 'h'}" for number in range(40)]
    world = everything(*told)
    tables = [attack(CONCEPTS, *world, seed=seed, most=5).to_json(seed=0) for seed in (1, 1, 2)]
    assert tables[0] == tables[1] != tables[2]
    assert tables[0]["targets"] == 5


def test_who_stands_on_no_row_is_no_target() -> None:
    true = register(f"{HERE} g1", f"{HERE} h", on=[[0], []], width=1)
    assert attack(CONCEPTS, rows(f"{HERE} g1"), true, seed=1).targets == 1
