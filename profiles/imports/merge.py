"""Three values meet: what the file says, what it said before, and what the register has. One remains.

Whatever was changed by hand since the file last spoke of it wins, and is reported.
"""

from dataclasses import dataclass
from enum import Enum

from profiles.imports.fields import BASIS, NOT_APPLICABLE, Field, Value, Values, Vocabulary
from profiles.register.models import Profile


class Verdict(Enum):
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

    field: Field
    verdict: Verdict
    current: Value
    file: Value
    value: Value


def decide(
    field: Field, *, current: Value, file: Value, base: Values | None, vocabulary: Vocabulary, file_wins: bool
) -> Decision:
    """`base` is what the file said the last time, None when it never spoke of this person."""
    if file_wins and current != file:
        return Decision(field, Verdict.CHANGED, current, file, file)
    known = base is not None and field.name in base
    before = base[field.name] if base is not None and known else None
    if field is BASIS:
        verdict = _about_basis(current, file, before if known else None)
        if verdict:
            return Decision(field, verdict, current, file, file if verdict is Verdict.CHANGED else current)
    if field.many:
        return _decide_set(field, current, file, before if known else None)
    if current == file or (field.keeps_finer and _is_finer(current, file, vocabulary)):
        verdict = Verdict.SAME
    elif current in (None, "", []) and not known:
        verdict = Verdict.CHANGED
    elif known and file == before:
        verdict = Verdict.KEPT
    else:
        verdict = Verdict.CHANGED if known and current == before else Verdict.CONFLICT
    return Decision(field, verdict, current, file, file if verdict is Verdict.CHANGED else current)


def _about_basis(current: Value, file: Value, before: Value) -> Verdict | None:
    """Consent that is withdrawn counts at once, whatever a hand did, unless the file only repeats it."""
    if current == Profile.Basis.LEGAL_TASK and before != current:
        return Verdict.LEGAL_TASK if file == "" else Verdict.SAME
    if current == Profile.Basis.CONSENT and file == "" and before != "":
        return Verdict.CHANGED
    return None


def _is_finer(current: Value, file: Value, vocabulary: Vocabulary) -> bool:
    """Whether the register says "mbo 2" where the file says "mbo"."""
    return any(vocabulary.words[each].parent in file for each in current if each != NOT_APPLICABLE)


def _decide_set(field: Field, current: Value, file: Value, before: Value) -> Decision:
    """What the file added and took away since the last time is done; all else stays."""
    has, says, said = set(current), set(file), set(before or ())
    wanted = (has | (says - said)) - (said - says)
    # That it does not apply and an answer cannot both hold: then a hand was there before the file.
    if NOT_APPLICABLE in wanted and len(wanted) > 1:
        return Decision(field, Verdict.CONFLICT, current, file, current)
    if wanted != has:
        return Decision(field, Verdict.CHANGED, current, file, sorted(wanted))
    gone = (says & said) - has
    return Decision(field, Verdict.KEPT if gone else Verdict.SAME, current, file, current)
