"""How many people, where, of which organisation, with a profile or not: the table of Noord-Limburg.

From “Transparantie van klantprofielen”. The columns have no headings there; the
reading as municipality and UWV, each with and without a profile, fits the figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

REGION = "AM29"
REGION_NAME = "Noord-Limburg"
# People of the region in the national register, whether a case worker knows them or not.
REGISTER_TOTAL = 4340
REGISTER_SOURCE = "Transparantie van klantprofielen (UWV)"


@dataclass(frozen=True)
class PopulationCell:
    """A square of the table: the people of one municipality, of one kind of organisation, with or without."""

    municipality: str
    region: str
    by_uwv: bool
    with_profile: bool
    people: int


@dataclass(frozen=True)
class TotalsLine:
    """A line of the table as published."""

    municipality: str
    name: str
    municipal_with: int
    municipal_without: int
    uwv_with: int
    uwv_without: int
    total: int

    def cells(self) -> Iterator[PopulationCell]:
        figures = (self.municipal_with, self.municipal_without, self.uwv_with, self.uwv_without)
        for place, people in enumerate(figures):
            yield PopulationCell(self.municipality, REGION, place >= 2, place % 2 == 0, people)


TABLE = (
    TotalsLine("GM0889", "Beesel", 18, 30, 102, 12, 162),
    TotalsLine("GM0893", "Bergen (L.)", 6, 24, 90, 14, 134),
    TotalsLine("GM0907", "Gennep", 21, 24, 132, 14, 191),
    TotalsLine("GM1507", "Horst aan de Maas", 14, 62, 232, 32, 340),
    TotalsLine("GM1894", "Peel en Maas", 29, 107, 227, 36, 399),
    TotalsLine("GM0983", "Venlo", 308, 432, 779, 82, 1601),
    TotalsLine("GM0984", "Venray", 69, 141, 302, 47, 559),
)
TOTALS = TotalsLine("", "Totaal", 465, 820, 1864, 237, 3386)
CELLS = tuple(cell for line in TABLE for cell in line.cells())


def share_out(people: int, weights: Sequence[float]) -> list[int]:
    """Divide people by weight into whole numbers that add up exactly (largest remainders, ties in order)."""
    whole = sum(weights)
    exact = [people * weight / whole for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: (shares[place] - exact[place], place))
    for place in by_remainder[: people - sum(shares)]:
        shares[place] += 1
    return shares
