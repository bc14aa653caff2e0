"""A search in words, as the facets of the public site say it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from explorer.demand.wishes import Search, Wish
from profiles.quality.fields import FIELDS
from profiles.quality.findability import facets_of
from profiles.vocabulary.tree import Tree


def in_words(search: Search, *, tree: Tree) -> str:
    """Such as "Orderpicken of Inpakken · B (auto) · Venlo, binnen 15 km"; free words first."""
    facets = facets_of(search)
    order = sorted(facets, key=lambda name: FIELDS.index(name) if name in FIELDS else -1)
    return " · ".join(_alternatives(facets[name], tree) for name in order)


def _alternatives(wishes: Iterable[Wish], tree: Tree) -> str:
    said = dict.fromkeys(sorted(_said(wish, tree) for wish in wishes))
    return _(" of ").join(said)


def _said(wish: Wish, tree: Tree) -> str:
    concept = tree.find(wish.attribute, wish.code)
    # A word that ended since, or an area of several municipalities, is told by its code.
    label = concept.label if concept else wish.code
    if wish.kilometres is None:
        return label
    return _("%(place)s, binnen %(kilometres)s km") % {"place": label, "kilometres": wish.kilometres}
