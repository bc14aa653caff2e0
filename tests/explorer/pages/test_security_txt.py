"""`/.well-known/security.txt` is what RFC 9116 asks."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings


def fields(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, value = line.split(": ", 1)
        found.setdefault(name, []).append(value)
    return found


def test_contact_and_end_are_in_it(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACTS = ["mailto:veilig@voorbeeld.example", "https://voorbeeld.example/melden"]
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    said = fields(answer.content.decode())
    assert said["Contact"] == settings.SECURITY_CONTACTS
    (expires,) = said["Expires"]
    end = datetime.fromisoformat(expires.replace("Z", "+00:00"))
    assert timedelta(0) < end - datetime.now(UTC) < timedelta(days=365)
    assert said["Canonical"] == [f"{settings.SITE_URL}/.well-known/security.txt"]
    assert "Policy" not in said


@pytest.mark.parametrize("policy", ["https://voorbeeld.example/beleid"])
def test_policy_is_named_where_there_is_one(client: Client, settings: Settings, policy: str) -> None:
    settings.SECURITY_POLICY = policy
    assert fields(client.get("/.well-known/security.txt").content.decode())["Policy"] == [policy]
