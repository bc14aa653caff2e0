"""Small words that say nothing of the work, and words that say the same.

Whole jobs and tools belong in the tables that administrators edit. The files in `data`
have only single words that take part in many of them; all are compared by their root.
"""

import csv
from pathlib import Path

from explorer.words.stem import stem

DATA = Path(__file__).parent / "data"


def _words(name: str) -> frozenset[str]:
    return frozenset((DATA / name).read_text(encoding="utf-8").split())


# Come between other words; alone they mean nothing.
SMALL_WORDS = _words("small_words.txt")
# Say that there is work or a worker, not which; left out only where the text says more.
WORK_WORDS = _words("work_words.txt")
WORK_ROOTS = frozenset(stem(word) for word in WORK_WORDS)
with (DATA / "same_words.csv").open(encoding="utf-8", newline="") as stream:
    lines = {
        stem(line["typed"]): tuple(stem(word) for word in line["said"].split())
        for line in csv.DictReader(stream)
    }
# Of some pairs both words have one root.
# Root that people type -> roots that the vocabulary uses.
SAME = {typed: said for typed, said in lines.items() if said != (typed,)}
SAID_ROOTS = frozenset(root for said in SAME.values() for root in said)
# Roots of words that are never cut.
WHOLE_ROOTS = frozenset(SAME) | SAID_ROOTS
# Verbs that are the end of a word without being a part of it: "schoonmaken" is not "schoon" and "maken".
NO_PARTS = frozenset(
    {
        "maken",
        "maker",
        "houden",
        "zetten",
        "nemen",
        "geven",
        "doen",
        "over",
        "open",
        "order",
        "midden",
        "lijn",
    }
)


def same_root(root: str) -> tuple[str, ...]:
    """The roots that say the same in the words of the vocabulary; followed twice at most."""
    said = SAME.get(root, (root,))
    return tuple(last for each in said for last in SAME.get(each, (each,)))
