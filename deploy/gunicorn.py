"""How both sites run behind a proxy: `gunicorn --config deploy/gunicorn.py explorer.wsgi`.

A bare gunicorn waits for slow clients; the proxy in front gives up on them (haproxy.cfg, Caddyfile).
METRICS_PORT opens the metrics on a port of their own.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

MEMORY = Path("/dev/shm")  # noqa: S108 - a fresh folder with a random name is made in it
METRICS_PORT = int(os.environ.get("METRICS_PORT", "0"))
# Workers count in files here, and the counting code reads this when it is imported.
os.environ.setdefault(
    "PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="metrics-", dir=MEMORY if MEMORY.is_dir() else None)
)

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "4"))
worker_class = "gthread"
# Words and pages are read once, before workers part, and shared by them.
preload_app = True
# A request that hangs for longer is ended with its worker; publication and imports run in jobs.
timeout = 30
graceful_timeout = 30
keepalive = 75
# Long-lived workers grow; each ends after so many requests, not all at once.
max_requests = 20_000
max_requests_jitter = 2_000
# The root of the file system may be read-only.
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
control_socket_disable = True
# Requests that are refused before Django sees them are logged without what was asked.
logger_class = "explorer.logs.ServerLogger"
accesslog = None


def when_ready(server: Any) -> None:
    """Open the metrics in the process that started the workers."""
    if METRICS_PORT:
        from explorer.web.metrics import serve  # Django is set up by now

        serve(METRICS_PORT)


def child_exit(server: Any, worker: Any) -> None:
    """Forget the gauges of a worker that is gone; what it counted stays."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)
