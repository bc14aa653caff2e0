"""Two people at one form: what each changed since the same beginning.

Values are what the fields of a form hold: name -> texts. Pure; the views sign
the beginning and send it along with the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core import signing
from django.http import QueryDict

Values = Mapping[str, list[str]]


@dataclass(frozen=True)
class Change:
    """What the other made of a field; `disputed` when the own form made something else of it."""

    name: str
    was: list[str]
    now: list[str]
    disputed: bool


def changes(*, seen: Values, stored: Values, typed: Values) -> list[Change]:
    """What the other changed between `seen` and `stored`, in the order of the form."""
    return [
        Change(
            name,
            was=seen.get(name, []),
            now=now,
            disputed=_differ(typed, seen, name) and _differ(typed, stored, name),
        )
        for name, now in stored.items()
        if _differ(stored, seen, name)
    ]


def taken_over(data: QueryDict, *, found: list[Change]) -> QueryDict:
    """What was typed, with the other's change in each field that the own form left alone."""
    merged = data.copy()
    for change in found:
        if not change.disputed:
            merged.setlist(change.name, change.now)
    return merged


@dataclass(frozen=True)
class ShownChange:
    """A change in words: the field and its anchor, the value then and the value now."""

    label: str
    anchor: str
    was: str
    now: str
    disputed: bool


def sign(values: Values, *, of: str) -> str:
    """Values to send along with a form; `of` names the object they belong to."""
    return signing.dumps(values, salt=f"{__name__}:{of}", compress=True)


def unsign(token: str, *, of: str) -> Values:
    """Values that came back with a form; nothing when they are not ours."""
    try:
        # The salt has the object: the beginning of another person's form proves nothing here.
        values: Values = signing.loads(token, salt=f"{__name__}:{of}")
    except signing.BadSignature:
        return {}
    return values


def _differ(one: Values, other: Values, name: str) -> bool:
    # The order of boxes says nothing.
    return sorted(one.get(name, [])) != sorted(other.get(name, []))
