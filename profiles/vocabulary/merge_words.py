"""Brings the tables of words into the register without losing what an admin changed.

The same three-way merge as for concepts: what the files say now, what they said at the
last load (`loaded`) and what is in the database. A row that an admin took out of use stays so.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.db import transaction

from profiles.vocabulary.merge import BATCH, Summary, lock_vocabulary
from profiles.vocabulary.models import (
    Concept,
    EmployerWord,
    OccupationTitle,
    RefusedTerm,
    TitleConcept,
    WordConcept,
)
from profiles.vocabulary.rows import VocabularyError
from profiles.vocabulary.word_files import WordRow, WordTables

Key = tuple[str, ...]
Named = Mapping[str, Concept]
Meaning = TypeVar("Meaning", TitleConcept, WordConcept)
Table = TypeVar("Table", OccupationTitle, EmployerWord, RefusedTerm)


def merge_words(tables: WordTables) -> Summary:
    """Load the tables in one transaction: all of them, or none and a VocabularyError."""
    with transaction.atomic():
        lock_vocabulary()
        concepts = {f"{each.attribute}:{each.code}": each for each in Concept.objects.all()}
        _check(tables, concepts)
        return (
            _merge_titles(tables.titles, concepts)
            + _merge_search_words(tables.search_words, concepts)
            + _merge_refused(tables.refused_words)
        )


def write_words(tables: WordTables) -> None:
    """Make the tables say what these rows say, also where an admin had changed them.

    Inside a transaction. Raises VocabularyError.
    """
    concepts = {f"{each.attribute}:{each.code}": each for each in Concept.objects.all()}
    _check(tables, concepts)
    titles: dict[OccupationTitle, tuple[str, ...]] = {}
    for row in tables.titles:
        occupation = concepts[f"occupation:{row.key[0]}"]
        title, _new = OccupationTitle.objects.get_or_create(occupation=occupation, title=row.key[1])
        titles[title] = row.says
    words: dict[EmployerWord, tuple[str, ...]] = {}
    for row in tables.search_words:
        word, _new = EmployerWord.objects.get_or_create(word=row.key[0], language=row.key[1])
        words[word] = row.says
    _write(TitleConcept, "title", titles, concepts)
    _write(WordConcept, "word", words, concepts)
    for row in tables.refused_words:
        RefusedTerm.objects.update_or_create(word=row.key[0], defaults={"reason": row.says[0]})


def _check(tables: WordTables, concepts: Named) -> None:
    for row in (*tables.titles, *tables.search_words):
        for code in row.says:
            if code not in concepts:
                raise VocabularyError(row.origin, f"there is no concept “{code}”")
    for row in tables.titles:
        if f"occupation:{row.key[0]}" not in concepts:
            raise VocabularyError(row.origin, f"there is no occupation “{row.key[0]}”")
        for code in row.says:
            if concepts[code].attribute not in ("task", "skill"):
                raise VocabularyError(row.origin, f"“{code}” is no task and no skill")


def _merge_titles(rows: Sequence[WordRow], concepts: Named) -> Summary:
    known: dict[Key, OccupationTitle] = {
        (title.occupation.code, title.title): title
        for title in OccupationTitle.objects.select_related("occupation")
    }
    fresh, news, summary = _compare(rows, known, _said(TitleConcept, "title"))
    made = OccupationTitle.objects.bulk_create(
        [
            OccupationTitle(
                occupation=concepts[f"occupation:{row.key[0]}"], title=row.key[1], loaded=list(row.says)
            )
            for row in fresh
        ],
        batch_size=BATCH,
    )
    OccupationTitle.objects.bulk_update(_among(rows, known), ["loaded"], batch_size=BATCH)
    known |= {row.key: title for row, title in zip(fresh, made, strict=True)}
    _write(TitleConcept, "title", {known[row.key]: row.says for row in (*fresh, *news)}, concepts)
    return summary


def _merge_search_words(rows: Sequence[WordRow], concepts: Named) -> Summary:
    known: dict[Key, EmployerWord] = {(word.word, word.language): word for word in EmployerWord.objects.all()}
    fresh, news, summary = _compare(rows, known, _said(WordConcept, "word"))
    made = EmployerWord.objects.bulk_create(
        [EmployerWord(word=row.key[0], language=row.key[1], loaded=list(row.says)) for row in fresh],
        batch_size=BATCH,
    )
    EmployerWord.objects.bulk_update(_among(rows, known), ["loaded"], batch_size=BATCH)
    known |= {row.key: word for row, word in zip(fresh, made, strict=True)}
    _write(WordConcept, "word", {known[row.key]: row.says for row in (*fresh, *news)}, concepts)
    return summary


def _merge_refused(rows: Sequence[WordRow]) -> Summary:
    known: dict[Key, RefusedTerm] = {(term.word,): term for term in RefusedTerm.objects.all()}
    fresh, news, summary = _compare(rows, known, {term.pk: [term.reason] for term in known.values()})
    for row in news:
        known[row.key].reason = row.says[0]
    RefusedTerm.objects.bulk_create(
        [RefusedTerm(word=row.key[0], reason=row.says[0], loaded=list(row.says)) for row in fresh],
        batch_size=BATCH,
    )
    RefusedTerm.objects.bulk_update(_among(rows, known), ["reason", "loaded"], batch_size=BATCH)
    return summary


def _compare(
    rows: Sequence[WordRow], known: Mapping[Key, Table], says: Mapping[int, list[str]]
) -> tuple[list[WordRow], list[WordRow], Summary]:
    """Rows to create, rows to write anew, and the summary; sets what was loaded of those that are known."""
    fresh, news = [], []
    unchanged = kept = 0
    for row in rows:
        if row.key not in known:
            fresh.append(row)
            continue
        entry = known[row.key]
        now, wanted = says.get(entry.pk, []), list(row.says)
        if now == wanted:
            unchanged += 1
        elif now == entry.loaded:
            news.append(row)
        else:
            kept += 1
        entry.loaded = wanted
    return fresh, news, Summary(created=len(fresh), updated=len(news), unchanged=unchanged, kept=kept)


def _among(rows: Sequence[WordRow], known: Mapping[Key, Table]) -> list[Table]:
    return [known[row.key] for row in rows if row.key in known]


def _said(meaning: type[TitleConcept] | type[WordConcept], owner: str) -> dict[int, list[str]]:
    """Primary key of a title or word -> its concepts in order, as `attribute:code`."""
    found: dict[int, list[str]] = {}
    rows = meaning.objects.order_by(owner, "position", "id")
    for number, attribute, code in rows.values_list(owner, "concept__attribute", "concept__code"):
        found.setdefault(number, []).append(f"{attribute}:{code}")
    return found


def _write(
    meaning: type[Meaning],
    owner: str,
    says: Mapping[OccupationTitle, tuple[str, ...]] | Mapping[EmployerWord, tuple[str, ...]],
    concepts: Named,
) -> None:
    """Give titles or words these concepts, instead of those that they had."""
    meaning.objects.filter(**{f"{owner}__in": list(says)}).delete()
    meaning.objects.bulk_create(
        [
            meaning(**{owner: entry}, concept=concepts[code], position=i)
            for entry, codes in says.items()
            for i, code in enumerate(codes, start=1)
        ],
        batch_size=BATCH,
    )
