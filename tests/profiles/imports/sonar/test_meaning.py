"""Which words of the project's own vocabulary the cells of an export mean."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.imports.report import Done
from profiles.imports.sonar.reading import (
    Reading,
    mean_education,
    mean_language,
    mean_licences,
    mean_municipality,
    mean_occupation,
    mean_sector,
    mean_transport,
)
from profiles.imports.sonar.words import EDUCATION, SPEAKING, TRANSPORT, WordList
from profiles.vocabulary.matching import Matcher
from tests.profiles.vocabulary.samples import concepts_of


def leaves(attribute: str, own: Mapping[str, str] | None = None) -> WordList:
    return WordList.of([each for each in concepts_of(attribute) if each.parent_id], own)


PLACES = leaves("place")
LEVELS = WordList.of(concepts_of("education"), EDUCATION)
SECTORS = WordList.of(concepts_of("sector"))
LICENCES = leaves("licence")
TRANSPORTS = WordList.of(concepts_of("transport"), TRANSPORT)
LANGUAGES = WordList.of(concepts_of("language"))
OCCUPATIONS = Matcher(concepts_of("occupation"))

READERS: Mapping[str, Callable[[str], Reading]] = {
    "place": lambda text: mean_municipality(text, PLACES),
    "education": lambda text: mean_education(text, LEVELS),
    "sector": lambda text: mean_sector(text, SECTORS),
    "licence": lambda text: mean_licences(text, LICENCES),
    "transport": lambda text: mean_transport(text, TRANSPORTS),
    "language": lambda text: mean_language(text, SPEAKING, LANGUAGES),
    "occupation": lambda text: mean_occupation(text, OCCUPATIONS),
}
CODES = {attribute: {concept.pk: concept.code for concept in concepts_of(attribute)} for attribute in READERS}


def codes(attribute: str, text: str) -> tuple[set[str] | None, Done | None]:
    """Codes that a text means, and what was done with it."""
    reading = READERS[attribute](text)
    if reading.value is None:
        return None, reading.done
    concepts = reading.value if isinstance(reading.value, frozenset) else {reading.value}
    return {CODES[attribute][concept] for concept in concepts}, reading.done


@pytest.mark.parametrize(
    ("text", "code", "done"),
    [
        ("Venlo", "GM0983", None),
        ("Bergen (L.)", "GM0893", None),
        ("GM0983", "GM0983", None),
        ("983", "GM0983", None),
        ("0983", "GM0983", None),
        ("Venlo ", "GM0983", Done.MENDED),
        ("VENLO", "GM0983", Done.MENDED),
        ("Gemeente Venlo", "GM0983", Done.MENDED),
        ("horst a/d maas", "GM1507", Done.MENDED),
        ("Sevenum", "GM1507", Done.MENDED),
        ("Testdorp", None, Done.NOT_USED),
        ("12345", None, Done.NOT_USED),
        ("9999", None, Done.NOT_USED),
        ("Noord-Limburg", None, Done.NOT_USED),
        ("", None, Done.NOT_USED),
    ],
)
def test_municipalities_are_known_by_name_and_code(text: str, code: str | None, done: Done | None) -> None:
    assert codes("place", text) == ({code} if code else None, done)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BASISONDERWIJS", "basisonderwijs"),
        ("PRAKTIJKONDERWIJS", "praktijkonderwijs"),
        ("VSO", "praktijkonderwijs"),
        ("vmbo", "vmbo"),
        ("MBO", "mbo"),
        ("HAVO", "havo-vwo"),
        ("VWO", "havo-vwo"),
        ("HBO/BACHELOR", "hbo"),
        ("WO/MASTER", "wo"),
    ],
)
def test_words_of_sonar_for_education_need_no_remark(text: str, code: str) -> None:
    assert codes("education", text) == ({code}, None)


def test_education_in_own_words_is_mended_when_certain() -> None:
    assert codes("education", "  mbo niveau 2 <b>") == ({"mbo-2"}, Done.MENDED)
    assert codes("education", "iets met dieren") == (None, Done.NOT_USED)
    assert codes("education", "mbo 2 of 3") == (None, Done.NOT_USED)


@pytest.mark.parametrize(
    ("text", "code", "done"),
    [
        ("1", "01", None),
        ("01", "01", None),
        ("52", "52", None),
        ("A", "A", None),
        ("47.11", "47", Done.MENDED),
        ("4711", "47", Done.MENDED),
        ("1110", None, Done.NOT_USED),
        ("99999", None, None),
        ("4", None, Done.NOT_USED),
        ("123456", None, Done.NOT_USED),
        ("NNB", None, Done.NOT_USED),
    ],
)
def test_sectors_are_known_by_sbi_number(text: str, code: str | None, done: Done | None) -> None:
    assert codes("sector", text) == ({code} if code else None, done)


@pytest.mark.parametrize(
    ("text", "expected", "done"),
    [
        ("B", {"B"}, None),
        ("AM,B", {"AM", "B"}, None),
        ("A,B,C,D,BE,CE,DE,T", {"A", "B", "C", "D", "BE", "CE", "DE", "T"}, None),
        ("B+", {"B+"}, None),
        ("B;T", {"B", "T"}, Done.MENDED),
        ("b, am", {"B", "AM"}, Done.MENDED),
        ("B BE", {"B", "BE"}, Done.MENDED),
        ("b-e", {"BE"}, Done.MENDED),
        ("B,Z", {"B"}, Done.NOT_USED),
        ("Z", None, Done.NOT_USED),
        ("ja", None, Done.NOT_USED),
        ("B E", None, Done.NOT_USED),
        ("geen", set(), None),
        ("NNB", None, Done.NOT_USED),
        (",", None, Done.NOT_USED),
    ],
)
def test_licences_are_read_with_any_separator(
    text: str, expected: set[str] | None, done: Done | None
) -> None:
    assert codes("licence", text) == (expected, done)


@pytest.mark.parametrize(
    ("text", "expected", "done"),
    [
        ("AUTO", {"auto"}, None),
        ("Scooter", {"bromfiets"}, None),
        ("OV", {"ov"}, None),
        ("FIETS, OV", {"fiets", "ov"}, None),
        ("elektrische fiets", {"fiets"}, Done.MENDED),
        ("paard", None, Done.NOT_USED),
        ("geen", set(), None),
    ],
)
def test_ways_to_travel_are_read(text: str, expected: set[str] | None, done: Done | None) -> None:
    assert codes("transport", text) == (expected, done)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0", None), ("1", set()), ("2", {"nld-spreken-redelijk"}), ("4", {"nld-spreken-uitstekend"})],
)
def test_level_of_dutch_is_a_fact_from_two_on(text: str, expected: set[str] | None) -> None:
    assert codes("language", text) == (expected, None)


def test_misspelt_occupation_is_mended_and_unsure_is_not_recorded() -> None:
    assert codes("occupation", "Vrachtwagenschaufeur")[1] == Done.MENDED
    assert codes("occupation", "SCHOONMAKER")[1] is None
    assert codes("occupation", "conciërge") == codes("occupation", "Concierge")
    assert codes("occupation", "iets leuks") == (None, Done.NOT_USED)


@pytest.mark.parametrize("attribute", READERS)
@given(text=st.one_of(st.text(), st.text(alphabet="ABCDETamb+,;/ 0123456789.-", max_size=10)))
def test_no_text_makes_reading_fail_or_is_quoted(attribute: str, text: str) -> None:
    reading = READERS[attribute](text)
    assert reading.value is None or CODES[attribute]
    assert reading.done is None or reading.why
    secret = READERS[attribute](f"{text} Zzyzx")
    assert "zzyzx" not in secret.why.casefold()
