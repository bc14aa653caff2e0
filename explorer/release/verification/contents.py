"""Is what belongs to the rows theirs: the checksum, the counts, the policy's words and the search index?"""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from explorer.release.artefact import BrokenArtefact, PackedRows, build, words_of
from explorer.release.artefact.sections import from_bytes, seal, to_bytes
from explorer.release.models import NOT_RECORDED
from explorer.release.verification.findings import Found, Kind, Violation, found
from explorer.release.verification.published import Published
from explorer.release.verification.rules import Rules
from explorer.release.weighing import CountlessError, Mode, weighing_of

# Modes, names of attributes and of rules. A name of a person has a capital, a date has digits.
WORD = re.compile(r"[a-z][a-z_-]{0,30}")


def check_hash(published: Published) -> Found:
    """The checksum that was stored is that of what is stored."""
    same = published.declared_hash == published.computed_hash
    values = {"declared": published.declared_hash, "computed": published.computed_hash}
    return found(1, [] if same else [Violation(Kind.HASH_CHANGED, values)])


def check_counts(published: Published, rules: Rules) -> Found:
    """Counts are numbers, and those of the rows; the policy holds no text but its own words."""
    texts = [text for text in _texts(published.policy) if not WORD.fullmatch(text)]
    violations = [Violation(Kind.POLICY_TEXT, {"times": len(texts)})] if texts else []
    violations += _wrong_counts(published, rules)
    return found(len(published.counts), violations)


def check_index(published: Published) -> Found:
    """Search answers from the index: it is the one that is made of these rows, to the last byte."""
    if published.index is None:
        return Found(0)
    try:
        from_bytes(published.index, content=published.declared_hash)
    except BrokenArtefact:
        return found(1, [Violation(Kind.INDEX_BROKEN, {})])
    same = seal(published.index) == seal(index_of(published))
    return found(1, [] if same else [Violation(Kind.INDEX_DIFFERS, {})])


def index_of(published: Published) -> bytes:
    """The index that is made of the rows of a release; nothing where none can be made."""
    rows, concepts = published.rows, published.vocabulary.concepts
    words = words_of([(word.attribute, word.parent, word.code == NOT_RECORDED) for word in concepts])
    packed = PackedRows(rows.indptr, rows.facts, rows.people.astype(np.int32))
    try:
        made = build(packed, words, weighing=weighing_of(published.policy))
    except (BrokenArtefact, CountlessError):
        return b""
    return to_bytes(made, content=published.declared_hash)


def _wrong_counts(published: Published, rules: Rules) -> Iterator[Violation]:
    rows = published.rows
    counted = {"rows": len(rows)}
    if rules.mode != Mode.TWIN_CARDS:
        # One person stands on several cards, so those rows do not tell how many people there are.
        counted["people"] = int(rows.people.sum())
    counts = published.counts
    for name, value in counts.items() if isinstance(counts, dict) else [("counts", str(counts))]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Violation(Kind.COUNT_IS_TEXT, {"count": name})
        elif value != counted.get(name, value):
            yield Violation(Kind.COUNT_DIFFERS, {"count": name, "told": value, "counted": counted[name]})


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from (key, *_texts(value))
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
