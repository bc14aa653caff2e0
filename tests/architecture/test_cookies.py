"""Cookies of a deployed site have the prefix that browsers hold them to."""

import json
import subprocess
import sys

import pytest

from tests.architecture.test_deployment import GIVEN
from tests.database import ROOT

READ = """
import json, importlib, sys
settings = importlib.import_module(sys.argv[1] + ".settings")
print(json.dumps({name: value for name, value in vars(settings).items() if "_COOKIE_" in name}))
"""


@pytest.mark.parametrize("site", GIVEN)
def test_cookies_are_of_this_host_alone(site: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", READ, site],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **GIVEN[site]},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(said.stdout)
    names = {key.partition("_COOKIE_")[0]: value for key, value in found.items() if key.endswith("_NAME")}
    assert names
    for kind, name in names.items():
        assert name.startswith(("__Host-", "__Secure-"))
        # A path of its own is the one thing that keeps the stricter prefix away.
        assert name.startswith("__Host-") == (f"{kind}_COOKIE_PATH" not in found)
        assert found.get(f"{kind}_COOKIE_SECURE") is True
        assert found.get(f"{kind}_COOKIE_SAMESITE") == "Lax"
