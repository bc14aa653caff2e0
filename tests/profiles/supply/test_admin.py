"""Tokens are made and revoked in the admin by whoever manages accounts, and shown once."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.access.models import UseLog
from profiles.access.rights import ROLES, Right, Role
from profiles.supply.models import SupplierToken
from tests.factories.register import OrganisationFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.reader import Reader, logged_in
from tests.profiles.supply.supplier import Supplier

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
ADD = "admin:supply_suppliertoken_add"


@pytest.fixture
def admin() -> Reader:
    return logged_in(StaffUserFactory(role="admin", organisation=None, is_staff=True))


def test_token_is_made_and_shown_once(admin: Reader) -> None:
    organisation = OrganisationFactory()
    assert admin.get(reverse(ADD)).status_code == 200
    form = {"organisation": organisation.pk, "name": "Suite", "months": 3}
    page = admin.post(reverse(ADD), form).content.decode()
    secret = re.search(r'id="sleutel">(kandidaten_[\w-]{43})<', page)
    assert secret
    token = SupplierToken.objects.get()
    assert (token.organisation, token.name) == (organisation, "Suite")
    assert 88 <= (token.expires_at - timezone.now()).days <= 93
    for name, arguments in (("changelist", []), ("change", [token.pk])):
        shown = admin.get(reverse(f"admin:supply_suppliertoken_{name}", args=arguments))
        assert shown.status_code == 200
        assert secret[1] not in shown.content.decode()
    assert Supplier(token, secret[1]).ask("GET").status_code == 200
    assert UseLog.objects.filter(action="account", why="token made").count() == 1


@pytest.mark.parametrize(
    "change", [{"months": 24}, {"name": ""}, {"name": "x" * 81}, {"organisation": 0}, {"name": "a\0b"}]
)
def test_wrong_form_makes_nothing(admin: Reader, change: dict[str, object]) -> None:
    form = {"organisation": OrganisationFactory().pk, "name": "Suite", "months": 3, **change}
    assert admin.post(reverse(ADD), form).status_code == 200
    assert not SupplierToken.objects.exists()


def test_token_is_revoked(admin: Reader, supplier: Supplier) -> None:
    page = reverse("admin:supply_suppliertoken_change", args=[supplier.token.pk])
    assert admin.post(page).status_code == 302
    assert supplier.ask("GET").status_code == 401
    assert "opent niets meer" in admin.get(page).content.decode()


@pytest.mark.parametrize(
    "role", sorted(role for role in Role if Right.MANAGE_ACCOUNTS not in ROLES[role].rights)
)
def test_others_neither_make_nor_revoke_nor_see_tokens(supplier: Supplier, role: str) -> None:
    reader = logged_in(StaffUserFactory(role=role, organisation=supplier.organisation))
    pages = [reverse(ADD), reverse("admin:supply_suppliertoken_changelist")]
    pages += [reverse("admin:supply_suppliertoken_change", args=[supplier.token.pk])]
    for page in pages:
        assert reader.get(page).status_code in {302, 403}
        assert reader.post(page).status_code in {302, 403}
    assert SupplierToken.objects.get().revoked_at is None


def test_token_cannot_be_changed_or_deleted(admin: Reader, supplier: Supplier) -> None:
    delete = reverse("admin:supply_suppliertoken_delete", args=[supplier.token.pk])
    assert admin.post(delete, {"post": "yes"}).status_code == 403
    assert SupplierToken.objects.exists()
