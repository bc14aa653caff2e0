"""A software bill of materials (CycloneDX) for each site, and the licences of what it brings.

    python .ci/sbom.py          writes .local/sbom/

From the environment that is installed, cut to what the requirements of a site pin.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".local" / "sbom"
SITES = {"explorer": "requirements-explorer.txt", "register": "requirements-register.txt"}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.M)


def normal(name: str) -> str:
    """A name of a package in the one spelling (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(requirements: str) -> set[str]:
    """Names that a file of requirements pins."""
    return {normal(name) for name in PINNED.findall((ROOT / requirements).read_text())}


def environment() -> dict[str, object]:
    """The bill of everything that is installed."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--of", "JSON", sys.prefix]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)  # type: ignore[no-any-return]


def licences_of(component: dict[str, object]) -> str:
    """The licence that a package names, by SPDX where it does."""
    found = []
    for entry in component.get("licenses", []):  # type: ignore[attr-defined]
        licence = entry.get("license", {})
        found.append(entry.get("expression") or licence.get("id") or licence.get("name") or "")
    return "; ".join(dict.fromkeys(filter(None, found)))


def bill_of(requirements: str, everything: dict[str, object]) -> dict[str, object]:
    """The bill of one site."""
    wanted = pinned(requirements)
    components = [one for one in everything["components"] if normal(one["name"]) in wanted]  # type: ignore[attr-defined, index]
    known = {one["bom-ref"] for one in components}
    dependencies = [one for one in everything.get("dependencies", []) if one["ref"] in known]  # type: ignore[attr-defined]
    return {**everything, "components": components, "dependencies": dependencies}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    everything = environment()
    for site, requirements in SITES.items():
        bill = bill_of(requirements, everything)
        (FOLDER / f"{site}.cdx.json").write_text(json.dumps(bill, indent=1))
        lines = [f"{one['name']}\t{one['version']}\t{licences_of(one)}" for one in bill["components"]]  # type: ignore[attr-defined]
        (FOLDER / f"{site}-licences.tsv").write_text("\n".join(sorted(lines)) + "\n")
        print(f"{site}: {len(lines)} packages, .local/sbom/{site}.cdx.json")


if __name__ == "__main__":
    main()
