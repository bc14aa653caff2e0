"""Has a release verified by a process of its own, which knows the published database and nothing else.

The register made the release and may not say that it is sound: only the role `explorer_verifier` adds to
the verifications, and only the worker has its address. No page has.
"""

import os
import subprocess
import sys

from django.conf import settings

from explorer.release.models import Release, Verification

ADDRESS = "VERIFIER_DATABASE_URL"
# How to run and how to reach that one server; no key and no other address.
PASSED_ON = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "PYTHONPATH", "LD_LIBRARY_PATH", "OMP_NUM_THREADS"),
    *("PGSSLMODE", "PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY", "DEMO", "DEVELOPMENT", "DEBUG", "LOCAL_DIR"),
    ADDRESS,
)


class VerifierFailed(RuntimeError):
    """The verifier gave no answer; what it said is in the log of this process."""


def is_known() -> bool:
    """Whether there is an address; a local run without any finds the embedded server by itself."""
    return bool(os.environ.get(ADDRESS, "").strip()) or not os.environ.get("DATABASE_URL", "").strip()


def verify_apart(*, release: Release) -> Verification:
    """What the verifier found of a release that is written already. Raises `VerifierFailed`."""
    done = subprocess.run(
        [sys.executable, "-m", "explorer.release.verification", str(release.number)],
        cwd=settings.BASE_DIR,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise VerifierFailed(f"the verifier ended with {done.returncode}")
    return Verification.objects.get(pk=int(done.stdout), release=release)
