"""Set-up with stand-ins for its programs: what it does once, and what it says when it cannot."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.database import ROOT

FILES = (
    ".ci/set_up.py",
    ".ci/styles.mjs",
    "package.json",
    "package-lock.json",
    "requirements.txt",
)
PYTHON = ".venv/bin/python"
DONE = f"#!/bin/sh\nmkdir -p .venv/bin\n[ -e {PYTHON} ] || ln -s /bin/true {PYTHON}\n"
STEPS = ["environment", "packages of requirements.txt", "design system", "translations", "static files"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout in which `uv` and `npm` only say that they did it."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name in ("explorer", "profiles"):
        (tmp_path / name).mkdir()
    for name in ("uv", "npm", "node"):
        stand_in(tmp_path, name, DONE)
    return tmp_path


def stand_in(tree: Path, name: str, script: str) -> None:
    programs = tree / "programs"
    programs.mkdir(exist_ok=True)
    (programs / name).write_text(script)
    (programs / name).chmod(0o755)


def set_up(tree: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ".ci/set_up.py", "demo"],
        cwd=tree,
        env={"PATH": f"{tree / 'programs'}:{os.defpath}", **environment},
        capture_output=True,
        text=True,
    )


def steps(result: subprocess.CompletedProcess[str]) -> list[str]:
    """Names of the steps that were done."""
    return [line.split(" …")[0].strip() for line in result.stdout.splitlines()]


def test_second_set_up_does_nothing(tree: Path) -> None:
    first = set_up(tree)
    assert first.returncode == 0, first.stderr
    assert steps(first) == STEPS
    assert set_up(tree).stdout == ""


def test_changed_requirements_are_installed_and_nothing_else(tree: Path) -> None:
    set_up(tree)
    with (tree / "package-lock.json").open("a") as lock:
        lock.write("\n")
    assert steps(set_up(tree)) == ["design system", "static files"]


@pytest.mark.parametrize(
    ("lost", "done"),
    [
        (".venv", ["environment", "packages of requirements.txt"]),
        (".venv/bin/python", ["environment", "packages of requirements.txt"]),
        (".venv/lib/python3.11/site-packages/one-1.0.dist-info", ["packages of requirements.txt"]),
        ("node_modules", ["design system"]),
        ("node_modules/@two/two", ["design system"]),
        (".local/set-up/translations", ["translations"]),
    ],
)
def test_what_was_deleted_is_made_again(tree: Path, lost: str, done: list[str]) -> None:
    packages = "mkdir -p .venv/lib/python3.11/site-packages/one-1.0.dist-info"
    modules = "#!/bin/sh\nmkdir -p node_modules/@two/two; touch node_modules/@two/two/package.json\n"
    stand_in(tree, "uv", f"{DONE}case $* in venv*) ;; *) {packages} ;; esac\n")
    stand_in(tree, "npm", modules)
    set_up(tree)
    path = tree / lost
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    assert steps(set_up(tree)) == done
    assert path.exists()
    assert set_up(tree).stdout == ""


def test_environment_that_was_cut_off_is_made_again(tree: Path) -> None:
    (tree / ".venv/bin").mkdir(parents=True)
    stand_in(tree, "half", "#!/bin/sh\nexit 1\n")
    (tree / "programs/half").rename(tree / ".venv/bin/python")
    assert steps(set_up(tree)) == STEPS


def test_python_without_its_venv_is_told_what_to_install(tree: Path) -> None:
    (tree / "programs/uv").unlink()
    hidden = tree / "debian"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    for _ in range(2):
        result = set_up(tree, PYTHONPATH=str(hidden))
        assert result.returncode == 1
        assert result.stderr.count("\n") == 1
        assert re.search(r"install python3\.\d+-venv \(Debian, Ubuntu\), or uv", result.stderr)


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("uv", "error: Request failed\\n  Caused by: dns error: failed to lookup address information"),
        ("npm", "npm error code ENOTFOUND\\nnpm error syscall getaddrinfo"),
    ],
)
def test_missing_network_is_said_in_one_line(tree: Path, program: str, message: str) -> None:
    stand_in(tree, program, f"{DONE}case $* in venv*) ;; *) printf '{message}\\n' >&2; exit 1;; esac\n")
    result = set_up(tree)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("set-up: the package registry cannot be reached; is there a network?")


def test_failing_program_is_named_with_its_last_words(tree: Path) -> None:
    stand_in(tree, "npm", "#!/bin/sh\necho first; echo 'disk quota exceeded'; exit 3\n")
    result = set_up(tree)
    assert result.returncode == 1
    assert result.stderr.startswith("set-up: npm failed: disk quota exceeded (log: ")
    # The step is not marked as done.
    stand_in(tree, "npm", DONE)
    assert "design system" in set_up(tree).stdout


def test_unwritable_folder_is_said_in_one_line(tree: Path) -> None:
    (tree / ".local").write_text("")
    result = set_up(tree)
    assert result.returncode == 1
    assert result.stderr == f"set-up: cannot write in {tree}: Not a directory\n"
