"""Close what people hold upward, in compiled code: a million people hold fifty million facts."""

import numpy as np

from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.tree import Numbers


@compiled
def count_closed(starts: Numbers, chosen: Numbers, words: Numbers, parent: Numbers) -> Numbers:
    """Where each person's pairs will start; `parent` is -1 for what has nothing above it."""
    people = len(words)
    ends = np.zeros(people + 1, dtype=np.int64)
    seen = np.full(len(parent), -1, dtype=np.int32)
    held = np.empty(len(parent), dtype=np.int32)
    for person in range(people):
        count = _gather(person, starts, chosen, words, parent, seen, held)
        ends[person + 1] = ends[person] + count
    return ends


@compiled
def close(
    starts: Numbers, chosen: Numbers, words: Numbers, parent: Numbers, closed: Numbers
) -> tuple[Numbers, Numbers]:
    """The closed concepts, sorted for each person, and for each the pair above it or -1."""
    concept = np.empty(closed[-1], dtype=np.int32)
    above = np.empty(closed[-1], dtype=np.int32)
    seen = np.full(len(parent), -1, dtype=np.int32)
    place = np.empty(len(parent), dtype=np.int32)
    held = np.empty(len(parent), dtype=np.int32)
    for person in range(len(words)):
        count = _gather(person, starts, chosen, words, parent, seen, held)
        held[:count].sort()
        first = closed[person]
        for number in range(count):
            place[held[number]] = first + number
        for number in range(count):
            higher = parent[held[number]]
            concept[first + number] = held[number]
            above[first + number] = place[higher] if higher >= 0 else -1
    return concept, above


@compiled
def _gather(
    person: int,
    starts: Numbers,
    chosen: Numbers,
    words: Numbers,
    parent: Numbers,
    seen: Numbers,
    held: Numbers,
) -> int:
    """Put what holds for a person into `held`, each once; `seen` tells who was there last."""
    count = 0
    for pair in range(starts[person], starts[person + 1]):
        count = _climb(chosen[pair], person, parent, seen, held, count)
    for word in words[person]:
        count = _climb(word, person, parent, seen, held, count)
    return count


@compiled
def _climb(concept: int, person: int, parent: Numbers, seen: Numbers, held: Numbers, count: int) -> int:
    while concept >= 0 and seen[concept] != person:
        seen[concept] = person
        held[count] = concept
        count += 1
        concept = parent[concept]
    return count
