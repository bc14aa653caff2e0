"""Brings a checkout to where its commands run. Standard library only; Python 3.11 or later.

`set_up.py demo` installs what the demo needs, `set_up.py test` also what tests
and checks need, `set_up.py bench` the engines that the search is compared with.
Each step leaves a mark with a hash of what it was made from and the names of what
it made: a second run does nothing while all of that is there. A step that fails
says so in one line.
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
# What a step makes; what is gone again is made anew.
ENVIRONMENT = (".venv/bin/python",)
PACKAGES = (".venv/lib*/python*/site-packages/*.dist-info",)
DESIGN_SYSTEM = ("node_modules/*/package.json", "node_modules/@*/*/package.json")
TRANSLATIONS = ("*/locale/*/LC_MESSAGES/*.mo",)
STATIC_FILES = (".local/static/*/staticfiles.json",)
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
    step("environment", [], make_environment, makes=ENVIRONMENT, unless=PYTHON.exists())
    step(
        f"packages of {requirements}",
        [requirements],
        lambda: install(requirements),
        makes=PACKAGES,
        unless=has_all(requirements),
    )
    step("design system", ["package.json", "package-lock.json"], install_design_system, makes=DESIGN_SYSTEM)
    step("translations", of_both_sites("locale/*/LC_MESSAGES/*.po"), translate, makes=TRANSLATIONS)
    step("static files", static_sources(), collect_static, makes=STATIC_FILES)


def prepare_folder() -> None:
    try:
        MARKS.mkdir(parents=True, exist_ok=True)
        (MARKS / "writable").write_text("")
    except OSError as error:
        raise SetUpError(f"cannot write in {ROOT}: {error.strerror}") from error


def step(
    name: str,
    sources: Iterable[Path | str],
    act: Callable[[], None],
    *,
    makes: Iterable[str] = (),
    unless: bool = False,
) -> None:
    """Do one step and mark it, unless it was done from the same sources and what it made is still there."""
    version = digest(sources)
    if unless or is_done(name, version):
        return
    print(f"  {name} …", end=" ", flush=True)
    started = time.monotonic()
    try:
        act()
    except SetUpError:
        print("failed")
        raise
    made = [str(path.relative_to(ROOT)) for pattern in makes for path in ROOT.glob(pattern)]
    mark_of(name).write_text("\n".join([version, *sorted(made)]))
    print(f"{time.monotonic() - started:.1f} s")


def is_done(name: str, version: str) -> bool:
    mark = mark_of(name)
    if not (mark.exists() and VENV.exists()):
        return False
    done, *made = mark.read_text().splitlines()
    return done == version and all((ROOT / path).exists() for path in made)


def mark_of(name: str) -> Path:
    return MARKS / name.replace(" ", "-")


def digest(sources: Iterable[Path | str]) -> str:
    content = hashlib.sha256()
    for source in sources:
        content.update(f"{source}\n".encode())
        content.update((ROOT / source).read_bytes())
    return content.hexdigest()


def make_environment() -> None:
    shutil.rmtree(VENV, ignore_errors=True)  # one without an interpreter is the rest of another
    if shutil.which("uv"):
        run("uv", "venv", "--quiet", "--python", sys.executable, str(VENV))
    else:
        run(sys.executable, "-m", "venv", str(VENV))


def has_all(requirements: str) -> bool:
    """The packages of the tests include those of the demo."""
    tests = "requirements-dev.txt"
    name = f"packages of {tests}"
    return requirements == "requirements.txt" and mark_of(name).exists() and is_done(name, digest([tests]))


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
    # Of the design system those rules are kept whose classes are named somewhere.
    templates = sorted(path.relative_to(ROOT) for path in ROOT.glob("templates/**/*.html"))
    code = [path for path in of_both_sites("**/*.py") if "utrecht-" in (ROOT / path).read_text("utf-8")]
    making = of_both_sites("design_system/*.py")
    own = of_both_sites("**/static/**/*")
    return [*own, *templates, *code, *making, "package-lock.json", "requirements.txt"]


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
