"""Keys and addresses of a new deployment: each file has what its process may know, and no more."""

import subprocess
import sys
from pathlib import Path

from explorer.database.provision import ROLES, refuse_weak
from profiles.database.__main__ import files_of
from tests.database import ROOT


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "profiles.database", "make-keys", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_files_are_for_one_reader_each(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    assert make("--server", "db:5433", "--into", str(folder)).returncode == 0
    assert {path.name for path in folder.iterdir()} == set(files_of("db"))
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder.iterdir())
    # The users of both sites read the certificate of the database's authority in it by its name.
    assert folder.stat().st_mode & 0o077 == 0o011
    text = (folder / "explorer.env").read_text()
    assert "@db:5433/explorer" in text and "register" not in text.lower()
    web = (folder / "register.env").read_text()
    assert "owner" not in web and "explorer_verifier" not in web


def test_keys_are_not_made_over_others(tmp_path: Path) -> None:
    make("--into", str(tmp_path))
    before = (tmp_path / "register.env").read_text()
    again = make("--into", str(tmp_path))
    assert again.returncode == 1 and again.stderr.count("\n") == 1
    assert (tmp_path / "register.env").read_text() == before


def test_passwords_are_those_that_provision_takes() -> None:
    files = files_of("db")
    passwords = {role: files["provision.env"][f"{role.upper()}_PASSWORD"] for role in ROLES}
    refuse_weak(passwords)
    addresses = [value for values in files.values() for name, value in values.items() if name.endswith("URL")]
    assert len(addresses) == 6
    for address in addresses:
        role, _, password = address.removeprefix("postgresql://").partition("@")[0].partition(":")
        assert passwords[role] == password
