"""Verify a release and keep what was found, on which the database lets it become active."""

from django.db import connections, router, transaction

from explorer.release.models import Release, Verification
from explorer.release.verification.read import read
from explorer.release.verification.verify import verify


class VerificationIncomplete(RuntimeError):
    """Checks were skipped that only a broken release may skip: the disclosure audit needs scipy."""


def is_passed(release: Release) -> bool:
    """Whether the newest verification found no violation; the database asks more before it activates."""
    newest = release.verifications.order_by("-id").first()
    return newest is not None and newest.violations == 0


def verify_and_record(*, release: Release) -> Verification:
    """Verify what the database has of a release now. Only the role of the verifier may store it.

    Nothing can be added to the release meanwhile, nor from then on; see the triggers. Raises
    `VerificationIncomplete` rather than let a release pass that was not checked in full.
    """
    alias = router.db_for_write(Verification)
    with transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT explorer_release_hold(%s)", [release.number])
        report = verify(read(release))
        # A check that could not be made proves nothing: the release stays unverified.
        if report.passed and report.skipped:
            raise VerificationIncomplete(", ".join(report.skipped))
        return Verification.objects.create(
            release=release,
            content_hash=report.content_hash,
            verifier=report.verifier,
            groups=report.figures["groups"],
            concepts=report.figures["concepts"],
            violations=report.total,
            report=report.to_json(),
        )
