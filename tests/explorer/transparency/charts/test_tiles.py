"""The map of tiles: a place for each region, darker for more."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.transparency.charts.tiles import SHADES, SIDE, Tile, extent, shade


@given(st.floats(0, 1))
def test_shade_never_falls_as_the_share_rises(share: float) -> None:
    assert 0 <= shade(share / 2) <= shade(share) < SHADES


def test_shades_are_equal_steps() -> None:
    assert [shade(share) for share in (0, 0.19, 0.2, 0.5, 0.69, 0.8, 1)] == [0, 0, 1, 2, 3, 4, 4]


def test_last_tile_ends_where_the_map_ends() -> None:
    assert Tile(5, 8).x + SIDE == extent(6)
    assert Tile(5, 8).y + SIDE == extent(9)
