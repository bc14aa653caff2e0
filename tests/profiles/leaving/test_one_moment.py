"""As a command runs: an export is of one moment, and nothing of it is left open."""

from io import BytesIO

import pytest
from django.db import connection
from django.utils import timezone

from profiles.access.scope import as_system
from profiles.leaving.export_organisation import export_organisation
from tests.factories.register import ProfileFactory

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "explorer"])


def test_export_sees_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    from profiles.leaving import export_organisation as module

    seen: list[str] = []
    honest = module.readme

    def isolation(*given: object) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            seen.append(cursor.fetchone()[0])
        return honest(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "readme", isolation)
    with as_system():
        organisation = ProfileFactory().candidate.organisation
        counts = export_organisation(
            organisation=organisation, stream=BytesIO(), now=timezone.now(), why="vertrek"
        )
    assert seen == ["repeatable read"]
    assert counts["kandidaten"] == 1
    assert not connection.in_atomic_block
