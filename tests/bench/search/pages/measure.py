"""Whole pages at one size: a release behind the explorer's server, and the plain project behind the same."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from explorer.database import postmaster
from explorer.database.local import url
from profiles.demo.sites import Site
from tests.bench.search.compare import run, step
from tests.bench.search.engines import PLAIN
from tests.bench.search.pages.kinds import Kind, asked, kinds, plain
from tests.bench.search.pages.load import load
from tests.bench.search.pages.spent import DATABASE, WORKERS, watched
from tests.bench.search.server import Server

ROOT = Path(__file__).resolve().parents[4]
VISITORS = (1, 2, 8)
# Pages by the second, and the kinds of which each page is another.
MOONSHOT, UNCACHED = 2000, 3
Result = dict[str, Any]


def publish(server: Server, *, people: int) -> Result:
    """Migrate an explorer database, write the release, and start two workers, one after the other."""
    around = outside(server)
    # Rows that are the same in every run have the same index: none may be left of another run.
    shutil.rmtree(server.home / "index", ignore_errors=True)
    url(server.home, database="explorer", role="explorer_web")
    as_owner = {**around, "DATABASE_ROLE": "owner"}
    run("manage.py", "migrate", "-v0", "--settings=explorer.settings", **as_owner)
    told = json.loads(step("release", "--folder", server.home, "--people", people, **as_owner))
    first, next_one = (json.loads(step("worker", **around)) for _ in range(2))
    profile = json.loads(step("pages.profile", **around))
    return {**told, "first_worker": first, "next_worker": next_one, "profile": profile}


def pages(server: Server, *, seconds: float) -> Iterator[Result]:
    """Pages of the explorer by kind and number of visitors."""
    with _served("explorer", server, outside(server)) as site:
        yield from _loads(site, server, kinds(site.port, asked(_enough(seconds))), seconds)


def plain_pages(server: Server, *, seconds: float) -> Iterator[Result]:
    """The same of the plain project, on the tables that its engine made."""
    database = {"BENCH_DATABASE_URL": server.cluster.superuser_url(PLAIN)}
    with _served("tests.bench.search.plain", server, database) as site:
        yield from _loads(site, server, plain(asked(_enough(seconds))), seconds)


def _loads(site: Site, server: Server, found: Iterable[Kind], seconds: float) -> Iterator[Result]:
    processes = _processes(site, server)
    for kind in found:
        load(site.port, kind.requests[:1], visitors=2, seconds=0)
        for place, visitors in enumerate(VISITORS):
            requests = kind.requests[place :: len(VISITORS)]
            with watched(processes) as spent:
                told = load(site.port, requests, visitors=visitors, seconds=seconds)
            figures = told.figures(kind.status)
            costs = spent.figures(pages=figures["pages"], elapsed=told.seconds)
            yield {"kind": kind.name, "visitors": visitors, **figures, **costs}


def _processes(site: Site, server: Server) -> Mapping[str, int]:
    database = postmaster.read(server.cluster.data)
    assert site.process is not None and database is not None
    return {WORKERS: site.process.pid, DATABASE: database.pid}


def _enough(seconds: float) -> int:
    """So many searches that none is asked twice, as long as the server is not quicker than the moonshot."""
    return 300 + int(seconds * MOONSHOT * UNCACHED * len(VISITORS))


def outside(server: Server) -> Mapping[str, str]:
    """The environment of a process of the explorer."""
    return {"LOCAL_DIR": str(server.home), "DEMO": "1", "DJANGO_SETTINGS_MODULE": "explorer.settings"}


@contextmanager
def _served(package: str, server: Server, credentials: Mapping[str, str]) -> Iterator[Site]:
    """A site as the demo serves it."""
    site = Site(
        name="bench",
        package=package,
        port=postmaster.free_port(preferred=None),
        port_variable="PORT",
        credentials={name: value for name, value in credentials.items() if name != "DJANGO_SETTINGS_MODULE"},
        root=ROOT,
        run=server.home,
    )
    site.start()
    try:
        site.wait_until_it_answers()
        yield site
    finally:
        site.stop()
