import pytest
from django.utils.functional import SimpleLazyObject

from explorer.release.models import Area, Release
from profiles.database.router import RegisterRouter
from profiles.register.models import Organisation
from profiles.staff.models import StaffUser

ROUTER = RegisterRouter()


def test_each_model_lives_on_one_database() -> None:
    assert ROUTER.db_for_read(Release) == ROUTER.db_for_write(Release) == "explorer"
    assert ROUTER.db_for_read(Organisation) == ROUTER.db_for_write(Organisation) == "default"


def test_relations_stay_within_a_database() -> None:
    assert ROUTER.allow_relation(Release(), Area())
    assert not ROUTER.allow_relation(Release(), Organisation())


def test_lazy_user_counts_as_what_it_stands_for() -> None:
    assert ROUTER.allow_relation(SimpleLazyObject(lambda: StaffUser()), Organisation())
    assert not ROUTER.allow_relation(SimpleLazyObject(lambda: StaffUser()), Release())


@pytest.mark.parametrize("database", ["default", "explorer"])
def test_inside_migrates_nothing_of_the_outside(database: str) -> None:
    assert not ROUTER.allow_migrate(database, "explorer_release")
    assert ROUTER.allow_migrate(database, "register") is (database == "default")
