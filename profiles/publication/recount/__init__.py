"""Counts a release once more from the register, and shares no code with what made it.

`register` reads people by SQL of its own, as a bit for each person in a row for each
word; `keyed` says which pairs of person and group are left out; `rule` what follows for
a group; `compare` compares the release with that. A release whose recount fails is not shown.
"""

from profiles.publication.recount.compare import RecountFailed, RecountReport, recount_release

__all__ = ["RecountFailed", "RecountReport", "recount_release"]
