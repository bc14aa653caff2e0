"""Word lists as CSV, out and in, for an admin: shown first what would change, then done.

The shapes of the files are those that the loaders read. What the file says wins: the admin chose it.
Rows that are not in it stay.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.vocabulary import files, merge, merge_words, word_files
from profiles.vocabulary.attributes import ATTRIBUTES, BY_NAME
from profiles.vocabulary.fault_words import fault_in_words
from profiles.vocabulary.models import Concept, EmployerWord, OccupationTitle, RefusedTerm
from profiles.vocabulary.rows import ConceptRow, VocabularyError

MOST_BYTES = 2_000_000
DISPLAY, TITLES, SEARCH_WORDS, REFUSED = "gewone-woorden", "functienamen", "zoekwoorden", "geweigerde-woorden"
OTHERS = {
    DISPLAY: gettext_lazy("In gewone woorden, van alle kenmerken"),
    TITLES: gettext_lazy("Functienamen met taken en vaardigheden"),
    SEARCH_WORDS: gettext_lazy("Zoekwoorden van werkgevers"),
    REFUSED: gettext_lazy("Geweigerde woorden"),
}
LISTS = {**{each.name: each.label for each in ATTRIBUTES}, **OTHERS}
"""Name of a list in addresses -> its label."""
_FILES = {
    DISPLAY: files.DISPLAY,
    TITLES: word_files.TITLES,
    SEARCH_WORDS: word_files.SEARCH_WORDS,
    REFUSED: word_files.REFUSED_WORDS,
}


class ListRefused(Exception):
    """The file cannot be read in; the message says which line and why. Nothing was changed."""


@dataclass
class Plan:
    """What reading a list in does: new names, and for each changed value its row, field, old and new."""

    new: list[str] = field(default_factory=list)
    changed: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.new and not self.changed


def export_list(name: str) -> str:
    """A list as CSV. KeyError for a name that is not of `LISTS`."""
    if name not in LISTS:
        raise KeyError(name)
    header, rows = _EXPORTS[name]() if name in _EXPORTS else (files.HEADER, _concepts(name))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()


def read_list(name: str, content: bytes, *, apply: bool) -> Plan:
    """What a file does to a list; done only with `apply`, all of it or nothing. Raises `ListRefused`."""
    if len(content) > MOST_BYTES:
        raise ListRefused(_("Het bestand is groter dan 2 MB."))
    try:
        with transaction.atomic():
            merge.lock_vocabulary()
            plan = _read(name, content)
            # Written and rolled back: a proof that says what the load itself would say.
            if not apply:
                transaction.set_rollback(True)
    except VocabularyError as error:
        raise ListRefused(fault_in_words(str(error))) from error
    return plan


def _read(name: str, content: bytes) -> Plan:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        # As the loaders want it: files in a folder, so that one reader serves both.
        (home / "words").mkdir()
        file = home / _FILES.get(name, Path(f"{name}.csv"))
        file.write_bytes(_with_commas(content))
        if name in BY_NAME:
            return _read_concepts(files.read_file(file))
        if name == DISPLAY:
            known = set(Concept.objects.values_list("attribute", "code"))
            found = files.read_display(file, known)
            return _read_concepts(
                [
                    ConceptRow(attribute, code, values, file.name)
                    for (attribute, code), values in found.items()
                ]
            )
        tables = word_files.read_word_tables(home)
        rows = {TITLES: tables.titles, SEARCH_WORDS: tables.search_words, REFUSED: tables.refused_words}[name]
        before = dict(_said(name))
        plan = Plan(
            new=[" · ".join(part for part in row.key if part) for row in rows if row.key not in before]
        )
        for row in rows:
            if row.key in before and before[row.key] != row.says:
                plan.changed.append(
                    (
                        " · ".join(part for part in row.key if part),
                        _("betekenis"),
                        ", ".join(before[row.key]),
                        ", ".join(row.says),
                    )
                )
        merge_words.write_words(tables)
        return plan


def _with_commas(content: bytes) -> bytes:
    # A file as Dutch spreadsheets save it, with semicolons, as one with commas.
    first = content.split(b"\n", 1)[0]
    if b";" not in first or b"," in first:
        return content
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    except (UnicodeDecodeError, csv.Error):
        return content
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def _read_concepts(rows: Sequence[ConceptRow]) -> Plan:
    # Compared before anything is written: the page shows what would change.
    known = {(each.attribute, each.code): each for each in Concept.objects.select_related("parent")}
    plan = Plan(new=[f"{row.code}: {row.values.get('label_nl', '')}" for row in rows if row.key not in known])
    merge.check_parents(rows, known)
    # First, since a changed row may hang below a new one.
    merge.create([row for row in rows if row.key not in known], fresh := dict(known))
    for row in rows:
        if row.key not in known:
            continue
        concept = known[row.key]
        for name, value in row.values.items():
            # The order of a file is that of its lines, and says little where lines were added.
            if name == "position" or merge.get_value(concept, name) == value:
                continue
            of_model: Any = Concept._meta.get_field(name)
            label = str(of_model.verbose_name)
            plan.changed.append((row.code, label, _text(merge.get_value(concept, name)), _text(value)))
            merge.set_value(concept, name, value, fresh)
        concept.save()
    # Two moves that are right each may make a ring together.
    merge.check_cycles(fresh)
    return plan


def _said(name: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    if name == REFUSED:
        for term in RefusedTerm.objects.all():
            yield (term.word,), (term.reason,)
        return
    rows = (
        OccupationTitle.objects.select_related("occupation") if name == TITLES else EmployerWord.objects.all()
    )
    for row in rows.prefetch_related("meanings__concept"):
        says = tuple(f"{each.concept.attribute}:{each.concept.code}" for each in row.meanings.all())
        key = (
            (row.occupation.code, row.title) if isinstance(row, OccupationTitle) else (row.word, row.language)
        )
        yield key, says


Exported = tuple[Sequence[str], Iterable[Sequence[object]]]


def _concepts(name: str) -> Iterator[Sequence[object]]:
    for each in Concept.objects.filter(attribute=name).select_related("parent").order_by("position", "code"):
        yield (
            each.code,
            each.parent.code if each.parent else "",
            each.scheme,
            each.uri,
            each.label_nl,
            each.label_en,
            "|".join(each.synonyms_nl),
            "|".join(each.synonyms_en),
            each.valid_from or "",
            each.valid_until or "",
            "" if each.latitude is None else each.latitude,
            "" if each.longitude is None else each.longitude,
        )


def _display() -> Exported:
    concepts = Concept.objects.order_by("attribute", "position", "code")
    rows = (
        (each.attribute, each.code, each.display_nl, each.display_en, "ja" if each.is_heading else "")
        for each in concepts
    )
    return files.DISPLAY_HEADER, rows


_EXPORTS: Mapping[str, Callable[[], Exported]] = {
    DISPLAY: _display,
    TITLES: lambda: (
        ("occupation", "titles", "concepts"),
        ((*key, " ".join(says)) for key, says in _said(TITLES)),
    ),
    SEARCH_WORDS: lambda: (
        ("words", "language", "concepts"),
        ((*key, " ".join(says)) for key, says in _said(SEARCH_WORDS)),
    ),
    REFUSED: lambda: (("word", "reason"), ((*key, *says) for key, says in _said(REFUSED))),
}


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return "–" if value in (None, "") else str(value)
