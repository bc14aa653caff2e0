"""A new key takes over without anybody noticing; the old one opens nothing any more."""

import secrets

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from pytest_django import Settings

from profiles.publication.models import SamplingSecret
from profiles.register.models import Candidate, Profile
from profiles.register.verbs import rotate_keys as verb
from profiles.register.verbs.rotate_keys import KeyMissing, encrypted_columns, index_again, rotate_keys
from tests.factories.register import CandidateFactory, ProfileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_key(settings: Settings) -> str:
    key = Fernet.generate_key().decode()
    settings.REGISTER_ENCRYPTION_KEYS = [key, *settings.REGISTER_ENCRYPTION_KEYS]
    return key


def test_everything_is_read_with_the_new_key_alone(settings: Settings) -> None:
    candidate = CandidateFactory(given_name="Anna", reference="KENMERK-7")
    ProfileFactory(candidate=candidate, note="belt liever 's ochtends")
    key = Fernet.generate_key().decode()
    settings.REGISTER_ENCRYPTION_KEYS = [key, *settings.REGISTER_ENCRYPTION_KEYS]
    assert sum(rotate_keys().values()) >= 2
    settings.REGISTER_ENCRYPTION_KEYS = [key]
    found = Candidate.objects.get(pk=candidate.pk)
    assert (found.given_name, found.reference) == ("Anna", "KENMERK-7")
    assert Profile.objects.get(candidate=candidate).note == "belt liever 's ochtends"


def test_second_run_changes_nothing(settings: Settings) -> None:
    CandidateFactory()
    settings.REGISTER_ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.REGISTER_ENCRYPTION_KEYS]
    rotate_keys()
    assert sum(rotate_keys().values()) == 0


def test_stopped_halfway_it_goes_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        CandidateFactory()
    monkeypatch.setattr(verb, "ROWS", 2)
    settings.REGISTER_ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.REGISTER_ENCRYPTION_KEYS]
    real, calls = verb._part, []

    def breaks(*args: object, **named: object) -> tuple[object, int]:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(verb, "_part", breaks)
    with pytest.raises(KeyboardInterrupt):
        rotate_keys()
    monkeypatch.setattr(verb, "_part", real)
    first = sum(rotate_keys().values())
    assert 0 < first < 5 + 1
    assert sum(rotate_keys().values()) == 0


def test_value_of_a_lost_key_is_said_without_the_value(settings: Settings) -> None:
    CandidateFactory(reference="KENMERK-8")
    settings.REGISTER_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(KeyMissing, match="register_candidate") as refusal:
        rotate_keys()
    assert "KENMERK" not in str(refusal.value)


def test_no_history_is_made(new_key: str) -> None:
    CandidateFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM register_candidateevent")
        (before,) = cursor.fetchone()
        rotate_keys()
        cursor.execute("SELECT count(*) FROM register_candidateevent")
        assert cursor.fetchone() == (before,)


def test_every_encrypted_field_is_known() -> None:
    tables = {model._meta.db_table for model, _ in encrypted_columns()}
    assert {"register_candidate", "register_profile", SamplingSecret._meta.db_table} <= tables


def test_people_are_found_with_a_new_index_key(settings: Settings) -> None:
    candidate = CandidateFactory(reference="KENMERK-9")
    settings.REGISTER_INDEX_KEY = secrets.token_hex(32)
    assert not Candidate.objects.with_reference("KENMERK-9").exists()
    assert index_again() == 1
    assert Candidate.objects.with_reference("KENMERK-9").get() == candidate
    assert index_again() == 0
