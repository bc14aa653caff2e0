"""The data folder of a new server, made aside and moved into place: there is no half-made one."""

import os
import secrets
import shutil
from pathlib import Path

from explorer.database import binaries


def make_data(data: Path, *, superuser: str, password_file: Path) -> None:
    """Run `initdb` with a password for the superuser, which only the owner of `password_file` can read."""
    place, draft = data.parent, data.with_name("data.new")
    binaries.make_reachable(place)
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    password = secrets.token_urlsafe(32)
    handed_over = place / "password"
    for file in (password_file, handed_over):
        file.unlink(missing_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(password)
    for path in (draft, handed_over):
        user = binaries.server_user()
        if user is not None:
            os.chown(path, user, user)
    access = ["-U", superuser, f"--pwfile={handed_over}", "--auth=scram-sha-256"]
    # The same order and case on every machine, whatever locales it has.
    locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    try:
        binaries.run("initdb", "-D", str(draft), *access, *locale, place=place)
    finally:
        handed_over.unlink()
    draft.rename(data)
