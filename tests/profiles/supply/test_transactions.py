"""As in production: no transaction around the request, and a connection that was told nothing."""

import pytest
from django.db import connection
from django.utils import timezone

from profiles.access.scope import NOBODY, as_system
from profiles.register.models import Candidate, Profile
from tests.factories.register import CandidateFactory
from tests.profiles.supply.supplier import PERSON, Supplier

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "explorer"])


def test_scope_of_a_token_ends_with_its_request(supplier: Supplier) -> None:
    CandidateFactory(reference="VREEMD-1")
    with connection.cursor() as cursor:
        for name in NOBODY:
            cursor.execute("SELECT set_config(%s, '', false)", [name])
    assert supplier.ask("POST", body=PERSON).status_code == 201
    listed = supplier.ask("GET").json()
    assert [each["kenmerk"] for each in listed["kandidaten"]] == ["VL-100"]
    number = listed["kandidaten"][0]["id"]
    with as_system():
        Profile.objects.update(state=Profile.State.PUBLISHED, confirmed_on=timezone.localdate())
    # Under the lock of the release switch, which no transaction may be around.
    answer = supplier.ask("PATCH", f"/{number}", {"toestemming": "Nee"})
    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["kandidaat"]["toestand"] == Profile.State.PAUSED
    assert supplier.ask("POST", f"/{number}/bevestigingen").status_code == 200
    assert supplier.ask("PATCH", f"/{number}", {"kenmerk": None, "taak": 5}).status_code == 400
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('register.organisations', true)")
        assert not cursor.fetchone()[0]
    with as_system():
        assert Candidate.objects.count() == 2
