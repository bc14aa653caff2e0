"""To which organisation of the register the lines of a file go."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from explorer.words.normalise import normalise
from profiles.imports.files import ImportRefused
from profiles.register.models import Organisation
from profiles.vocabulary.models import Concept

# As long as the register keeps; the name comes from a file, so it is checked here.
LONGEST_NAME = 120
_SHOWN = 12
_KINDS = {"gemeente": Organisation.Kind.MUNICIPALITY, "uwv": Organisation.Kind.UWV}


class OrganisationUnknown(ImportRefused):
    """There is no such organisation, and none may or can be made."""


def organisation_named(name: str, *, create: bool = False) -> Organisation:
    """The organisation of that name; with `create` one that lacks is made. Raises OrganisationUnknown."""
    known = {normalise(each.name): each for each in Organisation.objects.all()}
    found = known.get(normalise(name))
    if found is None and create and can_be_made(name):
        found = make_organisation(name, regions={})
    if found is None:
        names = ", ".join(sorted(each.name for each in known.values())[:_SHOWN]) or _("nog geen enkele")
        raise OrganisationUnknown(
            _("De organisatie “%(name)s” staat niet in het register. Bekend: %(names)s.")
            % {"name": name, "names": names}
        )
    return found


@dataclass
class Organisations:
    """Those of the register by name, and those that a file names besides, with where their people live.

    `only` is the one to which all lines go; without it each goes where it says itself.
    """

    only: Organisation | None
    create: bool
    new: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def __post_init__(self) -> None:
        self.known = {normalise(each.name): each.pk for each in Organisation.objects.all()}
        self.regions = {
            pk: str(parent)
            for pk, parent in Concept.objects.of("place").exclude(parent=None).values_list("pk", "parent_id")
        }

    def home_of(self, name: str, *, municipality: int | None) -> tuple[int | None, bool]:
        """Id of the organisation of a line, and whether the line has one: it may be still to be made."""
        if self.only is not None:
            return self.only.pk, True
        found = self.known.get(normalise(name))
        if found is not None or not (self.create and can_be_made(name)):
            return found, found is not None
        self.new[_tidy(name)][self.regions.get(municipality or 0, "")] += 1
        return None, True

    def is_another(self, name: str) -> bool:
        """Whether a line names another known organisation than the one to which all lines go."""
        return self.only is not None and self.known.get(normalise(name), self.only.pk) != self.only.pk


def can_be_made(name: str) -> bool:
    """Whether a name says by its first word of what kind the organisation is."""
    tidy = _tidy(name)
    return tidy.partition(" ")[0].casefold() in _KINDS and len(tidy) <= LONGEST_NAME


def make_organisation(name: str, *, regions: Mapping[str, int]) -> Organisation | None:
    """Make it, in the region that its name names, by itself or by its municipality, else where most live."""
    tidy = _tidy(name)
    kind, _space, rest = tidy.partition(" ")
    places = {
        normalise(label): parent or pk
        for pk, parent, label in Concept.objects.of("place").values_list("pk", "parent_id", "label_nl")
    }
    # An organisation of which the name says no place is where most of its people live.
    lived_in = max((region for region in regions if region), key=lambda each: regions[each], default=None)
    region = places.get(normalise(rest)) or (int(lived_in) if lived_in else None)
    if region is None:
        return None
    made, _is_new = Organisation.objects.get_or_create(
        name=tidy, defaults={"kind": _KINDS[kind.casefold()], "region_id": region}
    )
    return made


def _tidy(name: str) -> str:
    return " ".join(name.split())
