"""The steps of a publication one by one, of made-up people."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol

from django.db.models import Model

from explorer.release.models import Area, Circle, PublishedConcept
from explorer.release.shapes import SHAPES
from explorer.release.verification.record import verify_and_record
from profiles.anonymisation.audit import audit
from profiles.anonymisation.closing import groups_of, label
from profiles.anonymisation.counting import count, living
from profiles.anonymisation.policy import Rules
from profiles.anonymisation.release import count_shapes
from profiles.anonymisation.sampling import Sampling
from profiles.anonymisation.tables import Layout
from profiles.publication.write import tidy_up, write_release
from tests.bench.anonymity.population import SECRET, Sample, sample
from tests.database import as_role

REGIONAL = 100_000
"""Up to so many people a release has conditions of circles."""


class Timing(Protocol):
    """Measures steps by name."""

    seconds: dict[str, float]
    used: Callable[[], dict[str, object]]

    def __call__(self, step: str) -> AbstractContextManager[None]: ...


def publish(people: int, *, k: int, on: datetime.date, timed: Timing) -> dict[str, Any]:
    """Make, write and verify a release of so many people; seconds by step and figures of it."""
    # Conditions of circles are two thirds of a country's groups and add little to those of municipalities.
    shapes = {shape.name: shape.name != "circle-condition" or people <= REGIONAL for shape in SHAPES}
    policy = Rules(k=k, shapes=shapes)
    sampling = Sampling(SECRET, rate=policy.sampling_rate)
    made_up = sample(people, sampling=sampling, everywhere=people > 100_000)
    layout = Layout(made_up.words, made_up.areas)
    lives = living(made_up.people, layout)
    thresholds = layout.thresholds(policy.published_shapes, k=k, living=lives)
    with timed("count"):
        matrices = count(made_up.people, layout, thresholds, sampling)
    with timed("label"):
        label(matrices, layout, thresholds, k=k)
    with timed("audit"):
        audited = audit(matrices, layout, thresholds, policy=policy, living=lives)
    with timed("list"):
        groups = groups_of(matrices, layout, thresholds)
    with timed("write"):
        release = write_release(
            number=1,
            rows=_rows(made_up),
            groups=groups,
            policy=policy.to_json(),
            counts={"groups": len(groups)},
            on=on,
            synthetic=True,
        )
    with timed("tidy"):
        tidy_up()
    figures = {
        "k": k,
        "groups": len(groups),
        "shapes": count_shapes(groups, layout, policy),
        "audit": vars(audited),
        "before_verifying": timed.used(),
    }
    del matrices, groups
    # With the rights of the verifier, in this process: its memory is measured too.
    with timed("verify"), as_role("explorer_verifier", "explorer"):
        found = verify_and_record(release=release)
    if found.violations:
        raise RuntimeError(f"{found.violations} violations: {found.report['violations'][:3]}")
    return {**figures, "seconds": timed.seconds, **timed.used()}


def _rows(made_up: Sample) -> Iterator[Model]:
    """The words, areas and circles of a release."""
    for number, (attribute, code) in enumerate(made_up.codes):
        if number:
            yield PublishedConcept(
                number=number,
                attribute=attribute,
                code=code,
                label_nl=made_up.labels[number],
                label_en=made_up.labels[number],
                parent=int(made_up.words.parents[number]) or None,
                latitude=made_up.points.get(number, (None, None))[0],
                longitude=made_up.points.get(number, (None, None))[1],
            )
    names = {frozenset([number]): number for number in made_up.points}
    for region in {int(made_up.words.parents[number]) for number in made_up.points}:
        names[frozenset(n for n in made_up.points if made_up.words.parents[n] == region)] = region
    for number in made_up.areas:
        members = made_up.areas.members[number]
        yield Area(
            number=number,
            kinds=made_up.areas.kinds[number],
            members=sorted(members),
            concept=names.get(members),
        )
    for (centre, km), area in made_up.circles.items():
        yield Circle(centre=centre, km=km, area=area)
