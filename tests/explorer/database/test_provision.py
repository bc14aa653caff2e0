import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from explorer.database import local, provision
from explorer.database.credentials import secret
from tests.database import CLUSTER, LOCAL, superuser

RIGHTS = "SELECT datname, datacl::text FROM pg_database ORDER BY 1"


def test_provisioning_again_changes_nothing() -> None:
    with superuser() as connection:
        before = connection.execute(RIGHTS).fetchall()
    provision.provision(
        superuser, passwords={role: secret(LOCAL / "credentials", role) for role in provision.ROLES}
    )
    with superuser() as connection:
        after = connection.execute(RIGHTS).fetchall()
    # Other test processes make and drop clones meanwhile.
    ours = {"explorer", "register", "postgres", "template1"}
    assert [row for row in after if row[0] in ours] == [row for row in before if row[0] in ours]


@pytest.mark.parametrize("role", provision.ROLES)
def test_roles_can_make_neither_roles_nor_databases(role: str) -> None:
    with superuser() as connection:
        query = "SELECT rolsuper, rolcreaterole, rolcreatedb, rolinherit FROM pg_roles WHERE rolname = %s"
        assert connection.execute(query, [role]).fetchone() == (False, False, False, False)


def test_web_role_makes_no_large_objects_and_no_functions() -> None:
    address = local.url(LOCAL, database="explorer", role="explorer_web")
    for statement in (
        "SELECT lo_create(0)",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TEMPORARY TABLE mine (id int)",
        "SET ROLE explorer_owner",
    ):
        with psycopg.connect(address) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


def test_secret_is_the_same_for_all_who_come_first(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from explorer.database.credentials import secret; "
        "print(secret(Path(sys.argv[1]) / 'new', 'one'))"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    assert len({reader.communicate()[0] for reader in readers}) == 1
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new" / "one").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["one"]


def test_address_of_a_role_holds_its_own_password_only() -> None:
    CLUSTER.start()
    address = local.url(LOCAL, database="explorer", role="explorer_web")
    for role in provision.ROLES:
        assert (secret(LOCAL / "credentials", role) in address) is (role == "explorer_web")
