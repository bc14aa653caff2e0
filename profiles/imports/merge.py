"""Three values meet: what the file says, what it said before, and what the register has. One remains.

Whatever was changed by hand since the file last spoke of it wins, and is reported.
"""

from dataclasses import dataclass
from enum import Enum

from profiles.imports.fields import BASIS, NOT_APPLICABLE, ImportField, Value, Values, Vocabulary
from profiles.register.models import Profile


class MergeVerdict(Enum):
    """`CONFLICT`: the file brings something new, the register was changed by hand. `KEPT`: changed by
    hand, and the file still says what it said. `LEGAL_TASK`: consent is not the basis here."""

    SAME = "same"
    CHANGED = "changed"
    CONFLICT = "conflict"
    KEPT = "kept"
    LEGAL_TASK = "legal_task"


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a field: `value` is what the register has afterwards."""

    field: ImportField
    verdict: MergeVerdict
    current: Value
    file: Value
    value: Value


def decide(
    field: ImportField,
    *,
    current: Value,
    file: Value,
    base: Values | None,
    vocabulary: Vocabulary,
    file_wins: bool,
) -> Decision:
    """`base` is what the file said the last time, None when it never spoke of this person."""
    if file_wins and current != file:
        return Decision(field, MergeVerdict.CHANGED, current, file, file)
    # A column that the file did not have the last time is as new as a person that it did not have.
    known = base is not None and field.name in base
    before = base[field.name] if base is not None and known else None
    if field is BASIS:
        verdict = _about_basis(current, file, before if known else None)
        if verdict:
            return Decision(
                field, verdict, current, file, file if verdict is MergeVerdict.CHANGED else current
            )
    if field.many:
        # What the file added and took away since the last time is done; all else stays.
        has, says, said = set(current), set(file), set((before if known else None) or ())
        wanted = (has | (says - said)) - (said - says)
        # That it does not apply and an answer cannot both hold: then a hand was there before the file.
        if NOT_APPLICABLE in wanted and len(wanted) > 1:
            return Decision(field, MergeVerdict.CONFLICT, current, file, current)
        if wanted != has:
            return Decision(field, MergeVerdict.CHANGED, current, file, sorted(wanted))
        gone = (says & said) - has
        return Decision(field, MergeVerdict.KEPT if gone else MergeVerdict.SAME, current, file, current)
    # "mbo 2" in the register is finer than "mbo" in the file, and stays.
    if current == file or (
        field.keeps_finer
        and any(vocabulary.words[each].parent in file for each in current if each != NOT_APPLICABLE)
    ):
        verdict = MergeVerdict.SAME
    elif current in (None, "", []) and not known:
        verdict = MergeVerdict.CHANGED
    elif known and file == before:
        verdict = MergeVerdict.KEPT
    else:
        verdict = MergeVerdict.CHANGED if known and current == before else MergeVerdict.CONFLICT
    return Decision(field, verdict, current, file, file if verdict is MergeVerdict.CHANGED else current)


def _about_basis(current: Value, file: Value, before: Value) -> MergeVerdict | None:
    # Consent that is withdrawn counts at once, whatever a hand did, unless the file only repeats it.
    if current == Profile.Basis.LEGAL_TASK and before != current:
        return MergeVerdict.LEGAL_TASK if file == "" else MergeVerdict.SAME
    if current == Profile.Basis.CONSENT and file == "" and before != "":
        return MergeVerdict.CHANGED
    return None
