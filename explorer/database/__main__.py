"""`python -m explorer.database stop|reset|provision`: the embedded servers, and roles on a real one."""

import argparse
import os
import sys
from pathlib import Path

import psycopg

from explorer.database import local, provision
from explorer.database.binaries import ServerError

LOCAL_DIR = Path(os.environ.get("LOCAL_DIR") or Path(__file__).resolve().parent.parent.parent / ".local")


def main() -> None:
    """Parse the options and do one of them."""
    parser = argparse.ArgumentParser(prog="python -m explorer.database", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    stop = actions.add_parser("stop", help="stop the embedded servers")
    stop.add_argument("which", nargs="?", choices=["demo", "test"], help="both when left out")
    actions.add_parser("reset", help="remove the data of the demo")
    actions.add_parser("provision", help="make roles and databases on the server of SUPERUSER_URL")
    options = parser.parse_args()
    if options.action == "stop":
        _stop([options.which] if options.which else ["demo", "test"])
    elif options.action == "reset":
        local.reset(LOCAL_DIR)
    else:
        _provision()


def _stop(which: list[str]) -> None:
    homes = {"demo": LOCAL_DIR, "test": LOCAL_DIR / "test"}
    for name in which:
        if local.cluster(homes[name]).stop():
            print(f"stopped the PostgreSQL of {name}")


def _provision() -> None:
    address = os.environ["SUPERUSER_URL"]
    passwords = {role: os.environ[f"{role.upper()}_PASSWORD"] for role in provision.ROLES}
    provision.provision(
        lambda database: psycopg.connect(address, dbname=database, autocommit=True), passwords=passwords
    )


if __name__ == "__main__":
    try:
        main()
    except ServerError as error:
        sys.exit(f"database: {error}")
    except KeyError as error:
        sys.exit(f"database: the environment variable {error.args[0]} is not set")
