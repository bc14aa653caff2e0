"""Commands of a site, in a process that stays for the next one: a start takes seconds, and dozens are run."""

import json
import os
import subprocess
import sys
import traceback
from contextlib import redirect_stdout

from profiles.demo.sites import Site
from tests.database import ROOT

_processes: dict[str, subprocess.Popen[str]] = {}


class CommandFailed(Exception):
    """What the command said when it failed."""


def command(site: Site, *words: str) -> None:
    """Run a command of a site, as its worker does. Raises `CommandFailed`."""
    process = _processes.get(site.address) or _start(site)
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(words) + "\n")
    process.stdin.flush()
    said = process.stdout.readline()
    assert said, f"{words} ended its process"
    if json.loads(said):
        raise CommandFailed(json.loads(said))


def end(site: Site) -> None:
    """End the process of a site, if it has one."""
    process = _processes.pop(site.address, None)
    if process:
        # Closes its input too, at which it ends.
        process.communicate()


def _start(site: Site) -> subprocess.Popen[str]:
    environment = {**os.environ, **site.credentials(), "DEMO": "1"}
    environment["DJANGO_SETTINGS_MODULE"] = f"{site.package}.settings"
    if site.package == "explorer":
        environment["EXPLORER_URL"] = site.address.rstrip("/")
    _processes[site.address] = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.commands"],
        cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    return _processes[site.address]


def main() -> None:
    """Run each line of the input as a command; a line of output says what went wrong, or null."""
    import django  # only this process has settings of a site

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    for line in sys.stdin:
        failed = None
        try:
            with redirect_stdout(sys.stderr):
                call_command(*json.loads(line))
        except (Exception, SystemExit):
            failed = traceback.format_exc()
        # Tests end the database under it.
        connections.close_all()
        print(json.dumps(failed), flush=True)


if __name__ == "__main__":
    main()
