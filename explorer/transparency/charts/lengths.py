"""How shapes say their place: as SVG reads it, whatever the language of the page."""

DECIMALS = 2


def percent(value: float) -> str:
    """A length as part of the picture, such as `12.5%`."""
    return f"{plain(value)}%"


def plain(value: float) -> str:
    """A number with a point and without needless zeros."""
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
