"""Publishing asks the verifier: what it rejects is not published and cannot be shown."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connections, transaction

from explorer.release.models import Release, Verification
from explorer.release.verification.report import Report
from profiles.publication import publish_release as verb
from profiles.publication.activate_release import ActivationRefused, activate_release
from profiles.publication.models import Publication
from profiles.publication.over_time.settle import Settled
from profiles.publication.publish_release import PublicationRefused, publish_release
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def publish() -> Publication:
    return publish_release(on=TODAY, policy=small_policy())


@pytest.fixture
def town() -> None:
    crowd(6, ("education", "mbo-2"), ("task", "orderpicken"), ("skill", "heftruck-rijden"))
    crowd(4, ("education", "mbo-2"), ("task", "orderpicken"))


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anonymisation that forgets about one row and shows a fact that nobody else has."""

    def settle(*given: object, **named: object) -> Settled:
        settled = honest(*given, **named)
        outcome = settled.outcome
        words = outcome.tree.words
        rare = next(number for number, word in enumerate(words) if word.code == "BE")
        first = outcome.rows[0]
        more = first._replace(people=1, facts=tuple(sorted({*first.facts, rare})))
        return replace(settled, outcome=replace(outcome, rows=(more, *outcome.rows[1:])))

    honest = verb.settle
    monkeypatch.setattr(verb, "settle", settle)


@pytest.mark.usefixtures("town")
def test_release_is_verified_before_it_becomes_active() -> None:
    publication = publish()
    release = Release.objects.get()
    verification = Verification.objects.get()
    assert (verification.release, verification.violations) == (release, 0)
    assert verification.content_hash == release.content_hash
    assert publication.report["verification"] == verification.report
    report = Report.from_json(verification.report)
    assert report.passed
    assert {check.name for check in report.checks} >= {"hash", "closure", "classes", "combinations", "order"}


@pytest.mark.usefixtures("town", "careless")
def test_rejected_release_is_not_published() -> None:
    with pytest.raises(
        PublicationRefused, match=r"afgekeurd: .*licence:BE.* voor 1 mensen.*blijft zoals zij is"
    ):
        publish()
    assert not Publication.objects.exists()
    assert Release.objects.active() is None
    rejected = Verification.objects.get()
    assert rejected.violations > 0
    with pytest.raises(IntegrityError, match="found violations"), transaction.atomic(using="explorer"):
        Release.objects.update(state=Release.State.ACTIVE)


@pytest.mark.usefixtures("town")
def test_rejected_release_is_swept_away_with_its_verification() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verb, "verify_and_record", reject)
        with pytest.raises(PublicationRefused, match="Rij 3 staat voor niemand"):
            publish()
    publish()
    assert Release.objects.get().state == Release.State.ACTIVE
    assert Verification.objects.get().violations == 0


def reject(*, release: Release) -> Verification:
    violation = {"kind": "nobody_on_row", "values": {"row": 3}}
    check = {"name": "rows", "examined": 1, "violations": 1, "seconds": 0.0}
    report = Report(release.number, "0", release.content_hash, {}, {}, (), (), 0.0).to_json()
    return Verification.objects.create(
        release=release, content_hash=release.content_hash, verifier="0", rows=1, concepts=1, violations=1,
        report={**report, "checks": [check], "violations": [violation]},
    )  # fmt: skip


@pytest.mark.usefixtures("town")
def test_raw_sql_of_the_register_shows_nothing_unverified() -> None:
    publish()
    number = Release.objects.create(number=9, policy={}, content_hash="", released_on=TODAY).number
    statements = (
        "UPDATE explorer_release_release SET state = 'active' WHERE number = 9",
        "INSERT INTO explorer_release_release (number, policy, counts, content_hash, released_on, synthetic, "
        "state) VALUES (10, '{}', '{}', '', now(), false, 'active')",
    )
    for statement in statements:
        with (
            pytest.raises(IntegrityError, match="was not verified"),
            transaction.atomic(using="explorer"),
            connections["explorer"].cursor() as cursor,
        ):
            cursor.execute("UPDATE explorer_release_release SET state = 'retired' WHERE state = 'active'")
            cursor.execute(statement)
    assert Release.objects.get(number=number).state == Release.State.PREPARED


@pytest.mark.usefixtures("town")
def test_release_found_wanting_later_is_not_brought_back() -> None:
    former, current = publish(), publish()
    release = Release.objects.get(number=former.release_number)
    reject(release=release)
    with pytest.raises(ActivationRefused, match="niet goedgekeurd"):
        activate_release(number=former.release_number, on=TODAY)
    active = Release.objects.active()
    assert active is not None
    assert active.number == current.release_number
