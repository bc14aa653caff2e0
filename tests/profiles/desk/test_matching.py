"""Who fits: the statement equals plain Python, and nobody is on the list who may not be."""

import datetime
import random

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.desk.matching import PER_PAGE, CriterionVerdict, who_fits
from profiles.desk.models import NoGoEmployer
from profiles.desk.wish import PARAMETERS, wish_of_query
from profiles.register.models import Candidate, Profile
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import Tree, load_tree
from tests.factories.register import (
    TODAY,
    CandidateFactory,
    OrganisationFactory,
    ProfileFactory,
    RegionFactory,
)
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import WORDS, ConceptFactory, small_vocabulary
from tests.profiles.desk import plain

pytestmark = pytest.mark.django_db
POINTS = {"GM0983": (51.37, 6.17), "GM0889": (51.27, 6.04), "GM1507": (51.45, 6.05)}


@pytest.fixture
def tree() -> Tree:
    small_vocabulary()
    for code, (latitude, longitude) in POINTS.items():
        Concept.objects.filter(code=code).update(latitude=latitude, longitude=longitude)
    return load_tree(on=TODAY)


@pytest.fixture
def region(tree: Tree) -> int:
    found = tree.find("place", "AM31")
    assert found
    return found.pk


def person(
    tree: Tree, *words: str, region: str = "AM31", place: str | None = "GM0983", **fields: object
) -> Profile:
    """Somebody released, with facts written attribute:code."""
    facts = [tree.find(*word.split(":", 1)) for word in words]
    organisation = OrganisationFactory(region=RegionFactory(code=region))
    candidate = CandidateFactory(
        organisation=organisation, municipality=tree.find("place", place) if place else None
    )
    return ProfileFactory(candidate=candidate, published=True, facts=facts, **fields)


def fits(
    tree: Tree, query: str, region: int, **more: object
) -> list[tuple[int, tuple[CriterionVerdict, ...]]]:
    page = who_fits(tree, wish_of_query(tree, query), regions=[region], on=TODAY, **more)
    return [(row.candidate.pk, row.verdicts) for row in page.rows]


def test_each_criterion_says_yes_no_or_unknown(tree: Tree, region: int) -> None:
    whole = person(tree, "task:orderpicken", "licence:B", hours_min=24, hours_max=28)
    other = person(tree, "task:orderpicken", "licence:AM", hours_min=8, hours_max=12)
    open_one = person(tree, "task:orderpicken")
    found = fits(tree, "taak=orderpicken&uren=24-32&rijbewijs=B", region)
    assert found == [
        (whole.candidate_id, (2, 2, 2)),
        (open_one.candidate_id, (2, 1, 1)),
        (other.candidate_id, (2, 0, 0)),
    ]


def test_rather_not_leaves_a_day_part_open_and_says_so(tree: Tree, region: int) -> None:
    heading = ConceptFactory(attribute="worktime", code="zondag")
    for part in ("ochtend", "nacht"):
        ConceptFactory(attribute="worktime", code=f"zondag-{part}", parent=heading)
    tree = load_tree(on=TODAY)
    works = person(tree, "task:orderpicken", "worktime:zondag-nacht", rather_not=["zondag-nacht"])
    rather_not = person(tree, "task:orderpicken", "worktime:zondag-ochtend", rather_not=["zondag-nacht"])
    never = person(tree, "task:orderpicken", "worktime:zondag-ochtend")
    page = who_fits(
        tree, wish_of_query(tree, "taak=orderpicken&werktijd=zondag-nacht"), regions=[region], on=TODAY
    )
    assert [(row.candidate.pk, row.verdicts[1]) for row in page.rows] == [
        (works.candidate_id, CriterionVerdict.YES),
        (rather_not.candidate_id, CriterionVerdict.RATHER_NOT),
        (never.candidate_id, CriterionVerdict.NO),
    ]
    assert (page.fitting, page.perhaps) == (1, 1)


def test_group_of_tasks_leaves_a_task_open(tree: Tree, region: int) -> None:
    person(tree, "task:groen-onderhouden")
    wide = person(tree, "task:magazijn-en-logistiek")
    unknown = person(tree, "skill:heftruck-rijden")
    assert fits(tree, "taak=orderpicken", region) == [(wide.candidate_id, (1,)), (unknown.candidate_id, (1,))]
    assert fits(tree, "taak=magazijn-en-logistiek", region)[0] == (wide.candidate_id, (2,))


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "paused"},
        {"state": "placed"},
        {"state": "withdrawn"},
    ],
)
def test_who_is_not_available_is_never_listed(tree: Tree, region: int, fields: dict[str, object]) -> None:
    profile = person(tree, "task:orderpicken")
    Profile.objects.filter(pk=profile.pk).update(**fields)
    assert fits(tree, "taak=orderpicken", region) == []


@pytest.mark.parametrize("state", ["withdrawn", "draft"])
def test_who_objected_is_never_listed(tree: Tree, region: int, state: str) -> None:
    """The objection belongs to the person; the profile has it of them."""
    profile = person(tree, "task:orderpicken")
    Candidate.objects.filter(pk=profile.candidate_id).update(objected_on=TODAY)
    Profile.objects.filter(pk=profile.pk).update(state=state)
    assert fits(tree, "taak=orderpicken", region) == []


