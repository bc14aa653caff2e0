from dataclasses import dataclass, field

from profiles.demo.population.chance import Weights

# Levels of education of people in practical work, as weights.
PRACTICAL: Weights = {
    "basisonderwijs": 10, "anders": 3, "praktijkonderwijs": 27, "vmbo": 23, "mbo-1": 14, "mbo-2": 13,
    "mbo-3": 6, "mbo-4": 3, "havo-vwo": 1,
}  # fmt: skip
TRAINED: Weights = {
    "basisonderwijs": 5, "anders": 2, "praktijkonderwijs": 16, "vmbo": 23, "mbo-1": 9, "mbo-2": 20,
    "mbo-3": 13, "mbo-4": 9, "havo-vwo": 3,
}  # fmt: skip
LEARNED: Weights = {
    "basisonderwijs": 2, "anders": 1, "praktijkonderwijs": 5, "vmbo": 17, "mbo-1": 3, "mbo-2": 14,
    "mbo-3": 16, "mbo-4": 22, "havo-vwo": 9, "hbo": 9, "wo": 2,
}  # fmt: skip


@dataclass(frozen=True)
class LineOfWork:
    """What people in this kind of work can, did and learned, as weights.

    It is latent: no profile says it, everything in a profile follows from it
    with noise. `skills` weighs groups of skills; the other weights are codes.
    """

    name: str
    share: float
    sectors: Weights
    tasks: Weights
    skills: Weights
    occupations: Weights
    directions: Weights
    competences: Weights
    affinities: Weights
    education: Weights = field(default_factory=lambda: PRACTICAL)
    car_licence: float = 0.4
    other_licences: Weights = field(default_factory=dict)
