"""A token opens the candidates of one organisation, for its term; what it does is written down."""

import datetime
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.utils import timezone

from profiles.access.models import UseAlarm, UseLog, UseSubject
from profiles.access.pseudonyms import of_account, of_person
from profiles.register.models import Candidate, Profile
from profiles.supply.models import SupplierToken
from profiles.supply.tokens import digest_of, revoke_token
from tests.factories.register import CandidateFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.supply.supplier import BASE, PERSON, Supplier, another

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def uses(supplier: Supplier) -> list[tuple[str, str, int]]:
    """In no order: the database sets one time for all of a transaction."""
    found = UseLog.objects.filter(actor=of_account(supplier.token))
    return sorted((use.action, use.result, use.people) for use in found)


def test_secret_is_kept_nowhere(supplier: Supplier) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM supply_suppliertoken t")
        kept = "".join(row for (row,) in cursor.fetchall())
    assert supplier.secret not in kept
    assert digest_of(supplier.secret) in kept


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Bearer x", "Basic dTpw", "Bearer \u00ff\u00fe", "Bearer " + "x" * 9000],
)
def test_without_a_token_nothing_opens(supplier: Supplier, header: str) -> None:
    known = supplier.deliver()["kandidaat"]["id"]
    for method, path in (
        ("GET", ""),
        ("POST", ""),
        ("GET", f"/{known}"),
        ("PATCH", f"/{known}"),
        ("GET", "/x/y"),
    ):
        answer = supplier.ask(method, path, {}, authorization=header)
        assert answer.status_code == 401, (method, path)
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["API-Version"]


def test_session_of_an_admin_opens_nothing(supplier: Supplier) -> None:
    client = Client()
    client.force_login(StaffUserFactory(admin=True))
    assert client.get(BASE).status_code == 401


def test_token_ends_by_itself_and_when_it_is_revoked(supplier: Supplier) -> None:
    assert supplier.ask("GET").status_code == 200
    revoke_token(token=supplier.token, by=supplier.token.made_by, now=timezone.now())
    assert supplier.ask("GET").status_code == 401
    assert uses(supplier) == [("list", "ok", 0), ("open", "refused", 0)]
    other = another(supplier)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'register_owner', true)")
        SupplierToken.objects.filter(pk=other.token.pk).update(
            made_at=timezone.now() - datetime.timedelta(days=2),
            expires_at=timezone.now() - datetime.timedelta(days=1),
        )
        cursor.execute("SELECT set_config('role', 'register_web', true)")
    assert other.ask("GET").status_code == 401


def test_last_use_is_remembered(supplier: Supplier) -> None:
    assert SupplierToken.objects.get().last_used_at is None
    supplier.ask("GET")
    assert SupplierToken.objects.get().last_used_at is not None


def test_requests_of_a_minute_are_limited_whichever_worker(
    supplier: Supplier, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SUPPLIER_PER_MINUTE = 3
    now = timezone.now().replace(second=10)
    monkeypatch.setattr("profiles.supply.authentication.timezone.now", lambda: now)
    assert [supplier.ask("GET").status_code for _each in range(5)] == [200, 200, 200, 429, 429]
    refused = supplier.ask("GET")
    assert 0 < int(refused["Retry-After"]) <= 60
    assert another(supplier).ask("GET").status_code == 200
    now += datetime.timedelta(minutes=1)
    assert supplier.ask("GET").status_code == 200


def test_every_use_is_in_the_log_under_the_token(supplier: Supplier) -> None:
    number = supplier.deliver()["kandidaat"]["id"]
    supplier.ask("GET", f"/{number}")
    supplier.ask("PATCH", f"/{number}", {"rijbewijs": ["BE"]})
    supplier.ask("PUT", f"/{number}", PERSON)
    supplier.ask("POST", f"/{number}/bevestigingen")
    supplier.ask("POST", "/zoekopdrachten", {"kenmerk": "VL-100"})
    supplier.ask("GET")
    expected = ["import", "view", "import", "import", "confirm", "view", "list"]
    assert uses(supplier) == sorted((action, "ok", 1) for action in expected)
    about = UseSubject.objects.filter(
        subject=of_person(supplier.candidate()), actor=of_account(supplier.token)
    )
    assert about.count() == len(expected)
    assert all(f"suppliertoken:{supplier.token.pk}" in use.named_objects for use in UseLog.objects.filter(
        actor=of_account(supplier.token)))  # fmt: skip


def test_pseudonym_of_a_token_is_not_that_of_an_account(supplier: Supplier) -> None:
    assert of_account(supplier.token) != of_account(supplier.token.pk)


def test_reading_many_people_raises_an_alarm_and_delivering_them_does_not(supplier: Supplier) -> None:
    for number in range(site.BULK_VIEWS + 1):
        supplier.deliver(kenmerk=f"VL-{number}")
    assert not UseAlarm.objects.exists()
    for candidate in Candidate.objects.all():
        supplier.ask("GET", f"/{candidate.reference_index}")
    assert UseAlarm.objects.get().actor == of_account(supplier.token)


def test_candidate_of_another_organisation_does_not_exist(supplier: Supplier) -> None:
    number = supplier.deliver()["kandidaat"]["id"]
    stranger = another(supplier)
    before = snapshot()
    asks: list[tuple[str, str, Any]] = [
        ("GET", f"/{number}", None),
        ("PUT", f"/{number}", PERSON),
        ("PATCH", f"/{number}", {"toestemming": "Nee"}),
        ("POST", f"/{number}/bevestigingen", None),
        ("POST", "/zoekopdrachten", {"kenmerk": "VL-100"}),
    ]
    for method, path, body in asks:
        answer = stranger.ask(method, path, body)
        assert answer.status_code == 404, (method, path)
        assert "VL-100" not in answer.content.decode()
    assert stranger.ask("GET").json()["totaal"] == 0
    assert snapshot() == before


def test_same_reference_is_another_person_at_another_organisation(supplier: Supplier) -> None:
    supplier.deliver()
    other = another(supplier)
    assert other.ask("POST", body={**PERSON, "rijbewijs": ["BE"]}).status_code == 201
    assert supplier.ask("GET").json()["kandidaten"][0]["rijbewijs"] == ["B"]


def test_forgotten_filter_lets_nobody_through(supplier: Supplier, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = CandidateFactory(reference="VREEMD-1")
    supplier.deliver()
    monkeypatch.setattr("profiles.supply.views.SupplierView.candidates", lambda view: Candidate.objects.all())
    listed = supplier.ask("GET").json()
    assert [each["kenmerk"] for each in listed["kandidaten"]] == ["VL-100"]
    assert supplier.ask("GET", f"/{stranger.reference_index}").status_code == 404


def test_history_names_the_system(supplier: Supplier) -> None:
    from profiles.staff.person_history import history_of

    supplier.deliver()
    assert {each.who for each in history_of(supplier.candidate())} == {"Suite van Voorbeeld"}


def snapshot() -> list[tuple[Any, ...]]:
    return list(Profile.objects.values_list("pk", "state", "publication_basis", "confirmed_on", "updated_at"))
