"""Verify a release and keep what was found, on which the database lets it become active."""

from explorer.release.models import Release, Verification
from explorer.release.verification.read import read
from explorer.release.verification.verify import verify


def is_passed(release: Release) -> bool:
    """Whether the newest verification found no violation; the database asks more before it activates."""
    newest = release.verifications.order_by("-id").first()
    return newest is not None and newest.violations == 0


def verify_and_record(*, release: Release) -> Verification:
    """Verify what the database holds of a release now. Only the inside may store it.

    From then on nothing can be added to the release; see the triggers.
    """
    report = verify(read(release))
    return Verification.objects.create(
        release=release,
        content_hash=report.content_hash,
        verifier=report.verifier,
        rows=report.figures["rows"],
        concepts=report.figures["concepts"],
        violations=report.total,
        report=report.to_json(),
    )
