"""The project's own vocabulary and word tables, read once; no database."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from explorer.release.vocabulary import Vocabulary
    from explorer.words.matcher import WordMatcher


@pytest.fixture(scope="session")
def vocabulary() -> "Vocabulary":
    from tests.factories import words  # its models exist once Django is set up, after this file is read

    if not words.DATA.is_dir():
        pytest.skip("needs the word files of the register")
    return words.read_vocabulary()


@pytest.fixture(scope="session")
def matcher(vocabulary: "Vocabulary") -> "WordMatcher":
    from tests.factories import words  # as above

    return words.build_matcher(vocabulary)


@pytest.fixture(scope="session")
def codes(vocabulary: "Vocabulary") -> Callable[[tuple[int, ...]], set[str]]:
    """Concept numbers as `attribute:code`."""
    return lambda numbers: {str(vocabulary[number]) for number in numbers}
