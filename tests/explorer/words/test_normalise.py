"""One spelling for what people write in many ways."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.words.normalise import compact, normalise


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  Conciërge ", "concierge"),
        ("Data-invoer medewerker", "data invoer medewerker"),
        ("horst a/d maas", "horst a d maas"),
        ("Schilders e.d.", "schilders"),
        ("Verkoper (m/v/x)", "verkoper"),
        ("peel & maas", "peel en maas"),
        ("mbo <b>niveau</b> 2", "mbo niveau 2"),
        ("B+", "b+"),
        ("C#", "c#"),
        ("ＨＢＯ", "hbo"),
        ("0:_0", "0 0"),
        ("a\0b", "a b"),
        ("…", ""),
    ],
)
def test_spelling_is_plain(text: str, normal: str) -> None:
    assert normalise(text) == normal


def test_compact_text_has_no_spaces() -> None:
    assert compact("heftruck chauffeur") == "heftruckchauffeur"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_words_are_parted_by_one_space(text: str) -> None:
    normal = normalise(text)
    assert normal == normal.strip()
    assert "  " not in normal
