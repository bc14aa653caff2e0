"""Keys that a local run of the register makes for itself, in the shape that each must have."""

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.fernet import Fernet

from explorer.database.credentials import secret

COMMAND = "`python -m profiles.database make-keys`"
INDEX_KEY_BYTES = 32
DIFFERENT_BYTES = 8
MAKERS: Mapping[str, Callable[[], str]] = {
    "REGISTER_SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "REGISTER_ENCRYPTION_KEYS": lambda: Fernet.generate_key().decode(),
    "REGISTER_INDEX_KEY": lambda: secrets.token_hex(32),
}


def local_keys(local: Path) -> dict[str, str]:
    """Every key of the register under its variable, made on first use."""
    return {name: secret(local / "keys", name.lower(), make=make) for name, make in MAKERS.items()}


def wrong_encryption_keys(value: str) -> str:
    """What is wrong with keys separated by commas, or nothing; never a part of one."""
    keys = value.split(",")
    for position, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            return f"has no valid key at place {position} of {len(keys)}; make one with {COMMAND}"
    return "" if len(set(keys)) == len(keys) else "has the same key twice"


def wrong_index_key(value: str) -> str:
    """What is wrong with the key of look-ups, or nothing."""
    try:
        key = bytes.fromhex(value)
    except ValueError:
        return f"is no hexadecimal text; make one with {COMMAND}"
    # One repeated byte was typed, not drawn.
    if len(key) < INDEX_KEY_BYTES or len(set(key)) < DIFFERENT_BYTES:
        return f"is shorter than {INDEX_KEY_BYTES} bytes or too simple; make one with {COMMAND}"
    return ""
