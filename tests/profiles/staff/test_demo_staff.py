from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from profiles.staff.models import StaffUser
from tests.factories.register import OrganisationFactory

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
PASSWORDS = {"klantmanager-venlo": "een-1", "adviseur-loket": "twee-2", "beheerder": "drie-3"}


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO = True
    settings.DEMO_PASSWORDS = PASSWORDS


@pytest.fixture
def houses() -> None:
    OrganisationFactory(name="Gemeente Venlo")
    OrganisationFactory(name="UWV Noord-Limburg", kind="uwv")


def run(**options: str) -> str:
    out = StringIO()
    call_command("make_demo_staff", stdout=out, **options)
    return out.getvalue()


@pytest.mark.usefixtures("houses")
def test_each_log_in_works_and_is_printed() -> None:
    printed = run()
    for username, password in PASSWORDS.items():
        assert username in printed and password in printed
        assert Client().login(username=username, password=password)
    roles = dict(StaffUser.objects.values_list("username", "role"))
    assert roles == {
        "klantmanager-venlo": "case_worker",
        "adviseur-loket": "desk_adviser",
        "beheerder": "admin",
    }


@pytest.mark.usefixtures("houses")
def test_second_run_mends_and_makes_nothing_twice() -> None:
    run()
    StaffUser.objects.update(is_active=False, role="desk_adviser")
    hashes = set(StaffUser.objects.values_list("password", flat=True))
    run()
    assert StaffUser.objects.filter(is_active=True).count() == 3
    assert set(StaffUser.objects.values_list("password", flat=True)) == hashes


@pytest.mark.usefixtures("houses")
def test_case_worker_may_publish_and_only_the_admin_rules() -> None:
    run()
    may = {user.username: user.has_perm("publication.add_publication") for user in StaffUser.objects.all()}
    assert may == {"klantmanager-venlo": True, "adviseur-loket": False, "beheerder": True}
    assert StaffUser.objects.get(is_superuser=True, is_staff=True).username == "beheerder"


@pytest.mark.usefixtures("houses")
def test_one_password_for_all_can_be_given() -> None:
    run(password="samen-9")
    assert all(Client().login(username=name, password="samen-9") for name in PASSWORDS)


def test_real_register_gets_no_printed_log_ins(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo only"):
        run()
    assert not StaffUser.objects.exists()


def test_without_people_nothing_is_made() -> None:
    with pytest.raises(CommandError, match="make_population first"):
        run()
    assert not StaffUser.objects.exists()
