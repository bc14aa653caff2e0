"""The verification of a release comes from a process of its own, and what proved it is never said anew."""

import pytest
from django.db import Error, connections, transaction
from django.db.models import QuerySet

from explorer.database.credentials import secret
from explorer.release.models import Release, Verification
from profiles.publication import verifier
from profiles.publication.models import Activation, Publication
from profiles.publication.publish_release import PublicationRefused, publish_release
from tests.database import CLUSTER, LOCAL
from tests.profiles.publication.people import ENOUGH, TODAY, crowd, publish, small_policy

BOTH = ["default", "explorer"]
IN_A_PROCESS = verifier.verify_apart


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_release_is_verified_by_a_process_that_knows_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier, "verify_apart", IN_A_PROCESS)
    monkeypatch.setenv(verifier.ADDRESS, address_of("explorer_verifier"))
    # Neither has anything to do with it.
    monkeypatch.setenv("REGISTER_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere")
    small_policy()
    crowd(ENOUGH, ("task", "orderpicken"))
    publication = publish()
    found = Verification.objects.get(release=publication.release_number)
    assert found.violations == 0
    assert found.report["skipped"] == []
    assert publication.report["verification"] == found.report
    assert Release.objects.active() is not None


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_nothing_is_shown_where_the_verifier_may_not_say_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier, "verify_apart", IN_A_PROCESS)
    # As good as it gets for somebody with a hole in the register: its own role.
    monkeypatch.setenv(verifier.ADDRESS, address_of("register_web"))
    small_policy()
    crowd(ENOUGH, ("task", "orderpicken"))
    with pytest.raises(verifier.VerifierFailed):
        publish()
    assert Release.objects.active() is None
    assert not Publication.objects.exists()


@pytest.mark.django_db(databases=BOTH)
def test_process_without_the_address_publishes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere")
    small_policy()
    crowd(ENOUGH, ("task", "orderpicken"))
    with pytest.raises(PublicationRefused, match=verifier.ADDRESS):
        publish_release(on=TODAY)
    assert not Release.objects.exists()


@pytest.mark.django_db(databases=BOTH)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE explorer_release_verification SET violations = 0",
        "DELETE FROM explorer_release_verification",
        "UPDATE explorer_release_releasereport SET data = '{}'",
        "DELETE FROM explorer_release_releasereport",
        "UPDATE explorer_release_release SET counts = '{}'",
    ],
)
def test_register_changes_nothing_that_was_found(statement: str) -> None:
    with pytest.raises(Error, match="permission denied"), transaction.atomic(using="explorer"):
        connections["explorer"].cursor().execute(statement)


@pytest.mark.django_db(databases=BOTH)
def test_register_verifies_nothing_itself() -> None:
    small_policy()
    crowd(ENOUGH, ("task", "orderpicken"))
    release = Release.objects.get(number=publish().release_number)
    with pytest.raises(Error, match="permission denied"), transaction.atomic(using="explorer"):
        Verification.objects.create(
            release=release, content_hash="", verifier="x", groups=1, concepts=1, violations=0, report={}
        )


@pytest.mark.django_db(databases=BOTH)
@pytest.mark.parametrize(
    "change", [{"report": {}}, {"report": {"attack": {}}}, {"counts": {}}, {"made_by": "iemand anders"}]
)
def test_report_of_a_publication_is_never_changed(change: dict[str, object]) -> None:
    small_policy()
    crowd(ENOUGH, ("task", "orderpicken"))
    publish()
    refused(Publication.objects.all(), change)
    publication = Publication.objects.get()
    publication.report["later"] = 1
    publication.save(update_fields=["report"])


@pytest.mark.django_db(databases=BOTH)
def test_activation_stays_as_it_was_written() -> None:
    small_policy()
    crowd(ENOUGH, ("task", "orderpicken"))
    publish()
    refused(Activation.objects.all(), {"by": "iemand anders"})
    with pytest.raises(Error), transaction.atomic():
        Activation.objects.all().delete()


def refused(rows: QuerySet, change: dict[str, object]) -> None:
    assert rows.exists()
    with pytest.raises(Error, match=r"permission denied|immutable|Cannot"), transaction.atomic():
        rows.update(**change)


def address_of(role: str) -> str:
    name = str(connections.settings["explorer"]["NAME"])
    return CLUSTER.url(role=role, password=secret(LOCAL / "credentials", role), database=name)
