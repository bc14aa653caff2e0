import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from explorer.database import binaries, local, provision
from explorer.database.credentials import secret
from explorer.database.embedded import Cluster
from tests.database import CLUSTER, LOCAL, ROOT, superuser

RIGHTS = "SELECT datname, datacl::text FROM pg_database ORDER BY 1"


def test_provisioning_again_changes_nothing() -> None:
    with superuser() as connection:
        before = connection.execute(RIGHTS).fetchall()
    provision.provision(
        superuser,
        passwords={role: secret(LOCAL / "credentials", role) for role in provision.ROLES},
        alone=True,
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


STRONG = {role: f"{role}-0123456789abcdef" for role in provision.ROLES}
ENVIRONMENT = {f"{role.upper()}_PASSWORD": password for role, password in STRONG.items()}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "explorer.database", "provision", *arguments],
        cwd=ROOT,
        env={"PATH": os.defpath, **environment},
        capture_output=True,
        text=True,
    )


def test_server_takes_the_verifier_for_its_password() -> None:
    CLUSTER.start()
    with superuser() as connection:
        connection.execute("DROP ROLE IF EXISTS verified")
        verifier = provision.scram_verifier("a password of some length")
        connection.execute(f"CREATE ROLE verified LOGIN PASSWORD '{verifier}'")
        stored = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'verified'").fetchone()
        assert stored == (verifier,)
        address = psycopg.conninfo.make_conninfo(
            CLUSTER.superuser_url("template1"), user="verified", password="a password of some length"
        )
        connection.execute("GRANT CONNECT ON DATABASE template1 TO verified")
        psycopg.connect(address).close()
        connection.execute("REVOKE CONNECT ON DATABASE template1 FROM verified; DROP ROLE verified")


def test_no_statement_has_a_password() -> None:
    text = provision.as_sql(passwords=STRONG)
    assert not [password for password in STRONG.values() if password in text]
    assert text.count("SCRAM-SHA-256$4096:") == 2 * len(provision.ROLES)


@pytest.mark.parametrize("weak", ["", "short", "wachtwoord-met-é-erin", "x" * 8 + "\n" + "y" * 8])
def test_weak_password_is_refused_by_name(weak: str) -> None:
    with pytest.raises(provision.ProvisionError, match="explorer_web"):
        provision.refuse_weak({**STRONG, "explorer_web": weak})


def test_same_password_twice_is_refused() -> None:
    with pytest.raises(provision.ProvisionError, match="of its own"):
        provision.refuse_weak({**STRONG, "explorer_web": STRONG["register_web"]})


def test_all_that_lacks_is_named_in_one_line() -> None:
    said = run()
    assert said.returncode == 1
    assert said.stderr.count("\n") == 1
    assert all(name in said.stderr for name in (*ENVIRONMENT, "SUPERUSER_URL"))


def test_server_that_does_not_answer_is_one_line() -> None:
    said = run(**ENVIRONMENT, SUPERUSER_URL="postgresql://postgres:geheim-woord@127.0.0.1:1/postgres")
    assert said.returncode == 1
    assert said.stderr.startswith("database: ")
    assert said.stderr.count("\n") == 1
    assert "geheim-woord" not in said.stderr


def test_statements_are_printed_without_a_server() -> None:
    said = run("--sql", **ENVIRONMENT)
    assert said.returncode == 0
    assert "CREATE DATABASE" in said.stdout
    assert "\\connect register" in said.stdout


def test_role_with_more_powers_is_not_taken_over() -> None:
    CLUSTER.start()
    with superuser() as connection:
        connection.execute("ALTER ROLE explorer_web CREATEDB")
        try:
            with pytest.raises(provision.ProvisionError, match="explorer_web"):
                provision.provision(superuser, passwords=STRONG)
        finally:
            connection.execute("ALTER ROLE explorer_web NOCREATEDB")


@pytest.fixture(scope="module")
def managed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A server of somebody else: its administrator is no superuser, and it holds another database."""
    server = Cluster(tmp_path_factory.mktemp("managed"), {})
    try:
        server.start()
        with psycopg.connect(server.superuser_url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE ROLE beheer LOGIN CREATEROLE CREATEDB PASSWORD 'beheer-0123456789'")
            connection.execute("CREATE DATABASE buren")
        yield server
    finally:
        # For root it is under /var/lib, which nobody else clears.
        server.destroy()


def as_beheer(server: Cluster, database: str) -> str:
    return psycopg.conninfo.make_conninfo(
        server.superuser_url(database), user="beheer", password="beheer-0123456789"
    )


def test_administrator_without_superpowers_can_provision(managed: Cluster) -> None:
    for _ in range(2):
        provision.provision(
            lambda database: psycopg.connect(as_beheer(managed, database), autocommit=True), passwords=STRONG
        )
    may: set[tuple[str, str]] = set()
    for role, password in STRONG.items():
        for database in ("explorer", "register"):
            address = psycopg.conninfo.make_conninfo(
                managed.superuser_url(database), user=role, password=password
            )
            try:
                psycopg.connect(address).close()
            except psycopg.OperationalError:
                continue
            may.add((role, database))
    assert may == {
        ("explorer_owner", "explorer"),
        ("explorer_web", "explorer"),
        ("explorer_verifier", "explorer"),
        ("register_web", "explorer"),
        ("register_owner", "register"),
        ("register_web", "register"),
    }


def test_databases_of_others_are_left_alone(managed: Cluster) -> None:
    with psycopg.connect(managed.superuser_url("postgres")) as connection:
        query = "SELECT datname FROM pg_database WHERE datacl IS NULL AND datname IN ('buren', 'postgres')"
        assert {name for (name,) in connection.execute(query)} == {"buren", "postgres"}


def test_statements_for_psql_do_the_same(managed: Cluster, tmp_path: Path) -> None:
    script = tmp_path / "provision.sql"
    script.write_text(provision.as_sql(passwords=STRONG))
    psql = binaries.programs(managed.place) / "psql"
    subprocess.run(
        [psql, "-q", "-v", "ON_ERROR_STOP=1", "-f", script, as_beheer(managed, "postgres")],
        check=True,
        capture_output=True,
    )
