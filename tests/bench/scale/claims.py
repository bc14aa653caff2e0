"""What docs/deploying.md says of more machines, held against what was met."""

from collections.abc import Iterator

from tests.bench.scale.databases import DESK_PHONE
from tests.bench.scale.recipe import READ_FROM, Outcome

WITHOUT_DATABASES = ("both killed", "both back")
SEEN = ("release 1, on each node", "release 2, on each node")


def broken(outcome: Outcome) -> Iterator[str]:
    """Each claim that did not hold, in words."""
    for phase in outcome.phases:
        without = phase.name in WITHOUT_DATABASES
        for failure in sorted(phase.failures):
            # Without any database a page says so (503); nobody is left without an answer.
            if not (without and failure.startswith("503 ")):
                yield f"{phase.name}: visitors met {failure}"
        if not phase.pages and not without:
            yield f"{phase.name}: nobody was answered"
    for name, wanted in READ_FROM.items():
        if (found := outcome.servers.get(name)) != wanted:
            yield f"{name}: nodes read from {found}, not from {wanted}"
    for name in SEEN:
        if len(outcome.until_seen.get(name, [])) < 2:
            yield f"{name}: not by both"
    if DESK_PHONE not in outcome.page_without_databases:
        yield "both killed: the page does not name the desk"
