"""The checksum covers all that a release holds, and is the same for the same content."""

import datetime
import hashlib
import struct
from typing import Any

import pytest

from explorer.release.content import content_hash
from explorer.release.models import Area, PublishedConcept, Release, Title
from explorer.release.verification.read import read
from tests.factories.releases import publish

GROUPS = [(0, 1, 0, 10), (1, 1, 2, 5)]


def release(**changes: Any) -> Release:
    given = {
        "number": 7,
        "policy": {"sampling_rate": 0.05, "k": 5},
        "counts": {"groups": 2},
        "released_on": datetime.date(2026, 11, 23),
    }
    return Release(**given | changes)


def rows(**changes: Any) -> list[Any]:
    concept = {"number": 2, "attribute": "task", "code": "b", "label_nl": "Bé", "label_en": "B", "parent": 1}
    return [
        PublishedConcept(number=1, attribute="task", code="a", label_nl="A", label_en="A", latitude=51.5),
        PublishedConcept(**concept | changes),
        Area(number=1, kinds="MC", members=[1], concept=1),
    ]


def packed(groups: list[tuple[int, int, int, int]] = GROUPS) -> list[bytes]:
    return [struct.pack("<HHHI", *group) for group in groups]


def test_text_is_as_documented() -> None:
    text = (
        '{"counts":{"groups":2},"number":7,"policy":{"k":5,"sampling_rate":0.05},'
        '"released_on":"2026-11-23","synthetic":false}\n'
        '["area",1,"MC",[1],1]\n'
        '["publishedconcept",1,"task","a","A","A","","",false,[],[],null,51.5,null]\n'
        '["publishedconcept",2,"task","b","Bé","B","","",false,[],[],1,null,null]\n'
    )
    groups = bytes.fromhex("0000 0100 0000 0a000000  0100 0100 0200 05000000")
    expected = hashlib.sha256(text.encode() + groups).hexdigest()
    assert content_hash(release=release(), rows=rows(), groups=packed()) == expected


@pytest.mark.parametrize(
    "changed",
    [
        {"release": release(policy={"k": 4, "sampling_rate": 0.05})},
        {"release": release(synthetic=True)},
        {"release": release(counts={"groups": 3})},
        {"rows": rows(label_nl="Be")},
        {"rows": rows(display_nl="Bé!")},
        {"rows": rows(parent=None)},
        {"rows": rows(synonyms_en=["bee"])},
        {"rows": rows()[:-1]},
        {"rows": [*rows(), Title(occupation=1, title="", concepts=[2])]},
        {"groups": packed([(0, 1, 0, 10), (1, 1, 2, 10)])},
        {"groups": packed([(0, 1, 0, 10), (1, 2, 2, 5)])},
        {"groups": packed(GROUPS[::-1])},
        {"groups": packed(GROUPS[:1])},
    ],
)
def test_any_change_changes_the_checksum(changed: dict[str, Any]) -> None:
    before = {"release": release(), "rows": rows(), "groups": packed()}
    assert content_hash(**before) != content_hash(**before | changed)


def test_state_is_no_content() -> None:
    shown = release(state=Release.State.ACTIVE)
    assert content_hash(release=shown, rows=[], groups=[]) == content_hash(
        release=release(), rows=[], groups=[]
    )


def test_order_of_words_and_size_of_pieces_do_not_matter() -> None:
    whole = content_hash(release=release(), rows=rows()[::-1], groups=[b"".join(packed())])
    assert whole == content_hash(release=release(), rows=rows(), groups=packed())


@pytest.mark.django_db
def test_outside_can_recompute_it() -> None:
    stored = publish([(50, [("place", "GM0983"), ("task", "snoeien")])])
    assert read(Release.objects.get()).computed_hash == stored.content_hash
