"""ESCO's official files are read, checked and linked to what the vocabulary has."""

from pathlib import Path
from time import process_time

import pytest

from profiles.vocabulary.csv_lines import MOST_BYTES
from profiles.vocabulary.files import DATA, read_vocabulary
from profiles.vocabulary.linking import load_esco
from profiles.vocabulary.matching import Matcher
from profiles.vocabulary.merge import merge
from profiles.vocabulary.models import Concept
from profiles.vocabulary.rows import ConceptRow, VocabularyError

pytestmark = pytest.mark.django_db

BASE = "http://data.europa.eu/esco"
GROUPS = f"conceptUri,code,preferredLabel\n{BASE}/isco/C8344,8344,Heftruckbestuurders\n"
OCCUPATIONS = f"""conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,code
{BASE}/occupation/1,8344,heftruckchauffeur,"heftruckrijder
bestuurder/bestuurster",vorkheftruckman,released,8344.1
{BASE}/occupation/3,8344,reachtruckchauffeur,,,released,8344.1.1
{BASE}/occupation/4,8344,vroeger beroep,,,deprecated,8344.9
"""
SKILLS = f"""conceptUri,preferredLabel,code
{BASE}/skill/s1,schoonmaken,S6.11
{BASE}/skill/s2,verplaatsen en tillen,S6.2
{BASE}/isced-f/00,schoonmaken,00
"""
ENGLISH = f"""conceptUri,iscoGroup,preferredLabel,altLabels,status
{BASE}/occupation/1,8344,forklift driver,truck driver,released
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three small files, and a vocabulary they fit."""
    (tmp_path / "ISCOGroups_nl.csv").write_text(GROUPS)
    (tmp_path / "occupations_nl.csv").write_text(OCCUPATIONS)
    (tmp_path / "esco_skillGroups_nl.csv").write_text(SKILLS)
    named = {"label_nl": "Iets", "label_en": "Something"}
    merge(
        [
            ConceptRow("occupation", "8344", named, origin="eigen"),
            ConceptRow("skill", "poetsen", named | {"label_nl": "Schoonmaken"}, origin="eigen"),
            ConceptRow("skill", "heftruck-en-intern-transport", named, origin="eigen"),
        ]
    )
    return tmp_path


def concept(code: str) -> Concept:
    return Concept.objects.get(code=code)


def test_occupation_stands_below_its_unit_group(folder: Path) -> None:
    load_esco(folder)
    occupation = concept("8344.1")
    assert occupation.parent == concept("8344")
    assert (occupation.label_nl, occupation.scheme) == ("Heftruckchauffeur", "esco")
    assert occupation.uri == f"{BASE}/occupation/1"
    names = ["heftruckrijder", "bestuurder/bestuurster", "bestuurder", "bestuurster", "vorkheftruckman"]
    assert occupation.synonyms_nl == names


def test_specialisation_stands_below_its_occupation(folder: Path) -> None:
    load_esco(folder)
    assert concept("8344.1.1").parent == concept("8344.1")


def test_deprecated_occupation_is_passed_over(folder: Path) -> None:
    load_esco(folder)
    assert not Concept.objects.filter(code="8344.9").exists()


def test_isco_group_and_skills_are_linked(folder: Path) -> None:
    load_esco(folder)
    assert concept("8344").uri == f"{BASE}/isco/C8344"
    assert concept("poetsen").uri == f"{BASE}/skill/s1"
    assert concept("heftruck-en-intern-transport").uri == f"{BASE}/skill/s2"
    assert Concept.objects.of("skill").count() == 2


def test_dutch_stands_in_for_missing_english(folder: Path) -> None:
    load_esco(folder)
    assert concept("8344.1").label_en == "Heftruckchauffeur"
    (folder / "occupations_en.csv").write_text(ENGLISH)
    assert load_esco(folder).updated == 1
    assert (concept("8344.1").label_en, concept("8344.1").synonyms_en) == (
        "Forklift driver",
        ["truck driver"],
    )


