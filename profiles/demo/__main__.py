"""`python -m profiles.demo [stop]`: run the demo on this machine, or end the one that runs."""

import argparse
import os
import sys
from pathlib import Path

from explorer.database.binaries import ServerError
from profiles.demo.pair import pair, workers
from profiles.demo.sites import SiteError
from profiles.demo.stop import stop
from profiles.demo.supervise import PrepareError, run

ROOT = Path(__file__).resolve().parent.parent.parent
LOCAL_DIR = Path(os.environ.get("LOCAL_DIR") or ROOT / ".local")
GIVEN = ("DATABASE_URL", "REGISTER_DATABASE_URL")


def main() -> None:
    """Parse the options; a fault is one line on the screen."""
    parser = argparse.ArgumentParser(prog="python -m profiles.demo", description=__doc__)
    parser.add_argument("action", nargs="?", choices=["run", "stop"], default="run")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    parser.add_argument("--register-port", type=int, default=int(os.environ.get("REGISTER_PORT") or 8001))
    parser.add_argument("--policy", default=os.environ.get("POLICY", ""), help="rules of the release by name")
    options = parser.parse_args()
    ports = {"explorer": options.port, "profiles": options.register_port}
    sites = pair(root=ROOT, local_dir=LOCAL_DIR, ports=ports)
    jobs = workers(root=ROOT, local_dir=LOCAL_DIR, ports=ports)
    if options.action == "stop":
        stop(local_dir=LOCAL_DIR, programs=[*sites, *jobs], report=_report)
        return
    if any(map(os.environ.get, GIVEN)):
        sys.exit("demo: it brings its own databases; run it without DATABASE_URL")
    try:
        run(
            root=ROOT,
            local_dir=LOCAL_DIR,
            sites=sites,
            workers=jobs,
            policy=options.policy,
            report=_report,
        )
    except KeyboardInterrupt:
        _report("\nstopped\n")


def _report(text: str) -> None:
    try:
        print(text, end="", flush=True)
    except OSError:
        # The terminal was closed; what runs must be stopped all the same.
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - until the process ends


if __name__ == "__main__":
    try:
        main()
    except (PrepareError, ServerError, SiteError) as error:
        sys.exit(f"demo: {error}")
