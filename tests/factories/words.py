"""The project's own vocabulary and word tables as rows of a release that no database knows."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from explorer.release.models import PublishedConcept, RefusedWord, SearchWord, Title
from explorer.release.shapes import ATTRIBUTES
from explorer.release.vocabulary import Vocabulary
from explorer.words.matcher import WordMatcher

DATA = Path(__file__).parents[2] / "profiles" / "vocabulary" / "data"
Line = Mapping[str, str]
NOTHING: Line = {"display_nl": "", "display_en": ""}


def read_vocabulary(data: Path = DATA) -> Vocabulary:
    """Concepts of all attributes of a release, numbered in their order; no areas."""
    plain = {(line["attribute"], line["code"]): line for line in _lines(data / "words" / "display.csv")}
    concepts: list[PublishedConcept] = []
    for attribute in ATTRIBUTES:
        numbers: dict[str, int] = {}
        for line in _parents_first(list(_lines(data / f"{attribute}.csv"))):
            number = numbers[line["code"]] = len(concepts) + 1
            concepts.append(
                PublishedConcept(
                    number=number,
                    attribute=attribute,
                    code=line["code"],
                    label_nl=line["label_nl"],
                    label_en=line["label_en"],
                    display_nl=plain.get((attribute, line["code"]), NOTHING)["display_nl"],
                    display_en=plain.get((attribute, line["code"]), NOTHING)["display_en"],
                    synonyms_nl=_between_bars(line["synonyms_nl"]),
                    synonyms_en=_between_bars(line["synonyms_en"]),
                    parent=numbers[line["parent"]] if line["parent"] else None,
                )
            )
    return Vocabulary(concepts, [], [])


def build_matcher(vocabulary: Vocabulary, data: Path = DATA) -> WordMatcher:
    """A matcher of the tables beside the vocabulary."""
    titles = [row for line in _lines(data / "words" / "titles.csv") for row in _titles(vocabulary, line)]
    with_people = {title.occupation for title in titles}
    with_people |= {above for number in with_people for above in vocabulary.ancestors(number)}
    return WordMatcher(
        vocabulary,
        titles=titles,
        search_words=[
            SearchWord(word=word, language=line["language"], concepts=_numbers(vocabulary, line["concepts"]))
            for line in _lines(data / "words" / "search_words.csv")
            for word in _between_bars(line["words"])
        ],
        refused_words=[
            RefusedWord(word=line["word"], reason=line["reason"])
            for line in _lines(data / "words" / "refused_words.csv")
        ],
        at_least={
            number: 5
            for number, concept in vocabulary.concepts.items()
            if concept.attribute != "occupation" or number in with_people
        },
    )


def _titles(vocabulary: Vocabulary, line: Line) -> Iterator[Title]:
    occupation = vocabulary.find("occupation", line["occupation"])
    if occupation is None:
        raise ValueError(f"There is no occupation {line['occupation']}.")
    concepts = _numbers(vocabulary, line["concepts"])
    for title in _between_bars(line["titles"]) or [""]:
        yield Title(occupation=occupation.number, title=title, concepts=concepts)


def _numbers(vocabulary: Vocabulary, codes: str) -> list[int]:
    found = []
    for code in codes.split():
        concept = vocabulary.find(*code.split(":", 1))
        if concept is None:
            raise ValueError(f"There is no concept {code}.")
        found.append(concept.number)
    return found


def _parents_first(lines: list[Line]) -> Iterator[Line]:
    known: set[str] = {""}
    while lines:
        ready = [line for line in lines if line["parent"] in known]
        yield from ready
        known |= {line["code"] for line in ready}
        lines = [line for line in lines if line["code"] not in known]


def _lines(file: Path) -> Iterator[Line]:
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _between_bars(cell: str) -> list[str]:
    return [word for word in cell.split("|") if word]
