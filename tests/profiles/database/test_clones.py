"""The tests' own databases: a committing test leaves nothing behind, the owner is stepped into and out of."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import Max

from explorer.release.models import Release
from profiles.register.models import Organisation
from profiles.vocabulary.models import Concept
from tests.database import as_owner


@pytest.mark.django_db(transaction=True, databases=["default", "explorer"])
@pytest.mark.parametrize("turn", [1, 2])
def test_committed_rows_are_gone_in_the_next_test(turn: int) -> None:
    assert Release.objects.aggregate(Max("number"))["number__max"] is None
    assert not Concept.objects.exists()
    Concept.objects.create(attribute="place", code=str(turn), label_nl="Venlo", label_en="Venlo", position=1)
    Release.objects.create(number=turn, policy={}, content_hash="", released_on="2026-01-01")


@pytest.mark.django_db
def test_owner_is_left_again_even_after_an_error() -> None:
    with pytest.raises(ProgrammingError), as_owner():
        connection.cursor().execute("SELECT * FROM nothing")
    assert _role() == "register_web"
    with as_owner():
        assert _role() == "register_owner"
    assert _role() == "register_web"


@pytest.mark.django_db
def test_web_role_cannot_change_the_schema() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("CREATE TABLE public.mine (id int)")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {Organisation._meta.db_table} CASCADE")


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])
