"""Who somebody is stands nowhere in the database as it is typed."""

from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from profiles.register.encryption import Unreadable, blind_index
from profiles.register.models import Candidate, Profile
from tests.factories.register import CandidateFactory, ProfileFactory

pytestmark = pytest.mark.django_db
SECRETS = {
    "reference": "KENMERK-7781",
    "given_name": "Voornaamgeheim",
    "family_name": "Achternaamgeheim",
    "email": "geheim@example.org",
    "phone": "077-9999999",
}


def everything_stored() -> str:
    """All text of all rows of the database."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        stored = []
        for table in sorted(tables):
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            stored += [row for (row,) in cursor.fetchall()]
    return "\n".join(stored)


def test_no_identifying_text_is_readable_at_rest() -> None:
    candidate = CandidateFactory(**SECRETS)
    profile = ProfileFactory(candidate=candidate, note="Notitiegeheim")
    candidate.save()
    profile.save()
    stored = everything_stored().casefold()
    for secret in (*SECRETS.values(), "Notitiegeheim"):
        assert secret.casefold() not in stored
    assert Candidate.objects.get().given_name == "Voornaamgeheim"
    assert Profile.objects.get().note == "Notitiegeheim"


def test_equal_texts_do_not_look_equal_at_rest() -> None:
    CandidateFactory(given_name="Kim")
    CandidateFactory(given_name="Kim")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT given_name) FROM register_candidate")
        assert cursor.fetchone() == (2,)


def test_empty_text_stays_empty() -> None:
    CandidateFactory(given_name="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT given_name FROM register_candidate")
        assert cursor.fetchone() == ("",)


def test_new_key_writes_and_the_old_one_still_reads(settings: Any) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.REGISTER_ENCRYPTION_KEYS = [old]
    candidate = CandidateFactory(given_name="Kim")
    settings.REGISTER_ENCRYPTION_KEYS = [new, old]
    candidate = Candidate.objects.get(pk=candidate.pk)
    assert candidate.given_name == "Kim"
    candidate.save()
    settings.REGISTER_ENCRYPTION_KEYS = [new]
    assert Candidate.objects.get(pk=candidate.pk).given_name == "Kim"


def test_without_the_key_nothing_can_be_read(settings: Any) -> None:
    CandidateFactory(given_name="Kim")
    settings.REGISTER_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(Unreadable):
        Candidate.objects.get()


def test_blind_index_depends_on_key_and_purpose(settings: Any) -> None:
    one = blind_index("Jansen", purpose="family_name")
    assert one == blind_index("  JANSÉN ", purpose="family_name")
    assert one != blind_index("Jansen", purpose="reference")
    settings.REGISTER_INDEX_KEY = "00" * 32
    assert one != blind_index("Jansen", purpose="family_name")


def test_blind_index_follows_a_changed_name() -> None:
    candidate = CandidateFactory(family_name="Jansen")
    candidate.family_name = "Pietersen"
    candidate.save()
    assert not Candidate.objects.named("Jansen").exists()
    assert list(Candidate.objects.named("pietersen")) == [candidate]


def test_blind_index_is_empty_for_nothing() -> None:
    assert blind_index(" \t", purpose="reference") == ""