def test_other_regions_are_not_listed(tree: Tree, region: int) -> None:
    person(tree, "task:orderpicken", region="AM99")
    assert fits(tree, "taak=orderpicken", region) == []


def test_who_does_not_want_the_employer_is_left_out(tree: Tree, region: int) -> None:
    profile = person(tree, "task:orderpicken")
    NoGoEmployer.objects.create(
        candidate=profile.candidate,
        organisation="Peelhof B.V.",
        key="peelhof",
        added_at=datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC),
        added_by=StaffUserFactory(),
    )
    assert fits(tree, "taak=orderpicken", region, no_go_key="peelhof") == []
    assert len(fits(tree, "taak=orderpicken", region, no_go_key="ander")) == 1


def test_nearest_of_equals_comes_first(tree: Tree, region: int) -> None:
    near = person(tree, "task:orderpicken", place="GM0983")
    middle = person(tree, "task:orderpicken", place="GM1507")
    nowhere = person(tree, "task:orderpicken", place=None)
    page = who_fits(
        tree, wish_of_query(tree, "taak=orderpicken&vanuit=GM0983&straal=25"), regions=[region], on=TODAY
    )
    assert [row.candidate for row in page.rows] == [near.candidate, middle.candidate, nowhere.candidate]
    assert page.rows[0].km == 0 and 8 < (page.rows[1].km or 0) < 15 and page.rows[2].km is None
    assert (page.fitting, page.perhaps, page.total) == (2, 1, 3)


def test_pages_follow_each_other_in_two_statements(tree: Tree, region: int) -> None:
    everybody = {person(tree, "task:orderpicken").candidate_id for _ in range(PER_PAGE + 3)}
    wish = wish_of_query(tree, "taak=orderpicken")
    with CaptureQueriesContext(connections["default"]) as queries:
        first = who_fits(tree, wish, regions=[region], on=TODAY)
    second = who_fits(tree, wish, regions=[region], on=TODAY, page=2)
    # Beside these the database is told who asks.
    assert (
        sum("_config(" not in each["sql"] and "current_setting(" not in each["sql"] for each in queries) == 2
    )
    assert first.pages == second.pages == 2
    assert {row.candidate.pk for row in (*first.rows, *second.rows)} == everybody
    assert who_fits(tree, wish, regions=[region], on=TODAY, page=9).total == PER_PAGE + 3


def words_of(attribute: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(WORDS[attribute])), max_size=2, unique=True)


@st.composite
def queries(draw: st.DrawFn) -> str:
    parts = []
    for name, attributes in PARAMETERS.items():
        if name == "plaats" or draw(st.integers(0, 3)):
            continue
        for attribute in attributes[:1] if name != "ook" else ("task", "skill"):
            for code in draw(words_of(attribute)):
                parts.append(f"{name}={attribute + ':' if name == 'ook' else ''}{code}")
        if name in ("rijbewijs", "uren", "vervoer", "beschikbaar") and draw(st.booleans()):
            parts.append(f"{name}=niet-vastgelegd")
        if name in ("rijbewijs", "vervoer") and draw(st.booleans()):
            parts.append(f"{name}=niet-van-toepassing")
    if draw(st.booleans()):
        parts.append(
            f"vanuit={draw(st.sampled_from(sorted(POINTS)))}&straal={draw(st.sampled_from([5, 10, 15, 25]))}"
        )
    if draw(st.integers(0, 3)) == 0:
        parts.append(f"plaats={draw(st.sampled_from(['AM31', *POINTS]))}")
    return "&".join(parts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries(), seed=st.integers(0, 3))
def test_statement_equals_plain_python(tree: Tree, region: int, query: str, seed: int) -> None:
    if not Profile.objects.exists():
        crowd(tree, random.Random(7))
    wish = wish_of_query(tree, query)
    wanted = plain.who_fits(tree, wish, regions=[region], on=TODAY)
    pages = [who_fits(tree, wish, regions=[region], on=TODAY, page=number) for number in (1, 2, 3)]
    found = [
        (row.candidate.pk, tuple(int(each) for each in row.verdicts)) for page in pages for row in page.rows
    ]
    assert found == wanted
    assert pages[0].total == len(wanted)
    assert pages[0].fitting == sum(set(verdicts) <= {2} for _pk, verdicts in wanted)
    assert pages[0].perhaps == sum(1 in verdicts and 0 not in verdicts for _pk, verdicts in wanted)


def crowd(tree: Tree, rng: random.Random) -> None:
    """Sixty people of all kinds."""
    for _ in range(60):
        facts = [
            f"{attribute}:{code}"
            for attribute in WORDS
            if attribute not in ("place", "hours", "availability")
            for code in WORDS[attribute]
            if rng.random() < 0.3
        ]
        low = rng.choice([None, 1, 8, 16, 24, 32, 40])
        days = rng.choice([None, -30, 0, 14, 60, 200])
        person(
            tree,
            *facts,
            place=rng.choice([None, *POINTS]),
            region=rng.choice(["AM31", "AM31", "AM31", "AM99"]),
            hours_min=low,
            hours_max=None if low is None else low + rng.choice([0, 4, 12]),
            available_from=None if days is None else TODAY + datetime.timedelta(days=days),
            confirmed_on=rng.choice([TODAY, TODAY - datetime.timedelta(days=rng.randrange(400))]),
            not_applicable=rng.sample(["licence", "transport"], rng.randrange(3)),
        )
