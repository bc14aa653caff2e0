"""A pasted text becomes suggestions; nothing of it is kept anywhere."""

import logging

import pytest
from django.db import connection
from django.urls import reverse

from profiles.register.models import Candidate, Profile
from profiles.staff.forms.pasted_text import pieces, suggestions
from profiles.vocabulary.models import RefusedTerm
from tests.factories.register import TODAY
from tests.factories.releases import publish_groups
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.profile_page import facts_of, text_of
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
TRACER = "Zqxtracer"


def paste(client: Reader, candidate: Candidate, text: str) -> str:
    return text_of(client.post(reverse("staff:paste", args=[candidate.pk]), {"tekst": text}))


def test_hours_are_read_from_a_sentence() -> None:
    assert [each.value for each in suggestions("Wil 24 tot 32 uur werken. Of 16 uur.", on=TODAY)] == [
        "hours:24-32",
        "hours:16-16",
    ]


def test_how_somebody_travels_is_read_and_a_bare_word_is_not() -> None:
    small_vocabulary()
    assert [each.value for each in suggestions("Komt met de fiets", on=TODAY)] == ["transport:fiets"]
    assert suggestions("Zag een fiets", on=TODAY) == []


def test_denied_sentence_suggests_nothing() -> None:
    assert suggestions("Kan niet meer dan 32 uur", on=TODAY) == []


def test_rather_not_is_read_with_the_day_part(client: Reader, candidate: Candidate) -> None:
    small_vocabulary()
    text = "Werkt liever niet op maandagavond en zondag nacht. Kan niet op dinsdagavond."
    values = [each.value for each in suggestions(text, on=TODAY)]
    assert values == ["rather_not:maandag-avond", "rather_not:zondag-nacht"]
    client.post(reverse("staff:paste", args=[candidate.pk]), {"bewaar": "1", "geldt": values[:1]})
    assert Profile.objects.get().rather_not == ["maandag-avond"]


def test_who_somebody_is_and_health_are_marked() -> None:
    RefusedTerm.objects.create(word="adhd", reason="health")
    text = "Jan Peters, 06-12345678, jan@example.org, 5913 AB, geboren 1-2-1990, heeft ADHD, kan orderpicken"
    marked = {piece.text: piece.kind for piece in pieces(text, names=["peters"]) if piece.kind}
    assert marked["ADHD"] == "health"
    assert {"Peters", "06-12345678", "jan@example.org", "5913 AB", "1-2-1990"} <= marked.keys()
    assert "".join(piece.text for piece in pieces(text, names=["peters"])) == text


def test_only_what_is_ticked_is_saved(client: Reader, candidate: Candidate) -> None:
    small_vocabulary()
    address = reverse("staff:paste", args=[candidate.pk])
    assert "1 voorstel" in paste(client, candidate, "Wil 24-32 uur werken")
    assert not Profile.objects.exists()
    ticked = ["hours:24-32", "task:orderpicken", "education:mbo-1", "available_from:nu"]
    client.post(address, {"bewaar": "1", "geldt": ticked})
    profile = Profile.objects.get()
    assert (profile.hours_min, profile.hours_max, profile.available_from) == (24, 32, TODAY)
    assert facts_of(candidate, "task") == {"orderpicken"}
    client.post(address, {"bewaar": "1", "geldt": ["education:mbo-2", "task:verzonnen"]})
    assert facts_of(candidate, "education") == {"mbo-1"}
    client.post(address, {"bewaar": "1", "geldt": ["education:mbo-2"]})
    assert facts_of(candidate, "education") == {"mbo-2"}
    assert facts_of(candidate, "task") == {"orderpicken"}


def test_text_is_in_no_row_and_no_log(
    client: Reader, candidate: Candidate, caplog: pytest.LogCaptureFixture
) -> None:
    publish_groups({(0, 1, 0): 5})
    caplog.set_level(logging.DEBUG)
    assert TRACER in paste(client, candidate, f"{TRACER} wil 24 uur werken")
    assert TRACER not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        assert len(tables) > 20
        for table in tables:
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
            if not cursor.fetchone()[0]:
                continue
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text ILIKE %s', [f"%{TRACER}%"])
            assert cursor.fetchone()[0] == 0, table
