"""The checksum covers all that a release holds, and says the same for the same content."""

import datetime
import hashlib
from typing import Any

import pytest

from explorer.release.content import content_hash, recompute
from explorer.release.models import PublishedConcept, PublishedProfile, Release
from tests.database import as_owner

ROWS = [(1, [0]), (2, [0, 1])]


def release(**changes: Any) -> Release:
    given = {
        "number": 7,
        "policy": {"m": 1, "k": 5},
        "counts": {"people": 3},
        "released_on": datetime.date(2026, 11, 23),
    }
    return Release(**given | changes)


def concepts(**changes: Any) -> list[PublishedConcept]:
    given = {"number": 1, "attribute": "task", "code": "b", "label_nl": "Bé", "label_en": "B", "parent": 0}
    first = {
        "number": 0,
        "attribute": "task",
        "code": "a",
        "label_nl": "A",
        "label_en": "A",
        "latitude": 51.5,
    }
    return [PublishedConcept(**first), PublishedConcept(**given | changes)]


def test_text_is_as_documented() -> None:
    text = (
        '{"counts":{"people":3},"number":7,"policy":{"k":5,"m":1},"released_on":"2026-11-23","synthetic":false}\n'
        '[0,"task","a","A","A",[],[],null,51.5,null]\n'
        '[1,"task","b","Bé","B",[],[],0,null,null]\n'
        "[0,1,[0]]\n"
        "[1,2,[0,1]]\n"
    )
    expected = hashlib.sha256(text.encode()).hexdigest()
    assert content_hash(release=release(), concepts=concepts(), rows=ROWS) == expected


@pytest.mark.parametrize(
    "changed",
    [
        {"release": release(policy={"k": 4, "m": 1})},
        {"release": release(synthetic=True)},
        {"concepts": concepts(label_nl="Be")},
        {"concepts": concepts(parent=None)},
        {"concepts": concepts(synonyms_en=["bee"])},
        {"rows": [(1, [0]), (3, [0, 1])]},
        {"rows": [(1, [0]), (2, [1])]},
        {"rows": ROWS[::-1]},
        {"rows": ROWS[:1]},
    ],
)
def test_any_change_changes_the_checksum(changed: dict[str, Any]) -> None:
    before = {"release": release(), "concepts": concepts(), "rows": ROWS}
    assert content_hash(**before) != content_hash(**before | changed)


def test_state_is_no_content() -> None:
    shown = release(state=Release.State.ACTIVE)
    assert content_hash(release=shown, concepts=[], rows=[]) == content_hash(
        release=release(), concepts=[], rows=[]
    )


@pytest.mark.django_db
def test_outside_can_recompute_it() -> None:
    stored = release()
    stored.content_hash = content_hash(release=stored, concepts=concepts(), rows=ROWS)
    with as_owner():
        stored.save()
        for concept in concepts():
            concept.release = stored
            concept.save()
        for number, (people, facts) in reversed(list(enumerate(ROWS))):
            PublishedProfile.objects.create(release=stored, number=number, people=people, facts=facts)
    assert recompute(Release.objects.get()) == stored.content_hash
