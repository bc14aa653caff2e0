"""Which concepts the words of a cell mean. Unsure is not recorded, and said."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from explorer.words.normalise import normalise
from profiles.imports.cells import is_unknown
from profiles.imports.report import Done
from profiles.imports.sonar.reading import Reading, read_level, unknown, unused
from profiles.imports.sonar.words import LEVELS, SECTOR_UNKNOWN, WordList
from profiles.vocabulary.matching import Matcher

_SEPARATORS = re.compile(r"[,;/|&]")
_OFFICE = re.compile(r"^(?:gemeente|gem\.?)\s+", re.I)
_NONE = frozenset({"geen", "nee", "niet van toepassing", "n v t", "nvt"})


def mean_municipality(text: str, municipalities: WordList) -> Reading[int]:
    """A municipality by name or CBS code; padding, case, former and other names are mended."""
    name = _OFFICE.sub("", text.strip())
    if number := re.fullmatch(r"(?:GM)?([0-9]{1,4})", name, re.I):
        found = municipalities.by_code.get(f"GM{number[1]:0>4}")
    else:
        found = municipalities.certain(name)
    if found is None:
        return unused(_("Deze gemeente is niet bekend."))
    return _found(found, municipalities, tidy=bool(number) or text == municipalities.labels[found])


def mean_education(text: str, levels: WordList) -> Reading[int]:
    """A level of education. Mbo without a number is recorded as mbo: no level is guessed."""
    if is_unknown(text):
        return unknown()
    own = levels.own(text)
    found = own or levels.certain(text)
    if found is None:
        return unused(_("Dit is geen opleidingsniveau uit de lijst."))
    return _found(found, levels, tidy=bool(own) and "<" not in text)


def mean_sector(text: str, sectors: WordList) -> Reading[int]:
    """An SBI section, division, or class; of a class its division is recorded.

    A spreadsheet loses the nought in front: 1 is division 01. Where that leaves
    two divisions possible (1110 is 11.10 or 01.11.0), nothing is recorded.
    """
    if text == SECTOR_UNKNOWN:
        return Reading()
    if is_unknown(text):
        return unknown()
    digits = text.replace(".", "")
    if not re.fullmatch(r"[0-9]{1,5}", digits):
        found = sectors.certain(text)
        return _found(found, sectors, tidy=len(text) == 1) if found else unused(_no_sector())
    divisions = {digits.zfill(2)} if len(digits) <= 2 else {digits[:2], f"0{digits[0]}"}
    possible = divisions & sectors.by_code.keys()
    if len(possible) != 1:
        return unused(_no_sector())
    return _found(sectors.by_code[possible.pop()], sectors, tidy=len(digits) <= 2)


def mean_occupation(text: str, occupations: Matcher) -> Reading[int]:
    """The occupation that a free word means; small misspellings are mended."""
    if is_unknown(text):
        return unknown()
    match = occupations.match(text)
    if match.concept is None:
        maybe = ", ".join(concept.label_nl for concept in match.candidates)
        hint = _("Misschien bedoeld: %(names)s.") % {"names": maybe} if maybe else ""
        return unused(f"{_('Dit beroep is niet zeker te herkennen.')} {hint}".strip())
    why = _("Gelezen als: %(names)s.") % {"names": match.concept.label_nl}
    return Reading(match.concept.pk) if match.is_exact else Reading(match.concept.pk, Done.MENDED, why)


def mean_licences(text: str, licences: WordList) -> Reading[frozenset[int]]:
    """Categories with a separator between them, in any case; an empty set where the cell says: none."""
    codes = {code.casefold(): concept for code, concept in licences.by_code.items()}
    parts = _parts(text)
    # "B BE" is two; "B E" is not told from BE, and stays unread.
    words = [w for part in parts for w in (part.split() if _all_known(part.split(), codes) else [part])]
    tidy = all(part in licences.by_code for part in parts) and ";" not in text
    return _several(
        text, [codes.get(word.casefold().replace("-", "")) for word in words], licences, tidy=tidy
    )


def mean_transport(text: str, transport: WordList) -> Reading[frozenset[int]]:
    """Ways to travel with a separator between them; an empty set where the cell says: none."""
    parts = _parts(text)
    found = [transport.own(part) or transport.certain(part) for part in parts]
    return _several(text, found, transport, tidy=all(transport.own(part) for part in parts))


def mean_language(text: str, skill: str, languages: WordList) -> Reading[frozenset[int]]:
    """How well somebody speaks or writes Dutch; an empty set where the cell says: not at all."""
    level = read_level(text)
    if level.value is None:
        return Reading(None, level.done, level.why)
    found = languages.by_code.get(f"{skill}-{LEVELS.get(level.value)}")
    return Reading(frozenset({found} if found else ()))


def _several(
    text: str, found: Iterable[int | None], words: WordList, *, tidy: bool
) -> Reading[frozenset[int]]:
    if is_unknown(text):
        return unknown()
    if normalise(text) in _NONE:
        return Reading(frozenset())
    known = frozenset(concept for concept in found if concept)
    if not known:
        return unused(_("Dit staat niet in de lijst."))
    if None in found:
        return Reading(known, Done.NOT_USED, f"{_read_as(known, words)} {_('De rest is niet te lezen.')}")
    return Reading(known) if tidy else Reading(known, Done.MENDED, _read_as(known, words))


def _found(concept: int, words: WordList, *, tidy: bool) -> Reading[int]:
    return Reading(concept) if tidy else Reading(concept, Done.MENDED, _read_as([concept], words))


def _read_as(concepts: Iterable[int], words: WordList) -> str:
    names = ", ".join(sorted(words.labels[concept] for concept in concepts))
    return _("Gelezen als: %(names)s.") % {"names": names}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def _all_known(words: list[str], codes: Iterable[str]) -> bool:
    return all(word.casefold() in codes for word in words)


def _no_sector() -> str:
    return _("Dit is geen sector (SBI-afdeling) uit de lijst.")
