"""What metrics say of the public site equals what its tables hold."""

import pytest
from django.db import OperationalError
from django.utils import timezone

from explorer.contact.gauges import gauges
from explorer.contact.models import OutgoingMail
from explorer.web.metrics import SiteCollector
from tests.factories import releases

pytestmark = pytest.mark.django_db


def test_before_the_first_release_there_is_none() -> None:
    found = gauges()
    assert found["release_number"][1] == 0
    assert found["release_age_days"][1] == -1
    assert found["mails_waiting"][1] == 0
    assert found["worker_silent_seconds"][1] == -1


def test_waiting_and_failed_mails_are_counted() -> None:
    releases.publish([(7, [("place", "GM0983"), ("task", "orderpicken")])])
    for number, state in enumerate(["queued", "sending", "failed", "sent"]):
        OutgoingMail.objects.create(
            purpose="received",
            dedupe_key=str(number),
            language="nl",
            state=state,
            asked_at=timezone.now(),
            next_at=timezone.now(),
        )
    found = gauges()
    assert found["mails_waiting"][1] == 2
    assert found["mails_failed"][1] == 1
    assert found["release_number"][1] > 0


def test_scrape_says_that_the_database_is_away() -> None:
    def away() -> dict[str, tuple[str, float]]:
        raise OperationalError

    collected = {family.name: family.samples[0].value for family in SiteCollector(away).collect()}
    assert collected == {"site_up": 0.0}
