"""Set-up with stand-ins for its programs: what it does once, and what it says when it cannot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.database import ROOT

FILES = (
    ".ci/set_up.py",
    "package.json",
    "package-lock.json",
    "requirements.txt",
    "explorer/design_system/styles.py",
)
DONE = "#!/bin/sh\nmkdir -p .venv/bin\n[ -e .venv/bin/python ] || cp $0 .venv/bin/python\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout in which `uv` and `npm` only say that they did it."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "profiles").mkdir()
    for name in ("uv", "npm"):
        stand_in(tmp_path, name, DONE)
    return tmp_path


def stand_in(tree: Path, name: str, script: str) -> None:
    programs = tree / "programs"
    programs.mkdir(exist_ok=True)
    (programs / name).write_text(script)
    (programs / name).chmod(0o755)


def set_up(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ".ci/set_up.py", "demo"],
        cwd=tree,
        env={"PATH": f"{tree / 'programs'}:{os.defpath}"},
        capture_output=True,
        text=True,
    )


def test_second_set_up_does_nothing(tree: Path) -> None:
    first = set_up(tree)
    assert first.returncode == 0, first.stderr
    assert [line.split(" …")[0].strip() for line in first.stdout.splitlines()] == [
        "environment",
        "packages of requirements.txt",
        "design system",
        "translations",
        "static files",
    ]
    assert set_up(tree).stdout == ""


def test_changed_requirements_are_installed_and_nothing_else(tree: Path) -> None:
    set_up(tree)
    with (tree / "package-lock.json").open("a") as lock:
        lock.write("\n")
    assert [line.split(" …")[0].strip() for line in set_up(tree).stdout.splitlines()] == [
        "design system",
        "static files",
    ]


@pytest.mark.parametrize(
    ("lost", "steps"),
    [
        (".venv", ["environment", "packages of requirements.txt"]),
        (".venv/bin/python", ["environment", "packages of requirements.txt"]),
        (".venv/lib/python3.11/site-packages/one-1.0.dist-info", ["packages of requirements.txt"]),
        ("node_modules", ["design system"]),
        ("node_modules/@two/two", ["design system"]),
        (".local/set-up/translations", ["translations"]),
    ],
)
def test_what_was_deleted_is_made_again(tree: Path, lost: str, steps: list[str]) -> None:
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
    assert [line.split(" …")[0].strip() for line in set_up(tree).stdout.splitlines()] == steps
    assert path.exists()
    assert set_up(tree).stdout == ""


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
