"""What pages of a release have in common, made once per language and kept with its index."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from explorer.layout import desk, shared
from explorer.release.models import NOT_RECORDED
from explorer.search.facets import FACETS, Facet, Widget
from explorer.search.index.release_index import Index
from explorer.search.presentation.choices import Choice, Choices, Listing
from explorer.search.presentation.faces import Faces
from explorer.search.presentation.fits import Fits
from explorer.search.presentation.marks import Marks
from explorer.search.presentation.pattern import Pattern, Patterns
from explorer.search.presentation.ticks import Ticks


@dataclass(frozen=True, eq=False)
class PreparedFacet:
    """A facet of a release in the words of one language."""

    facet: Facet
    name: str
    label: str
    combine: str
    narrow_parameter: str
    options_url: str
    not_recorded: Choices | None
    listing: Listing

    @property
    def is_place(self) -> bool:
        return self.facet.widget is Widget.PLACE

    @property
    def is_hours(self) -> bool:
        return self.facet.widget is Widget.HOURS


class Prepared:
    """Of one release in one language: patterns of its pages, options of its facets, faces of its cards.

    Holds nothing of the index itself, so that it goes when the index goes.
    """

    def __init__(self, index: Index) -> None:
        synthetic = index.release.synthetic
        self.patterns = Patterns(
            {**shared(), "desk": desk(), "synthetic": synthetic, "section": "candidates"}
        )
        self.facets = {facet.name: _facet(index, facet) for facet in FACETS}
        self.frames: dict[str, Pattern] = {}
        self.ticks = Ticks(self.patterns)
        self.faces = Faces(self.patterns, index.concepts)
        self.marks = Marks(self.patterns)
        self.fits = Fits()


_prepared: WeakKeyDictionary[Index, dict[str, Prepared]] = WeakKeyDictionary()


def prepared(index: Index) -> Prepared:
    """What is prepared of a release in the language of the reader."""
    if settings.DEBUG:
        return Prepared(index)  # whoever edits a template wants to see it
    languages = _prepared.setdefault(index, {})
    language = get_language() or ""
    # Two threads may both make the first; one of them is kept.
    return languages.get(language) or languages.setdefault(language, Prepared(index))


def _facet(index: Index, facet: Facet) -> PreparedFacet:
    unknown = index.concepts.find(attribute=facet.attribute, code=NOT_RECORDED)
    return PreparedFacet(
        facet=facet,
        name=facet.name,
        label=str(facet.label),
        combine=str(facet.combine),
        narrow_parameter=facet.narrow_parameter,
        options_url=reverse("search:options", args=[facet.name]),
        not_recorded=Choices.of([Choice(unknown, 0, unknown.number)]) if unknown else None,
        listing=Listing(index, facet),
    )
