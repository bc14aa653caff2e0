"""Valgrind counts what is done in a block, and not what was done to come there."""

import pytest

from tests.bench.search.compare import run
from tests.bench.search.instructions import COUNTED, TOOL, can_count

PROGRAM = """
from tests.bench.search.counting import counted
for _ in range({before}): pass
with counted():
    for _ in range({within}): pass
"""

pytestmark = pytest.mark.skipif(not can_count(), reason="valgrind is not installed")


def counted(*, before: int, within: int) -> int:
    told = COUNTED.search(run("-c", PROGRAM.format(before=before, within=within), before=TOOL, errors=True))
    assert told is not None
    return int(told[1].split()[0])


def test_only_the_block_is_counted() -> None:
    nothing = counted(before=0, within=0)
    assert nothing < 1_000_000
    assert counted(before=100_000, within=0) < nothing + 100_000
    assert counted(before=0, within=100_000) > nothing + 500_000
