"""What the docs name exists, and what a deployment must know is named."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database import ROOT

DOCS = [ROOT / "README.md", ROOT / "README.nl.md", *sorted((ROOT / "docs").rglob("*.md"))]
CODE = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)\b")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
VARIABLE = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b")
MODULE = re.compile(r"^(?:explorer|profiles|tests)(?:\.[a-z_]+)+$")
FOLDERS = ("explorer", "profiles", "tests", "templates", "docs", ".ci")
OF_LIBRARIES = {
    "procrastinate",
    "migrate",
    "createsuperuser",
    "shell",
    "runserver",
    "collectstatic",
    "check",
    "makemigrations",
}
# Made at set-up or by a run, or of PostgreSQL.
MADE = (".local", ".venv", "node_modules")
OF_OTHERS = {"PGDATA", "SUPERUSER_URL"}


def code_of(text: str) -> Iterator[str]:
    """Everything that is set as code: words in a line, and whole blocks."""
    yield from FENCED.findall(text)
    yield from CODE.findall(FENCED.sub("", text))


@pytest.fixture(params=DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def doc(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_links_lead_somewhere(doc: Path) -> None:
    links = [link for link in LINK.findall(doc.read_text()) if not link.startswith("http")]
    assert [link for link in links if not (doc.parent / link).exists()] == []


def test_named_files_exist(doc: Path) -> None:
    named = [
        word for word in CODE.findall(FENCED.sub("", doc.read_text())) if "/" in word and " " not in word
    ]
    paths = [word for word in named if word.split("/")[0] in FOLDERS and not word.startswith(MADE)]
    assert [path for path in paths if not list(ROOT.glob(path.rstrip("/")))] == []


def test_named_modules_exist(doc: Path) -> None:
    modules = [word for word in CODE.findall(doc.read_text()) if MODULE.match(word)]
    assert [name for name in modules if not _exists(name)] == []


def _exists(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    # The last word may be a name inside of a module.
    return any(one.is_dir() or one.with_suffix(".py").exists() for one in (path, path.parent))


def test_named_make_targets_exist(doc: Path) -> None:
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = {target for code in code_of(doc.read_text()) for target in TARGET.findall(code)}
    assert named <= known


def test_named_commands_exist(doc: Path) -> None:
    known = {path.stem for path in ROOT.glob("[ep]*/**/management/commands/[a-z]*.py")}
    assert set(COMMAND.findall(doc.read_text())) <= known | OF_LIBRARIES


def test_named_settings_exist(doc: Path) -> None:
    code = "\n".join(path.read_text() for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    known = set(VARIABLE.findall(code + (ROOT / "Makefile").read_text()))
    known |= OF_OTHERS | {
        f"{role.upper()}_PASSWORD" for role in re.findall(r"\b[a-z]+_(?:owner|web)\b", code)
    }
    named = {name for part in code_of(doc.read_text()) for name in VARIABLE.findall(part)}
    assert named <= known


def test_every_variable_of_a_deployment_is_named() -> None:
    sources = [
        ROOT / "explorer/settings.py",
        ROOT / "explorer/environment.py",
        ROOT / "explorer/shared_settings.py",
        ROOT / "profiles/settings.py",
    ]
    readers = "given|secret_of|database_of|hosts_of|environ\\.get|text|number|flag|several"
    asked = re.compile(rf"(?:{readers})\(\s*\"([A-Z_]+)\"")
    named = (ROOT / "docs/deploying.md").read_text()
    variables = {name for source in sources for name in asked.findall(source.read_text())}
    assert {"DATABASE_URL", "MAIL_FROM", "SITE_REGION"} <= variables
    assert sorted(name for name in variables if name not in named) == []


def test_every_make_target_is_described() -> None:
    described = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.M))
    named = set(TARGET.findall((ROOT / "docs/developing.md").read_text()))
    assert described - {"help"} <= named


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 130
