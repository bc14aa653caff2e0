"""Reads the official ESCO files (European Union, Dutch; English where present) into rows to load.

Occupations come below the ISCO unit groups the vocabulary already has. Of the
skill groups only the link is taken: ESCO's own are made for statistics.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from profiles.vocabulary.csv_lines import read_lines
from profiles.vocabulary.rows import ConceptRow, Value, VocabularyError

SCHEME = "esco"
BASE = "http://data.europa.eu/esco/"
SKILL = f"{BASE}skill/"
PREFIXES = ("", "esco_")
COLUMNS = {
    "ISCOGroups": ("conceptUri", "code", "preferredLabel"),
    "occupations": ("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "status"),
    "skillGroups": ("conceptUri", "preferredLabel"),
}
LONGEST = 200
# Behind the unit groups in a list that is not drawn as a tree.
FIRST_POSITION = 10_000


@dataclass(frozen=True)
class EscoLine:
    """One concept as an ESCO file has it; a column the file lacks reads as empty."""

    origin: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def uri(self) -> str:
        return self["conceptUri"]

    @property
    def names(self) -> list[str]:
        """Other labels, one per line of the cell; a pair like "barman/barvrouw" gives each of the two."""
        found = [self["preferredLabel"], *self["altLabels"].split("\n"), *self["hiddenLabels"].split("\n")]
        split = [part for name in found for part in _halves(name.strip())]
        return [name for name in dict.fromkeys(split) if name and name != self["preferredLabel"]]


@dataclass(frozen=True)
class Esco:
    """The lines of the files; `english` are the occupations of the English file by uri, if there is one."""

    isco_groups: list[EscoLine]
    occupations: list[EscoLine]
    skill_groups: list[EscoLine]
    english: Mapping[str, EscoLine]


def read_esco(directory: Path) -> Esco:
    """Read and check the files of a directory; raises VocabularyError at the first fault."""
    english = _find(directory, "occupations", "en")
    return Esco(
        isco_groups=_read(directory, "ISCOGroups"),
        occupations=[line for line in _read(directory, "occupations") if line["status"] in ("", "released")],
        skill_groups=[line for line in _read(directory, "skillGroups") if line.uri.startswith(SKILL)],
        english={line.uri: line for line in _lines(english, COLUMNS["occupations"])} if english else {},
    )


def isco_rows(esco: Esco) -> Iterator[ConceptRow]:
    """The uri of each ISCO group."""
    for line in esco.isco_groups:
        yield ConceptRow("occupation", line["code"], {"uri": line.uri}, line.origin)


def occupation_rows(esco: Esco) -> Iterator[ConceptRow]:
    """Occupations below their unit group, a specialisation below the occupation that its code extends."""
    seen: dict[str, str] = {}
    for line in esco.occupations:
        # All first: a specialisation may come before the occupation that it extends.
        code = _code(line)
        if code in seen:
            raise VocabularyError(line.origin, f"code “{code}” was already used in {seen[code]}")
        seen[code] = line.origin
    # By its numbers and not as text, where 1.10 would come before 1.9.
    ordered = sorted(
        esco.occupations,
        key=lambda line: [
            (int(part), "") if part.isdecimal() else (0, part) for part in _code(line).split(".")
        ],
    )
    for position, line in enumerate(ordered, start=FIRST_POSITION):
        parent = _code(line).rpartition(".")[0]
        # The Dutch label is used where there is no English file.
        english = esco.english.get(line.uri)
        values: dict[str, Value] = {
            "parent": parent if parent in seen else _unit_group(line),
            "scheme": SCHEME,
            "uri": line.uri,
            "label_nl": _sentence(line),
            "synonyms_nl": line.names,
            "position": position,
            "label_en": _sentence(english or line),
            **({"synonyms_en": english.names} if english else {}),
        }
        yield ConceptRow("occupation", _code(line), values, line.origin)


def _find(directory: Path, name: str, language: str) -> Path | None:
    files = (directory / f"{prefix}{name}_{language}.csv" for prefix in PREFIXES)
    return next((file for file in files if file.exists()), None)


def _read(directory: Path, name: str) -> list[EscoLine]:
    file = _find(directory, name, "nl")
    if file is None:
        raise VocabularyError(str(directory), f"holds no {name}_nl.csv")
    return list(_lines(file, COLUMNS[name]))


def _lines(file: Path, required: tuple[str, ...]) -> Iterator[EscoLine]:
    lines = read_lines(file)
    _, header = next(lines, ("", []))
    missing = [column for column in required if column not in header]
    if missing:
        raise VocabularyError(f"{file.name}, line 1", f"lacks the columns {', '.join(missing)}")
    for origin, cells in lines:
        if len(cells) != len(header):
            raise VocabularyError(origin, f"{len(cells)} cells instead of {len(header)}")
        line = EscoLine(origin, dict(zip(header, cells, strict=True)))
        if not line.uri.startswith(BASE) or len(line.uri) > LONGEST:
            raise VocabularyError(line.origin, f"“{line.uri[:LONGEST]}” is no uri of ESCO")
        if not 0 < len(line["preferredLabel"]) <= LONGEST:
            raise VocabularyError(line.origin, f"preferredLabel is empty or longer than {LONGEST} characters")
        if any(len(name) > LONGEST for name in line.names):
            raise VocabularyError(line.origin, f"a label is longer than {LONGEST} characters")
        yield line


def _unit_group(line: EscoLine) -> str:
    # Spreadsheets drop the zero that codes of the armed forces begin with.
    return line["iscoGroup"].zfill(4)


def _code(line: EscoLine) -> str:
    # The code of ESCO; older releases have none, then the last part of the uri.
    code = line["code"]
    if code and not code.startswith(f"{_unit_group(line)}."):
        raise VocabularyError(line.origin, f"code “{code}” does not extend ISCO group {_unit_group(line)}")
    return code or line.uri.rpartition("/")[2]


def _sentence(line: EscoLine) -> str:
    label = line["preferredLabel"]
    return label[0].upper() + label[1:]


def _halves(name: str) -> list[str]:
    parts = [part.strip() for part in name.split("/")]
    # "hulp in de huishouding/zorg" is no pair of names: its halves are of unequal length.
    alike = len({len(part.split()) for part in parts}) == 1
    return [name, *parts] if len(parts) > 1 and alike else [name]
