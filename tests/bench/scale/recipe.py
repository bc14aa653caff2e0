"""The whole street of machines: set up, in use, and with one part after another taken away."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from explorer.database.credentials import secret
from explorer.database.embedded import Cluster
from explorer.database.standby import LOOK_SECONDS
from tests.bench.scale import servers
from tests.bench.scale.balancer import balancer
from tests.bench.scale.node import Node
from tests.bench.scale.town import Town
from tests.bench.scale.visitors import Phase, Visitors, watch

PATIENCE = 30.0
# A node has two workers, and each must know.
IN_A_ROW = 6
# So long a node may take to see where it must read from, in times between two looks.
LOOKS = 5
# Where each node reads from at the end of a phase; None is a node that is not there.
READ_FROM: Mapping[str, list[object]] = {
    "all well": ["standby", "standby"],
    "standby lags": ["primary", "primary"],
    "node killed": [None, "standby"],
    "standby killed": ["primary", "primary"],
    "primary killed": ["standby", "standby"],
    "both killed": ["memory", "memory"],
}


@dataclass
class Street:
    """Everything that runs."""

    town: Town
    primary: Cluster
    standby: Cluster
    nodes: tuple[Node, Node]
    port: int


@dataclass
class Outcome:
    """What was met: phase by phase, and how many seconds until each node showed something new."""

    phases: list[Phase] = field(default_factory=list)
    until_seen: dict[str, list[float]] = field(default_factory=dict)
    servers: dict[str, list[object]] = field(default_factory=dict)


@contextmanager
def street(folder: Path, *, people: int) -> Iterator[Street]:
    """Primary, standby, two nodes and a balancer, all on loopback, gone when the block ends."""
    with ExitStack() as stack:
        primary = servers.start_primary(folder)
        stack.callback(primary.destroy)
        town = Town(folder, primary)
        # The standby is copied while the register works, and hears of the releases as of everything later.
        with ThreadPoolExecutor(1) as pool:
            copied = pool.submit(servers.start_standby, folder, primary)
            stack.callback(lambda: copied.result().destroy())
            town.fill(people)
        standby = copied.result()
        nodes = (_node(folder / "one", town, standby), _node(folder / "two", town, standby))
        for node in nodes:
            stack.callback(node.stop)
        _start_nodes(nodes)
        port = stack.enter_context(balancer(nodes, folder / "haproxy.log"))
        yield Street(town, primary, standby, nodes, port)


def run(made: Street, *, seconds: float, rate: float | None) -> Outcome:
    """Visitors search all the time; each thing happens while they do, and is put right before the next."""
    outcome = Outcome()
    visitors = Visitors(made.port, made.nodes[0].host, rate=rate)
    with visitors.searching():
        for name, act in _happenings(made, outcome):
            outcome.phases.append(watch(name, visitors, seconds=seconds, act=act))
            outcome.servers[name] = _read_from(made, READ_FROM.get(name))
    return outcome


def _happenings(made: Street, outcome: Outcome) -> list[tuple[str, Callable[[], object]]]:
    one = made.nodes[0]
    return [
        ("all well", lambda: None),
        ("another release", partial(_show, made, outcome, 1)),
        ("the newest again", partial(_show, made, outcome, 2)),
        ("somebody withdrawn", partial(_withdraw, made, outcome, "withdrawal, on each node")),
        ("connections dropped", partial(_drop_connections, made)),
        ("standby lags", partial(_lag, made, outcome)),
        ("standby caught up", partial(servers.let_go_on, made.standby)),
        ("node killed", one.kill),
        ("node back", one.start),
        ("standby killed", partial(servers.kill, made.standby)),
        ("standby back", made.standby.start),
        ("primary killed", partial(servers.kill, made.primary)),
        ("both killed", partial(servers.kill, made.standby)),
        ("both back", partial(_start, made)),
        ("all well again", lambda: None),
    ]


def _read_from(made: Street, wanted: list[object] | None) -> list[object]:
    """Where each node reads from. To see a standby lag takes two looks; a busy machine may miss one."""
    until = time.monotonic() + LOOKS * LOOK_SECONDS
    while True:
        found = [node.health().get("server") for node in made.nodes]
        if wanted is None or found == wanted or time.monotonic() > until:
            return found
        time.sleep(LOOK_SECONDS / 4)


def _start_nodes(nodes: Sequence[Node]) -> None:
    with ThreadPoolExecutor(len(nodes)) as pool:
        list(pool.map(Node.start, nodes))


def _start(made: Street) -> None:
    made.primary.start()
    made.standby.start()


def _show(made: Street, outcome: Outcome, number: int) -> None:
    made.town.show(number)
    started = time.monotonic()
    while made.town.shown_by(made.standby) != number:
        time.sleep(0.001)
    outcome.until_seen[f"release {number}, on the standby"] = [time.monotonic() - started]
    seen = _until(made, lambda node: node.health().get("release") == number, started)
    outcome.until_seen[f"release {number}, on each node"] = seen


def _withdraw(made: Street, outcome: Outcome, name: str) -> None:
    reference = made.town.withdraw_somebody()
    seen = _until(made, lambda node: node.get(f"/kandidaten/{reference}/")[0] == 404, time.monotonic())
    outcome.until_seen[name] = seen


def _drop_connections(made: Street) -> None:
    for server in (made.primary, made.standby):
        servers.drop_connections(server)


def _lag(made: Street, outcome: Outcome) -> None:
    """The standby hears everything and tells nothing new."""
    servers.hold_up(made.standby)
    _withdraw(made, outcome, "withdrawal while the standby lags")


def _until(made: Street, holds: Callable[[Node], bool], started: float) -> list[float]:
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


def _node(folder: Path, town: Town, standby: Cluster) -> Node:
    """It knows the primary, a standby and the key that all nodes share."""
    port = standby.port()
    given = {
        "DATABASE_URL": town.url("explorer", "explorer_web"),
        "EXPLORER_READ_URL": f"postgresql://127.0.0.1:{port}",
        "EXPLORER_SECRET_KEY": secret(folder.parent / "keys", "explorer_secret_key"),
    }
    return Node(folder=folder, environment=given)
