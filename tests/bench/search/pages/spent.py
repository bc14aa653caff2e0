"""Time of the processor: who used how much of it while pages were asked for. Only where there is /proc."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
WORKERS, DATABASE, CLIENT, OTHERS = "workers", "database", "visitors", "others"


@dataclass
class Spent:
    """Seconds by whom; `others` is everything else on the machine, which disturbs what is measured."""

    seconds: dict[str, float] = field(default_factory=dict)

    def figures(self, *, pages: float, elapsed: float) -> dict[str, float]:
        """Milliseconds a page, and shares of the whole machine."""
        if not self.seconds or not pages:
            return {}
        parts = {f"{name}_ms": 1000 * spent / pages for name, spent in self.seconds.items() if name != OTHERS}
        whole = elapsed * (os.cpu_count() or 1)
        shares = {f"{name}_share": min(1.0, self.seconds[name] / whole) for name in (CLIENT, OTHERS)}
        return {**parts, **shares}


@contextmanager
def watched(servers: Mapping[str, int]) -> Iterator[Spent]:
    """What the block costs these servers, given by the process they began with, and this process itself."""
    told = Spent()
    if not (PROC / "stat").exists():
        yield told
        return
    before, busy = _now(servers), _of_machine()
    yield told
    told.seconds = {name: seconds - before[name] for name, seconds in _now(servers).items()}
    told.seconds[OTHERS] = max(0.0, _of_machine() - busy - sum(told.seconds.values()))


def _now(servers: Mapping[str, int]) -> dict[str, float]:
    return {**{name: seconds_of(pid) for name, pid in servers.items()}, CLIENT: time.process_time()}


def _of_machine() -> float:
    """Seconds that all cores together were busy, or taken away by the host."""
    user, nice, system, _, _, *interrupts = map(int, (PROC / "stat").read_text().split("\n")[0].split()[1:9])
    return _seconds(user + nice + system + sum(interrupts))


def seconds_of(first: int) -> float:
    """What a process and those it began spent until now, also those that ended meanwhile."""
    processes = dict(_processes())
    family, found = {first}, 0
    while len(family) > found:
        found = len(family)
        family |= {pid for pid, fields in processes.items() if int(fields[1]) in family}
    # Own time, in the program and in the system, and that of children who ended.
    return _seconds(sum(sum(map(int, processes[pid][11:15])) for pid in family if pid in processes))


def _processes() -> Iterator[tuple[int, list[str]]]:
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                _, _, fields = (folder / "stat").read_text().rpartition(")")
            except OSError:
                continue
            yield int(folder.name), fields.split()


def _seconds(ticks: int) -> float:
    return ticks / os.sysconf("SC_CLK_TCK")
