"""The words by which a concept is known."""

from profiles.vocabulary.models import Concept
from profiles.vocabulary.terms import terms_of


def test_term_knows_whose_name_it_is() -> None:
    concept = Concept(pk=1, label_nl="Lassers", label_en="Welders", synonyms_nl=["lasser", "lassers"])
    found = [(term.text, term.is_label, term.language) for term in terms_of([concept])]
    assert found == [("Lassers", True, "nl"), ("Welders", True, "en"), ("lasser", False, "nl")]
