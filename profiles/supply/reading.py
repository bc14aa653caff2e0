"""What a delivery says of a candidate, as values of an import, with a finding for what cannot be used."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from profiles.imports.fields import AVAILABLE, BASIS, HOURS, MUNICIPALITY, NOT_APPLICABLE, Value
from profiles.imports.files import is_unknown
from profiles.imports.report import Done, Finding, FindingKind, presentable
from profiles.imports.sonar.reading import read_yes_or_no
from profiles.register.bsn import holds_bsn
from profiles.register.models import Profile
from profiles.supply.lists import LEVELS, LISTS, SKILLS, ListKey, Terms

# Of a competence only what goes well is kept.
GOES_WELL = frozenset({"", "goed", "voldoende"})
PARTS_KEYS = ("dagdelen", "dagdelenLieverNiet")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
HOURS_KEYS = ("aantalUrenPerWeekMinimaal", "aantalUrenPerWeekMaximaal")


@dataclass
class Reader:
    """Reads one delivery that has the declared shape."""

    terms: Terms
    findings: list[Finding] = field(default_factory=list)

    def values(self, said: Mapping[str, Any]) -> dict[str, Value]:
        """What the delivery says, by name of a field; a key that cannot be used says nothing."""
        values: dict[str, Value] = {}
        times = said.get("werktijden")
        if "werktijden" in said:
            self._hours(times or {}, values, is_cleared=times is None)
        if "gemeente" in said:
            self._municipality(said["gemeente"] or "", values)
        if "beschikbaarVanaf" in said:
            day = said["beschikbaarVanaf"]
            values[AVAILABLE.name] = day and day.isoformat()
        if text := said.get("toestemming"):
            # Only a written yes is one, as in every import.
            reading = read_yes_or_no(text)
            if reading.value is None:
                self._note("toestemming", text, FindingKind.CONSENT, reading.why)
            else:
                values[BASIS.name] = Profile.Basis.CONSENT.value if reading.value else ""
        flat = {**said, **{key: (times or {}).get(key) for key in PARTS_KEYS if _says(said, key)}}
        # A list of one answer always applies, and other names are none of a list.
        may_lack = {one.key for one in LISTS if one.field.may_lack}
        lacking = {each.strip() for each in said.get("nietVanToepassing") or ()}
        for text in sorted(lacking - may_lack):
            self._note("nietVanToepassing", text, FindingKind.WORD, _("Deze lijst is er niet."))
        for one in LISTS:
            if one.key in lacking & may_lack:
                values[one.field.name] = [NOT_APPLICABLE]
            elif one.key in flat:
                self._list(one, flat[one.key], values)
        return values

    def _hours(self, times: Mapping[str, Any], values: dict[str, Value], *, is_cleared: bool) -> None:
        given = [times.get(key) for key in HOURS_KEYS]
        low, high = (given[0] or given[1], given[1] or given[0])
        if low is None or high is None:
            if is_cleared or any(key in times for key in HOURS_KEYS):
                values[HOURS.name] = None
        elif low > high:
            self._note(
                "werktijden", f"{low}–{high}", FindingKind.HOURS, _("Het minimum is meer dan het maximum.")
            )
        else:
            values[HOURS.name] = [low, high]

    def _municipality(self, text: str, values: dict[str, Value]) -> None:
        if not text:
            values[MUNICIPALITY.name] = None
        elif (found := self.terms.find("place", text)) is not None:
            values[MUNICIPALITY.name] = found
        else:
            self._note("gemeente", text, FindingKind.MUNICIPALITY, _("Deze gemeente is niet bekend."))

    def _list(self, one: ListKey, given: Any, values: dict[str, Value]) -> None:
        items: Sequence[Any] = given if isinstance(given, list) else [given] if given else []
        found: set[int] = set()
        for item in items:
            found.update(self._concepts(one, item))
        # Where nothing of it could be used the key says nothing: an unknown word takes nothing away.
        if found or not items:
            values[one.field.name] = sorted(found)

    def _concepts(self, one: ListKey, item: Any) -> Iterable[int]:
        """The concepts of one item of a list, after noting what is not taken over."""
        if one.key == "taalbeheersing":
            return self._language(one, item)
        text = item
        if isinstance(item, Mapping):
            mastery = (item.get("beheersing") or "").strip().casefold()
            text = item["code"]
            if mastery not in GOES_WELL:
                self._note(one.key, text, one.kind, _("Alleen wat goed of voldoende gaat, wordt bewaard."))
                return ()
        found = None if is_unknown(text) else self.terms.find(one.field.attribute, text)
        if found is not None and one.field.codes and self.terms.codes[found] not in one.field.codes:
            found = None
        if found is None:
            why = (
                _("In de aanlevering staat dat dit niet bekend is.")
                if is_unknown(text)
                else _("Dit staat niet in de lijst.")
            )
            self._note(one.key, text, one.kind, why)
            return ()
        return (found,)

    def _language(self, one: ListKey, item: Mapping[str, Any]) -> Iterable[int]:
        code = item["codeTaal"].casefold()
        found = [
            self.terms.code(one.field.attribute, f"{code}-{skill}-{LEVELS[level]}")
            for key, skill in SKILLS.items()
            if (level := item.get(key)) in LEVELS
        ]
        if not found and self.terms.code(one.field.attribute, code) is not None:
            # Levels unknown, or none at all: nothing is recorded, and there is nothing wrong with it.
            return ()
        known = [each for each in found if each is not None]
        if len(known) < max(len(found), 1):
            self._note(one.key, item["codeTaal"], one.kind, _("Dit staat niet in de lijst."))
        return known

    def _note(self, key: str, text: str, kind: FindingKind, why: str) -> None:
        self.findings.append(
            Finding(line=1, column=key, value=presentable(text), kind=kind, done=Done.NOT_USED, why=why)
        )


def bsn_in(body: Any) -> str | None:
    """The key of the first value that can be a BSN, wherever it is; None where there is none."""
    waiting: list[tuple[str, Any]] = [("", body)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [(f"{key}.{name}".lstrip("."), each) for name, each in value.items()]
            waiting += [(f"{key}.{name}".lstrip("."), str(name)) for name in value]
        elif isinstance(value, list):
            waiting += [(key, each) for each in value]
        elif isinstance(value, str | int) and not isinstance(value, bool):
            text = str(value)
            # 2027-01-31 has eight digits too, and one in eleven of such dates would pass for a BSN.
            if holds_bsn(text) and not ISO_DAY.fullmatch(text.strip()):
                return key
    return None


def _says(said: Mapping[str, Any], key: str) -> bool:
    # No working times at all: neither has these.
    times = said.get("werktijden", {})
    return times is None or key in times
