"""How long the verifier takes: `python -m tests.bench.verification --people 1000000 --k 10`.

Made-up people are counted, labelled and closed as for a release. The disclosure audit of
the inside takes its own time and is only run with `--audit`; without it the audit of the
verifier may find proofs, as it should.
"""

# ruff: noqa: E402 -- models can be imported once the settings are known
import argparse
import os
import resource
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "profiles.settings")
os.environ.setdefault("DEMO", "1")
# Nothing is read from a database here.
for variable in ("DATABASE_URL", "REGISTER_DATABASE_URL"):
    os.environ.setdefault(variable, "postgresql://nobody@127.0.0.1:1/nowhere")

import django

django.setup()

import numpy as np

from explorer.release.models import Area, Circle, PublishedConcept
from explorer.release.shapes import PLACE, AreaKind
from explorer.release.verification.published import Groups, Published
from explorer.release.verification.verify import verify
from explorer.release.verification.wording import lines_of, verdict_of
from profiles.anonymisation.closing import close, groups_of, label
from profiles.anonymisation.counting import count, living
from profiles.anonymisation.policy import Rules
from profiles.anonymisation.release import make_groups
from profiles.anonymisation.sampling import Sampling
from profiles.anonymisation.tables import Layout
from tests.bench.anonymity.population import SECRET, Sample, _rows, sample


def groups_without_audit(people: Sample, policy: Rules) -> np.ndarray:
    """Counted, labelled and closed; nothing is lowered."""
    layout = Layout(people.words, people.areas)
    thresholds = layout.thresholds(policy.published_shapes, k=policy.k, living=living(people.people, layout))
    matrices = count(people.people, layout, thresholds, Sampling(SECRET, rate=policy.sampling_rate))
    label(matrices, layout, thresholds, k=policy.k)
    close(matrices, layout, thresholds, k=policy.k)
    return groups_of(matrices, layout, thresholds)


def published(people: Sample, policy: Rules, groups: np.ndarray) -> Published:
    """A release of these groups, with the words and areas of the people."""
    points = {
        row["code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in _rows(PLACE)
        if row["latitude"]
    }
    concepts = []
    for number, (attribute, code) in enumerate(people.codes):
        if number:
            latitude, longitude = points.get(code, (None, None))
            concepts.append(
                PublishedConcept(
                    number=number,
                    attribute=attribute,
                    code=code,
                    label_nl=people.labels[number],
                    label_en=people.labels[number],
                    parent=int(people.words.parents[number]) or None,
                    latitude=latitude,
                    longitude=longitude,
                )
            )
    named = {
        frozenset([each.number]): each.number for each in concepts if each.attribute == PLACE and each.parent
    }
    for region in concepts:
        below = frozenset(each.number for each in concepts if each.parent == region.number)
        if region.attribute == PLACE and below:
            named.setdefault(below, region.number)
    areas = [
        Area(
            number=area,
            kinds="".join(kind for kind in AreaKind if kind in people.areas.kinds[area]),
            members=sorted(int(place) for place in people.areas.members[area]),
            concept=named.get(people.areas.members[area]),
        )
        for area in people.areas
    ]
    return Published(
        number=1,
        policy=policy.to_json(),
        counts={"groups": len(groups)},
        declared_hash="same",
        computed_hash="same",
        concepts=concepts,
        areas=areas,
        circles=[Circle(centre=centre, km=km, area=area) for (centre, km), area in people.circles.items()],
        groups=Groups(
            *(np.ascontiguousarray(groups[name]) for name in ("what", "area", "condition", "at_least"))
        ),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=3386)
    parser.add_argument("--k", type=int, default=5)
    parser.add_argument("--audit", action="store_true", help="run the audit of the inside first")
    options = parser.parse_args()
    policy = Rules(k=options.k)
    people = sample(options.people)
    started = time.perf_counter()
    if options.audit:
        groups = make_groups(
            people=people.people, words=people.words, areas=people.areas, policy=policy, secret=SECRET
        ).groups
    else:
        groups = groups_without_audit(people, policy)
    print(
        f"{len(groups):,} groups of {options.people:,} people, made in {time.perf_counter() - started:.1f} s"
    )
    release = published(people, policy, groups)
    before = _peak()
    report = verify(release)
    print(*lines_of(report), verdict_of(report), sep="\n")
    print(f"peak memory {_peak():.1f} GB, of which {before:.1f} GB while the release was made")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    main()
