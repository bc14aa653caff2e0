"""Words of one root meet; words of another do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.words.stem import split_compound, stem


@pytest.mark.parametrize(
    "words",
    [
        "schoonmaken schoonmaker schoonmakers schoonmaakster schoonmaaksters schoonmaak",
        "verkopen verkoper verkoopster verkoopsters verkoop",
        "naaien naaier naaister naaisters",
        "lassen lasser lassers lasster las",
        "monteren monteur monteurs",
        "repareren reparateur reparatie reparaties",
        "sorteren sorteerder sorteerders sorteerster",
        "bedienen bediening",
        "metselen metselaar metselaars",
        "kok koks kokkin kokkinnen koken",
        "huis huizen",
        "fiets fietsen",
        "receptionist receptioniste receptionistes",
        "directeur directrice",
        "masseur masseuse",
        "pakket pakketten pakketje pakjes",
        "cleaning cleaner cleaners clean",
        "window windows",
    ],
)
def test_forms_of_one_word_have_one_root(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lassen", "wassen"),
        ("meester", "meeste"),
        ("kas", "kassa"),
        ("dozen", "doseren"),
        ("server", "serveren"),
        ("b+", "b"),
        ("mbo2", "mbo3"),
    ],
)
def test_other_words_have_another_root(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("keukenhulp", ("keuken", "hulp")),
        ("kinderopvang", ("kinder", "opvang")),
        ("kassenwerk", ("kassen", "werk")),
        ("kokshulp", ("koks", "hulp")),
        ("fietsenmaker", ("fietsenmaker",)),
        ("hulp", ("hulp",)),
    ],
)
def test_compound_is_cut_by_known_words(word: str, parts: tuple[str, ...]) -> None:
    known = {stem(each) for each in ("keuken", "hulp", "kinderen", "opvang", "kassen", "werk", "koks")}
    assert split_compound(word, known, {"kok", "kas"}) == parts


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_word_has_a_root(word: str) -> None:
    assert len(stem(word)) <= max(len(word), len("pakket"))
