"""From known to available: how many are left at each step between a register and a job."""

from dataclasses import dataclass

from explorer.transparency.charts.lengths import percent
from explorer.transparency.figures.columns import BY_KEY, STATES
from explorer.transparency.figures.places import Place, share
from explorer.transparency.figures.wording import Shown, shown, shown_share


@dataclass(frozen=True)
class FigureStep:
    """`share` is of the people with a profile; `size` how long the bar is, of the people known."""

    kind: str
    label: str
    meaning: str
    count: Shown
    share: Shown | None
    size: str


def steps(place: Place) -> tuple[FigureStep, ...]:
    listed: list[FigureStep] = []
    for key in ("known", *STATES):
        filled = share(place.count(key), place.count("known"))
        listed.append(
            FigureStep(
                kind=key,
                label=str(BY_KEY[key].label),
                meaning=str(BY_KEY[key].meaning),
                count=shown(place.count(key)),
                share=shown_share(place.count(key), place.count("with_profile"))
                if key not in ("known", "with_profile")
                else None,
                size="" if filled is None else percent(100 * min(filled, 1)),
            )
        )
    return tuple(listed)
