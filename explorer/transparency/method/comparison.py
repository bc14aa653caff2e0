"""The drawn table: what an attacker finds when only names are taken off, and what in the release."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.release.attacked import Attack, Line, Share
from explorer.transparency.method.account import Account


@dataclass(frozen=True)
class Row:
    """One way of publishing; a cell is what the attacker knows, and the share that is found."""

    title: str
    note: str
    is_ours: bool
    cells: tuple[tuple[str, Share], ...]


def columns(attack: Attack) -> tuple[str, ...]:
    """How much the attacker knows."""
    return tuple(line.knows for line in attack.of("random"))


def rows(account: Account, attack: Attack) -> tuple[Row, ...]:
    """The baseline first, on the same people."""
    return tuple(_rows(account, attack))


def _rows(account: Account, attack: Attack) -> Iterator[Row]:
    usual, rarest = attack.of("random"), attack.of("rarest")
    yield Row(_("Alleen de naam weg"), _("zoals vaak gebeurt"), False, _cells(usual, of_release=False))
    yield Row(_("Onze uitgave"), account.name, True, _cells(usual))
    if rarest:
        note = _("en de aanvaller kent juist de zeldzaamste dingen")
        yield Row(_("Onze uitgave"), note, True, _cells(rarest))


def _cells(lines: Iterable[Line], *, of_release: bool = True) -> tuple[tuple[str, Share], ...]:
    return tuple(
        (line.knows, (line.release if of_release else line.stripped)["singled_out"]) for line in lines
    )
