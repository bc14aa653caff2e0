"""Commands and jobs say that they act as the system."""

import gc
import inspect
from importlib import import_module
from typing import ClassVar

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands, load_command_class

from profiles.access.system_command import SystemCommand
from tests.database import ROOT

# Commands that touch nobody.
ABOUT_NOBODY = {
    "clear_sessions",
    "demo_code",
    "load_esco",
    "load_vocabulary",
    "reset_second_step",
    "send_queued_mail",
}
OURS = sorted(name for name, app in get_commands().items() if str(app).startswith("profiles."))


@pytest.mark.parametrize("name", sorted(set(OURS) - ABOUT_NOBODY))
def test_command_acts_as_the_system(name: str) -> None:
    assert isinstance(load_command_class(get_commands()[name], name), SystemCommand)


class LeavesMuchBehind(SystemCommand):
    left: ClassVar[list[list[str]]] = []

    def handle(self, *args: object, **options: object) -> None:
        self.left.extend(["left behind"] for _each in range(1000))


def test_what_a_command_left_behind_is_still_collected() -> None:
    """Frozen is what was loaded before the first command of a process; a worker runs thousands."""
    call_command(LeavesMuchBehind())
    call_command(LeavesMuchBehind())
    assert gc.get_freeze_count() > 0
    assert sum(each == ["left behind"] for each in gc.get_objects() if type(each) is list) == 2000


def test_exempt_commands_exist() -> None:
    assert set(OURS) >= ABOUT_NOBODY


@pytest.mark.parametrize("module", settings.PROCRASTINATE_IMPORT_PATHS)
def test_job_is_a_command_or_says_so_itself(module: str) -> None:
    source = inspect.getsource(import_module(module))
    assert "call_command(" in source or "as_system(" in source


def test_acts_of_pages_as_the_system_are_few_and_known() -> None:
    users = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "profiles").rglob("*.py")
        if "as_system(" in path.read_text() and path.is_relative_to(ROOT / "profiles" / "staff")
    }
    assert users == {
        "profiles/staff/admin/erasing.py",
        "profiles/staff/admin/organisations.py",
        "profiles/staff/desk/finish.py",
        "profiles/staff/desk/inbox.py",
        "profiles/staff/log/find_person.py",
        "profiles/staff/operation.py",
        "profiles/staff/pages/publication.py",
    }
