"""The rows of a release written for searching: built once when it is published, opened by every worker.

`rows` is what goes in, `build` makes an `Artefact` of it: `bits` are sets of rows,
`sets` tells which rows hold a word, `phrases` which words a row holds, and
`known` holds counts that need no counting any more. Of a small release `spelled` has
the rows in memory as they are counted soonest. `sections` writes it all down as bytes.
All of it is made from the rows alone, always in the same way, so that it can tell no
more than they do and anybody can make it again to compare.

Pure numpy; knows nothing of databases, facets or searches, and depends on `weighing` alone.
"""

from explorer.release.artefact.bits import Bits
from explorer.release.artefact.build import Artefact, build
from explorer.release.artefact.errors import BrokenArtefact
from explorer.release.artefact.reading import Portion
from explorer.release.artefact.rows import PackedRows, Words, pack, words_of
from explorer.release.artefact.sets import RowSets
from explorer.release.artefact.weights import Weights, weights_of

__all__ = [
    "Artefact",
    "Bits",
    "BrokenArtefact",
    "PackedRows",
    "Portion",
    "RowSets",
    "Weights",
    "Words",
    "build",
    "pack",
    "weights_of",
    "words_of",
]
