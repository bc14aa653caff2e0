"""Brings a checkout to where its commands run. Standard library only; Python 3.11 or later.

`set_up.py demo` installs what the demo needs, `set_up.py test` also what tests and checks need;
`set_up.py explorer` and `set_up.py register` what that site needs in production. Each step leaves a
mark with a hash of what it was made from and the names of what it made: a second run does nothing
while all of that is there. A step that fails says so in one line.
"""

import hashlib
import importlib.util
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
PACKAGES = (".venv/lib*/python*/site-packages/*.dist-info",)
DESIGN_SYSTEM = ("node_modules/*/package.json", "node_modules/@*/*/package.json")
TRANSLATIONS = ("*/locale/*/LC_MESSAGES/*.mo",)
DESIGN = ".local/design-system"
STATIC_FILES = (".local/static/*/staticfiles.json", f"{DESIGN}/vendor/*/*")
# Of packages, what no page asks for: compressing it is most of the time.
UNUSED = ("*/ext", "htmx-4*", "htmax*", "*/gis")
# Of the font two weights, with ASCII, the accents that Dutch, English and German put on letters
# and the signs of our texts: half the bytes. A browser takes any other letter from its own font.
FONT = "node_modules/@fontsource/noto-sans/files/noto-sans-latin-{}-normal.woff2"
WEIGHTS = (400, 600)
LETTERS = (
    "20-7E,A0,B0,B7,C4,C9,CB,CF,D6-D7,DC,DF-E2,E4,E7-EB,ED-EF,F1,F3-F4,F6,FA-FC,"
    "2013-2014,2018-2019,201C-201D,2026,203A,2060,20AC,2212"
)
REQUIREMENTS = {
    "demo": "requirements.txt",
    "test": "requirements-dev.txt",
    "explorer": "requirements-explorer.txt",
    "register": "requirements-register.txt",
}
BOTH_SITES = ("explorer", "profiles")
SITES = {"explorer": ("explorer",), "register": ("profiles",)}
"""Whose static files are collected; those of both where a purpose is not named."""
TRANSLATE = (
    "import pathlib, polib\n"
    "for po in pathlib.Path('.').glob('*/locale/*/LC_MESSAGES/*.po'):\n"
    "    polib.pofile(str(po)).save_as_mofile(str(po.with_suffix('.mo')))\n"
)


class SetUpError(Exception):
    """A step cannot be done; the message is one line for the screen."""


def main(purpose: str) -> None:
    """Run the steps that a purpose needs and that are not done yet."""
    requirements = REQUIREMENTS[purpose]
    prepare_folder()
    step("environment", [], make_environment, always=not is_whole())
    step(
        f"packages of {requirements}",
        [requirements],
        lambda: install(requirements),
        makes=PACKAGES,
        unless=has_all(requirements),
    )
    sites = SITES.get(purpose, BOTH_SITES)
    step("design system", ["package.json", "package-lock.json"], install_design_system, makes=DESIGN_SYSTEM)
    step("translations", of_both_sites("locale/*/LC_MESSAGES/*.po"), translate, makes=TRANSLATIONS)
    step("static files", static_sources(), lambda: make_static_files(sites), makes=STATIC_FILES)


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
    always: bool | None = None,
) -> None:
    """Do one step and mark it, unless it was done from the same sources and what it made is still there.

    `always` decides instead of the mark, for what can be looked at itself.
    """
    version = digest(sources)
    if unless or (is_done(name, version) if always is None else not always):
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


def is_whole() -> bool:
    """Whether the environment runs and can be installed in; Ctrl-C and some Debians leave half-made ones."""
    if not PYTHON.exists():
        return False
    needed = "sys" if shutil.which("uv") else "pip"
    return subprocess.run([PYTHON, "-c", f"import {needed}"], capture_output=True).returncode == 0


def make_environment() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    if shutil.which("uv"):
        run("uv", "venv", "--quiet", "--python", sys.executable, str(VENV))
    elif importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SetUpError(
            f"this Python cannot make an environment: install python{version}-venv (Debian, Ubuntu), or uv"
        )
    else:
        run(sys.executable, "-m", "venv", str(VENV))
    if not is_whole():
        raise SetUpError(f"the environment in {VENV} does not run; is {sys.executable} complete?")


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
    templates = sorted(path.relative_to(ROOT) for path in ROOT.glob("templates/**/*.*"))
    code = [path for path in of_both_sites("**/*.py") if "utrecht-" in (ROOT / path).read_text("utf-8")]
    own = of_both_sites("**/static/**/*")
    return [
        *own,
        *templates,
        *code,
        ".ci/styles.mjs",
        ".ci/set_up.py",
        "package-lock.json",
        *(name for name in ("requirements.txt",) if (ROOT / name).exists()),
    ]


def of_both_sites(pattern: str) -> list[Path | str]:
    """Files of the two packages; what is made from them stands elsewhere."""
    found = [path for site in BOTH_SITES for path in (ROOT / site).glob(pattern)]
    return sorted(path.relative_to(ROOT) for path in found if path.is_file())


def make_static_files(sites: Iterable[str]) -> None:
    """Styles and fonts of the design system, as small as pages can use them, then all files of the sites."""
    vendor = ROOT / DESIGN / "vendor"
    for folder in ("noto-sans", "utrecht", "voorbeeld"):
        (vendor / folder).mkdir(parents=True, exist_ok=True)
    run(shutil.which("node") or str(VENV / "bin" / "node"), ".ci/styles.mjs", str(vendor))
    for weight in WEIGHTS:
        file = vendor / "noto-sans" / f"dutch-{weight}.woff2"
        # Copyright, family and licence stay in the file; the same input gives the same bytes.
        keep = ["--name-IDs=0,1,2,13,14", "--layout-features=kern,liga,locl,ccmp,tnum"]
        options = [*keep, "--flavor=woff2", "--no-hinting", "--no-recalc-timestamp"]
        subset = [f"--unicodes={LETTERS}", f"--output-file={file}"]
        run(str(PYTHON), "-m", "fontTools.subset", FONT.format(weight), *subset, *options)
    # No database is needed for this; an address nobody answers keeps the embedded server asleep.
    nowhere = "postgresql://nobody@127.0.0.1:1/nowhere"
    environment = {"DATABASE_URL": nowhere, "REGISTER_DATABASE_URL": nowhere, "DEMO": "1"}
    for site in sites:
        collect = ["manage.py", "collectstatic", "--no-input", "--clear", "-v0", "--skip-checks"]
        ignore = [f"--ignore={pattern}" for pattern in UNUSED]
        run(str(PYTHON), *collect, *ignore, f"--settings={site}.settings", **environment)


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
