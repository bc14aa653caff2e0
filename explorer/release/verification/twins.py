"""Of a release of twins or twin cards: at least k people share each row, whatever is known of them."""

import numpy as np

from explorer.release.verification.findings import Found, Kind, found_at
from explorer.release.verification.published import Published
from explorer.release.verification.rules import Rules


def check_twins(published: Published, rules: Rules) -> Found:
    """Every row stands for k people or more."""
    rows = published.rows
    return found_at(
        len(rows),
        Kind.TOO_FEW_TWINS,
        np.flatnonzero(rows.people < rules.k),
        lambda row: {"row": int(rows.number[row]), "people": int(rows.people[row]), "k": rules.k},
    )
