"""The table of goals: what is reached beside goal and moonshot, and whether each line passes."""

from dataclasses import dataclass

from explorer.release.attacked import GOALS

MOONSHOTS = {
    ("proved", "circles"): 0.0,
    ("participation", "what"): 0.01,
    ("participation", "regional"): 0.02,
    ("participation", "hours_education"): 0.02,
    ("participation", "licence_availability"): 0.02,
    ("hidden_cells", "circles"): 0.05,
    ("membership", "person"): 0.03,
    ("newcomer", "10%"): 0.06,
    ("leaver", "10%"): 0.06,
    ("downcoding", "rules"): 0.0,
    ("homogeneity", "group"): 0.0,
}
UTILITY = {
    "recall, what": (0.98, 0.99),
    "recall, + municipality": (0.93, 0.98),
    "recall, + 15 km": (0.95, 0.98),
    "recall, + hours": (0.90, 0.95),
    "recall, + licence or education": (0.90, 0.95),
    "recall, two whats in the region": (0.90, 0.95),
    "precision": (1.0, 1.0),
    "people in a what x municipality group": (0.95, 0.99),
    "leaf words that can be found": (0.95, 1.0),
}
SECONDS = {1_556: (3.0, 0.2), 1_000_000: (60.0, 30.0)}
MOST_MEGABYTES = 3_072


@dataclass(frozen=True)
class Line:
    """A figure of the table; without a goal it is only told."""

    name: str
    reached: float
    goal: float | None = None
    moonshot: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Whether the goal is reached, and the moonshot."""
        if self.goal is None:
            return ""
        if self._reaches(self.goal):
            far = self.moonshot is not None and self._reaches(self.moonshot)
            return "pass, moonshot" if far else "pass"
        return "MISSED"

    def _reaches(self, limit: float) -> bool:
        return self.reached >= limit - 5e-5 if self.at_least else self.reached <= limit + 5e-5

    def __str__(self) -> str:
        reach = "≥" if self.at_least else "≤"
        goal = "" if self.goal is None else f"{reach} {self.goal:g}"
        moonshot = "" if self.moonshot is None else f"{reach} {self.moonshot:g}"
        return f"  {self.name:<66}{self.reached:>10.4g}  {goal:<9} {moonshot:<9} {self.verdict}"


def utility_line(name: str, reached: float) -> Line:
    """A line of what remains to be found."""
    return Line(name, reached, *UTILITY[name], at_least=True)


def attack_line(attack: str, knowledge: str, reached: float, beside: str) -> Line:
    """A line of an attack, with the figures beside it in its name."""
    key = (attack, knowledge)
    return Line(f"{attack}, {knowledge}{beside}", reached, GOALS.get(key), MOONSHOTS.get(key))
