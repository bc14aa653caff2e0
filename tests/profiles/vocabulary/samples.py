"""Small vocabulary files, and the project's own lists as concepts that no database knows."""

from collections.abc import Mapping
from pathlib import Path

from profiles.vocabulary.files import DATA, HEADER, read_file
from profiles.vocabulary.models import Concept


def write_file(folder: Path, attribute: str, *lines: Mapping[str, str]) -> Path:
    """Write `<attribute>.csv` with a line per mapping; labels follow the code where they are not given."""
    full = ({"label_nl": line["code"], "label_en": line["code"], **line} for line in lines)
    text = "\n".join([",".join(HEADER), *(_line(each) for each in full)])
    file = folder / f"{attribute}.csv"
    file.write_text(f"{text}\n", encoding="utf-8")
    return file


def _line(cells: Mapping[str, str]) -> str:
    return ",".join(f'"{cells.get(name, "")}"' for name in HEADER)


def concepts_of(attribute: str) -> list[Concept]:
    """The project's own list as unsaved concepts, numbered in their order."""
    rows = read_file(DATA / f"{attribute}.csv")
    numbers = {row.code: number for number, row in enumerate(rows, start=1)}
    named = ("label_nl", "label_en", "synonyms_nl", "synonyms_en", "position")
    return [
        Concept(
            pk=numbers[row.code],
            attribute=attribute,
            code=row.code,
            parent_id=numbers[row.parent] if row.parent else None,
            **{name: row.values[name] for name in named},
        )
        for row in rows
    ]
