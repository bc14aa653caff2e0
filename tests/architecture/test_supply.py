"""What others made and we bring: pinned with hashes, under a licence that goes with EUPL-1.2, described."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from tests.database import ROOT

# Free licences that a work under EUPL-1.2 may be shipped with.
ALLOWED = re.compile(r"MIT|BSD|Apache|MPL|Mozilla|PSF|Python Software|LGPL|0BSD|Zlib|CC0|Unlicense|ISC|HPND")
# Packages that say nothing which the bill can read, with what their licence file says.
UNSAID = {"uritemplate": "BSD-3-Clause OR Apache-2.0"}
PAPERS = [
    "LICENSE",
    "README.md",
    "README.nl.md",
    "CONTRIBUTING.md",
    "GOVERNANCE.md",
    "CODE_OF_CONDUCT.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "publiccode.yml",
    "REUSE.toml",
]


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sbom", ROOT / ".ci" / "sbom.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def everything(sbom: ModuleType) -> dict[str, object]:
    return sbom.environment()  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements-*.txt")), ids=lambda path: path.stem)
def test_requirements_have_hashes_and_name_no_host(path: Path) -> None:
    text = path.read_text()
    packages = re.findall(r"^[A-Za-z0-9._-]+(?:\[[a-z,]+\])?==", text, re.M)
    assert packages or path.stem == "requirements-suites"
    assert "://" not in "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def test_bill_of_a_site_has_what_is_pinned(sbom: ModuleType, everything: dict[str, object]) -> None:
    for requirements in sbom.SITES.values():
        bill = sbom.bill_of(requirements, everything)
        names = {sbom.normal(one["name"]) for one in bill["components"]}
        # Windows and other Pythons have packages of their own among the pins.
        missing = sbom.pinned(requirements) - names
        assert missing <= {"tzdata", "colorama", "async-timeout", "typing-extensions", "pywin32"}


def test_every_licence_is_known_and_free(sbom: ModuleType, everything: dict[str, object]) -> None:
    for requirements in sbom.SITES.values():
        for one in sbom.bill_of(requirements, everything)["components"]:
            said = sbom.licences_of(one) or UNSAID.get(sbom.normal(one["name"]), "")
            assert ALLOWED.search(said), (one["name"], said)


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 200


def test_publiccode_has_what_the_standard_asks() -> None:
    made = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    assert made["publiccodeYmlVersion"] == "0.7"
    assert {"name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal"} <= set(
        made
    )
    assert made["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert made["softwareType"] == "standalone/web"
    assert made["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert made["maintenance"]["contacts"]
    assert made["localisation"]["availableLanguages"] == ["nl", "en"]
    for language in ("nl", "en"):
        said = made["description"][language]
        assert len(said["shortDescription"]) <= 150
        assert 150 <= len(said["longDescription"]) <= 10_000
        assert said["features"]
    assert made["legal"]["license"] == "EUPL-1.2"
    version = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(), re.M)
    assert version
    assert made["softwareVersion"] == version[1]


def test_facts_of_an_adopter_are_marked() -> None:
    texts = sorted((ROOT / "docs" / "invoering").glob("*.md"))
    assert len(texts) == 10
    marked = [path.name for path in texts if "[[in te vullen" in path.read_text()]
    assert len(marked) >= 9
