"""What pages say of an import: its state, its numbers, and what can be done with it."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.access.rights import PeopleScope, line_of
from profiles.imports.models import Import
from profiles.imports.undo_import import undo_until
from profiles.staff.models import StaffUser

State = Import.State
# Word, colour and icon of each state.
LOOKS = {
    State.READ: ("info", "clock"),
    State.CHECKED: ("wait", "question"),
    State.WRITE: ("info", "clock"),
    State.DONE: ("ok", "tick"),
    State.UNDO: ("info", "clock"),
    State.UNDONE: ("none", "undo"),
    State.CANCELLED: ("none", "cross"),
    State.REFUSED: ("late", "cross"),
}


@dataclass(frozen=True)
class Status:
    """A state as `templates/profiles/_state.html` draws it."""

    label: str
    look: str
    icon: str


@dataclass(frozen=True)
class ImportRow:
    """An import in the history; `undo_until` is empty when it cannot be undone (any more)."""

    imported: Import
    status: Status
    numbers: str
    undo_until: datetime.datetime | None


@dataclass(frozen=True)
class OutcomeRow:
    """A line of the table that says what would happen."""

    name: str
    status: Status
    lines: int
    text: str


def imports_for(user: StaffUser) -> QuerySet[Import]:
    """The imports of the organisations that a user sees, the latest first."""
    imports = Import.objects.select_related("organisation", "made_by")
    if line_of(user) is PeopleScope.EVERYBODY:
        return imports
    # An import of all organisations belongs to none, and only an admin sees it.
    return imports.filter(organisation=user.organisation_id) if user.organisation_id else imports.none()


def import_for(user: StaffUser, pk: int) -> Import:
    """One of them, or 404."""
    found = imports_for(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def status_of(imported: Import) -> Status:
    """How a page shows the state."""
    look, icon = LOOKS[State(imported.state)]
    return Status(str(imported.get_state_display()), look, icon)


def row_of(imported: Import, *, now: datetime.datetime) -> ImportRow:
    """An import as the history has it."""
    counts = imported.counts
    numbers = ""
    if imported.state in {State.DONE, State.UNDONE} and counts:
        numbers = _("%(new)s nieuw, %(changed)s gewijzigd") % {
            "new": counts.get("new", 0),
            "changed": max(0, counts.get("changes", 0) - counts.get("new", 0)),
        }
    return ImportRow(imported, status_of(imported), numbers, undo_term(imported, now=now))


def undo_term(imported: Import, *, now: datetime.datetime) -> datetime.datetime | None:
    """Until when it can be undone, None when it cannot."""
    until = undo_until(imported)
    return until if imported.state == State.DONE and until and until > now else None


_OUTCOMES: tuple[tuple[str, str | Promise, str, str, str | Promise], ...] = (
    ("new", gettext_lazy("Nieuw"), "ok", "tick",
     gettext_lazy("Komen in het register. Zij tellen nog niet mee: u geeft ze zelf vrij.")),
    ("changed", gettext_lazy("Gewijzigd"), "info", "undo",
     gettext_lazy("Het bestand zegt iets anders dan de vorige keer.")),
    ("same", gettext_lazy("Gelijk"), "none", "pause", gettext_lazy("Er verandert niets.")),
    ("conflict", gettext_lazy("Botsing"), "wait", "question",
     gettext_lazy("Een collega wijzigde dit met de hand. Dat blijft, tenzij u anders kiest.")),
    ("refused", gettext_lazy("Geweigerd"), "late", "cross",
     gettext_lazy("Deze regels worden niet ingelezen. Hieronder staat waarom.")),
    ("blank", gettext_lazy("Leeg"), "none", "pause", gettext_lazy("Lege regels slaan wij over.")),
)  # fmt: skip


def outcomes_of(imported: Import) -> list[OutcomeRow]:
    """Each sort of line with its number. Blank lines only where there are any."""
    return [
        OutcomeRow(name, Status(str(label), look, icon), imported.counts.get(name, 0), str(text))
        for name, label, look, icon, text in _OUTCOMES
        if name != "blank" or imported.counts.get(name)
    ]
