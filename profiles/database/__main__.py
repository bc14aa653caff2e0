"""`python -m profiles.database make-keys`: every key, password and address of a new deployment."""

import argparse
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from explorer.database.provision import ROLES
from profiles.database.keys import MAKERS

Files = Mapping[str, Mapping[str, str]]
"""Name of a file -> variable -> value."""


def main() -> None:
    """Print them under the name of their file, or write them into a folder that has none of these yet."""
    parser = argparse.ArgumentParser(prog="python -m profiles.database", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    make = actions.add_parser(
        "make-keys", help="keys, passwords and addresses, each in the file of its reader"
    )
    make.add_argument(
        "--server", default="db.example", metavar="HOST[:PORT]", help="where PostgreSQL answers"
    )
    make.add_argument("--into", type=Path, metavar="FOLDER", help="write files there instead of printing")
    options = parser.parse_args()
    files = {name: as_text(values) for name, values in files_of(options.server).items()}
    if options.into is None:
        print("\n".join(f"# {name}\n{text}" for name, text in files.items()), end="")
        return
    try:
        write(files, options.into)
    except FileExistsError as error:
        sys.exit(f"make-keys: {error.filename} is there already; keys of a deployment are not made twice")
    except OSError as error:
        sys.exit(f"make-keys: {error.filename}: {error.strerror}")


def files_of(server: str) -> Files:
    """What each process is to know, and no more: a web process has no address of an owner or the verifier."""
    passwords = {role: secrets.token_urlsafe(24) for role in ROLES}

    def address(role: str, database: str) -> str:
        return f"postgresql://{role}:{passwords[role]}@{server}/{database}"

    return {
        "explorer.env": {
            "EXPLORER_SECRET_KEY": secrets.token_urlsafe(50),
            "DATABASE_URL": address("explorer_web", "explorer"),
        },
        "register.env": {
            **{name: make() for name, make in MAKERS.items()},
            "DATABASE_URL": address("register_web", "explorer"),
            "REGISTER_DATABASE_URL": address("register_web", "register"),
        },
        "verifier.env": {"VERIFIER_DATABASE_URL": address("explorer_verifier", "explorer")},
        "explorer-owner.env": {"DATABASE_URL": address("explorer_owner", "explorer")},
        "register-owner.env": {"REGISTER_DATABASE_URL": address("register_owner", "register")},
        "provision.env": {f"{role.upper()}_PASSWORD": password for role, password in passwords.items()},
    }


def as_text(values: Mapping[str, str]) -> str:
    return "".join(f"{name}={value}\n" for name, value in values.items())


def write(files: Mapping[str, str], folder: Path) -> None:
    """Readable by their owner alone. Raises `FileExistsError` before anything is written."""
    # Others may pass: the certificate of the database's authority lies here too, and each process reads it.
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    for name in files:
        if (folder / name).exists():
            raise FileExistsError(None, "exists", str(folder / name))
    for name, text in files.items():
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(text)


if __name__ == "__main__":
    main()
