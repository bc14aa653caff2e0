"""Are the checksum, the counts and the policy's words those of the release, and its groups in order?"""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from explorer.release.verification.findings import Fault, Found, Violation, found, found_at
from explorer.release.verification.published import Published

# Names of rules and shapes. A name of a person has a capital, a date has digits.
WORD = re.compile(r"[a-z][a-z_-]{0,30}")


def check_hash(published: Published) -> Found:
    """The checksum that was stored is that of what is stored."""
    same = published.declared_hash == published.computed_hash
    values = {"declared": published.declared_hash, "computed": published.computed_hash}
    return found(1, [] if same else [Violation(Fault.HASH_CHANGED, values)])


def check_counts(published: Published) -> Found:
    """Counts are what anybody can count in the rows; the policy holds no text but its own words."""
    texts = [text for text in _texts(published.policy) if not WORD.fullmatch(text)]
    violations = [Violation(Fault.POLICY_TEXT, {"times": len(texts)})] if texts else []
    counts, known = published.counts, countable(published)
    for name, value in counts.items() if isinstance(counts, dict) else [("counts", str(counts))]:
        # True is an integer to Python, and no count.
        if isinstance(value, bool) or not isinstance(value, int | float):
            violations.append(Violation(Fault.COUNT_IS_TEXT, {"count": name}))
        elif name not in known:
            # An exact number of people would undo the labels.
            violations.append(Violation(Fault.COUNT_UNKNOWN, {"count": name}))
        elif value != known[name]:
            violations.append(
                Violation(Fault.COUNT_DIFFERS, {"count": name, "stored": value, "counted": known[name]})
            )
    return found(len(published.counts), violations)


def check_order(published: Published) -> Found:
    """Groups come in the order of their key, each once: an order that says nothing of people."""
    keys = published.groups.keys
    wrong = np.flatnonzero(keys[1:] <= keys[:-1]) + 1
    describe = published.describe
    return found_at(len(keys), Fault.GROUPS_UNSORTED, wrong, lambda row: describe(published.groups, row))


def countable(published: Published) -> dict[str, int]:
    """The counts that a release may carry, as its rows have them; `people` is the label of the country."""
    groups = published.groups
    # The country is known by its members: the kinds of areas may be what is wrong.
    whole = max((len(area.members) for area in published.areas), default=0)
    country = [area.number for area in published.areas if len(area.members) == whole]
    everybody = (groups.what == 0) & (groups.condition == 0) & np.isin(groups.area, country)
    return {
        "groups": len(groups),
        "people": int(groups.at_least[everybody].max(initial=0)),
        "concepts": len(published.concepts),
        "areas": len(published.areas),
        "municipalities": len(published.municipalities),
    }


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from (key, *_texts(value))
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
