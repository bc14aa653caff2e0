"""The report that a privacy officer signs says all that was stored, and bears what was not."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from explorer.release.models import Release
from profiles.publication.anonymity_report import anonymity_report
from profiles.publication.catalogue import CATALOGUE
from profiles.publication.models import Publication
from profiles.staff.models import StaffUser
from tests.profiles.publication.people import ENOUGH, crowd, publish

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture
def published() -> Publication:
    crowd(ENOUGH, ("task", "orderpicken"))
    return publish()


def read(publication: Publication, *, language: str = "nl", **fields: object) -> str:
    staff = {"role": StaffUser.Role.ADMIN, "is_staff": True, "is_superuser": True, **fields}
    client = Client(headers={"accept-language": language})
    client.force_login(StaffUser.objects.create_user("functionaris", **staff))
    answer = client.get(address(publication))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def address(publication: Publication) -> str:
    return reverse("admin:publication_publication_anonymity_report", args=[publication.pk])


def test_report_says_promise_checks_and_checksum(published: Publication) -> None:
    page = read(published)
    assert "Anonimiteitsrapport van uitgave 1" in page
    assert "minstens 5 mensen" in page
    assert "Goedgekeurd in" in page
    assert "Opnieuw geteld uit het register" in page
    assert Release.objects.get(number=1).content_hash in page
    assert "Handtekening" in page


def test_every_attacker_is_in_the_report(published: Publication) -> None:
    report = anonymity_report(publication=published)
    assert report.attacked is not None
    page = read(published)
    assert all(row.title in page and row.knows in page for row in report.attacked.rows)


def test_releases_follow_each_other_over_time(published: Publication) -> None:
    second = publish(days=30)
    report = anonymity_report(publication=second)
    assert [each.publication.release_number for each in report.past] == [2, 1]
    assert all(len(each.reached) == 4 for each in report.past)
    assert len(anonymity_report(publication=published).past) == 1


def test_every_field_of_the_catalogue_has_a_name_and_a_reason(published: Publication) -> None:
    fields = anonymity_report(publication=published).fields
    assert len(fields) == len(CATALOGUE)
    assert all(field.name and field.treatment and field.reason for field in fields)
    names = {field.name for field in fields}
    with translation.override("nl"):
        assert len(names) > len(CATALOGUE) * 0.9


def test_report_bears_that_nothing_was_stored(published: Publication) -> None:
    # A release of an earlier version: what a publication says is not changed afterwards.
    counts = {"people": 6, "groups": 1, "without_place": 0}
    page = read(Publication.objects.create(release_number=published.release_number + 1, counts=counts))
    assert "Van deze publicatie is geen controle bewaard." in page
    assert "Bij deze publicatie is geen aanval gemeten." in page


def test_report_outlives_its_release(published: Publication) -> None:
    Release.objects.filter(number=1).delete()
    assert "De uitgave is vernietigd." in read(published)


def test_report_is_in_english_too(published: Publication) -> None:
    page = read(published, language="en")
    assert "Anonymity report of release 1" in page
    assert "What the attacker knows" in page


def test_report_is_for_those_who_may_see_publications(published: Publication) -> None:
    client = Client()
    client.force_login(StaffUser.objects.create_user("ander", role=StaffUser.Role.CASE_WORKER, is_staff=True))
    # The admin is not for this role at all, so it asks for another account.
    assert client.get(address(published)).status_code == 302
    assert Client().get(address(published)).status_code == 302


def test_publication_leads_to_its_report(published: Publication) -> None:
    client = Client()
    client.force_login(StaffUser.objects.create_user("hoofd", is_staff=True, is_superuser=True))
    page = client.get(reverse("admin:publication_publication_change", args=[published.pk]))
    assert address(published) in page.content.decode()
    assert client.get(address(Publication(pk=0))).status_code == 404
