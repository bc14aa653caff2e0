"""Who may do what with which table of the explorer database.

Every table is declared (a test sees to it), or nobody but its owner can touch it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

READ = ("SELECT",)
APPEND = ("SELECT", "INSERT")
WRITE = ("SELECT", "INSERT", "UPDATE", "DELETE")
MAINTAIN = "MAINTAIN"
"""VACUUM and ANALYZE by another than the owner; PostgreSQL knows this right from 17 on."""


@dataclass(frozen=True)
class Declaration:
    """Table -> role -> privileges; and function -> roles, as triggers call them in the writer's name."""

    roles: tuple[str, ...]
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]
    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_OUTSIDE, _INSIDE = "explorer_web", "register_web"
# A released row is never changed: UPDATE is nobody's, and a trigger refuses it to the owner too.
_RELEASED = {_OUTSIDE: READ, _INSIDE: ("SELECT", "INSERT", "DELETE")}

EXPLORER = Declaration(
    roles=(_OUTSIDE, _INSIDE),
    tables={
        "explorer_release_release": {_OUTSIDE: READ, _INSIDE: WRITE},
        "explorer_release_publishedconcept": _RELEASED,
        "explorer_release_area": _RELEASED,
        "explorer_release_circle": _RELEASED,
        # Vacuumed after a release was copied in, so that its index alone answers.
        "explorer_release_group": {**_RELEASED, _INSIDE: ("SELECT", "INSERT", "DELETE", MAINTAIN)},
        "explorer_release_title": _RELEASED,
        "explorer_release_searchword": _RELEASED,
        "explorer_release_refusedword": _RELEASED,
        "explorer_release_releasereport": _RELEASED,
        # What was found stays said: it only goes with its release.
        "explorer_release_verification": {_OUTSIDE: READ, _INSIDE: APPEND},
        # Figures outlive the release they came with, and are never taken back.
        "explorer_release_figures": {_OUTSIDE: READ, _INSIDE: APPEND},
        # The outside adds to its counts; what is old or rare the inside throws away.
        "explorer_demand_weeklysearch": {
            _OUTSIDE: ("SELECT", "INSERT", "UPDATE"),
            _INSIDE: ("SELECT", "DELETE"),
        },
        "django_migrations": {_OUTSIDE: READ, _INSIDE: READ},
    },
)
