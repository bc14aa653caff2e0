"""Finding somebody whose name is encrypted, by whatever is remembered of it."""

import pytest

from profiles.register.find_people import find_people
from profiles.register.models import Candidate
from profiles.register.name_keys import name_keys, sound_of
from tests.factories.register import CandidateFactory

pytestmark = pytest.mark.django_db
PEOPLE = (
    ("WZ-700123", "Thijs", "van der Meijden"),
    ("WZ-700456", "Naïma", "el Amrani"),
    ("WZ-701789", "Anna-Lies", "Janssen-de Groot"),
    ("WZ-702000", "Jan", "Li"),
    ("WZ-702001", "Jan", "Pietersen"),
)


@pytest.fixture(autouse=True)
def people() -> None:
    organisation = CandidateFactory(reference="WZ-1").organisation
    for reference, given, family in PEOPLE:
        CandidateFactory(organisation=organisation, reference=reference, given_name=given, family_name=family)


def names(text: str) -> list[str]:
    return [found.candidate.family_name for found in find_people(Candidate.objects.all(), text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("van der Meijden", "van der Meijden"),
        ("MEIJDEN", "van der Meijden"),
        ("meij", "van der Meijden"),
        ("ijden", "van der Meijden"),
        ("meyden", "van der Meijden"),
        ("thijs meijden", "van der Meijden"),
        ("meijden thijs", "van der Meijden"),
        ("v.d. Meijden", "van der Meijden"),
        ("Tijs Meiden", "van der Meijden"),
        ("naima", "el Amrani"),
        ("amr", "el Amrani"),
        ("jansen", "Janssen-de Groot"),
        ("groot", "Janssen-de Groot"),
        ("jan li", "Li"),
        ("700123", "van der Meijden"),
        ("123", "van der Meijden"),
        ("wz-700456", "el Amrani"),
    ],
)
def test_somebody_is_found_by_what_is_remembered(typed: str, meant: str) -> None:
    assert names(typed)[0] == meant


@pytest.mark.parametrize("typed", ["qwerty", "12", "", " ", "thijs amrani", "xy", "999"])
def test_nobody_is_found_by_what_nobody_is_called(typed: str) -> None:
    assert names(typed) == []


def test_whole_name_comes_before_a_likeness() -> None:
    assert names("jan")[:2] == ["Li", "Pietersen"]
    assert names("jan")[2:] == ["Janssen-de Groot"]


def test_candidates_of_others_are_not_looked_at() -> None:
    assert find_people(Candidate.objects.none(), "thijs") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("meijer", "meyer"), ("jansen", "janssen"), ("smid", "smit"), ("vries", "fries"), ("dijk", "dyk")),
        *(("kuipers", "cuypers"), ("philips", "filips"), ("schmidt", "smit"), ("hendriks", "hendrickx")),
    ],
)
def test_names_that_sound_alike_are_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


def test_keys_hold_no_letter_of_the_name_and_differ_by_key(settings: pytest.FixtureRequest) -> None:
    before = name_keys(names="Thijs van der Meijden", reference="WZ-700123")
    settings.REGISTER_INDEX_KEY = "11" * 32
    after = name_keys(names="Thijs van der Meijden", reference="WZ-700123")
    assert set(before) != set(after)
    assert all(isinstance(key, int) for key in before)


def test_name_that_changed_is_found_by_the_new_one_only() -> None:
    candidate = Candidate.objects.get(name_keys__contains=name_keys(names="", reference="WZ-702000"))
    candidate.family_name = "Brouwers"
    candidate.save()
    assert names("brouwers") == ["Brouwers"]
    assert names("li") == []
