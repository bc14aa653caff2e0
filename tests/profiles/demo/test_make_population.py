"""The made-up people in the register, written under the role of production."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count

from profiles.demo.population import people
from profiles.register.models import Candidate, Desk, Organisation, Profile, ProfileFact, RegisterTotal
from profiles.vocabulary.models import Concept
from tests.profiles.demo.test_population import PUBLISHED_TABLE, TODAY

pytestmark = pytest.mark.django_db


def make(**options: object) -> str:
    output = StringIO()
    call_command("make_population", **{"seed": 1, "today": TODAY, "stdout": output, **options})
    return output.getvalue()


@pytest.fixture
def vocabulary() -> None:
    call_command("load_vocabulary", stdout=StringIO())


@pytest.mark.usefixtures("vocabulary")
def test_register_holds_the_table_cell_by_cell() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("register_web",)
    output = make()
    assert "3,386 of 3,386" in output and "2,329 profiles" in output

    rows = Candidate.objects.values_list("municipality__code", "organisation__kind").order_by()
    counts = {row[:2]: row[2:] for row in rows.annotate(people=Count("id"), made=Count("profile"))}
    for code, figures in PUBLISHED_TABLE.items():
        people_and_profiles = [counts[code, kind] for kind in ("gemeente", "uwv")]
        assert tuple(n for both, made in people_and_profiles for n in (made, both - made)) == figures
    assert Candidate.objects.count() == 3386
    assert 1400 <= Profile.objects.publishable(on=TODAY).count() <= 1900
    assert Profile.objects.stale(on=TODAY).exists() and Profile.objects.incomplete().exists()


@pytest.mark.usefixtures("vocabulary")
def test_houses_and_register_total_come_with_the_people() -> None:
    make(people=400)
    names = set(Organisation.objects.values_list("name", flat=True))
    assert names == {
        *("Gemeente Beesel", "Gemeente Bergen (L.)", "Gemeente Gennep", "Gemeente Horst aan de Maas"),
        *("Gemeente Peel en Maas", "Gemeente Venlo", "Gemeente Venray", "UWV Noord-Limburg"),
    }
    desk = Desk.objects.get()
    assert desk.email.endswith("@example.org")
    assert Organisation.objects.filter(desk=desk, region=desk.region).count() == 8
    total = RegisterTotal.objects.get()
    assert (total.region.label_nl, total.people, total.counted_on) == (
        "Noord-Limburg",
        4340,
        datetime.date(2026, 11, 1),
    )


@pytest.mark.usefixtures("vocabulary")
def test_person_in_the_register_is_the_person_made() -> None:
    make(people=40)
    for person in people(seed=1, today=TODAY, n=40):
        candidate = Candidate.objects.with_reference(person.reference).get()
        assert candidate.reference == person.reference
        assert hasattr(candidate, "profile") == bool(person.profile)
        if not person.profile:
            continue
        held = candidate.profile.facts.values_list("concept__attribute", "concept__code")
        assert set(held) == {(name, code) for name, codes in person.profile.facts.items() for code in codes}
        assert candidate.profile.confirmed_on == person.profile.confirmed_on
        assert candidate.profile.not_applicable == list(person.profile.not_applicable)


@pytest.mark.usefixtures("vocabulary")
def test_no_person_has_a_name_or_an_address() -> None:
    make(people=40)
    for candidate in Candidate.objects.select_related("profile"):
        assert not (candidate.given_name or candidate.family_name or candidate.email or candidate.phone)
        assert candidate.family_name_index == ""
    assert not any(note for note in Profile.objects.values_list("note", flat=True))


@pytest.mark.usefixtures("vocabulary")
def test_history_knows_where_each_fact_came_from() -> None:
    make(people=40)
    event = ProfileFact._meta.get_field("id").model.pgh_event_model
    assert event.objects.filter(pgh_label="insert").count() == ProfileFact.objects.count() > 0


@pytest.mark.usefixtures("vocabulary")
def test_second_run_is_refused_and_changes_nothing() -> None:
    make(people=40)
    before = list(Candidate.objects.values_list("id", "reference_index"))
    with pytest.raises(CommandError, match=r"already holds people.*--add"):
        make(people=40)
    assert list(Candidate.objects.values_list("id", "reference_index")) == before


@pytest.mark.usefixtures("vocabulary")
def test_added_people_stand_beside_those_there_were() -> None:
    make(people=40)
    Candidate.objects.first().delete()  # type: ignore[union-attr]
    before = set(Candidate.objects.values_list("id", flat=True))
    make(people=30, add=True)
    assert before < set(Candidate.objects.values_list("id", flat=True))
    references = [candidate.reference for candidate in Candidate.objects.all()]
    assert len(references) == len(set(references)) == 69
    assert Desk.objects.count() == RegisterTotal.objects.count() == 1


def test_empty_vocabulary_is_named_as_the_reason() -> None:
    with pytest.raises(CommandError, match="load_vocabulary"):
        make(people=40)
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("vocabulary")
def test_word_an_admin_ended_is_not_used() -> None:
    Concept.objects.filter(attribute="task", code="orderpicken").update(valid_until=datetime.date(2020, 1, 1))
    make(people=400)
    assert not ProfileFact.objects.filter(concept__code="orderpicken", concept__attribute="task").exists()
    assert ProfileFact.objects.filter(concept__code="inpakken-en-sorteren").exists()


@pytest.mark.parametrize(
    ("option", "value"), [("--people", "0"), ("--people", "veel"), ("--today", "31-12-2026")]
)
def test_unreadable_option_is_refused(option: str, value: str) -> None:
    with pytest.raises(CommandError, match=value):
        call_command("make_population", "--seed", "1", option, value)
