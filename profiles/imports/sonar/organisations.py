"""To which organisation of the register each line goes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from explorer.words.normalise import normalise
from profiles.imports.files import ImportRefused
from profiles.imports.report import Done, Finding
from profiles.imports.sonar.columns import ORGANISATION
from profiles.imports.sonar.kinds import Kind
from profiles.imports.sonar.rows import SonarRow, shown
from profiles.imports.sonar.words import Words
from profiles.register.models import Organisation

# Instead of a name: each line goes where its own column says.
AUTO = "auto"
# As long as the register keeps; the name comes from a file, so it is checked here.
_LONGEST_NAME = 120
_SHOWN = 12


class OrganisationUnknown(ImportRefused):
    """There is no such organisation, and none may or can be made."""


@dataclass
class Homes:
    """The organisations of the register by name; with `create` those that lack are made."""

    words: Words
    create: bool
    known: dict[str, Organisation] = field(
        default_factory=lambda: {normalise(each.name): each for each in Organisation.objects.all()}
    )

    def one(self, name: str, rows: Sequence[SonarRow]) -> Organisation:
        """The organisation of that name; raises OrganisationUnknown."""
        found = self.known.get(normalise(name)) or (self._made(name, rows) if self.create else None)
        if not found:
            names = ", ".join(sorted(each.name for each in self.known.values())[:_SHOWN]) or _(
                "nog geen enkele"
            )
            raise OrganisationUnknown(
                _("De organisatie “%(name)s” staat niet in het register. Bekend: %(names)s.")
                % {"name": name, "names": names}
            )
        return found

    def each(self, rows: Sequence[SonarRow]) -> dict[str, Organisation]:
        """Organisations by the name in the file, as far as they are known or could be made."""
        homes = {}
        for name in {row.organisation for row in rows if row.organisation}:
            own = [row for row in rows if row.organisation == name]
            found = self.known.get(normalise(name)) or (self._made(name, own) if self.create else None)
            if found:
                homes[name] = found
        return homes

    def _made(self, name: str, rows: Iterable[SonarRow]) -> Organisation | None:
        tidy = " ".join(name.split())
        kind_word, _space, rest = tidy.partition(" ")
        kind = {"gemeente": Organisation.Kind.MUNICIPALITY, "uwv": Organisation.Kind.UWV}.get(
            kind_word.casefold()
        )
        region = self._region(rest, rows)
        if not kind or not region or len(tidy) > _LONGEST_NAME:
            return None
        made = Organisation.objects.create(name=tidy, kind=kind, region_id=region)
        self.known[normalise(tidy)] = made
        return made

    def _region(self, name: str, rows: Iterable[SonarRow]) -> int | None:
        """The region that the name names, by itself or by its municipality, else where most people live."""
        places = self.words.municipalities
        municipality = places.certain(name)
        lived_in = Counter(places.parents[row.municipality] for row in rows).most_common(1)
        return (
            self.words.regions.certain(name)
            or (places.parents[municipality] if municipality else None)
            or (lived_in[0][0] if lived_in else None)
        )


def settle(
    rows: Sequence[SonarRow], *, organisation: str, homes: Homes
) -> tuple[dict[int, int], list[Finding]]:
    """Id of the organisation for each line that has one, and the findings on this.

    With a name all lines go there, and it is told which of them name another
    known organisation. With `AUTO` a line without a known organisation is refused.
    """
    if organisation != AUTO:
        home = homes.one(organisation, rows)
        others = [row for row in rows if homes.known.get(normalise(row.organisation), home) != home]
        why = _("In het bestand staat een andere organisatie. Ingelezen bij %(name)s.") % {"name": home.name}
        return {row.line: home.pk for row in rows}, [_finding(row, Done.NOTED, why) for row in others]
    found = homes.each(rows)
    why = _("Deze organisatie staat niet in het register.")
    refused = [_finding(row, Done.REFUSED, why) for row in rows if row.organisation not in found]
    return {row.line: found[row.organisation].pk for row in rows if row.organisation in found}, refused


def _finding(row: SonarRow, done: Done, why: str) -> Finding:
    return Finding(
        line=row.line,
        column=ORGANISATION,
        value=shown(ORGANISATION, row.cells),
        kind=Kind.ORGANISATION,
        done=done,
        why=why,
    )
