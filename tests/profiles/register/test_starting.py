"""The register does not start with keys that do not open what is stored."""

import secrets

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from profiles.register.starting import keys_open_what_is_stored
from tests.factories.register import CandidateFactory

pytestmark = pytest.mark.django_db


def test_right_keys_may_start() -> None:
    keys_open_what_is_stored()
    CandidateFactory()
    keys_open_what_is_stored()


def test_another_key_is_refused_without_a_value(settings: Settings) -> None:
    CandidateFactory(reference="KENMERK-1")
    settings.REGISTER_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(ImproperlyConfigured, match="REGISTER_ENCRYPTION_KEYS") as refusal:
        keys_open_what_is_stored()
    assert "KENMERK" not in str(refusal.value)


def test_new_key_before_the_old_one_may_start(settings: Settings) -> None:
    CandidateFactory()
    settings.REGISTER_ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.REGISTER_ENCRYPTION_KEYS]
    keys_open_what_is_stored()


def test_another_index_key_is_refused(settings: Settings) -> None:
    CandidateFactory()
    settings.REGISTER_INDEX_KEY = secrets.token_hex(32)
    with pytest.raises(ImproperlyConfigured, match="REGISTER_INDEX_KEY"):
        keys_open_what_is_stored()
