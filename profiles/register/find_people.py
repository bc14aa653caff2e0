"""Find people by what a user remembers of a name, or by the end of a reference."""

from dataclasses import dataclass

from django.db.models import Q

from profiles.register.models import Candidate
from profiles.register.models.candidate import CandidateQuerySet
from profiles.register.name_keys import (
    FEWEST_DIGITS,
    MOST_DIGITS,
    PREFIXES,
    digits_of,
    key,
    runs_of,
    sound_of,
    words_of,
)

# A bucket is shared by several names, so more are read than are shown.
MOST_READ, MOST_FOUND = 400, 50
WHOLE, BEGINNING, PART, SOUND = range(4)


@dataclass(frozen=True)
class FoundPerson:
    """`grade` is 0 for whole words and more for a looser likeness; lower is nearer."""

    candidate: Candidate
    grade: int


def find_people(candidates: CandidateQuerySet, text: str) -> list[FoundPerson]:
    """Those among `candidates` that may be meant, nearest first, at most `MOST_FOUND`.

    Every word that was typed must be in the name: whole, its beginning, a part of three
    letters or more, or as it sounds. Prefixes such as "van der" need not. Digits are the whole
    reference or its end.
    """
    exact = list(candidates.with_reference(text)[:MOST_FOUND])
    if exact:
        return [FoundPerson(candidate, WHOLE) for candidate in exact]
    typed = words_of(text)
    if not typed:
        return []
    if all(word.isdigit() for word in typed):
        return _by_digits(candidates, "".join(typed))
    wanted = [word for word in typed if word not in PREFIXES] or typed
    possible = candidates
    for word in wanted:
        keys = Q(name_keys__overlap=[key("word", word), key("sound", sound_of(word))])
        if runs := list(runs_of(word)):
            keys |= Q(name_keys__contains=[key("run", run) for run in runs])
        possible = possible.filter(keys)
    # Buckets are shared: only the decrypted name says whether it is meant.
    graded = [(candidate, _grade(candidate, wanted)) for candidate in possible.order_by("pk")[:MOST_READ]]
    found = [FoundPerson(candidate, grade) for candidate, grade in graded if grade is not None]
    found.sort(key=lambda each: (each.grade, words_of(each.candidate.family_name), each.candidate.pk))
    return found[:MOST_FOUND]


def _by_digits(candidates: CandidateQuerySet, digits: str) -> list[FoundPerson]:
    if len(digits) < FEWEST_DIGITS:
        return []
    # The keys have the last digits only; a longer number is compared after decryption.
    possible = candidates.filter(name_keys__contains=[key("digits", digits[-MOST_DIGITS:])])
    ends = (c for c in possible.order_by("pk")[:MOST_READ] if digits_of(c.reference).endswith(digits))
    return [FoundPerson(candidate, PART) for candidate in ends][:MOST_FOUND]


def _grade(candidate: Candidate, wanted: list[str]) -> int | None:
    """How far the words are from the name; None when one of them is not in it."""
    names = words_of(f"{candidate.given_name} {candidate.family_name}")
    grades = [min((_likeness(word, name) for name in names), default=SOUND + 1) for word in wanted]
    return None if max(grades) > SOUND else sum(grades)


def _likeness(word: str, name: str) -> int:
    if word == name:
        return WHOLE
    if len(word) >= FEWEST_DIGITS and word in name:
        return BEGINNING if name.startswith(word) else PART
    # Of very short words too many sound alike.
    alike = len(word) > 2 and name not in PREFIXES and sound_of(word) == sound_of(name)
    return SOUND if alike else SOUND + 1
