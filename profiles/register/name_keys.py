"""Keyed search keys of names and references, so that a part of an encrypted name can be looked for.

Of each word of a name are kept: the whole word, how it sounds in Dutch, and its runs of three
characters; of a reference its last three to eight digits. Each is an HMAC of which 16 bits remain
(12 for the runs, so that several share one bucket). An attacker with the database but not the
key sees which people share buckets and how often each occurs, within one table; that leak and
why it was chosen are in `docs/case-worker.md`. A bucket never decides: the caller decrypts what
it found and compares the names themselves.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator

from django.conf import settings

# Words that go before a Dutch, German, French or Arabic family name and find no one by themselves.
PREFIXES = frozenset(
    [
        *("van", "von", "de", "der", "den", "het", "t", "s", "te", "ten", "ter", "op", "in", "aan", "uit"),
        *("bij", "vd", "v", "d", "el", "al", "la", "le", "du", "des", "di", "da", "dos"),
    ]
)
RUN = 3
FEWEST_DIGITS, MOST_DIGITS = 3, 8
_BITS = {"word": 16, "sound": 16, "run": 12, "digits": 16}
_KINDS = {kind: number << 20 for number, kind in enumerate(_BITS, start=1)}

# In order: what sounds alike is written alike. Vowels count only at the start of a word.
_SOUNDS = (
    (r"sch|sj|sh", "s"),
    (r"tsj|tj|ch(?=[iey])", "s"),
    (r"c(?=[eiy])|z|ç|ß", "s"),
    (r"ph|v|w(?=$)", "f"),
    (r"ck|cq|qu|c(?!h)|q", "k"),
    (r"ch|gh|g", "g"),
    (r"x", "ks"),
    (r"dt|th|d(?=$)", "t"),
    (r"b(?=$)", "p"),
    (r"eij|ey|ei|ij|ie|y", "i"),
    (r"ou|au|oe|ow", "u"),
    (r"h(?![aeiou])", ""),
)


def words_of(text: str) -> list[str]:
    """The words of a name in one spelling: no capitals, no accents, hyphens part words."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain.replace("'", "").replace("’", ""))


def sound_of(word: str) -> str:
    """How a word sounds in Dutch, coarsely: Meijer, Meyer and Meier are one, so are Jansen and Janssen."""
    for pattern, sound in _SOUNDS:
        word = re.sub(pattern, sound, word)
    word = re.sub(r"(.)\1+", r"\1", word)
    first, rest = word[:1], re.sub(r"[aeiou]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)


def runs_of(word: str) -> Iterator[str]:
    """Every three characters in a row."""
    yield from (word[i : i + RUN] for i in range(len(word) - RUN + 1))


def digits_of(reference: str) -> str:
    return "".join(re.findall(r"\d", reference))


def name_keys(*, names: str, reference: str) -> list[int]:
    """All search keys of a person, sorted."""
    keys: set[int] = set()
    for word in words_of(names):
        keys.add(key("word", word))
        if word not in PREFIXES:
            keys.add(key("sound", sound_of(word)))
        keys.update(key("run", run) for run in runs_of(word))
    digits = digits_of(reference)
    ends = range(FEWEST_DIGITS, min(len(digits), MOST_DIGITS) + 1)
    keys.update(key("digits", digits[-n:]) for n in ends)
    return sorted(keys)


def key(kind: str, text: str) -> int:
    """The bucket of a text; `kind` keeps equal texts of different use apart."""
    digest = hmac.new(
        bytes.fromhex(settings.REGISTER_INDEX_KEY), f"name {kind}:{text}".encode(), hashlib.sha256
    ).digest()
    # The kind in the high bits: buckets of different kinds never fall together.
    return _KINDS[kind] | int.from_bytes(digest[:4], "big") & ((1 << _BITS[kind]) - 1)
