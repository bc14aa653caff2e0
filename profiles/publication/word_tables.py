"""The tables of words as they go out with a release: titles, words of employers, refused words.

Nothing here is about a person. A row goes out when its concepts do: what is not in the
release is left out of a row, and a row without concepts is left out altogether.
"""

from collections.abc import Iterable, Iterator, Mapping

from explorer.release.models import RefusedWord, SearchWord, Title
from profiles.vocabulary.models import Concept, EmployerWord, OccupationTitle, RefusedTerm

Numbers = Mapping[tuple[str, str], int]


def titles(number_of: Numbers) -> Iterator[Title]:
    """Unsaved rows, of no release yet; `number_of` goes by (attribute, code)."""
    rows = OccupationTitle.objects.filter(in_use=True).select_related("occupation")
    for row in rows.prefetch_related("meanings__concept"):
        occupation = number_of.get((row.occupation.attribute, row.occupation.code))
        concepts = _numbers((each.concept for each in row.meanings.all()), number_of)
        if occupation is not None and concepts:
            yield Title(occupation=occupation, title=row.title, concepts=concepts)


def search_words(number_of: Numbers) -> Iterator[SearchWord]:
    """Unsaved rows, of no release yet; `number_of` goes by (attribute, code)."""
    rows = EmployerWord.objects.filter(in_use=True)
    for row in rows.prefetch_related("meanings__concept"):
        if concepts := _numbers((each.concept for each in row.meanings.all()), number_of):
            yield SearchWord(word=row.word, language=row.language, concepts=concepts)


def refused_words() -> Iterator[RefusedWord]:
    """Unsaved rows, of no release yet."""
    for term in RefusedTerm.objects.filter(in_use=True):
        yield RefusedWord(word=term.word, reason=term.reason)


def _numbers(concepts: Iterable[Concept], number_of: Numbers) -> list[int]:
    found = (number_of.get((concept.attribute, concept.code)) for concept in concepts)
    return [number for number in found if number is not None]
