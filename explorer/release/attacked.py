"""The table of an attack as people read it: from what a `ReleaseReport` holds, for both sites.

`data` is `{"targets": …, "lines": [{"kind", "facts", "release", "stripped"}]}`,
where `facts` is null for all facts and the last two hold `singled_out`,
`expected` and `inferred` as shares of the targets.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

KINDS = ("random", "rarest", "level")
FIGURES = ("singled_out", "expected", "inferred")
DOTS = 10


@dataclass(frozen=True)
class Share:
    """A share of the people that were looked for, drawn as dots of a hundred.

    `full` dots are found, and where `is_part` another one only in part.
    """

    share: float

    @property
    def text(self) -> str:
        """As a percentage; a tenth where a whole number would say all or nothing."""
        value = 100 * self.share
        if 0 < value < 0.1:
            return _("minder dan %(percent)s %%") % {"percent": number_format(0.1)}
        decimals = 1 if 0 < value < 1 or 99 < value < 100 else 0
        shown = min(round(value, decimals), 99.9) if value < 100 else 100
        return _("%(percent)s %%") % {"percent": number_format(shown, decimals)}

    @property
    def full(self) -> int:
        return int(100 * self.share + 1e-9)

    @property
    def is_part(self) -> bool:
        return 100 * self.share - self.full > 1e-6

    @property
    def height(self) -> int:
        """Of the rows of dots that are found whole."""
        return self.full // DOTS * DOTS

    @property
    def width(self) -> int:
        """Of the found dots in the row below those."""
        return self.full % DOTS * DOTS

    @property
    def centre(self) -> tuple[int, int]:
        """Where the next dot stands."""
        return self.width + DOTS // 2, self.height + DOTS // 2


@dataclass(frozen=True)
class Line:
    """What came of knowing so much; by figure the share in the release and with only the names taken off."""

    kind: str
    facts: int | None
    release: Mapping[str, Share]
    stripped: Mapping[str, Share]

    @property
    def knows(self) -> str:
        """What is known beside the place and the education."""
        if self.facts is None:
            return _("alles")
        if not self.facts:
            return _("niets meer")
        return ngettext("nog %(facts)s ding", "nog %(facts)s dingen", self.facts) % {"facts": self.facts}


@dataclass(frozen=True)
class Attack:
    """An attack on `targets` people."""

    targets: int
    lines: tuple[Line, ...]

    def of(self, kind: str) -> tuple[Line, ...]:
        """The lines of one way of choosing what is known."""
        return tuple(line for line in self.lines if line.kind == kind)

    @property
    def by_kind(self) -> Iterator[tuple[str, tuple[Line, ...]]]:
        """Each way of choosing in words, with its lines."""
        return ((kind_in_words(kind), self.of(kind)) for kind in KINDS if self.of(kind))


def attack_of(report: Mapping[str, Any]) -> Attack | None:
    """The attack in a report; None when it was not measured."""
    data = report.get("attack")
    if not data or not data.get("targets"):
        return None
    lines = (
        Line(line["kind"], line["facts"], _shares(line["release"]), _shares(line["stripped"]))
        for line in data["lines"]
    )
    return Attack(targets=data["targets"], lines=tuple(lines))


def kind_in_words(kind: str) -> str:
    """How the known facts were chosen."""
    return {
        "random": _("De aanvaller kent gemeente en opleiding, en gewone dingen"),
        "rarest": _("De aanvaller kent gemeente en opleiding, en juist de zeldzaamste dingen"),
        "level": _("De aanvaller kent gemeente en het precieze opleidingsniveau, en gewone dingen"),
    }[kind]


def _shares(figures: Mapping[str, float]) -> Mapping[str, Share]:
    return {name: Share(float(figures[name])) for name in FIGURES}
