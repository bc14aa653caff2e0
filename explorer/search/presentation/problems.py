"""What could not be used of a search, under the names that people see on the page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.search.facets import BY_NAME, WORDS
from explorer.search.query import Problem

FIELDS_OF = {"vanuit": "plaats", "straal": "plaats", "uren_van": "uren", "uren_tot": "uren"}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was left out. `about` is empty for a remark on the whole."""

    about: str
    value: str
    text: str


def remarks(problems: tuple[Problem, ...]) -> tuple[Remark, ...]:
    """A remark per problem, in the order of the address."""
    return tuple(Remark(_about(one.parameter), one.value, one.text) for one in problems)


def _about(parameter: str) -> str:
    if parameter == WORDS:
        return _("Zoekwoorden")
    name = FIELDS_OF.get(parameter, parameter)
    return str(BY_NAME[name].label) if name in BY_NAME else parameter
