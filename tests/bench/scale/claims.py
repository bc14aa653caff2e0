"""What the README says of more machines, held against what was met."""

from collections.abc import Iterator

from tests.bench.scale.recipe import READ_FROM, Outcome

# Its figures stand in the database and in no index, so it needs one of the two servers.
NEEDS_A_DATABASE = "503 /methode/"
WITHOUT_DATABASES = ("both killed", "both back")
SEEN = ("release 1, on each node", "release 2, on each node", "withdrawal, on each node")


def broken(outcome: Outcome) -> Iterator[str]:
    """Each claim that did not hold, in words."""
    for phase in outcome.phases:
        must_wait = {NEEDS_A_DATABASE} if phase.name in WITHOUT_DATABASES else set()
        for failure in sorted(set(phase.failures) - must_wait):
            yield f"{phase.name}: visitors met {failure}"
        if not phase.pages:
            yield f"{phase.name}: nobody was answered"
    for name, wanted in READ_FROM.items():
        if (found := outcome.servers.get(name)) != wanted:
            yield f"{name}: nodes read from {found}, not from {wanted}"
    for name in SEEN:
        if len(outcome.until_seen.get(name, [])) < 2:
            yield f"{name}: not by both"
