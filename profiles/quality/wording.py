"""A search in words, as the facets of the public site say it."""

from django.utils.translation import gettext as _

from explorer.demand.wishes import ALSO, WHAT, Search, Wish, facets_of
from profiles.quality.fields import FIELDS
from profiles.vocabulary.tree import Tree

FACETS = (WHAT, ALSO, *FIELDS)


def in_words(search: Search, *, tree: Tree) -> str:
    """Such as "Orderpicken of Inpakken · B (auto) · Venlo, binnen 15 km"; the work first."""
    facets = facets_of(search)
    return " · ".join(
        _(" of ").join(dict.fromkeys(sorted(_label(wish, tree) for wish in facets[name])))
        for name in sorted(facets, key=FACETS.index)
    )


def _label(wish: Wish, tree: Tree) -> str:
    concept = tree.find(wish.attribute, wish.code)
    # A word that ended since has only its code.
    label = concept.label if concept else wish.code
    if wish.kilometres is None:
        return label
    return _("%(place)s, binnen %(kilometres)s km") % {"place": label, "kilometres": wish.kilometres}
