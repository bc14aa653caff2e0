"""A small stemmer: brings *schoonmaakster*, *schoonmaker* and *schoonmaken* to one root.

General stemmers keep these apart, because they strip inflection only. This one strips
what makes a person or an act of a verb as well, in Dutch and a little in English. Roots
are compared with each other and never shown, so they need not be words.
"""

from collections.abc import Collection
from functools import lru_cache

# Longest first within a family; the remainder must keep at least three letters and a vowel.
SUFFIXES = (
    *("eersters", "eerster", "eerders", "eerder", "ateurs", "ateur", "atief", "aties", "atie"),
    *("atrices", "atrice", "rices", "rice", "euses", "euse", "eurs", "eur", "eren", "eer"),
    *("enden", "ende", "ingen", "ing", "aarsters", "aarster", "aars", "aar"),
    *("sters", "ster", "isten", "istes", "iste", "ers", "er", "en", "es", "e"),
)
# "-ster" and "-er" belong to the word itself here.
NO_SUFFIX = frozenset(
    {"meester", "venster", "klooster", "register", "master", "toaster", "kelder", "water", "server", "keuken"}
)
WHOLE_SUFFIX = {"iste": "ist", "istes": "ist", "isten": "ist"}
IRREGULAR = {
    **dict.fromkeys(("kokkin", "kokkinnen"), "kok"),
    **dict.fromkeys(("boerin", "boerinnen"), "boer"),
    **dict.fromkeys(("pakje", "pakjes", "pakketje", "pakketjes"), "pakket"),
    # Their roots would be those of other words: dozen, karren, kas.
    "doseren": "doseer",
    "kaartje": "kaart",
    "kaartjes": "kaart",
    "kaart": "kaart",
    "kaas": "kaas",
    **dict.fromkeys(("koe", "koeien"), "koe"),
}
DIMINUTIVES = ("etjes", "etje", "tjes", "tje", "pjes", "pje", "jes", "je")
VOWELS = frozenset("aeiouy")
SHORTEST = 3
SHORTEST_PART = 4
LINKS = ("", "s", "en", "n", "e")
MOST_PARTS = 3


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The root of one normalised word."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) <= SHORTEST or word in NO_SUFFIX or not word.isalpha():
        return word
    # The diminutive goes first: "-tje" hides the ending before it.
    root = word
    for ending in DIMINUTIVES:
        if root.endswith(ending) and len(root) - len(ending) >= SHORTEST:
            root = root[: -len(ending)]
            break
    for suffix in SUFFIXES:
        rest = root[: -len(suffix)]
        if root.endswith(suffix) and len(rest) >= SHORTEST and not VOWELS.isdisjoint(rest):
            root = rest + WHOLE_SUFFIX.get(suffix, "")
            break
    # One consonant at the end, one vowel before it, no plural s; v and z as they sound there.
    plural = len(root) > SHORTEST_PART or (len(root) == SHORTEST_PART and root[-2] not in VOWELS)
    if plural and root.endswith("s") and not root.endswith("ss"):
        root = root[:-1]
    if len(root) > 2 and root[-1] == root[-2] and root[-1] not in VOWELS:
        root = root[:-1]
    if len(root) > 3 and root[-1] not in VOWELS and root[-2] == root[-3] and root[-2] in "aeou":
        root = root[:-2] + root[-1]
    return root[:-1] + {"v": "f", "z": "s"}.get(root[-1], root[-1])


def split_compound(word: str, known: Collection[str], short: Collection[str]) -> tuple[str, ...]:
    """The parts of a compound, (word,) when it cannot be cut.

    `known` are roots of the vocabulary's own words; `short` its own words of three letters.
    The fewest parts win, then the longest first part.
    """
    for parts in range(2, MOST_PARTS + 1):
        if cut := _cut(word, parts, known, short):
            return cut
    return (word,)


def _cut(word: str, parts: int, known: Collection[str], short: Collection[str]) -> tuple[str, ...]:
    if parts == 1:
        return (word,) if _is_part(word, known, short) else ()
    for end in range(len(word) - SHORTEST, SHORTEST - 1, -1):
        head = word[:end]
        if not _is_part(head, known, short):
            continue
        # Dutch puts "s", "en", "n" or "e" between the parts of a compound.
        for link in LINKS:
            if not word.startswith(link, end):
                continue
            if rest := _cut(word[end + len(link) :], parts - 1, known, short):
                return head, *rest
    return ()


def _is_part(word: str, known: Collection[str], short: Collection[str]) -> bool:
    return word in short if len(word) < SHORTEST_PART else stem(word) in known
