"""The cells of a population of any size: the region as it is, or the whole country in its proportions."""

from dataclasses import replace

from profiles.demo.population.table import CELLS, REGION, REGISTER_TOTAL, TOTALS, PopulationCell, share_out
from profiles.demo.population.words import municipalities

# Inhabitants in thousands of the large municipalities, rounded; the rest are taken for alike.
LARGE = {
    "GM0363": 935, "GM0599": 670, "GM0518": 565, "GM0344": 375, "GM0772": 246, "GM0014": 243,
    "GM0855": 230, "GM0034": 227, "GM0758": 188, "GM0268": 187, "GM0200": 168, "GM0202": 167,
    "GM0392": 165, "GM0394": 163, "GM0153": 161, "GM0307": 161, "GM0479": 160, "GM0796": 160,
    "GM0193": 133, "GM0546": 128, "GM0637": 128, "GM0080": 128, "GM0228": 123, "GM0935": 124,
    "GM0505": 122, "GM1783": 116, "GM0484": 116, "GM0361": 112, "GM0114": 109, "GM0503": 108,
    "GM0983": 103, "GM0150": 103, "GM0917": 87, "GM0957": 59, "GM1883": 92, "GM0988": 50,
}  # fmt: skip
OTHERS = 37


def cells_for(people: int) -> list[PopulationCell]:
    """Cells that add up to `people`.

    A region cannot hold more people than its register: up to that many live in
    Noord-Limburg in the table's proportions (and in its very figures when they
    are as many as it counts), more of them all over the country.
    """
    if people == TOTALS.total:
        return list(CELLS)
    model = list(CELLS) if people <= REGISTER_TOTAL else _country()
    shares = share_out(people, [cell.people for cell in model])
    return [replace(cell, people=share) for cell, share in zip(model, shares, strict=True) if share]


def register_totals(people: int) -> dict[str, int]:
    """People in the national register by region: the real figure at home, its proportion elsewhere."""
    totals: dict[str, int] = {}
    for cell in cells_for(people):
        totals[cell.region] = totals.get(cell.region, 0) + cell.people
    if people <= REGISTER_TOTAL:
        return {REGION: REGISTER_TOTAL}
    return {region: round(known * REGISTER_TOTAL / TOTALS.total) for region, known in totals.items()}


def _country() -> list[PopulationCell]:
    figures = (TOTALS.municipal_with, TOTALS.municipal_without, TOTALS.uwv_with, TOTALS.uwv_without)
    return [
        PopulationCell(code, region, place >= 2, place % 2 == 0, LARGE.get(code, OTHERS) * figure)
        for code, region in municipalities().items()
        for place, figure in enumerate(figures)
    ]
