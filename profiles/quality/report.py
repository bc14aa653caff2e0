"""Everything the quality page shows, in one call."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.release.lookup import active_lookup
from profiles.quality.actions import FieldToFill, actions
from profiles.quality.answers import answer
from profiles.quality.asked import Asked, asked, kept_weeks
from profiles.quality.findability import Findability, findability
from profiles.quality.meaning import meaning
from profiles.quality.municipalities import Figures, by_municipality, in_total
from profiles.quality.people import read_people
from profiles.quality.unmet import Unmet, unmet_searches, unmet_words
from profiles.register.models.profile import ProfileQuerySet
from profiles.vocabulary.tree import Tree, load_tree

MAX_UNMET = 10


@dataclass(frozen=True)
class Quality:
    """The figures of some profiles, and what employers searched for anywhere."""

    tree: Tree
    total: Figures
    municipalities: Sequence[Figures]
    asked: Asked
    found: Findability
    actions: Sequence[FieldToFill]
    unmet_searches: Sequence[Unmet]
    unmet_words: Sequence[Unmet]


def quality_of(profiles: ProfileQuerySet, *, on: datetime.date) -> Quality:
    """Count over these profiles: six statements on the register, and a few of the release a search."""
    tree = load_tree(on=on)
    # Read once for all the figures: between two readings a week may end.
    rows = list(kept_weeks(on=on))
    demand = asked(rows)
    wishes = {wish: meaning(tree, wish) for search in demand.searches for wish in search}
    known = {wish: found for wish, found in wishes.items() if found is not None}
    people = read_people(profiles, wishes=known, tree=tree, on=on)
    lookup = active_lookup()
    found = findability(
        people, demand.searches, {search: answer(lookup, search) for search in demand.searches}
    )
    return Quality(
        tree=tree,
        total=in_total(people, on=on),
        municipalities=list(by_municipality(people, on=on)),
        asked=demand,
        found=found,
        actions=actions(people, found),
        unmet_searches=unmet_searches(rows)[:MAX_UNMET],
        unmet_words=unmet_words(rows)[:MAX_UNMET],
    )
