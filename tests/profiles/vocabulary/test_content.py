"""What stands in the vocabulary files, read as they are: no database, no loader."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import profiles.vocabulary

DATA = Path(profiles.vocabulary.__file__).parent / "data"
HEADER = [
    *["code", "parent", "scheme", "uri", "label_nl", "label_en", "synonyms_nl", "synonyms_en"],
    *["valid_from", "valid_until", "latitude", "longitude"],
]
MINIMUM_LEAVES = {
    "sector": 88,
    "task": 40,
    "skill": 250,
    "competence": 25,
    "affinity": 20,
    "language": 30,
    "licence": 16,
    "transport": 7,
    "distance": 9,
    "worktime": 28,
    "contract": 6,
}
MINIMUM_GROUPS = {"sector": 21, "task": 10, "skill": 30}
SLUGGED = ("task", "skill", "affinity", "worktime", "language")
# An employer must not be able to read health, benefit or legal ground from a list.
FORBIDDEN = re.compile(
    r"wajong|wsw|participatiewet|wia\b|uitkering|bijstand|loonkosten|loondispensatie|doelgroep|banenafspraak"
    r"|beperking|handicap|arbeidsongeschikt|diagnos|prikkel|autis|adhd|psych|verslav|stoornis|rolstoel"
    r"|slechthorend|slechtziend|medicat|medicijn|re-?integrat|beschut|jobcoach|dagbesteding|indicatie"
    r"|disab|benefit|impair|autism|wheelchair|illness|mental health|sheltered",
    re.IGNORECASE,
)


def rows_of(attribute: str) -> list[dict[str, str]]:
    with (DATA / f"{attribute}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def leaves_of(attribute: str) -> list[dict[str, str]]:
    rows = rows_of(attribute)
    parents = {row["parent"] for row in rows}
    return [row for row in rows if row["code"] not in parents]


@pytest.mark.parametrize("attribute", MINIMUM_LEAVES)
def test_file_has_the_agreed_header(attribute: str) -> None:
    first = (DATA / f"{attribute}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert first.split(",") == HEADER


@pytest.mark.parametrize(("attribute", "minimum"), MINIMUM_LEAVES.items())
def test_list_is_long_enough(attribute: str, minimum: int) -> None:
    assert len(leaves_of(attribute)) >= minimum


@pytest.mark.parametrize(("attribute", "minimum"), MINIMUM_GROUPS.items())
def test_list_has_enough_groups(attribute: str, minimum: int) -> None:
    assert len([row for row in rows_of(attribute) if not row["parent"]]) >= minimum


@pytest.mark.parametrize("attribute", MINIMUM_LEAVES)
def test_each_code_stands_once(attribute: str) -> None:
    twice = [code for code, times in Counter(row["code"] for row in rows_of(attribute)).items() if times > 1]
    assert twice == []


@pytest.mark.parametrize("attribute", MINIMUM_LEAVES)
def test_parents_come_before_their_children(attribute: str) -> None:
    seen = {""}
    for row in rows_of(attribute):
        assert row["parent"] in seen, row["code"]
        seen.add(row["code"])


@pytest.mark.parametrize("attribute", MINIMUM_LEAVES)
def test_labels_are_there_in_both_languages(attribute: str) -> None:
    for row in rows_of(attribute):
        for label in (row["label_nl"], row["label_en"]):
            assert label == label.strip() and 1 < len(label) <= 200, row["code"]
            assert label[0] == label[0].upper(), label


@pytest.mark.parametrize("attribute", MINIMUM_LEAVES)
@pytest.mark.parametrize("language", ["label_nl", "label_en"])
def test_labels_differ_under_one_parent(attribute: str, language: str) -> None:
    labels = Counter((row["parent"], row[language].casefold()) for row in rows_of(attribute))
    assert [label for label, times in labels.items() if times > 1] == []


@pytest.mark.parametrize("attribute", SLUGGED)
def test_own_codes_are_slugs(attribute: str) -> None:
    for row in rows_of(attribute):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["code"]) and len(row["code"]) <= 60, row["code"]


@pytest.mark.parametrize("attribute", MINIMUM_LEAVES)
def test_nothing_hints_at_health_or_benefit(attribute: str) -> None:
    for row in rows_of(attribute):
        words = " ".join(row[name] for name in ("label_nl", "label_en", "synonyms_nl", "synonyms_en"))
        assert not FORBIDDEN.search(words), row["code"]


@pytest.mark.parametrize("attribute", MINIMUM_LEAVES)
def test_synonyms_add_to_the_label(attribute: str) -> None:
    for row in rows_of(attribute):
        for language in ("nl", "en"):
            synonyms = [word for word in row[f"synonyms_{language}"].split("|") if word]
            assert len(synonyms) == len(set(synonyms)), row["code"]
            assert row[f"label_{language}"] not in synonyms, row["code"]
            assert all(word == word.strip() for word in synonyms), row["code"]


@pytest.mark.parametrize("attribute", ["task", "skill"])
def test_nearly_every_leaf_has_a_word_people_type(attribute: str) -> None:
    leaves = leaves_of(attribute)
    assert sum(bool(row["synonyms_nl"]) for row in leaves) > 0.9 * len(leaves)


def test_competences_carry_the_codes_of_the_standard() -> None:
    codes = {int(row["code"]) for row in leaves_of("competence")}
    assert codes == set(range(24100, 24127)) - {24103, 24117}


def test_levels_of_a_language_form_a_chain() -> None:
    parents = {row["code"]: row["parent"] for row in rows_of("language")}
    for code in (code for code in parents if "-" not in code):
        for part in ("spreken", "schrijven"):
            chain = [f"{code}-{part}-{level}" for level in ("uitstekend", "goed", "redelijk")]
            assert [parents[step] for step in chain] == [*chain[1:], f"{code}-{part}"]
            assert parents[f"{code}-{part}"] == code


def test_worktime_holds_each_part_of_each_day() -> None:
    days = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
    codes = {row["code"] for row in rows_of("worktime")}
    assert codes >= {f"{day}-{part}" for day in days for part in ("ochtend", "middag", "avond", "nacht")}
