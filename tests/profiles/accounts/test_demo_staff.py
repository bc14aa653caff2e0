from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.http import Http404
from django.test import Client, RequestFactory

from profiles.access.rights import Right, has_right
from profiles.accounts.demo_codes import NoDemo, set_up_second_step
from profiles.accounts.pages.demo import codes
from profiles.staff.models import StaffUser
from tests.factories.register import OrganisationFactory
from tests.profiles.accounts.visitor import SECRET, Visitor, code_now

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
PASSWORDS = {
    "klantmanager-venlo": "een-1",
    "adviseur-loket": "twee-2",
    "beheerder": "drie-3",
    "privacyfunctionaris": "vier-4",
}
SECOND_STEPS = dict.fromkeys(PASSWORDS, SECRET)


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO = True
    settings.DEMO_PASSWORDS = PASSWORDS
    settings.DEMO_SECOND_STEPS = SECOND_STEPS


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
        "privacyfunctionaris": "privacy_officer",
    }


@pytest.mark.usefixtures("houses")
def test_second_run_mends_and_makes_nothing_twice() -> None:
    run()
    StaffUser.objects.update(is_active=False, role="desk_adviser")
    hashes = set(StaffUser.objects.values_list("password", flat=True))
    run()
    assert StaffUser.objects.filter(is_active=True).count() == 4
    assert set(StaffUser.objects.values_list("password", flat=True)) == hashes


@pytest.mark.usefixtures("houses")
def test_case_worker_may_publish_and_only_the_admin_rules() -> None:
    run()
    may = {user.username: has_right(user, Right.PUBLISH) for user in StaffUser.objects.all()}
    assert may == {
        "klantmanager-venlo": True,
        "adviseur-loket": False,
        "beheerder": True,
        "privacyfunctionaris": False,
    }
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


@pytest.mark.usefixtures("houses")
def test_demo_says_the_code_of_the_second_step() -> None:
    run()
    visitor = Visitor()
    assert visitor.send_password("klantmanager-venlo", "een-1")["Location"] == "/inloggen/code/"
    out = StringIO()
    call_command("demo_code", "klantmanager-venlo", stdout=out)
    assert out.getvalue().startswith(code_now())
    assert visitor.send_code(out.getvalue().split()[0]).status_code == 302


@pytest.mark.parametrize(("demo", "deployed"), [(False, False), (False, True), (True, True)])
def test_code_is_said_nowhere_else(settings: Any, demo: bool, deployed: bool) -> None:
    settings.DEMO, settings.DEPLOYED = demo, deployed
    with pytest.raises(CommandError, match="demo only"):
        call_command("demo_code", "klantmanager-venlo")
    with pytest.raises(NoDemo):
        set_up_second_step(StaffUser(username="klantmanager-venlo"))
    with pytest.raises(Http404):
        codes(RequestFactory().get("/demo/codes/"))
