"""Settings of a database from its address.

An address may name several servers (`postgresql://web:…@standby:5432,primary:5432/explorer`):
libpq itself takes the first that answers and fits, so no router of ours has to know which
server lives.
"""

from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

STANDBY_FIRST, WRITABLE = "prefer-standby", "read-write"
"""Which of several servers: a standby while there is one, or the one that can be written to."""
DEFAULT_PORT = "5432"
LOCAL = ("", "localhost", "127.0.0.1", "::1")
CONNECTION_SECONDS = 60
# With several servers: after falling back on the primary the standby is soon tried again.
SEVERAL_CONNECTION_SECONDS = 15
# A server that vanished without a word is given up in seconds; the kernel alone takes a quarter of an hour.
TIMEOUTS: dict[str, object] = {
    "connect_timeout": 2,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
}


def is_local(address: str) -> bool:
    """Whether every server of an address is this machine; what is no address is."""
    try:
        hosts = str(conninfo_to_dict(address).get("host", ""))
    except ProgrammingError:
        return True
    return all(host in LOCAL or host.startswith("/") for host in hosts.split(","))


def database_settings(address: str, *, servers: str, **options: object) -> dict[str, Any]:
    """Django's settings of the database at this address; `options` are further ones of libpq.

    dj_database_url cannot read several hosts with ports of their own; libpq's parser can.
    Raises `psycopg.ProgrammingError` for what is no address.
    """
    given = {name: str(value) for name, value in conninfo_to_dict(address).items()}
    hosts = given.pop("host", "")
    ports = given.pop("port", DEFAULT_PORT)
    several = "," in hosts
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname", ""),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": hosts,
        # An empty port among several is the default one.
        "PORT": ",".join(port or DEFAULT_PORT for port in ports.split(",")),
        "CONN_MAX_AGE": SEVERAL_CONNECTION_SECONDS if several else CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": True,
        "OPTIONS": {
            **TIMEOUTS,
            **({"target_session_attrs": servers} if several else {}),
            **options,
            **given,
        },
    }