def test_second_load_keeps_edits_and_changes_nothing(folder: Path) -> None:
    load_esco(folder)
    Concept.objects.filter(code="8344.1").update(label_nl="Eigen woord")
    summary = load_esco(folder)
    assert (summary.created, summary.updated, summary.kept) == (0, 0, 1)
    assert concept("8344.1").label_nl == "Eigen woord"


def test_occupation_without_a_code_is_known_by_its_uri(folder: Path) -> None:
    (folder / "occupations_nl.csv").write_text(OCCUPATIONS.replace("8344.1.1", ""))
    load_esco(folder)
    assert concept("3").parent == concept("8344")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("ISCOGroups_nl.csv", GROUPS.replace("8344", "9999"), r"line 2: ISCO group “9999” is not in the voc"),
        ("ISCOGroups_nl.csv", "a,b\n1,2\n", "line 1: lacks the columns conceptUri, code, preferredLabel"),
        ("ISCOGroups_nl.csv", "", "line 1: lacks the columns"),
        (
            "occupations_nl.csv",
            OCCUPATIONS.replace("8344.1.1", "8344.1"),
            r"line 4: code “8344.1” was already",
        ),
        ("occupations_nl.csv", OCCUPATIONS.replace("8344.1.1", "9333.1"), "line 4: .* does not extend ISCO"),
        ("occupations_nl.csv", OCCUPATIONS.replace(",8344,", ",7777,").replace(",8344.", ",7777."), "7777"),
        ("occupations_nl.csv", OCCUPATIONS.replace(BASE, "javascript:"), "line 3: .* is no uri of ESCO"),
        ("occupations_nl.csv", OCCUPATIONS.replace("heftruckrijder", "x" * 201), "line 3: a label is longer"),
        (
            "occupations_nl.csv",
            OCCUPATIONS.replace("heftruckchauffeur", ""),
            "line 3: preferredLabel is empty",
        ),
        ("occupations_nl.csv", OCCUPATIONS.replace("heftruckrijder", "x" * 200_000), "is no CSV"),
        ("occupations_nl.csv", f"{OCCUPATIONS}a,b\n", "line 6: 2 cells instead of 7"),
        ("occupations_nl.csv", f'{OCCUPATIONS}"', "is no CSV"),
    ],
)
def test_hostile_file_changes_nothing(folder: Path, name: str, content: str, fault: str) -> None:
    (folder / name).write_text(content)
    with pytest.raises(VocabularyError, match=rf"^{name}, .*{fault}"):
        load_esco(folder)
    assert Concept.objects.count() == 3
    assert not Concept.objects.exclude(uri="").exists()


def test_file_that_is_far_too_large_is_refused(folder: Path) -> None:
    with (folder / "occupations_nl.csv").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(VocabularyError, match=r"occupations_nl\.csv: is larger than 100 MB"):
        load_esco(folder)


def test_folder_in_place_of_a_file_is_refused(folder: Path) -> None:
    (folder / "occupations_nl.csv").unlink()
    (folder / "occupations_nl.csv").mkdir()
    with pytest.raises(VocabularyError, match=r"occupations_nl\.csv: cannot be read"):
        load_esco(folder)


def test_official_files_load_in_a_few_seconds(shared_data: Path) -> None:
    own = merge(read_vocabulary(DATA))
    before = process_time()
    summary = load_esco(shared_data)
    assert process_time() - before < 15
    assert (summary.created, summary.kept) == (3039, 0)
    assert Concept.objects.of("skill").exclude(uri="").count() >= 90
    assert Concept.objects.of("occupation").filter(uri="").count() == 0
    assert load_esco(shared_data).updated == 0
    assert merge(read_vocabulary(DATA)).unchanged == own.created


def test_own_words_lead_to_the_same_group_after_esco(shared_data: Path) -> None:
    merge(read_vocabulary(DATA))
    occupations = Concept.objects.of("occupation")
    own = {concept.code: concept.synonyms_nl for concept in occupations if len(concept.code) == 4}
    load_esco(shared_data)
    matcher = Matcher(occupations.all())
    led_away = [
        (word, match.concept)
        for code, words in own.items()
        for word in words
        if not (match := matcher.match(word)).concept or not match.concept.code.startswith(code)
    ]
    assert led_away == []
