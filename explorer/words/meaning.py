"""What a set of names means: which concepts are searched by, and which others it may mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explorer.release.shapes import PLACE
from explorer.release.vocabulary import Vocabulary
from explorer.words.lexicon import EXACT_ONLY, OCCUPATION, Name, Source
from explorer.words.normalise import compact

# Attributes beside work, in the order in which a word is given to them.
CONDITIONS = ("hours", "licence", "education", "availability", PLACE, "language", "transport", "worktime")
MOST_CHOSEN = 2


@dataclass(frozen=True)
class Meaning:
    """`concepts` to search by and `alternatives`; no concepts for known work without people."""

    concepts: tuple[int, ...]
    alternatives: tuple[int, ...] = ()
    is_title: bool = False


class Meanings:
    """Chooses among the concepts that have the names."""

    def __init__(self, vocabulary: Vocabulary, at_least: Mapping[int, int]) -> None:
        self._vocabulary = vocabulary
        self._at_least = at_least

    def of(self, names: Iterable[Name], *, sure: bool = True) -> Meaning | None:
        """What names that were found together mean; None when that is nothing, or not sure.

        Words of the table go before everything, tasks and skills before occupations, work before
        the other facets. An occupation is searched by its first task and skill; a task that has
        the name itself goes before those. With `sure` unset, names that lead to more than
        two different things mean nothing.
        """
        names = list(names)
        listed = [name for name in names if name.source is Source.SEARCH_WORD]
        if listed:
            # A concept above or below an earlier one would widen or repeat what is chosen.
            chosen: list[int] = []
            for number in dict.fromkeys(number for name in listed for number in name.concepts):
                line = set(self._vocabulary.ancestors(number))
                if not any(each in line or number in self._vocabulary.ancestors(each) for each in chosen):
                    chosen.append(number)
            return Meaning(tuple(chosen))
        hits = self._by_attribute(names)
        # Tasks and skills of the titles: those of an own line go before those of their occupation.
        rows = [name for name in names if name.is_title]
        own = [name for name in rows if name.source is Source.TITLE]
        lined = {name.concepts[0] for name in own}
        others = [name for name in rows if name.concepts[0] not in lined]
        titles = list(dict.fromkeys(name.concepts[1:] for name in (*own, *others)))
        if hits.keys() & {"task", "skill"} or titles:
            return self._work(hits, titles, sure=sure)
        if OCCUPATION in hits:
            # Without a line in the crosswalk an occupation is searched as itself, where people have it.
            with_people = sorted(
                (number for number in hits[OCCUPATION] if self._at_least.get(number)),
                key=lambda number: (-self._at_least[number], number),
            )
            tops = self._tops(with_people)
            return Meaning(tuple(tops[:1]), tuple(tops[1:]))
        for attribute in CONDITIONS:
            if attribute in hits:
                return self._condition(attribute, hits)
        return None

    def of_exact(self, names: Iterable[Name]) -> Meaning | None:
        """What names of sectors, competences, affinities and directions mean."""
        hits = self._by_attribute(names)
        for attribute in EXACT_ONLY:
            if attribute in hits:
                return self._condition(attribute, hits)
        return None

    def places(self, names: Iterable[Name]) -> dict[str, tuple[int, ...]]:
        """The places by their names without spaces, municipalities rather than regions."""
        named: dict[str, list[int]] = {}
        for name in names:
            if self._vocabulary[name.concepts[0]].attribute == PLACE:
                named.setdefault(compact(name.normal), []).append(name.concepts[0])
        return {key: tuple(dict.fromkeys(self._towns(numbers) or numbers)) for key, numbers in named.items()}

    def _by_attribute(self, names: Iterable[Name]) -> dict[str, dict[int, Source]]:
        """Attribute -> number -> best source, of concepts that have one of the names."""
        found: dict[str, dict[int, Source]] = {}
        for name in names:
            number = name.concepts[0]
            hits = found.setdefault(self._vocabulary[number].attribute, {})
            # A label counts more than a synonym of the same concept.
            hits[number] = min(name.source, hits.get(number, Source.SYNONYM))
        return found

    def _work(
        self, hits: dict[str, dict[int, Source]], titles: list[tuple[int, ...]], *, sure: bool
    ) -> Meaning | None:
        order = list(dict.fromkeys(number for concepts in titles for number in concepts))
        tasks = self._chosen("task", hits, order)
        skills = self._chosen("skill", hits, order)
        # So many different things were not all meant.
        if not sure and (len(tasks) > MOST_CHOSEN or (not tasks and len(skills) > MOST_CHOSEN)):
            return None
        tasks = self._most_people(tasks)
        # A task says what is wanted; several skills beside it would only widen the search.
        if tasks and len(skills) > 1:
            skills = []
        chosen = (*tasks, *self._most_people(skills))
        occupations = (number for number in hits.get(OCCUPATION, ()) if self._at_least.get(number))
        others = [*order, *hits.get("task", ()), *hits.get("skill", ()), *occupations]
        return Meaning(chosen, self._but(others, chosen), is_title=bool(titles))

    def _chosen(self, attribute: str, hits: dict[str, dict[int, Source]], order: list[int]) -> list[int]:
        """The concepts of work that count: named ones, of these the first of the title; else the title's."""
        named = hits.get(attribute, {})
        of_title = [number for number in order if self._vocabulary[number].attribute == attribute]
        both = [number for number in of_title if number in named]
        if both and attribute == "task":
            return both[:1]
        # The first with people, so that a title does not lead to an empty page while its next task would
        # not.
        if of_title and (attribute == "skill" or not named):
            return [next((each for each in of_title if self._at_least.get(each)), of_title[0])]
        labelled = [number for number, source in named.items() if source is Source.LABEL]
        return self._tops(labelled or list(named))

    def _condition(self, attribute: str, hits: dict[str, dict[int, Source]]) -> Meaning:
        named = hits[attribute]
        labelled = [number for number, source in named.items() if source is Source.LABEL]
        if attribute == PLACE:
            # Of a region and its main town that have one name the town is meant.
            chosen = self._most_people(self._towns(named) or list(named), most=1)
        else:
            chosen = self._tops(labelled or list(named))
        others = [number for each in (*CONDITIONS, *EXACT_ONLY) for number in hits.get(each, ())]
        return Meaning(tuple(chosen), self._but(others, chosen))

    def _towns(self, numbers: Iterable[int]) -> list[int]:
        return [number for number in numbers if self._vocabulary[number].parent is not None]

    def _tops(self, numbers: Sequence[int]) -> list[int]:
        """Concepts without those that lie below another of them."""
        return [
            number
            for number in numbers
            if not any(above in numbers for above in self._vocabulary.ancestors(number))
        ]

    def _most_people(self, numbers: Sequence[int], *, most: int = MOST_CHOSEN) -> list[int]:
        best = sorted(numbers, key=lambda number: (-self._at_least.get(number, 0), number))[:most]
        return [number for number in numbers if number in best]

    def _but(self, numbers: Iterable[int], chosen: Iterable[int]) -> tuple[int, ...]:
        taken = set(chosen)
        return tuple(number for number in dict.fromkeys(numbers) if number not in taken)
