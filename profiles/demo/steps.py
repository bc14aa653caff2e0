"""What the demo does before its sites start: tables, vocabulary, people, log-ins and a first release.

Each step is whole, or begins anew at the next start.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.utils import timezone

from explorer.contact.models import ContactRequest
from explorer.database import schema
from explorer.database.embedded import Cluster
from explorer.demand.models import WeeklySearch
from explorer.release.models import Figures
from profiles.demo import accounts, first_release
from profiles.demo.earlier_figures import publish_earlier_figures
from profiles.desk.models import Case
from profiles.register.models import Candidate

SEED = 2026
SITES = ("explorer", "profiles")
FORM = "verifier"
"""Another word where migrations cannot bring the tables of an earlier version along."""
Report = Callable[[str], None]


class StepError(RuntimeError):
    """A step of the demo failed; one line for the screen."""


def prepare(*, root: Path, server: Cluster, policy: str, report: Report) -> str:
    """Do every step that is not done yet; returns a text about the log-ins. Raises `StepError`.

    `policy` names the rules of the release; empty for the default ones.
    """
    form = server.mark("form")
    # Each app has one initial migration: older tables cannot be brought along.
    if server.mark("tables-explorer").exists() and not (form.exists() and form.read_text() == FORM):
        raise StepError("these data are of an earlier version")
    form.write_text(FORM)
    for site in SITES:
        _once(server, f"tables-{site}", schema.version([root / site, root / "explorer" / "database"]),
              f"tables of the {site} database", partial(_migrate, site, root), report)  # fmt: skip
    try:
        first_release.require_policy(policy)
    except first_release.UnknownPolicy as error:
        raise StepError(str(error)) from error
    vocabulary = schema.version([root / "profiles" / "vocabulary"], patterns=("**/*.py", "**/*.csv"))
    _once(server, "vocabulary", vocabulary, "vocabulary", lambda: _command("load_vocabulary"), report)
    if not Candidate.objects.exists():
        _timed("population", lambda: _command("make_population", seed=SEED), report)
    # Made again when the roles of the demo change, not at every start.
    log_ins = server.mark("log-ins")
    if not log_ins.exists() or log_ins.read_text() != accounts.version():
        _timed("log-ins", accounts.make_log_ins, report)
        log_ins.write_text(accounts.version())
    if not Figures.objects.exists():
        today = timezone.localdate()
        _timed("figures of earlier months", partial(publish_earlier_figures, today=today), report)
    if first_release.is_due(policy=policy):
        title = f"first release ({policy})" if policy else "first release"
        _timed(title, lambda: _publish(policy), report)
    if not WeeklySearch.objects.exists():
        _timed("searches of employers", partial(_outside, root, "rehearse_searches"), report)
    if not Case.objects.exists():
        _timed("requests of employers", partial(_ask_and_answer, root), report)
    return accounts.log_ins()


def _ask_and_answer(root: Path) -> str:
    """Employers ask at the public site; the adviser answers in the register."""
    _command("publish_desks")
    if not ContactRequest.objects.exists():
        _outside(root, "rehearse_requests")
    return _command("make_demo_requests")


def _publish(policy: str) -> str:
    try:
        # Another policy is a choice of the operator of the demo; a first release needs no force.
        return _command(
            "publish_release", policy=policy or None, by="demo", force=first_release.reason(policy=policy)
        )
    except CommandError as error:
        raise StepError(f"{error}") from error


def _once(
    server: Cluster, name: str, version: str, title: str, act: Callable[[], object], report: Report
) -> None:
    # Do it unless the mark beside the data says that it was done from the same sources.
    mark = server.mark(name)
    if not mark.exists() or mark.read_text() != version:
        _timed(title, act, report)
        mark.write_text(version)


def _timed(title: str, act: Callable[[], object], report: Report) -> None:
    started = time.monotonic()
    report(f"  {title} … ")
    act()
    report(f"{time.monotonic() - started:.1f} s\n")


def _command(name: str, **options: object) -> str:
    """Run a command of ours and give back what it says."""
    output = StringIO()
    call_command(name, stdout=output, stderr=output, **options)
    return output.getvalue()


def _migrate(site: str, root: Path) -> str:
    # As the owner: this process has not read those credentials.
    return _apart(
        root, "migrate", "-v0", "--skip-checks", f"--settings={site}.settings", DATABASE_ROLE="owner"
    )


def _outside(root: Path, command: str) -> str:
    # As the public site: this process has not read the credentials of its roles either.
    return _apart(root, command, "--settings=explorer.settings")


def _apart(root: Path, *words: str, **environment: str) -> str:
    """A command of ours in a process of its own."""
    command = [sys.executable, "manage.py", *words]
    result = subprocess.run(
        command, cwd=root, env={**os.environ, **environment}, capture_output=True, text=True
    )
    if result.returncode:
        raise StepError(f"{' '.join(words)} failed: {result.stderr.strip().splitlines()[-1]}")
    return result.stdout
