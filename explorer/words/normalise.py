"""One spelling for what people write in many ways: the only text normaliser of the project."""

import re
import unicodedata

MARKUP = re.compile(r"<[^<>]*>")
# "e.d." (and the like) at the end of many titles, and "m/v" behind a job: not what people type.
EMPTY_WORDS = re.compile(r"\be\.\s?d\.|\b[mv](/[mvx])+\b")
# Plus and hash are kept: licence B is not B+, and C is not C#.
SEPARATORS = re.compile(r"(?:[^\w+#]|_)+")


def normalise(text: str) -> str:
    """Text without case, accents, markup and punctuation; words parted by one space."""
    plain = EMPTY_WORDS.sub(" ", MARKUP.sub(" ", text.casefold()).replace("&", " en "))
    letters = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return SEPARATORS.sub(" ", bare).strip()


def compact(normal: str) -> str:
    """A normalised text without its spaces: Dutch joins words, and people part them."""
    return normal.replace(" ", "")
