"""The font of the pages: two weights with the letters of Dutch, and the whole for pages with others.

A browser fetches a file only for a page with letters of its range, so most visitors
load the two small ones. Licence and copyright stay in every file.
"""

from pathlib import Path

from fontTools import subset

WEIGHTS = (400, 600)
PACKED = "@fontsource/noto-sans/files/noto-sans-{}-{}-normal.woff2"
# Static path -> file in node_modules.
FILES = {
    f"vendor/noto-sans/{letters}-{weight}.woff2": PACKED.format(letters, weight)
    for letters in ("latin", "latin-ext")
    for weight in WEIGHTS
}
# Static path -> weight.
FONTS = {f"vendor/noto-sans/dutch-{weight}.woff2": weight for weight in WEIGHTS}

# As in the style sheet that names the files: ASCII, the accents that Dutch, English and German
# put on letters, and the signs that our texts use.
RANGES = (
    "U+20-7E, U+A0, U+B0, U+B7, U+C4, U+C9, U+CB, U+CF, U+D6-D7, U+DC, U+DF-E2, U+E4, U+E7-EB, U+ED-EF, "
    "U+F1, U+F3-F4, U+F6, U+FA-FC, U+2013-2014, U+2018-2019, U+201C-201D, U+2026, U+203A, U+2060, U+20AC, "
    "U+2212"
)
KEPT_FEATURES = ("kern", "liga", "locl", "ccmp", "tnum")
KEPT_NAMES = (0, 1, 2, 13, 14)
"""Copyright, family, weight, licence and its address."""


def write_fonts(packages: Path, folder: Path) -> None:
    """Write the small files."""
    for path, weight in FONTS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        _write(packages / PACKED.format("latin", weight), folder / path)


def _write(whole: Path, path: Path) -> None:
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=list(KEPT_FEATURES),
        name_IDs=list(KEPT_NAMES),
        # The same input gives the same bytes, and so the same name.
        recalc_timestamp=False,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(letters()))
    with subset.load_font(str(whole), options) as font:
        subsetter.subset(font)
        subset.save_font(font, str(path), options)


def letters() -> set[int]:
    """Code points of all letters in the small files."""
    found: set[int] = set()
    for span in RANGES.replace("U+", "").split(", "):
        first, _, last = span.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found
