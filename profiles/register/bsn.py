"""No BSN is kept here: how to notice one in a text that is typed or a file that is read in."""

import re
from collections.abc import Iterator
from itertools import accumulate

# A run of digits as people write a number: with a point, dash or space between groups.
_RUN = re.compile(r"(?P<abroad>\+)?(?P<digits>\d(?:[ .\-]?\d)*)")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def holds_bsn(text: str) -> bool:
    """Whether a number in the text passes the eleven-test of the BSN; telephone numbers are let through."""
    return any(passes_eleven_test(number) for run in _RUN.finditer(text) for number in _numbers(run))


def passes_eleven_test(digits: str) -> bool:
    """The check of the BSN; eight digits are read as nine that lost their leading zero."""
    if len(digits) not in {8, 9} or not digits.strip("0"):
        return False
    weighed = zip(_WEIGHTS, digits.zfill(9), strict=True)
    return sum(weight * int(digit) for weight, digit in weighed) % 11 == 0


def _numbers(run: re.Match[str]) -> Iterator[str]:
    """The run as one number, and each nine digits of neighbouring groups in it."""
    groups = re.findall(r"\d+", run["digits"])
    whole = "".join(groups)
    if run["abroad"] or (len(whole) == 10 and whole.startswith("0")):
        return
    yield whole
    for start in range(len(groups)):
        # "1234 56 782" is nine digits in three groups, and other numbers may be next to it.
        yield from (joined for joined in accumulate(groups[start:]) if len(joined) == 9)
