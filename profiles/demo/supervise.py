"""Starts the demo, keeps it running and stops all of it together."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn

from django.db import connections

from explorer.database import local
from explorer.database.embedded import Cluster
from profiles.demo.sites import Site, SiteError
from profiles.demo.steps import prepare

Report = Callable[[str], None]


def run(
    *, root: Path, local_dir: Path, server: Cluster, sites: Sequence[Site], policy: str, report: Report
) -> NoReturn:
    """Run the demo until Ctrl-C (or SIGTERM), which comes out as KeyboardInterrupt after all has stopped."""
    # Also when started in the background, where a shell sets SIGINT aside.
    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, signal.default_int_handler)
    with _only_one(local_dir), _stopping(server, sites):
        _claim_ports(sites)
        log_ins = prepare(root=root, server=server, policy=policy, report=report)
        connections.close_all()
        _start(sites, report)
        report(_welcome(sites, log_ins))
        _keep_running(server, sites, report)


def _claim_ports(sites: Sequence[Site]) -> None:
    if len({site.port for site in sites}) < len(sites):
        raise SiteError("both sites were given the same port")
    for site in sites:
        site.end_leftover()
        site.claim_port()


@contextmanager
def _only_one(local_dir: Path) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(local.in_use(local_dir))
        except BlockingIOError:
            raise SiteError("the demo of this folder already runs; stop it there with Ctrl-C") from None
        yield


@contextmanager
def _stopping(server: Cluster, sites: Sequence[Site]) -> Iterator[None]:
    try:
        yield
    finally:
        # A second Ctrl-C must not leave half of it running.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for site in sites:
            site.stop()
        connections.close_all()
        server.stop()


def _start(sites: Sequence[Site], report: Report) -> None:
    started = time.monotonic()
    report("  sites … ")
    for site in sites:
        site.start()
    for site in sites:
        site.wait_until_it_answers()
    report(f"{time.monotonic() - started:.1f} s\n")


def _welcome(sites: Sequence[Site], log_ins: str) -> str:
    addresses = "\n".join(f"  {site.name:<32}{site.address}" for site in sites)
    notice = "Everybody in this demo is invented. Ctrl-C stops everything."
    return f"\n{addresses}\n\n{log_ins.rstrip()}\n\n{notice}\n"


def _keep_running(server: Cluster, sites: Sequence[Site], report: Report) -> NoReturn:
    port = server.start()
    while True:
        time.sleep(0.5)
        if not server.runs() and server.start() != port:
            raise SiteError("PostgreSQL had to move to another port; start the demo again")
        for site in sites:
            if site.was_killed():
                report(f"the {site.name} was killed; starting it again\n")
                site.start()
            elif site.has_ended():
                raise SiteError(f"the {site.name} stopped by itself; see {site.log}")
