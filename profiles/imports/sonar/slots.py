"""Which facts of a profile a column of the export decides on, and how its words are read."""

from collections.abc import Callable
from dataclasses import dataclass

from profiles.imports.sonar import columns
from profiles.imports.sonar.kinds import Kind
from profiles.imports.sonar.meaning import (
    mean_education,
    mean_language,
    mean_licences,
    mean_occupation,
    mean_sector,
    mean_transport,
)
from profiles.imports.sonar.reading import Reading
from profiles.imports.sonar.words import SPEAKING, WRITING, Words


@dataclass(frozen=True)
class Slot:
    """`read` gives one concept, or a set of them where an empty set is an answer too.

    `single`: the value of the file takes the place of any other, else it is
    added. `prefix` narrows the attribute to the codes that begin with it.
    `keeps_finer`: a concept just below the file's own stays in its place.
    """

    column: str
    attribute: str
    kind: Kind
    read: Callable[[str, Words], Reading]
    single: bool = False
    prefix: str = ""
    keeps_finer: bool = False

    def holds(self, attribute: str, code: str) -> bool:
        """Whether a concept belongs to this slot."""
        return attribute == self.attribute and code.startswith(self.prefix)


SLOTS = (
    Slot(columns.EDUCATION, "education", Kind.EDUCATION, lambda text, of: mean_education(text, of.education),
         single=True, keeps_finer=True),
    Slot(columns.SECTOR, "sector", Kind.SECTOR, lambda text, of: mean_sector(text, of.sectors)),
    Slot(columns.OCCUPATION, "occupation", Kind.OCCUPATION,
         lambda text, of: mean_occupation(text, of.occupations)),
    Slot(columns.LICENCE, "licence", Kind.LICENCE, lambda text, of: mean_licences(text, of.licences)),
    Slot(columns.TRANSPORT, "transport", Kind.TRANSPORT, lambda text, of: mean_transport(text, of.transport)),
    Slot(columns.SPOKEN, "language", Kind.LANGUAGE,
         lambda text, of: mean_language(text, SPEAKING, of.languages), single=True, prefix=f"{SPEAKING}-"),
    Slot(columns.WRITTEN, "language", Kind.LANGUAGE,
         lambda text, of: mean_language(text, WRITING, of.languages), single=True, prefix=f"{WRITING}-"),
)  # fmt: skip
