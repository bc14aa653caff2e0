"""The whole deployment: set up, in use, and with one part after another taken away."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from explorer.database.credentials import secret
from explorer.database.embedded import Cluster
from tests.bench.scale import servers
from tests.bench.scale.balancer import balancer
from tests.bench.scale.databases import Databases
from tests.bench.scale.node import REGION, Node, get
from tests.bench.scale.visitors import ADDRESSES, Phase, Visitors, watch

PATIENCE = 30.0
# A node has two workers, and each must know.
IN_A_ROW = 6
# A connection to the primary is kept so long before the standby is tried again, and a little more.
BACK_SECONDS = 20.0
# Where each node reads from in a phase; None is a node that is not there.
READ_FROM: Mapping[str, list[str | None]] = {
    "all well": ["standby", "standby"],
    "standby lags": ["standby", "standby"],
    "node killed": [None, "standby"],
    "standby killed": ["primary", "primary"],
    "standby back": ["standby", "standby"],
    "primary killed": ["standby", "standby"],
    "all well again": ["standby", "standby"],
}


@dataclass
class Deployment:
    """Everything that runs."""

    databases: Databases
    primary: Cluster
    standby: Cluster
    nodes: tuple[Node, Node]
    port: int

    def read_from(self) -> list[str | None]:
        """The server that each node asked last, as the servers themselves tell it."""
        asked = {
            name: {} if not server.runs() else servers.last_asked(server)
            for name, server in (("standby", self.standby), ("primary", self.primary))
        }
        return [_latest({name: times.get(node.name) for name, times in asked.items()}) for node in self.nodes]


def _latest(times: Mapping[str, float | None]) -> str | None:
    known = {name: when for name, when in times.items() if when is not None}
    return max(known, key=lambda name: known[name]) if known else None


@dataclass
class Outcome:
    """What was met: phase by phase, how many seconds until each node showed something new, other facts."""

    phases: list[Phase] = field(default_factory=list)
    until_seen: dict[str, list[float]] = field(default_factory=dict)
    servers: dict[str, list[str | None]] = field(default_factory=dict)
    page_without_databases: str = ""


@contextmanager
def deployment(folder: Path, *, people: int) -> Iterator[Deployment]:
    """Primary, standby, two nodes and a balancer, all on loopback, gone when the block ends."""
    with ExitStack() as stack:
        primary = servers.start_primary(folder)
        stack.callback(primary.destroy)
        databases = Databases(folder, primary)
        # The standby is copied while the register works, and hears of the releases as of everything later.
        with ThreadPoolExecutor(1) as pool:
            copied = pool.submit(servers.start_standby, folder, primary)
            stack.callback(lambda: copied.result().destroy())
            databases.fill(people)
        standby = copied.result()
        nodes = (_node(folder / "one", databases, standby), _node(folder / "two", databases, standby))
        for node in nodes:
            stack.callback(node.stop)
        _start_nodes(nodes)
        port = stack.enter_context(balancer(nodes, folder / "haproxy.log"))
        yield Deployment(databases, primary, standby, nodes, port)


def run(made: Deployment, *, seconds: float, rate: float | None) -> Outcome:
    """Visitors search all the time; each thing happens while they do, and is put right before the next."""
    outcome = Outcome()
    visitors = Visitors(made.port, made.nodes[0].host, rate=rate)
    with visitors.searching():
        for name, act in _faults(made, outcome):
            outcome.phases.append(watch(name, visitors, seconds=seconds, act=act))
            outcome.servers[name] = _read_from(made, READ_FROM.get(name))
    return outcome


def _faults(made: Deployment, outcome: Outcome) -> list[tuple[str, Callable[[], object]]]:
    one = made.nodes[0]
    return [
        ("all well", lambda: None),
        ("another release", partial(_show, made, outcome, 1)),
        ("the newest again", partial(_show, made, outcome, 2)),
        ("connections dropped", partial(_drop_connections, made)),
        ("standby lags", partial(servers.hold_up, made.standby)),
        ("standby caught up", partial(servers.let_go_on, made.standby)),
        ("node killed", one.kill),
        ("node back", one.start),
        ("standby killed", partial(servers.kill, made.standby)),
        ("standby back", made.standby.start),
        ("primary killed", partial(servers.kill, made.primary)),
        ("both killed", partial(_kill_the_last, made, outcome)),
        ("both back", partial(_start, made)),
        ("all well again", lambda: None),
    ]


def _read_from(made: Deployment, wanted: list[str | None] | None) -> list[str | None]:
    """Where each node reads from. Who fell back on the primary tries the standby again after a while."""
    until = time.monotonic() + BACK_SECONDS
    while True:
        found = made.read_from()
        if wanted is None or found == wanted or time.monotonic() > until:
            return found
        time.sleep(0.25)


def _start_nodes(nodes: Sequence[Node]) -> None:
    with ThreadPoolExecutor(len(nodes)) as pool:
        list(pool.map(Node.start, nodes))
    # The first page of a worker reads its templates: not what is measured.
    for node in nodes:
        for address in ADDRESSES:
            node.get(address)


def _start(made: Deployment) -> None:
    made.primary.start()
    made.standby.start()


def _show(made: Deployment, outcome: Outcome, number: int) -> None:
    made.databases.show(number)
    started = time.monotonic()
    while made.databases.shown_by(made.standby) != number:
        time.sleep(0.001)
    outcome.until_seen[f"release {number}, on the standby"] = [time.monotonic() - started]
    seen = _until(made, lambda node: node.health().get("release") == number, started)
    outcome.until_seen[f"release {number}, on each node"] = seen


def _drop_connections(made: Deployment) -> None:
    for server in (made.primary, made.standby):
        servers.drop_connections(server)


def _kill_the_last(made: Deployment, outcome: Outcome) -> None:
    servers.kill(made.standby)
    time.sleep(1)
    _, outcome.page_without_databases = get(made.port, "/kandidaten/", host=made.nodes[0].host)


def _until(made: Deployment, holds: Callable[[Node], bool], started: float) -> list[float]:
    """Seconds after which a visitor of each node is told so."""
    with ThreadPoolExecutor(len(made.nodes)) as pool:
        return list(pool.map(lambda node: _told_after(node, holds, started), made.nodes))


def _told_after(node: Node, holds: Callable[[Node], bool], started: float) -> float:
    """Counted from when it was asked, since the answer itself takes long on a busy machine."""
    times: list[float] = []
    while len(times) < IN_A_ROW:
        asked = time.monotonic() - started
        assert asked < PATIENCE, "a node does not show it"
        times = [*times, asked] if holds(node) else []
    return times[0]


def _node(folder: Path, databases: Databases, standby: Cluster) -> Node:
    """It knows both servers by one address, and the key that all nodes share."""
    given = {
        "DATABASE_URL": databases.url_of_both(standby, application=folder.name),
        "EXPLORER_SECRET_KEY": secret(folder.parent / "keys", "explorer_secret_key"),
        "SITE_REGION": REGION,
        "PROXIES": "1",
    }
    return Node(folder=folder, environment=given)
