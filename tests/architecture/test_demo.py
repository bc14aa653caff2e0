"""The demo from an empty folder: it comes up, survives being killed, and stops altogether."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from explorer.database import local
from tests.database import LOCAL, ROOT
from tests.ports import free_port

LAST_LINE = "Ctrl-C stops everything."
# Seconds for what takes a few: the machine may be busy.
PATIENCE = 120


@pytest.fixture
def folder() -> Iterator[Path]:
    folder = LOCAL / f"demo-{os.getpid()}"
    yield folder
    if running(str(folder)):
        # A test failed: what it left would be in the way of the next one.
        run("profiles.demo", "stop", folder=folder)
    local.reset(folder)
    shutil.rmtree(folder, ignore_errors=True)


def test_demo_comes_up_recovers_and_stops(folder: Path) -> None:
    ports = [free_port() for _ in range(2)]
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
        rest, _ = process.communicate(timeout=PATIENCE)

    assert rest.endswith("stopped\n")
    assert not local.cluster(folder).runs()
    for address in addresses:
        with pytest.raises(urllib.error.URLError, match="refused"):
            read(address)


# Early ones are while the server starts, later ones while the databases are filled.
@pytest.mark.parametrize(
    ("seconds", "number"),
    [(0.3, signal.SIGINT), (0.8, signal.SIGHUP), (1.5, signal.SIGINT), (4, signal.SIGHUP)],
)
def test_demo_that_is_cut_off_leaves_nothing_running(folder: Path, seconds: float, number: int) -> None:
    process = started(folder, [free_port() for _ in range(2)])
    time.sleep(seconds)
    process.send_signal(number)
    process.communicate(timeout=PATIENCE)
    assert not local.cluster(folder).runs()
    assert running(str(folder)) == []


def test_demo_of_the_background_can_be_interrupted(folder: Path) -> None:
    """A shell sets SIGINT aside for what it starts with `&`; whoever sends one means it."""
    process = started(folder, [free_port() for _ in range(2)], interrupt=signal.SIG_IGN)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    assert not local.cluster(folder).runs()
    assert running(str(folder)) == []


@pytest.mark.parametrize("seconds", [1, 5])
def test_demo_whose_terminal_is_closed_leaves_nothing_running(folder: Path, seconds: float) -> None:
    """A shell passes the signal on; make, as the first process of a terminal, does not."""
    ours, its = pty.openpty()
    process = started(folder, [free_port() for _ in range(2)], stdin=its)
    os.close(its)
    time.sleep(seconds)
    os.close(ours)
    process.communicate(timeout=PATIENCE)
    assert not local.cluster(folder).runs()
    assert running(str(folder)) == []


def test_demo_can_be_stopped_from_elsewhere(folder: Path) -> None:
    process = started(folder, [free_port() for _ in range(2)])
    while not local.cluster(folder).runs():
        time.sleep(0.1)
    stop = run("profiles.demo", "stop", folder=folder)
    assert stop.stdout == "stopped the demo\n"
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert running(str(folder)) == []


def running(text: str) -> list[str]:
    """Commands and environments of processes that name this text."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if text.encode() in told and process.name != str(os.getpid()):
            found.append(told.decode(errors="replace"))
    return found


def run(module: str, action: str, *, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, action],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LOCAL_DIR": str(folder)},
        capture_output=True,
        text=True,
    )


def refusal(folder: Path) -> str:
    """What is said when the data are to be thrown away under a running demo."""
    reset = run("explorer.database", "reset", folder=folder)
    assert reset.returncode == 1
    return reset.stderr


@contextmanager
def demo(folder: Path, ports: list[int]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The demo when it is up, and what it said until then."""
    with started(folder, ports) as process:
        try:
            yield process, _said(process)
        finally:
            process.send_signal(signal.SIGINT)


def started(
    folder: Path,
    ports: list[int],
    *,
    stdin: int = subprocess.DEVNULL,
    interrupt: signal.Handlers = signal.SIG_DFL,
) -> subprocess.Popen[str]:
    """The demo as a terminal starts it, however the tests were started."""

    def set_signals() -> None:
        # With nohup it would rightly outlive its terminal, and in the background miss an early Ctrl-C.
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.signal(signal.SIGINT, interrupt)

    command = [sys.executable, "-m", "profiles.demo", f"--port={ports[0]}", f"--register-port={ports[1]}"]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LOCAL_DIR": str(folder)},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=set_signals,
    )


def _said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    while LAST_LINE not in said:
        line = process.stdout.readline()
        assert line, f"the demo ended: {said}"
        said += line
    return said


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as response:
        return response.read().decode()


def log_ins(told: str) -> list[str]:
    return re.findall(r"^  (?:case worker|desk adviser|functional admin) +(\S+ +\S+) ", told, re.M)
