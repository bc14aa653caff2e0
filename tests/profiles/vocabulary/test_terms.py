"""One spelling for what people write in many ways."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.vocabulary.models import Concept
from profiles.vocabulary.terms import terms_of


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("  Conciërge ", "concierge"),
        ("Data-invoer medewerker", "data invoer medewerker"),
        ("horst a/d maas", "horst a d maas"),
        ("Schilders e.d.", "schilders"),
        ("Verkoper (m/v/x)", "verkoper"),
        ("peel & maas", "peel en maas"),
        ("mbo <b>niveau</b> 2", "mbo niveau 2"),
        ("B+", "b+"),
        ("ＨＢＯ", "hbo"),
        ("0:_0", "0 0"),
        ("…", ""),
    ],
)
def test_spelling_is_plain(text: str, spelling: str) -> None:
    assert normalise(text) == spelling


@settings(deadline=None)
@given(st.text(max_size=60))
def test_spelling_is_stable(text: str) -> None:
    once = normalise(text)
    assert once == once.strip()
    assert "  " not in once


def test_term_knows_whose_name_it_is() -> None:
    concept = Concept(pk=1, label_nl="Lassers", label_en="Welders", synonyms_nl=["lasser", "lassers"])
    found = [(term.text, term.is_label, term.language) for term in terms_of([concept])]
    assert found == [("Lassers", True, "nl"), ("Welders", True, "en"), ("lasser", False, "nl")]
