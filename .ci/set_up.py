"""Brings a checkout to where its commands run. Standard library only; Python 3.11 or later.

`set_up.py demo` installs what the demo needs, `set_up.py test` also what tests
and checks need, `set_up.py bench` the engines that the search is compared with.
Each step leaves a mark with a hash of what it was made from, so that a second run
does nothing. A step that fails says so in one line.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MARKS = ROOT / ".local" / "set-up"
LOG = MARKS / "log.txt"
# What uv, pip and npm say when they cannot get through.
OFFLINE = (
    "Temporary failure in name",
    "Name or service not known",
    "Network is unreachable",
    "Failed to establish a new connection",
    "Could not connect",
    "Connection refused",
    "dns error",
    "error sending request",
    "timed out",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ETIMEDOUT",
)
REQUIREMENTS = {
    "demo": "requirements.txt",
    "test": "requirements-dev.txt",
    "bench": "requirements-bench.txt",
}
TRANSLATE = (
    "import pathlib, polib\n"
    "for po in pathlib.Path('.').glob('*/locale/*/LC_MESSAGES/*.po'):\n"
    "    polib.pofile(str(po)).save_as_mofile(str(po.with_suffix('.mo')))\n"
)


class SetUpError(Exception):
    """A step cannot be done; the message is one line for the screen."""


def main(purpose: str) -> None:
    """Run the steps that a purpose (`demo`, `test` or `bench`) needs and that are not done yet."""
    requirements = REQUIREMENTS[purpose]
    prepare_folder()
    step("environment", [], make_environment, unless=PYTHON.exists())
    step(
        f"packages of {requirements}",
        [requirements],
        lambda: install(requirements),
        unless=has_all(requirements),
    )
    step("design system", ["package.json", "package-lock.json"], install_design_system)
    step("translations", of_both_sites("locale/*/LC_MESSAGES/*.po"), translate)
    step("static files", static_sources(), collect_static)


def prepare_folder() -> None:
    try:
        MARKS.mkdir(parents=True, exist_ok=True)
        (MARKS / "writable").write_text("")
    except OSError as error:
        raise SetUpError(f"cannot write in {ROOT}: {error.strerror}") from error


def step(name: str, sources: Iterable[Path | str], act: Callable[[], None], *, unless: bool = False) -> None:
    """Do one step and mark it, unless its mark says that it was done from the same sources."""
    version = digest(sources)
    mark = MARKS / name.replace(" ", "-")
    if unless or (mark.exists() and mark.read_text() == version and VENV.exists()):
        return
    print(f"  {name} …", end=" ", flush=True)
    started = time.monotonic()
    try:
        act()
    except SetUpError:
        print("failed")
        raise
    mark.write_text(version)
    print(f"{time.monotonic() - started:.1f} s")


def digest(sources: Iterable[Path | str]) -> str:
    content = hashlib.sha256()
    for source in sources:
        content.update(f"{source}\n".encode())
        content.update((ROOT / source).read_bytes())
    return content.hexdigest()


def make_environment() -> None:
    if shutil.which("uv"):
        run("uv", "venv", "--quiet", "--python", sys.executable, str(VENV))
    else:
        run(sys.executable, "-m", "venv", str(VENV))


def has_all(requirements: str) -> bool:
    """The packages of the tests include those of the demo."""
    tests = MARKS / "packages-of-requirements-dev.txt"
    return requirements == "requirements.txt" and tests.exists() and tests.read_text() == digest(
        ["requirements-dev.txt"]
    )  # fmt: skip


def install(requirements: str) -> None:
    if shutil.which("uv"):
        program = ["uv", "pip", "install", "--python", str(PYTHON)]
    else:
        program = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    run(*program, "--quiet", "--require-hashes", "-r", requirements)


def install_design_system() -> None:
    npm = shutil.which("npm")
    if npm is None:
        install("requirements-node.txt")
        npm = str(VENV / "bin" / "npm")
    run(npm, "ci", "--silent", "--no-progress")


def translate() -> None:
    run(str(PYTHON), "-c", TRANSLATE)


def static_sources() -> list[Path | str]:
    own = of_both_sites("static/**/*")
    return [*own, "explorer/design_system.py", "package-lock.json", "requirements.txt"]


def of_both_sites(pattern: str) -> list[Path | str]:
    """Files of the two packages; what is made from them stands elsewhere."""
    found = [path for site in ("explorer", "profiles") for path in (ROOT / site).glob(pattern)]
    return sorted(path.relative_to(ROOT) for path in found if path.is_file())


def collect_static() -> None:
    # No database is needed for this; an address nobody answers keeps the embedded server asleep.
    nowhere = "postgresql://nobody@127.0.0.1:1/nowhere"
    environment = {"DATABASE_URL": nowhere, "REGISTER_DATABASE_URL": nowhere, "DEMO": "1"}
    for site in ("explorer", "profiles"):
        collect = ["manage.py", "collectstatic", "--no-input", "--clear", "-v0"]
        run(str(PYTHON), *collect, f"--settings={site}.settings", **environment)


def run(*command: str, **environment: str) -> None:
    """Run a program; on failure its output is in the log and one line says what happened."""
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    result = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode == 0:
        return
    LOG.write_text(result.stdout)
    if any(sign in result.stdout for sign in OFFLINE):
        raise SetUpError(f"the package registry cannot be reached; is there a network? (log: {LOG})")
    last = (result.stdout.strip().splitlines() or ["no output"])[-1]
    raise SetUpError(f"{Path(command[0]).name} failed: {last} (log: {LOG})")


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("set-up: Python 3.11 or later is needed; give one with PYTHON=/path/to/python3 make …")
    try:
        main(sys.argv[1])
    except SetUpError as error:
        sys.exit(f"set-up: {error}")
    except KeyboardInterrupt:
        sys.exit("\nset-up: interrupted; the next start goes on from here")
