"""Hours a week as people write them: *32 uur*, *24-32 uur*, *minimaal 24 uur*, *20 hours*, *4 dagen*."""

import re
from collections.abc import Iterable

BAND = re.compile(r"(\d+)-(\d+)")
HOURS = re.compile(
    r"(?:(?P<least>minimaal|minstens|vanaf|ten minste|at least|min)"
    r"|(?P<most>maximaal|hooguit|tot|up to|max))?"
    r" ?(?P<first>\d{1,2})(?:(?: tot| a| of| to| en)? (?P<last>\d{1,2}))?"
    r" ?(?:uur|uren|u|hours|hour|hrs|h|urige|(?P<days>dagen|days))(?: (?:per|in de|a|p) ?(?:week|w)| week)?"
)
MOST = 60
HOURS_A_DAY = 8


def bands_of(codes: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Code -> (from, to) of the codes that name a band of hours."""
    found = ((code, BAND.fullmatch(code)) for code in codes)
    return {code: (int(match[1]), int(match[2])) for code, match in found if match}


def hours_in(normal: str) -> re.Match[str] | None:
    """The first amount of hours in a normalised text."""
    return HOURS_AS_WORDS.search(normal)


HOURS_AS_WORDS = re.compile(rf"(?<!\w)(?:{HOURS.pattern})(?!\w)")


def bands_touched(match: re.Match[str], bands: dict[str, tuple[int, int]]) -> tuple[str, ...]:
    """Codes of the bands that the hours lie in: a single amount on a boundary touches both."""
    unit = HOURS_A_DAY if match["days"] else 1
    low, high = unit * int(match["first"]), unit * int(match["last"] or match["first"])
    if match["least"]:
        high = MOST
    elif match["most"]:
        high, low = low, 0
    # A band ends where the next begins, so one amount may be in both.
    if low == high:
        return tuple(code for code, (start, end) in bands.items() if start <= low <= end)
    # More hours than any band has are read as the last one.
    top = max((end for _, end in bands.values()), default=0)
    return tuple(code for code, (start, end) in bands.items() if start < min(high, top) and low < end)
