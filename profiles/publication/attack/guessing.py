"""How an attacker guesses a fact of a person from the groups: two readings of the same labels.

Both take the people that are known to share what the attacker knows, and rank
the candidates by how many of those have each.

* `by_shares`: of the people with a known fact, the share that has the candidate; these
  shares are added. A group that is not shown counts as two people.
* `by_odds`: naive Bayes. How much more often the candidate goes with the known fact than
  chance would have it, first in the region, then in the municipality; these factors are
  multiplied. A group that is not shown counts as what chance would give, at most half of
  the threshold: the attacker knows the rules of publication.
"""

from collections.abc import Callable, Sequence

import numpy as np

from explorer.release.shapes import AreaKind
from profiles.publication.attack.world import Floats, Mask, View

UNSHOWN = 2.0
"""People taken for a group that is not shown."""
MIDDLE = 1.45
"""Expected people behind a label of one, between it and its double and with some left out."""

Reading = Callable[[View, int, Sequence[int], Mask], Floats]
"""(groups, municipality, known facts, candidates) -> a score of every concept."""


def by_shares(view: View, place: int, known: Sequence[int], candidates: Mask) -> Floats:
    """Sum of the shares of the groups of each known fact, and of all people in the municipality."""
    example = int(np.argmax(candidates))
    score = np.zeros(len(candidates))
    for fact in (0, *known):
        area = view.world.area_for(place, fact, example)
        beside = view.beside(area, fact)
        if beside[0]:
            score += np.where(beside > 0, beside, UNSHOWN) / beside[0]
    return score


def by_odds(view: View, place: int, known: Sequence[int], candidates: Mask) -> Floats:
    """Logarithm of the naive Bayes odds."""
    world = view.world
    town, region = world.area(place, AreaKind.MUNICIPALITY), world.area(place, AreaKind.REGION)
    example = int(np.argmax(candidates))
    people = {area: MIDDLE * max(view.beside(area)[0], 1.0) for area in (town, region)}
    here = np.where(view.beside(region) > 0, MIDDLE * view.beside(region), UNSHOWN)
    alone = {region: here}
    chance = here * people[town] / people[region]
    shown = view.beside(town)
    alone[town] = np.where(shown > 0, MIDDLE * shown, np.minimum(chance, world.k / 2))
    score = np.log(alone[world.area_for(place, example)] / people[town])
    for fact in known:
        odds = np.ones(len(candidates))
        # Once, where the region is also the narrowest area.
        for area in dict.fromkeys((region, world.area_for(place, fact, example))):
            beside = view.beside(area, fact)
            if not beside[0]:
                continue
            chance = alone[area] * MIDDLE * beside[0] / people[area] * odds
            most = world.threshold(area, fact, example, people=people[area]) / 2
            together = np.where(beside > 0, MIDDLE * beside, np.minimum(chance, most))
            score += np.log(together / chance)
            odds *= together / chance
    return score


READINGS: dict[str, Reading] = {"shares": by_shares, "odds": by_odds}


def best(score: Floats, candidates: Mask) -> int:
    """The candidate with the highest score, the first of equals."""
    return int(np.argmax(np.where(candidates, score, -np.inf)))
