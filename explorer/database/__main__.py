"""`python -m explorer.database stop|reset|provision`: the embedded servers, and roles on a real one."""

import argparse
import os
import sys
from pathlib import Path

import psycopg

from explorer.database import local, provision
from explorer.database.binaries import ServerError

ADMINISTRATOR = "SUPERUSER_URL"
LOCAL_DIR = Path(os.environ.get("LOCAL_DIR") or Path(__file__).resolve().parent.parent.parent / ".local")


def main() -> None:
    """Parse the options and do one of them."""
    parser = argparse.ArgumentParser(prog="python -m explorer.database", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    stop = actions.add_parser("stop", help="stop the embedded servers")
    stop.add_argument("which", nargs="?", choices=["demo", "test"], help="both when left out")
    actions.add_parser("reset", help="remove the data of the demo")
    roles = actions.add_parser("provision", help="make roles and databases on the server of SUPERUSER_URL")
    roles.add_argument("--sql", action="store_true", help="print the statements for psql instead")
    roles.add_argument(
        "--alone", action="store_true", help="the server has nothing else: close its own databases too"
    )
    options = parser.parse_args()
    if options.action == "stop":
        homes = {"demo": LOCAL_DIR, "test": LOCAL_DIR / "test"}
        for name in [options.which] if options.which else ["demo", "test"]:
            if local.cluster(homes[name]).stop():
                print(f"stopped the PostgreSQL of {name}")
    elif options.action == "reset":
        local.reset(LOCAL_DIR)
    else:
        _provision(as_text=options.sql, alone=options.alone)


def _provision(*, as_text: bool, alone: bool) -> None:
    variables = {role: f"{role.upper()}_PASSWORD" for role in provision.ROLES}
    needed = [*variables.values(), *([] if as_text else [ADMINISTRATOR])]
    missing = [name for name in needed if not os.environ.get(name)]
    if missing:
        raise provision.ProvisionError(f"not set in the environment: {', '.join(missing)}")
    passwords = {role: os.environ[name] for role, name in variables.items()}
    if as_text:
        print(provision.as_sql(passwords=passwords), end="")
        return
    address = os.environ[ADMINISTRATOR]
    provision.provision(
        lambda database: psycopg.connect(address, dbname=database, autocommit=True),
        passwords=passwords,
        alone=alone,
    )


if __name__ == "__main__":
    try:
        main()
    except (ServerError, provision.ProvisionError) as error:
        sys.exit(f"database: {error}")
    except psycopg.Error as error:
        # The first line says what; those below may show a statement.
        sys.exit(f"database: {str(error).splitlines()[0]}")
