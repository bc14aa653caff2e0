"""What was never written down. The original had 42 % without education: gaps are part of the picture."""

import random

from profiles.demo.population.chance import happens, pick

# Share of the profiles in which an attribute is not recorded.
UNKNOWN = {
    "education": 0.15,
    "direction": 0.2,
    "hours": 0.09,
    "available_from": 0.11,
    "licence": 0.12,
    "transport": 0.17,
    "distance": 0.19,
    "sector": 0.19,
    "occupation": 0.23,
    "task": 0.08,
    "skill": 0.1,
    "competence": 0.12,
    "affinity": 0.14,
    "language": 0.09,
    "worktime": 0.28,
    "contract": 0.24,
}
# Some profiles are made with care and some in a hurry; together they come to the shares above.
CARE = {"careful": 0.6, "hurried": 0.4}
TIMES_MORE = {"careful": 0.5, "hurried": 1.75}


def forgotten(lot: random.Random) -> set[str]:
    """The attributes of one profile that were not recorded."""
    times = TIMES_MORE[pick(lot, CARE)]
    return {name for name, share in UNKNOWN.items() if happens(lot, share * times)}
