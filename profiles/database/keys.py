"""Keys that a local run of the register makes for itself, in the shape that each must have."""

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.fernet import Fernet

from explorer.database.credentials import secret

MAKERS: Mapping[str, Callable[[], str]] = {
    "REGISTER_SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "REGISTER_ENCRYPTION_KEYS": lambda: Fernet.generate_key().decode(),
    "REGISTER_INDEX_KEY": lambda: secrets.token_hex(32),
}


def local_keys(local: Path) -> dict[str, str]:
    """Every key of the register under its variable, made on first use."""
    return {name: secret(local / "keys", name.lower(), make=make) for name, make in MAKERS.items()}
