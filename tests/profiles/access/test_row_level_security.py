"""Row-level security: without any filter of ours nobody sees more than the own line."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import Error, connection, models, transaction

from profiles.access.rights import Role
from profiles.access.scope import NOBODY, as_system, as_user
from profiles.database.policies import POLICIES, VIEWS
from profiles.database.privileges import REGISTER
from profiles.register.models import Candidate, Profile, ProfileFact
from profiles.staff.models import StaffUser
from tests.database import as_owner
from tests.profiles.access.two_regions import TwoRegions

pytestmark = pytest.mark.django_db

# Tables that name a candidate or row of one and have no policy, with the reason.
WITHOUT_POLICY: dict[str, str] = {}
ABOUT_PEOPLE = sorted(
    set(POLICIES) - {table for table in POLICIES if table.startswith(("access_", "pghistory"))}
)


@contextmanager
def nobody_asks() -> Iterator[None]:
    """A connection that was told nothing, as a new one of production."""
    with connection.cursor() as cursor:
        for name in NOBODY:
            cursor.execute("SELECT set_config(%s, '', true)", [name])
    with as_told():
        yield


@contextmanager
def as_told() -> Iterator[None]:
    with transaction.atomic():
        yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('register.scope', 'system', true)")
        cursor.execute("SELECT set_config('register.reads_log', 'on', true)")


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def tables_about(roots: set[type[models.Model]]) -> set[str]:
    """Tables of the register whose rows name a row of these, by however many foreign keys."""
    found, names = set(roots), {model._meta.db_table for model in roots}
    while True:
        further = {
            model
            for model in apps.get_models(include_auto_created=True)
            if not model._meta.app_label.startswith("explorer_")
            and any(
                (field.is_relation and field.related_model in found and field.many_to_one) or field.one_to_one
                for field in model._meta.get_fields()
                if isinstance(field, models.ForeignKey) and field.related_model in found
            )
        } - found
        if not further:
            return names
        found |= further
        names |= {model._meta.db_table for model in further}


def test_every_table_about_candidates_has_a_policy() -> None:
    assert tables_about({Candidate}) - set(POLICIES) - set(WITHOUT_POLICY) == set()
    assert set(POLICIES) <= set(REGISTER.tables)


def test_declared_policies_are_those_of_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relrowsecurity"
            " AND c.relnamespace = 'public'::regnamespace"
        )
        assert {name for (name,) in cursor.fetchall()} == set(POLICIES)
        cursor.execute("SELECT DISTINCT tablename FROM pg_policies WHERE 'register_web' = ANY(roles)")
        assert {name for (name,) in cursor.fetchall()} == set(POLICIES)


def test_web_role_cannot_switch_policies_off() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolbypassrls, rolsuper FROM pg_roles WHERE rolname = 'register_web'")
        assert cursor.fetchone() == (False, False)
    for statement in (
        "ALTER TABLE register_candidate DISABLE ROW LEVEL SECURITY",
        "DROP POLICY sees ON register_candidate",
    ):
        with pytest.raises(Error, match="must be owner"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize("table", sorted(POLICIES))
def test_nothing_told_shows_nothing(regions: TwoRegions, table: str) -> None:
    with as_owner():
        # Rows of others (an import, an erasure) are made in the tests of those.
        assert count(table) > 0 or not table.startswith(("access", "desk", "register"))
    with nobody_asks():
        assert count(table) == 0


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.AUDITOR])
@pytest.mark.parametrize("table", ABOUT_PEOPLE)
def test_officer_and_auditor_see_nobody(regions: TwoRegions, role: str, table: str) -> None:
    with as_user(regions.account(role)):
        assert count(table) == 0


def seen() -> tuple[set[Candidate], set[int], set[int]]:
    """Candidates, and the candidates of profiles and facts, without any filter."""
    return (
        set(Candidate.objects.all()),
        set(Profile.objects.values_list("candidate", flat=True)),
        set(ProfileFact.objects.values_list("profile__candidate", flat=True)),
    )


def test_case_worker_sees_the_own_organisation(regions: TwoRegions) -> None:
    with as_user(regions.account(Role.CASE_WORKER)):
        assert seen() == ({regions.near}, {regions.near.pk}, {regions.near.pk})


@pytest.mark.parametrize("role", [Role.DESK_ADVISER, Role.HEAD_OF_DESK])
def test_desk_sees_the_region(regions: TwoRegions, role: str) -> None:
    with as_user(regions.account(role)):
        pks = {regions.near.pk, regions.neighbour.pk}
        assert seen() == ({regions.near, regions.neighbour}, pks, pks)


def test_functional_admin_sees_everybody(regions: TwoRegions) -> None:
    with as_user(regions.account(Role.ADMIN)):
        assert seen()[0] == regions.everybody


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.DESK_ADVISER])
def test_account_that_is_switched_off_sees_nobody(regions: TwoRegions, role: str) -> None:
    with as_user(regions.account(role, is_active=False)):
        assert seen() == (set(), set(), set())


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.DESK_ADVISER])
def test_account_without_organisation_sees_nobody(regions: TwoRegions, role: str) -> None:
    account = regions.account(role)
    StaffUser.objects.filter(pk=account.pk).update(organisation=None)
    account.refresh_from_db()
    with as_user(account):
        assert seen() == (set(), set(), set())


def test_cases_follow_the_region_and_the_people_asked(regions: TwoRegions) -> None:
    with as_user(regions.account(Role.DESK_ADVISER)):
        assert count("desk_case") == count("desk_approach") == count("desk_introduction") == 2
    with as_user(regions.account(Role.CASE_WORKER)):
        assert count("desk_case") == count("desk_approach") == 1


def test_history_is_that_of_the_people_one_sees(regions: TwoRegions) -> None:
    event = apps.get_model("register", "CandidateEvent")
    with as_user(regions.account(Role.CASE_WORKER)):
        assert set(event.objects.values_list("pgh_obj", flat=True)) == {regions.near.pk}


def test_stranger_cannot_be_changed_or_erased(regions: TwoRegions) -> None:
    with as_user(regions.account(Role.CASE_WORKER)):
        assert Candidate.objects.filter(pk=regions.far.pk).update(given_name="X") == 0
        assert ProfileFact.objects.all()._raw_delete("default") == 1
        assert Profile.objects.update(state="paused") == 1
    assert ProfileFact.objects.count() == 2


def test_nobody_is_registered_with_another_organisation(regions: TwoRegions) -> None:
    strange = Candidate(organisation=regions.far.organisation, reference="X-1")
    with as_user(regions.account(Role.CASE_WORKER)):
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            strange.save()
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            Candidate.objects.update(organisation=regions.far.organisation)


def test_own_people_are_changed_with_their_history(regions: TwoRegions) -> None:
    event = apps.get_model("register", "ProfileEvent")
    with as_user(regions.account(Role.CASE_WORKER)):
        before = event.objects.count()
        Profile.objects.update(hours_min=8, hours_max=16)
        assert event.objects.count() == before + 1


def test_system_within_a_request_is_left_again(regions: TwoRegions) -> None:
    with as_user(regions.account(Role.CASE_WORKER)):
        with as_system():
            assert set(Candidate.objects.all()) == regions.everybody
        assert set(Candidate.objects.all()) == {regions.near}


def test_scope_is_left_after_an_error(regions: TwoRegions) -> None:
    with pytest.raises(ValueError, match="x"), as_user(regions.account(Role.CASE_WORKER)):
        raise ValueError("x")
    assert set(Candidate.objects.all()) == regions.everybody
    with (
        pytest.raises(Error),
        transaction.atomic(),
        as_user(regions.account(Role.CASE_WORKER)),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT nothing")
    assert set(Candidate.objects.all()) == regions.everybody


@pytest.mark.parametrize("sent", ["{1,2}", "{}", "system", "'; --", "all", "{1}','x"])
def test_hostile_region_of_an_organisation_is_only_a_value(regions: TwoRegions, sent: str) -> None:
    # What is told is a parameter, never text of a statement.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('register.scope', %s, true)", [f"{sent}x"])
    assert not Candidate.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('register.scope', 'system', true)")


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_view_of_everybody_is_empty_for_everybody_but_the_system(regions: TwoRegions, view: str) -> None:
    assert count(view) >= 3
    for role in Role:
        with as_user(regions.account(role)):
            assert count(view) == 0
    with nobody_asks():
        assert count(view) == 0
