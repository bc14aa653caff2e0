"""The parts of the suite, each in a process of its own: Django knows one set of settings at a time.

`pytest` runs all parts one after another; `pytest tests/explorer/search` runs in the process itself.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
# How each part is quickest on two cores. Of the first a few tests take minutes, so who is done takes over.
# A file of journeys keeps its order and its data.
OPTIONS = {
    "architecture": ["-n", "2", "--dist", "worksteal"],
    "explorer": ["-n", "2"],
    "profiles": ["-n", "2"],
    "journeys": ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"],
}
NOTHING_COLLECTED = pytest.ExitCode.NO_TESTS_COLLECTED


def asked_for(config: pytest.Config) -> dict[str, list[str]]:
    """What the command line asks of each part: its arguments by the part that they lie in."""
    asked: dict[str, list[str]] = {}
    for argument in config.args:
        path = (config.invocation_params.dir / argument.partition("::")[0]).resolve()
        if path in (TESTS, TESTS.parent):
            for part in OPTIONS:
                asked.setdefault(part, []).append(str(TESTS / part))
        else:
            asked.setdefault(path.relative_to(TESTS).parts[0], []).append(argument)
    return asked


def run(config: pytest.Config, asked: dict[str, list[str]]) -> int:
    """Run each part with the same options; the first failure counts, and so does nothing found at all."""
    given = [str(argument) for argument in config.invocation_params.args]
    options = [argument for argument in given if argument not in config.option.file_or_dir]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    codes = []
    for part, arguments in asked.items():
        # Whoever says how many workers (`-n 0`, `-n0`) takes them as they come.
        workers = [] if any(option.startswith("-n") for option in options) else OPTIONS.get(part, [])
        print(f"\n{part}", flush=True)
        command = [sys.executable, "-m", "pytest", *workers, *options, *arguments]
        codes.append(subprocess.run(command, cwd=config.invocation_params.dir, env=environment).returncode)
        if codes[-1] not in (0, NOTHING_COLLECTED) and config.option.maxfail:
            break
    failed = [part for part, code in zip(asked, codes, strict=False) if code not in (0, NOTHING_COLLECTED)]
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return next((code for code in codes if code not in (0, NOTHING_COLLECTED)), min(codes, default=0))
