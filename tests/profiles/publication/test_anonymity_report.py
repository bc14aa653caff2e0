"""The report that a privacy officer signs tells all that was stored, and bears what was not."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from explorer.release.models import Release
from profiles.publication.anonymity_report import anonymity_report
from profiles.publication.catalogue import CATALOGUE
from profiles.publication.models import Publication
from profiles.publication.publish_release import publish_release
from profiles.staff.models import StaffUser
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture
def published() -> Publication:
    crowd(6, ("task", "orderpicken"))
    return publish_release(on=TODAY, policy=small_policy(), by="beheer")


def read(publication: Publication, *, language: str = "nl", **fields: object) -> str:
    staff = {"role": StaffUser.Role.ADMIN, "is_staff": True, "is_superuser": True, **fields}
    client = Client(headers={"accept-language": language})
    client.force_login(StaffUser.objects.create_user("functionaris", **staff))
    answer = client.get(address(publication))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def address(publication: Publication) -> str:
    return reverse("admin:publication_publication_anonymity_report", args=[publication.pk])


def test_report_tells_who_published_and_what_was_found(published: Publication) -> None:
    page = read(published)
    assert "Anonimiteitsrapport van uitgave 1" in page
    assert "door beheer" in page
    assert "minstens 3 mensen" in page
    assert "Goedgekeurd in" in page
    assert "Mensen: 6. Rijen: 1. Achtergehouden: 0." in page
    assert Release.objects.get(number=1).content_hash in page
    assert "Handtekening" in page


def test_report_tells_what_it_costs_to_go_with_the_release_before(published: Publication) -> None:
    assert "van wat zij zonder die uitgave zou vertellen" not in read(published)
    crowd(2, ("task", "orderpicken"))
    second = publish_release(on=TODAY, policy=small_policy())
    StaffUser.objects.all().delete()
    assert "deze uitgave vertelt 75% van wat zij zonder die uitgave zou vertellen" in read(second)


def test_every_check_and_line_of_the_attack_is_there(published: Publication) -> None:
    report = anonymity_report(publication=published)
    stored = published.report
    assert report.verified is not None and report.attack is not None
    assert [(examined, found) for _, examined, found in report.verified.checks] == [
        (check["examined"], check["violations"]) for check in stored["verification"]["checks"]
    ]
    assert sum(len(lines) for _, lines in report.attack.by_kind) == len(stored["attack"]["lines"])


def test_every_field_of_the_catalogue_has_a_name_and_a_reason(published: Publication) -> None:
    fields = anonymity_report(publication=published).fields
    assert len(fields) == len(CATALOGUE)
    assert all(field.name and field.treatment and field.reason for field in fields)
    names = {field.name for field in fields}
    with translation.override("nl"):
        assert len(names) > len(CATALOGUE) * 0.9


def test_what_is_left_counts_only_what_was_told(published: Publication) -> None:
    kept = {one.attribute: one for one in anonymity_report(publication=published).kept}
    assert kept["Taken"].given == 6
    assert kept["Taken"].full.text == "100 %"
    assert "Rijbewijs" not in kept


def test_report_stands_when_nothing_was_stored(published: Publication) -> None:
    Publication.objects.update(report={}, counts={"people": 6, "rows": 1, "held_back": 0})
    page = read(published)
    assert "Van deze publicatie is geen controle bewaard." in page
    assert "Bij deze publicatie is geen aanval gemeten." in page


def test_report_outlives_its_release(published: Publication) -> None:
    Release.objects.filter(number=1).delete()
    assert "De uitgave is vernietigd." in read(published)


def test_report_is_in_english_too(published: Publication) -> None:
    page = read(published, language="en")
    assert "Anonymity report of release 1" in page
    assert "What happens to every field" in page


def test_report_is_for_who_may_see_publications(published: Publication) -> None:
    client = Client()
    client.force_login(StaffUser.objects.create_user("ander", role=StaffUser.Role.ADMIN, is_staff=True))
    assert client.get(address(published)).status_code == 403
    assert Client().get(address(published)).status_code == 302


def test_publication_leads_to_its_report(published: Publication) -> None:
    client = Client()
    client.force_login(StaffUser.objects.create_user("hoofd", is_staff=True, is_superuser=True))
    page = client.get(reverse("admin:publication_publication_change", args=[published.pk]))
    assert address(published) in page.content.decode()
    assert client.get(address(Publication(pk=0))).status_code == 404
