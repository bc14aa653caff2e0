"""The page of the admin that exports an organisation: with the right, a reason, and a line in the log."""

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from profiles.access.models import UseLog
from profiles.access.pseudonyms import of_account
from profiles.access.rights import ROLES, Right, Role
from tests.factories.register import ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.reader import logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def test_admin_gets_the_archive_for_a_reason() -> None:
    candidate = ProfileFactory(candidate__reference="VL-1").candidate
    account = StaffUserFactory(role="admin", organisation=None, is_staff=True)
    admin = logged_in(account)
    change = reverse("admin:register_organisation_change", args=[candidate.organisation.pk])
    page = reverse("admin:register_organisation_export", args=[candidate.organisation.pk])
    assert page in admin.get(change).content.decode()
    assert "1 kandidaat" in admin.get(page).content.decode()
    assert admin.post(page, {"why": ""})["Content-Type"].startswith("text/html")
    answer = admin.post(page, {"why": "naar een ander register"})
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "VL-1" in archive.read("kandidaten.jsonl").decode()
    use = UseLog.objects.get(action="export")
    assert (use.actor, use.people, use.why) == (of_account(account), 1, "naar een ander register")


def test_large_organisation_is_left_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("profiles.staff.admin.leaving.MOST_BY_PAGE", 0)
    organisation = ProfileFactory().candidate.organisation
    admin = logged_in(StaffUserFactory(role="admin", organisation=None, is_staff=True))
    page = reverse("admin:register_organisation_export", args=[organisation.pk])
    answer = admin.post(page, {"why": "naar een ander register"})
    assert "export_organisation" in answer.content.decode()
    assert not UseLog.objects.filter(action="export").exists()


@pytest.mark.parametrize(
    "role", sorted(role for role in Role if Right.EXPORT_ORGANISATION not in ROLES[role].rights)
)
def test_others_export_nothing(role: str) -> None:
    organisation = ProfileFactory().candidate.organisation
    reader = logged_in(StaffUserFactory(role=role, organisation=organisation))
    page = reverse("admin:register_organisation_export", args=[organisation.pk])
    assert reader.get(page).status_code in {302, 403}
    assert reader.post(page, {"why": "zomaar iets"}).status_code in {302, 403}
    assert not UseLog.objects.filter(action="export").exists()
