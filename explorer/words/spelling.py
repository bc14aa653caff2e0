"""Small misspellings: which known words an unknown one may mean."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

# Edits (a letter added, left out, changed, or two swapped) that a word of at least so many letters may have.
ALLOWED_EDITS = ((9, 2), (7, 1))
# In a shorter word another first letter makes another word: "lasser" is not "wasser".
FIRST_LETTER_FREE_FROM = 10
SOUND_ALIKE = ({"c", "k"}, {"s", "z"}, {"f", "v"}, {"s", "c"}, {"i", "y"})


def allowed_edits(word: str) -> int:
    """How many letters of a word may be wrong."""
    return next((edits for length, edits in ALLOWED_EDITS if len(word) >= length), 0)


def misspelt(word: str, known: Sequence[str]) -> list[tuple[int, str]]:
    """(edits, known word) of every known word that may be meant, nearest first; both without spaces."""
    # In a short word one other letter is another word.
    allowed = allowed_edits(word)
    if not allowed:
        return []
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return sorted((int(edits), each) for each, edits, _ in found if _may_be_meant(word, each))


def nearest(word: str, known: Sequence[str], *, limit: int) -> list[str]:
    """The known words that look most like a word, best first, however far they are."""
    return [each for each, _, _ in process.extract(word, known, scorer=fuzz.ratio, limit=limit)]


def _may_be_meant(word: str, known: str) -> bool:
    """Another number is another thing, never a misspelling."""
    if [letter for letter in word if letter.isdigit()] != [letter for letter in known if letter.isdigit()]:
        return False
    if max(len(word), len(known)) >= FIRST_LETTER_FREE_FROM:
        return True
    return {word[0], known[0]} in SOUND_ALIKE or word[0] == known[0] or word[:2] == known[1::-1]
