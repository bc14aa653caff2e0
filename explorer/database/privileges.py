"""Privileges by table and role in the explorer database.

Every table is declared (a test sees to it); otherwise only its owner can touch it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

READ = ("SELECT",)
APPEND = ("SELECT", "INSERT")
WRITE = ("SELECT", "INSERT", "UPDATE", "DELETE")
MAINTAIN = "MAINTAIN"
"""VACUUM and ANALYZE by another than the owner; PostgreSQL knows this right from 17 on."""


def columns(privilege: str, *names: str) -> str:
    """A privilege for these columns of a table and no other."""
    return f"{privilege} ({', '.join(names)})"


@dataclass(frozen=True)
class Policy:
    """Row-level security of a table, as SQL over its columns; for every role of the declaration alike.

    `sees`: rows that are read, changed and deleted. `adds` and `changes`: what a row must be to be
    added, and after a change; as `sees` where nothing is said.
    """

    sees: str
    adds: str = ""
    changes: str = ""


@dataclass(frozen=True)
class Declaration:
    """Table -> role -> privileges; and function -> roles, as triggers call them in the writer's name.

    A table among `policies` has row-level security. `views` are made by the owner, with its rights.
    A privilege may be one of some columns, see `columns`; a function may end in `*` for all that begin so.
    """

    roles: tuple[str, ...]
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]
    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)


_OUTSIDE, _INSIDE = "explorer_web", "register_web"
# Reads releases and says what it found of them; the register that made them cannot say it.
_VERIFIER = "explorer_verifier"
QUEUE_TABLES = ("jobs", "events", "periodic_defers", "workers")
QUEUE_FUNCTIONS = "procrastinate_*"


def queue_tables(role: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """What a role needs of procrastinate's tables to queue jobs and to work them off."""
    return {f"procrastinate_{table}": {role: WRITE} for table in QUEUE_TABLES}


# A released row is never changed and goes only with its release, by the database: no role may UPDATE or
# DELETE it, and a trigger refuses changes to the owner too.
_RELEASED = {_OUTSIDE: READ, _INSIDE: APPEND, _VERIFIER: READ}

EXPLORER = Declaration(
    roles=(_OUTSIDE, _INSIDE, _VERIFIER),
    tables={
        "explorer_release_release": {
            _OUTSIDE: READ,
            _INSIDE: ("SELECT", "INSERT", "DELETE", columns("UPDATE", "state")),
            _VERIFIER: READ,
        },
        "explorer_release_publishedconcept": _RELEASED,
        "explorer_release_area": _RELEASED,
        "explorer_release_circle": _RELEASED,
        # Vacuumed after a release was copied in, so that its index alone answers.
        "explorer_release_group": {**_RELEASED, _INSIDE: (*APPEND, MAINTAIN)},
        "explorer_release_title": _RELEASED,
        "explorer_release_searchword": _RELEASED,
        "explorer_release_refusedword": _RELEASED,
        "explorer_release_releasereport": {_OUTSIDE: READ, _INSIDE: APPEND},
        # What was found stays said: it only goes with its release.
        "explorer_release_verification": {_OUTSIDE: READ, _INSIDE: READ, _VERIFIER: APPEND},
        # Figures outlive the release they came with, and are never taken back.
        "explorer_release_figures": {_OUTSIDE: READ, _INSIDE: APPEND},
        # The outside adds to its counts; what is old or rare the inside throws away.
        "explorer_demand_weeklysearch": {
            _OUTSIDE: ("SELECT", "INSERT", "UPDATE"),
            _INSIDE: ("SELECT", "DELETE"),
        },
        # The desks and texts in own words are data of the inside, shown outside.
        "explorer_contact_desk": {_OUTSIDE: READ, _INSIDE: WRITE},
        "explorer_site_texts_owntext": {_OUTSIDE: READ, _INSIDE: WRITE},
        "explorer_contact_promisemonth": {_OUTSIDE: READ, _INSIDE: WRITE},
        # The request is the employer's, what became of it is the desk's to say.
        "explorer_contact_contactrequest": {
            _OUTSIDE: WRITE,
            _INSIDE: (
                "SELECT",
                columns("UPDATE", "desk", "state", "reason", "answered_at", "closed_at"),
            ),
        },
        # What was said stays said; it goes with its request, by the database.
        "explorer_contact_requestevent": {_OUTSIDE: APPEND, _INSIDE: APPEND},
        # The inside asks for a mail and cannot read the others.
        "explorer_contact_outgoingmail": {_OUTSIDE: WRITE, _INSIDE: ("INSERT",)},
        # Before an employer confirms, nothing of it exists for the inside.
        **{
            f"explorer_contact_{table}": {_OUTSIDE: WRITE}
            for table in ("pendingrequest", "savedsearch", "maillink", "attempt")
        },
        # After a restore the inside keeps numbers that it knows from being given again.
        "explorer_contact_numberseries": {
            _OUTSIDE: WRITE,
            _INSIDE: ("SELECT", "INSERT", columns("UPDATE", "last")),
        },
        **queue_tables(_OUTSIDE),
        "django_migrations": {_OUTSIDE: READ, _INSIDE: READ},
    },
    functions={QUEUE_FUNCTIONS: (_OUTSIDE,), "explorer_release_hold(integer)": (_VERIFIER,)},
)
