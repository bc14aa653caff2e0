"""The 35 labour-market regions, and the place of each on the map of tiles.

Codes and names are those of Statistics Netherlands. The places are our own: a
column and a row for each, so that neighbours mostly touch.
"""

from dataclasses import dataclass

from explorer.transparency.charts.tiles import Tile


@dataclass(frozen=True)
class MappedRegion:
    """A region as the map shows it; `short` fits in a tile."""

    code: str
    name: str
    short: str
    tile: Tile


MAP = tuple(
    MappedRegion(code, name, short, Tile(column, row))
    for column, row, code, name, short in (
        (3, 0, "AM02", "Friesland", "Fries"),
        (4, 0, "AM01", "Groningen", "Gron"),
        (1, 1, "AM15", "Noord-Holland Noord", "NH-N"),
        (3, 1, "AM36", "Regio Zwolle", "Zwolle"),
        (4, 1, "AM03", "Drenthe", "Dren"),
        (0, 2, "AM37", "Zuid-Kennemerland en IJmond", "Kenn"),
        (1, 2, "AM17", "Zaanstreek/Waterland", "Zaan"),
        (2, 2, "AM11", "Flevoland", "Flevo"),
        (3, 2, "AM06", "Veluwe Stedendriehoek", "Vel"),
        (4, 2, "AM05", "Twente", "Twen"),
        (0, 3, "AM19", "Holland Rijnland", "Rijnl"),
        (1, 3, "AM18", "Groot Amsterdam", "Amst"),
        (2, 3, "AM12", "Gooi en Vechtstreek", "Gooi"),
        (3, 3, "AM14", "Amersfoort", "Amer"),
        (4, 3, "AM38", "FoodValley", "Food"),
        (5, 3, "AM09", "Achterhoek", "Acht"),
        (0, 4, "AM21", "Haaglanden", "Haag"),
        (1, 4, "AM34", "Zuid-Holland Centraal", "ZH-C"),
        (2, 4, "AM20", "Midden-Holland", "M-Hol"),
        (3, 4, "AM13", "Midden-Utrecht", "M-Utr"),
        (4, 4, "AM07", "Midden-Gelderland", "M-Gel"),
        (0, 5, "AM22", "Rijnmond", "Rijn"),
        (1, 5, "AM23", "Drechtsteden", "Drech"),
        (2, 5, "AM35", "Gorinchem", "Gor"),
        (3, 5, "AM10", "Rivierenland", "Riv"),
        (4, 5, "AM08", "Rijk van Nijmegen", "Nijm"),
        (0, 6, "AM24", "Zeeland", "Zeel"),
        (1, 6, "AM25", "West-Brabant", "W-Br"),
        (2, 6, "AM26", "Midden-Brabant", "M-Br"),
        (3, 6, "AM27", "Noordoost-Brabant", "NO-Br"),
        (4, 6, "AM29", "Noord-Limburg", "N-Lim"),
        (2, 7, "AM28", "Zuidoost-Brabant", "ZO-Br"),
        (3, 7, "AM32", "Helmond-De Peel", "Helm"),
        (4, 7, "AM33", "Midden-Limburg", "M-Lim"),
        (4, 8, "AM30", "Zuid-Limburg", "Z-Lim"),
    )
)
NAMES = {region.code: region.name for region in MAP}
