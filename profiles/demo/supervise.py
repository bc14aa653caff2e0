"""Starts the demo, keeps it running and stops all of it together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from explorer.database import local
from profiles.demo.interrupts import Interrupts
from profiles.demo.sites import Program, Site, SiteError, Worker

PID_FILE = "run/demo.pid"
LOOK_SECONDS = 0.5
STOP_SECONDS = 8.0
Report = Callable[[str], None]


class PrepareError(RuntimeError):
    """The data of the demo could not be made; one line for the screen."""


def run(
    *,
    root: Path,
    local_dir: Path,
    sites: Sequence[Site],
    workers: Sequence[Worker],
    policy: str,
    report: Report,
) -> NoReturn:
    """Run the demo until Ctrl-C, SIGTERM or a closed terminal; KeyboardInterrupt after all has stopped."""
    interrupts = Interrupts()
    server = local.cluster(local_dir)
    programs = [*sites, *workers]
    with _only_one(local_dir):
        try:
            # Before the server starts: a worker of an earlier demo would take jobs of this one.
            for worker in workers:
                worker.end_leftover()
            if len({site.port for site in sites}) < len(sites):
                raise SiteError("both sites were given the same port")
            for site in sites:
                site.end_leftover()
                site.claim_port()
            with interrupts.put_off():
                server.start()
            log_ins = _prepare(root, local_dir, policy, interrupts)
            started = time.monotonic()
            report("  sites … ")
            for one in (*sites, *workers):
                with interrupts.put_off():
                    one.start()
            for each in sites:
                each.wait_until_it_answers()
            report(f"{time.monotonic() - started:.1f} s\n{_welcome(sites, log_ins)}")
            _keep_running(server.start(), local_dir, programs, interrupts, report)
        finally:
            interrupts.ignore()
            for program in programs:
                program.terminate()
            for program in programs:
                program.stop()
            server.stop()


def _welcome(sites: Sequence[Site], log_ins: str) -> str:
    """Where to go in the browser and how to log in, for the screen."""
    addresses = "\n".join(f"  {site.name:<24}{site.address}" for site in sites)
    notice = "Everybody in this demo is invented. Ctrl-C stops everything."
    codes = (
        f"After the password comes a code: read it at {sites[-1].address}demo/codes/\n"
        "or by DEMO=1 .venv/bin/python manage.py demo_code klantmanager-venlo"
    )
    mails = f"Mails of the explorer are not sent; read them at {sites[0].address}aanvraag/postvak/"
    return f"\nOpen in a browser\n{addresses}\n\n{log_ins.rstrip()}\n\n{codes}\n\n{mails}\n{notice}\n"


@contextmanager
def _only_one(local_dir: Path) -> Iterator[None]:
    try:
        with local.in_use(local_dir):
            file = local_dir / PID_FILE
            file.write_text(str(os.getpid()))
            try:
                yield
            finally:
                file.unlink(missing_ok=True)
    except BlockingIOError:
        raise SiteError("the demo of this folder already runs; `make stop` ends it") from None


def _prepare(root: Path, local_dir: Path, policy: str, interrupts: Interrupts) -> str:
    """Fill the databases in a process of its own; gives back what it says of the log-ins."""
    command = [sys.executable, "manage.py", "prepare_demo", f"--policy={policy}"]
    environment = {**os.environ, "DEMO": "1", "LOCAL_DIR": str(local_dir)}
    with interrupts.put_off():
        # In a session of its own: Ctrl-C reaches it through us, with all that it started.
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
    try:
        log_ins = _output_of(process, interrupts)
    except KeyboardInterrupt:
        # The group: commands that it started would go on writing.
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        raise
    if process.returncode:
        raise PrepareError("the data could not be made; `make demo-reset` begins anew")
    return log_ins


def _output_of(process: subprocess.Popen[str], interrupts: Interrupts) -> str:
    while True:
        try:
            return process.communicate(timeout=LOOK_SECONDS)[0]
        except subprocess.TimeoutExpired:
            interrupts.look()


def _keep_running(
    port: int, local_dir: Path, programs: Sequence[Program], interrupts: Interrupts, report: Report
) -> NoReturn:
    server = local.cluster(local_dir)
    while True:
        time.sleep(LOOK_SECONDS)
        interrupts.look()
        with interrupts.put_off():
            # The sites were given the address once, at their start.
            if not server.runs() and server.start() != port:
                raise SiteError("PostgreSQL had to move to another port; start the demo again")
            for program in programs:
                # Killed from outside, as when memory runs out: again. Ended by itself: the log says why.
                if program.was_killed():
                    report(f"the {program.name} was killed; starting it again\n")
                    program.start()
                elif program.has_ended():
                    raise SiteError(f"the {program.name} stopped by itself; see {program.log}")
