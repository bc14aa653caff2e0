"""Metrics for Prometheus, on a port of their own that no visitor reaches.

Each worker counts in files below PROMETHEUS_MULTIPROC_DIR, which `deploy/gunicorn.py` makes; the process
that started them adds up, and asks the site for its gauges at each scrape. `deploy/alerts.yaml` has
example alerts.
"""

import logging
from collections.abc import Callable, Iterator, Mapping

from django.conf import settings
from django.db import Error, connections
from django.utils.module_loading import import_string
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

# Name of a gauge -> (what it is, value).
Gauges = Mapping[str, tuple[str, float]]


class SiteCollector:
    """What the site itself knows: `settings.GAUGES` names the function. `site_up` is 0 without a database."""

    def __init__(self, ask: Callable[[], Gauges]) -> None:
        self._ask = ask

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            gauges = dict(self._ask())
        except Error:
            logging.getLogger(__name__).warning("gauges could not be read: the database is away")
            gauges = {}
        finally:
            # A scrape has a thread of its own each time; its connection must not stay behind.
            connections.close_all()
        yield GaugeMetricFamily("site_up", "1 when the database answered", value=float(bool(gauges)))
        for name, (text, value) in gauges.items():
            yield GaugeMetricFamily(name, text, value=value)


def serve(port: int) -> None:
    """Answer scrapes on all addresses of this port, in a thread of this process."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(SiteCollector(import_string(settings.GAUGES)))
    start_http_server(port, registry=registry)
