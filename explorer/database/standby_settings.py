"""Settings of the database that releases are read from, made of its address and of the primary's settings."""

from collections.abc import Mapping

from psycopg.conninfo import conninfo_to_dict

PORT = "5432"
NAMES = {"USER": "user", "PASSWORD": "password", "NAME": "dbname"}
# Whoever fell back on the primary looks soon whether the standby is there again.
STAY_SECONDS = 15
OPTIONS = {"connect_timeout": 2, "target_session_attrs": "prefer-standby"}


def standby_of(address: str, *, primary: Mapping[str, object]) -> dict[str, object]:
    """One or more standbys (`host,host`), and after them the primary: libpq takes the first that answers.

    A standby copies roles and passwords, so one of each serves for all servers.
    """
    given = conninfo_to_dict(address)
    hosts = str(given.pop("host")).split(",")
    ports = [port or PORT for port in str(given.pop("port", None) or PORT).split(",")]
    ports = ports * len(hosts) if len(ports) == 1 else ports
    names = {name: given.pop(parameter, None) or primary[name] for name, parameter in NAMES.items()}
    own = primary.get("OPTIONS")
    return {
        **primary,
        **names,
        "HOST": ",".join([*hosts, str(primary["HOST"])]),
        "PORT": ",".join([*ports, str(primary["PORT"] or PORT)]),
        "CONN_MAX_AGE": STAY_SECONDS,
        "OPTIONS": {**(own if isinstance(own, Mapping) else {}), **OPTIONS, **given},
        "TEST": {"MIRROR": "default"},
    }
