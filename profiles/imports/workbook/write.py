"""Make a workbook: the empty template, or with the people of an organisation in it."""

import datetime
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from profiles.imports.fields import AVAILABLE, HOURS, Vocabulary
from profiles.imports.people import Person
from profiles.imports.workbook.columns import (
    AVAILABLE_FROM,
    BEFORE,
    HOURS_FROM,
    HOURS_TO,
    REFERENCE,
    Choices,
    columns,
)
from profiles.register.encryption import blind_index
from profiles.register.models import Candidate, Profile, ProfileFact

PEOPLE, LISTS, HELP = "Profielen", "Lijsten", "Uitleg"
# Lines below the people that have choice lists too.
SPARE_LINES = 1000
CHUNK = 1000
_HEAD = (Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="003B5C"))
_EXPLAINED = (
    "Eén regel is één kandidaat. Het kenmerk is het nummer waaronder uw organisatie de kandidaat kent.",
    "Schrijf hier geen naam, adres, geboortedatum of BSN. Het register weet bij het kenmerk om wie het gaat.",
    "Kies een antwoord uit de lijst bij de cel. Past er meer dan één? Zet er een puntkomma tussen.",
    "Een lege cel betekent: niet vastgelegd. Maakt u een ingevulde cel leeg, dan gaat het antwoord weg.",
    "Alleen wat u wijzigt, wordt gewijzigd. Wijzigde een collega intussen hetzelfde, dan kiest u.",
    "Inlezen bevestigt niets en geeft niets vrij. Dat doet u in het register.",
)


def write_workbook(path: Path, *, people: Iterable[dict[str, str]], choices: Choices, total: int = 0) -> None:
    """Write the template with these people in it: cells by header, with `BEFORE` among them."""
    # Rows go to disk as they come: an organisation may have tens of thousands of people.
    book = Workbook(write_only=True)
    sheet = book.create_sheet(PEOPLE)
    headers = [REFERENCE, *(column.header for column in columns()), BEFORE]
    for index, header in enumerate(headers, start=1):
        size = sheet.column_dimensions[get_column_letter(index)]
        size.width, size.hidden = (24 if index > 1 else 16), header == BEFORE
    sheet.freeze_panes = "B2"
    for validation in _validations(choices, last=total + 1 + SPARE_LINES):
        sheet.data_validations.append(validation)
    sheet.append([_head(sheet, header) for header in headers])
    for cells in people:
        sheet.append([_cell(sheet, cells.get(header, ""), header) for header in headers])
    # The choice lists are cells of a sheet of their own: written in the validation itself, Excel
    # takes no more than 255 characters.
    options = book.create_sheet(LISTS)
    lists = [choices.texts(column.field) for column in columns()]
    options.append([_head(options, column.header) for column in columns()])
    for line in range(max(map(len, lists), default=0)):
        options.append([_cell(options, texts[line] if line < len(texts) else "") for texts in lists])
    explained = book.create_sheet(HELP)
    explained.column_dimensions["A"].width = 110
    for text in _EXPLAINED:
        explained.append([text])
    book.save(path)


def cells_of_people(candidates: Iterable[Candidate], *, choices: Choices) -> Iterator[dict[str, str]]:
    """People of the register as lines of a workbook."""
    vocabulary = Vocabulary()
    part: list[Candidate] = []
    for candidate in candidates:
        part.append(candidate)
        if len(part) == CHUNK:
            yield from _cells_of(part, vocabulary, choices)
            part = []
    yield from _cells_of(part, vocabulary, choices)


def _cells_of(
    candidates: Iterable[Candidate], vocabulary: Vocabulary, choices: Choices
) -> Iterator[dict[str, str]]:
    people = {each.pk: Person(each) for each in candidates}
    owners = {}
    for profile in Profile.objects.filter(candidate__in=people).defer("note"):
        people[profile.candidate_id].profile = profile
        owners[profile.pk] = people[profile.candidate_id]
    rows = ProfileFact.objects.filter(profile__in=owners).values_list("pk", "profile_id", "concept_id")
    for pk, profile_id, concept in rows:
        owners[profile_id].facts[concept] = pk
    for person in people.values():
        values = {column.field.name: person.value(column.field, vocabulary) for column in columns()}
        cells = choices.cells(values)
        # Under the empty header: which person these answers were of.
        before = {"": blind_index(person.candidate.reference, purpose="reference")[:16], **cells}
        yield {REFERENCE: person.candidate.reference, **cells, BEFORE: json.dumps(before, ensure_ascii=False)}


def _head(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill = _HEAD
    return cell


def _cell(sheet: Any, text: str, header: str = "") -> WriteOnlyCell:
    if text and header in {HOURS_FROM, HOURS_TO}:
        return WriteOnlyCell(sheet, int(text))
    if text and header == AVAILABLE_FROM:
        cell = WriteOnlyCell(sheet, datetime.date.fromisoformat(text))
        cell.number_format = "dd-mm-yyyy"
        return cell
    cell = WriteOnlyCell(sheet, text or None)
    if text:
        # A reference that begins with "=" is no formula, and one of digits is no number.
        cell.data_type = "s"
    return cell


def _validations(choices: Choices, *, last: int) -> Iterator[DataValidation]:
    for index, column in enumerate(columns()):
        texts = choices.texts(column.field)
        if column.field is HOURS:
            validation = DataValidation("whole", operator="between", formula1="1", formula2="60")
        elif column.field is AVAILABLE:
            validation = DataValidation("date", operator="greaterThan", formula1="36526")
        else:
            letter = get_column_letter(index + 1)
            validation = DataValidation("list", formula1=f"{LISTS}!${letter}$2:${letter}${len(texts) + 1}")
        # Several answers in one cell are no item of the list.
        validation.showErrorMessage = not column.field.many
        validation.error = "Kies een antwoord uit de lijst."
        validation.promptTitle, validation.prompt = column.header[:32], column.hint
        validation.showInputMessage = True
        letter = get_column_letter(index + 2)
        validation.add(f"{letter}2:{letter}{last}")
        yield validation
