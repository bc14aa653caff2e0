"""One spelling for what people write in many ways: the only text normaliser of the project."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.words.equivalents import SMALL_WORDS, WORK_WORDS

MARKUP = re.compile(r"<[^<>]*>")
# "e.d." (and the like) at the end of many titles, and "m/v" behind a job: not what people type.
EMPTY_WORDS = re.compile(r"\be\.\s?d\.|\b[mv](/[mvx])+\b")
# Plus and hash are kept: licence B is not B+, and C is not C#.
SEPARATORS = re.compile(r"(?:[^\w+#]|_)+")
LONGEST_TEXT = 400
SIGNS = " .,:;!?()[]{}\"'“”‘’-–/"
MOST_WORDS = 40
BETWEEN_WISHES = ("of", "or")


def normalise(text: str) -> str:
    """Text without case, accents, markup and punctuation; words parted by one space."""
    plain = EMPTY_WORDS.sub(" ", MARKUP.sub(" ", text.casefold()).replace("&", " en "))
    # Taken apart, accents are signs of their own and can be left out.
    letters = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return SEPARATORS.sub(" ", bare).strip()


def compact(normal: str) -> str:
    """A normalised text without its spaces: Dutch joins words, and people part them."""
    return normal.replace(" ", "")


@dataclass(frozen=True)
class Words:
    """Normalised words of a text beside the pieces they were typed as."""

    normal: tuple[str, ...]
    typed: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Words":
        """The words of a text, as far as a search reads."""
        # PostgreSQL has no text with this sign.
        text = text[:LONGEST_TEXT].replace("\0", " ")
        pairs = [(word, piece) for piece in text.split() for word in normalise(piece).split()]
        normal = normalise(text).split()
        if [word for word, _ in pairs] != normal:  # markup or "m / v" ran over a space
            pairs = [(word, word) for word in normal]
        pairs = pairs[:MOST_WORDS]
        return cls(tuple(word for word, _ in pairs), tuple(piece for _, piece in pairs))

    def wishes(self) -> Iterator["Words"]:
        """Parts between commas and *or*."""
        start = 0
        for i, (word, piece) in enumerate(zip(self.normal, self.typed, strict=True)):
            if word in BETWEEN_WISHES:
                yield self[start:i]
                start = i + 1
            elif piece.endswith((",", ";")) and self.typed[i + 1 : i + 2] != (piece,):
                # A piece that is several words has its comma at the last of them.
                yield self[start : i + 1]
                start = i + 1
        yield self[start:]

    def __len__(self) -> int:
        return len(self.normal)

    def __getitem__(self, part: slice) -> "Words":
        return Words(self.normal[part], self.typed[part])

    @property
    def trimmed(self) -> "Words":
        """Without small words at either end, when others are between them."""
        said = [i for i, word in enumerate(self.normal) if word not in SMALL_WORDS]
        return self[said[0] : said[-1] + 1] if said else self

    @property
    def text(self) -> str:
        """As it was typed, without signs at its ends."""
        return " ".join(dict.fromkeys(self.typed)).strip(SIGNS)

    @property
    def spelling(self) -> str:
        return " ".join(self.normal)

    @property
    def has_number(self) -> bool:
        return any(letter.isdigit() for letter in self.spelling)

    @property
    def says_nothing(self) -> bool:
        """Whether there are only small words and words like *work*."""
        return all(word in SMALL_WORDS or word in WORK_WORDS for word in self.normal)
