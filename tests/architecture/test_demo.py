"""The demo from an empty folder: it comes up, survives being killed, and stops altogether."""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from explorer.database import local, postmaster
from tests.database import LOCAL, ROOT

LAST_LINE = "Ctrl-C stops everything."


@pytest.fixture
def folder() -> Iterator[Path]:
    folder = LOCAL / f"demo-{os.getpid()}"
    yield folder
    local.reset(folder)
    shutil.rmtree(folder, ignore_errors=True)


def test_demo_comes_up_recovers_and_stops(folder: Path) -> None:
    ports = [postmaster.free_port(preferred=None) for _ in range(2)]
    addresses = [f"http://127.0.0.1:{port}/" for port in ports]
    with demo(folder, ports) as (process, told):
        assert all(address in told for address in addresses)
        assert len(log_ins(told)) == 3
        assert "Voorbeeld" in read(f"{addresses[0]}kandidaten/")
        assert refusal(folder) == "database: the demo of this folder runs; stop it there with Ctrl-C first\n"
        assert "Voorbeeld" in read(f"{addresses[0]}kandidaten/")
        process.kill()

    with demo(folder, ports) as (process, told_again):
        assert "population" not in told_again
        assert "first release" not in told_again
        assert log_ins(told_again) == log_ins(told)
        assert "Voorbeeld" in read(f"{addresses[0]}kandidaten/")
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)

    assert rest.endswith("stopped\n")
    assert not local.cluster(folder).runs()
    for address in addresses:
        with pytest.raises(urllib.error.URLError, match="refused"):
            read(address)


def refusal(folder: Path) -> str:
    """What is said when the data are to be thrown away under a running demo."""
    reset = subprocess.run(
        [sys.executable, "-m", "explorer.database", "reset"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LOCAL_DIR": str(folder)},
        capture_output=True,
        text=True,
    )
    assert reset.returncode == 1
    return reset.stderr


@contextmanager
def demo(folder: Path, ports: list[int]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The demo when it is up, and what it said until then."""
    command = [sys.executable, "manage.py", "demo", f"--port={ports[0]}", f"--register-port={ports[1]}"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LOCAL_DIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        try:
            yield process, _said(process)
        finally:
            process.send_signal(signal.SIGINT)


def _said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    while LAST_LINE not in said:
        line = process.stdout.readline()
        assert line, f"the demo ended: {said}"
        said += line
    return said


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.read().decode()


def log_ins(told: str) -> list[str]:
    return re.findall(r"^  (\S+ +\S+) +(?:case_worker|desk_adviser|admin)$", told, re.M)
