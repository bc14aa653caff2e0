"""A node of the public site: gunicorn as deployed, with a folder and a port of its own."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.database import ROOT
from tests.ports import free_port

PATIENCE = 60.0
REGION = "Noord-Limburg"


@dataclass
class Node:
    """`environment` is all that it is told; it answers to `host` over what a balancer calls HTTPS."""

    folder: Path
    environment: Mapping[str, str]
    host: str = "explorer.example"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """What its connections are called."""
        return self.folder.name

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self.folder.mkdir(parents=True, exist_ok=True)
        command = [
            *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py", "explorer.wsgi"),
            *("--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"),
        ]
        own = {"LOCAL_DIR": str(self.folder), "EXPLORER_HOSTS": self.host}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env={"PATH": os.environ["PATH"], **own, **self.environment},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not self.health().get("ready"):
            assert self.process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < deadline, "the node does not become ready"
            time.sleep(0.05)

    def kill(self) -> None:
        """End it and its workers as a power cut would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """End it in peace."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE)
            self.process = None

    def health(self) -> dict[str, object]:
        """What it tells a balancer; nothing while it does not answer."""
        try:
            status, body = self.get("/gezond/")
        except OSError:
            return {}
        return {"status": status, **json.loads(body)}

    def get(self, address: str) -> tuple[int, str]:
        """Status and page of an address, asked as the balancer would."""
        return get(self.port, address, host=self.host)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


def get(port: int, address: str, *, host: str, seconds: float = 30) -> tuple[int, str]:
    """Status and page; raises OSError, also where the connection ends halfway."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("GET", address, headers={"Host": host, "X-Forwarded-Proto": "https"})
        response = connection.getresponse()
        return response.status, response.read().decode()
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()
