"""What an importer has to say: one format for all of them, as a CSV file and as a summary on screen."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from django.db.models import Choices, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.register.bsn import holds_bsn

# A longer text is not the value of a list; what it is instead may be about a person.
LONGEST_VALUE = 80
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
# An address for mail, or as many digits as a telephone number has.
_PERSONAL = re.compile(r"\S@\S|(?:\d[ .\-/]?){9,}")


class Done(TextChoices):
    REFUSED = "refused", gettext_lazy("rij geweigerd")
    NOT_USED = "not_used", gettext_lazy("niet overgenomen")
    MENDED = "mended", gettext_lazy("verbeterd overgenomen")
    CHANGED = "changed", gettext_lazy("bijgewerkt")
    KEPT = "kept", gettext_lazy("gelaten zoals het is")
    NOTED = "noted", gettext_lazy("ter informatie")


class FindingKind(TextChoices):
    """What a finding on a line about a person can be about: each fault that real files have is a kind."""

    MUNICIPALITY = "municipality", gettext_lazy("gemeente onbekend of anders geschreven")
    NO_REFERENCE = "no_reference", gettext_lazy("geen kenmerk")
    BSN = "bsn", gettext_lazy("een nummer dat een BSN kan zijn")
    TWICE = "twice", gettext_lazy("zelfde kenmerk nog eens")
    ORGANISATION = "organisation", gettext_lazy("organisatie onbekend of anders dan gevraagd")
    SHAPE = "shape", gettext_lazy("niet evenveel cellen als de kopregel")
    HOURS = "hours", gettext_lazy("uren niet als één getal")
    EDUCATION = "education", gettext_lazy("opleiding in eigen woorden")
    SECTOR = "sector", gettext_lazy("sector onbekend")
    MISSPELT = "misspelt", gettext_lazy("beroep anders geschreven")
    OCCUPATION = "occupation", gettext_lazy("beroep niet herkend")
    LANGUAGE = "language", gettext_lazy("taalniveau niet van 0 tot en met 4")
    LICENCE = "licence", gettext_lazy("rijbewijs onleesbaar of anders geschreven")
    TRANSPORT = "transport", gettext_lazy("vervoer onbekend of anders geschreven")
    WORD = "word", gettext_lazy("woord niet uit de lijst")
    DATE = "date", gettext_lazy("datum onmogelijk of als tekst")
    FORMULA = "formula", gettext_lazy("formule in een cel")
    HAS_PROFILE = "has_profile", gettext_lazy("klantprofiel niet duidelijk")
    CONSENT = "consent", gettext_lazy("toestemming")
    ELSEWHERE = "elsewhere", gettext_lazy("zelfde kenmerk bij een andere organisatie")
    NUMBERED = "numbered", gettext_lazy("kenmerk uit het regelnummer")
    UPDATED = "updated", gettext_lazy("gegeven bijgewerkt")
    STATE = "state", gettext_lazy("toestand van het profiel")
    CONFLICT = "conflict", gettext_lazy("botsing: met de hand gewijzigd")
    LEFT = "left", gettext_lazy("bij terugdraaien gelaten")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing noticed about one cell. `kind` is a member of the importer's own list of kinds.

    `value` is what the cell holds, already passed through `presentable`.
    """

    line: int
    column: str
    value: str
    kind: Choices
    done: Done
    why: str


@dataclass
class Report:
    """What was found and what was done. `counts` holds numbers of rows under texts for the reader."""

    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def refused_lines(self) -> set[int]:
        return {finding.line for finding in self.findings if finding.done == Done.REFUSED}

    def by_kind(self) -> Counter[tuple[Done, Choices]]:
        """How many findings there are of each kind, per thing done."""
        return Counter((finding.done, finding.kind) for finding in self.findings)

    def summary(self, labels: Mapping[str, str] | None = None) -> Iterator[str]:
        """Lines for the screen: numbers and kinds, never a value. `labels` names the numbers, in order."""
        for name, label in (labels or {name: name for name in self.counts}).items():
            yield f"{self.counts.get(name, 0):>7}  {label}"
        counted = self.by_kind()
        for done in Done:
            of_this = [(kind, number) for (what, kind), number in counted.items() if what == done]
            if of_this:
                yield f"{done.label}:".capitalize()
            for kind, number in sorted(of_this, key=lambda pair: (-pair[1], str(pair[0].value))):
                yield f"{number:>7}  {kind.label}"
        yield from self.remarks


def write_csv(*, findings: Iterable[Finding], stream: IO[str]) -> None:
    """Write a row per finding, as they come, for a Dutch spreadsheet (semicolons)."""
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([_("regel"), _("kolom"), _("waarde"), _("soort"), _("gedaan"), _("reden")])
    for finding in findings:
        texts = (finding.column, finding.value, finding.kind.label, finding.done.label, finding.why)
        writer.writerow([finding.line, *(inert(str(text)) for text in texts)])


def inert(text: str) -> str:
    """The text as a spreadsheet may open it: what it would take for a formula gets a quote in front."""
    # Also full-width signs: spreadsheets read those as the plain ones.
    if text.lstrip()[:1] in tuple("=+-@＝＋－＠") and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def presentable(text: str) -> str:
    """A value as a report may show it: one line, of a bounded length, and nothing that may be personal."""
    shown = " ".join(
        "".join(
            (" " if unicodedata.category(character)[0] in "CZ" else character) for character in text
        ).split()
    )
    if holds_bsn(shown) or _PERSONAL.search(shown):
        return _("(niet getoond)")
    return shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…"
