"""The outcome of a verification, as it is stored: figures, what each check found, and the violations."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from explorer.release.verification.findings import Violation


@dataclass(frozen=True)
class Checked:
    """A check by name: how much it looked at, how many violations it found, how long it took."""

    name: str
    examined: int
    violations: int
    seconds: float


@dataclass(frozen=True)
class Report:
    """`figures` are counts of the release; `violations` are the first that each check found.

    `skipped` are names of checks that were not run: what comes before them found that
    nothing can be said, or the disclosure audit needs what is not installed.
    """

    release: int
    verifier: str
    content_hash: str
    rules: Mapping[str, Any]
    figures: Mapping[str, int]
    checks: tuple[Checked, ...]
    skipped: tuple[str, ...]
    violations: tuple[Violation, ...]
    seconds: float

    @property
    def total(self) -> int:
        """How many violations there are, listed or not."""
        return sum(check.violations for check in self.checks)

    @property
    def passed(self) -> bool:
        return self.total == 0

    def to_json(self) -> dict[str, Any]:
        """As it is stored with the release and with its publication."""
        violations = [violation.to_json() for violation in self.violations]
        return {
            **asdict(self),
            "checks": [asdict(check) for check in self.checks],
            "skipped": list(self.skipped),
            "violations": violations,
            "total": self.total,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Report":
        """Read what `to_json` wrote."""
        # Stored reports also have totals, which are counted again.
        kept = {name: data[name] for name in cls.__dataclass_fields__}
        checks = tuple(Checked(**check) for check in data["checks"])
        violations = tuple(Violation.from_json(violation) for violation in data["violations"])
        skipped = tuple(data["skipped"])
        return cls(**{**kept, "checks": checks, "skipped": skipped, "violations": violations})
