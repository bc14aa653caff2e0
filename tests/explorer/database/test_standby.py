"""Which server is read from: never one that fell behind while the primary answers."""

from dataclasses import dataclass, field

import pytest
from django.db import OperationalError, connections

from explorer.database.router import ExplorerRouter
from explorer.database.standby import LOOK_SECONDS, PRIMARY, STANDBY, Look, Reads, snapshot
from explorer.database.standby_settings import standby_of
from explorer.employers.models import EmployerAccount
from explorer.release.models import Release
from tests.factories import releases

WELL = Look(is_standby=True, hears_primary=True, received=100, replayed=100)
DEAF = Look(is_standby=True, hears_primary=False, received=100, replayed=100)


@dataclass
class Servers:
    """A standby that shows itself as told, and a primary that is there or is not."""

    standby: Look | None = WELL
    primary: bool = True
    now: float = 0
    looks: int = 0
    reads: Reads = field(init=False)

    def __post_init__(self) -> None:
        self.reads = Reads(
            has_standby=lambda: True,
            look=self.look,
            primary_answers=lambda: self.primary,
            clock=lambda: self.now,
        )

    def look(self) -> Look:
        self.looks += 1
        if self.standby is None:
            raise OperationalError("connection refused")
        return self.standby

    def later(self, look: Look | None) -> str:
        """The choice a second later, when the standby is like this."""
        self.now += LOOK_SECONDS
        self.standby = look
        return self.reads.alias()


def test_standby_is_looked_at_once_a_second() -> None:
    servers = Servers()
    assert [servers.reads.alias() for _ in range(9)] == [STANDBY] * 9
    assert servers.looks == 1
    servers.later(WELL)
    assert servers.looks == 2


@pytest.mark.parametrize("look", [DEAF, None])
def test_standby_that_lost_the_primary_or_is_gone_is_not_read(look: Look | None) -> None:
    servers = Servers()
    servers.reads.alias()
    assert servers.later(look) == PRIMARY
    assert servers.later(WELL) == STANDBY


@pytest.mark.parametrize("look", [DEAF, None])
def test_nothing_better_than_the_standby_while_the_primary_is_away(look: Look | None) -> None:
    servers = Servers(standby=look, primary=False)
    assert servers.reads.alias() == STANDBY


def test_standby_that_did_not_replay_what_it_had_a_second_ago_is_behind() -> None:
    servers = Servers()
    servers.reads.alias()
    # What came in this instant says nothing; what lies there since the former look does.
    assert servers.later(Look(True, True, received=200, replayed=100)) == STANDBY
    assert servers.later(Look(True, True, received=300, replayed=199)) == PRIMARY
    assert servers.later(Look(True, True, received=300, replayed=300)) == STANDBY


def test_first_look_after_a_quiet_time_takes_no_chances() -> None:
    servers = Servers()
    servers.reads.alias()
    servers.now += 3600
    assert servers.later(Look(True, True, received=200, replayed=100)) == PRIMARY
    assert servers.later(Look(True, True, received=200, replayed=200)) == STANDBY


def test_primary_behind_the_address_of_the_standby_keeps_up_with_itself() -> None:
    servers = Servers(standby=Look(False, False, received=0, replayed=0))
    assert servers.reads.alias() == STANDBY


def test_one_piece_of_work_reads_from_one_server() -> None:
    servers = Servers()
    with servers.reads.pinned() as alias:
        assert servers.later(None) == alias == STANDBY
    assert servers.reads.alias() == PRIMARY


def test_without_a_standby_all_is_read_from_the_primary() -> None:
    router = ExplorerRouter()
    assert router.db_for_read(Release) == router.db_for_read(EmployerAccount) == PRIMARY


def test_what_the_site_writes_it_reads_where_it_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.database.router.reads", Servers().reads)
    router = ExplorerRouter()
    assert router.db_for_read(Release) == STANDBY
    assert router.db_for_read(EmployerAccount) == router.db_for_write(EmployerAccount) == PRIMARY
    assert router.allow_migrate(STANDBY, "explorer_release") is False
    assert router.allow_migrate(PRIMARY, "explorer_release") is None


def test_address_of_a_standby_is_followed_by_the_primary() -> None:
    primary = {"HOST": "db", "PORT": "", "USER": "web", "PASSWORD": "p", "NAME": "explorer", "OPTIONS": {}}
    made = standby_of("postgresql://web:q@one:5433,two:5434/explorer?sslmode=require", primary=primary)
    assert (made["HOST"], made["PORT"], made["PASSWORD"]) == ("one,two,db", "5433,5434,5432", "q")
    assert made["OPTIONS"]["target_session_attrs"] == "prefer-standby"
    assert made["OPTIONS"]["sslmode"] == "require"
    assert standby_of("postgresql://one,two/explorer", primary=primary)["PORT"] == "5432,5432,5432"


@pytest.mark.django_db(transaction=True)
def test_what_is_purged_meanwhile_stays_whole_in_a_snapshot() -> None:
    first = releases.publish([(1, [("place", "GM0983")])], active=False)
    with snapshot(PRIMARY):
        assert first.profiles.count() == 1
        purge(first)
        assert first.profiles.count() == 1
    assert first.profiles.count() == 0


@pytest.mark.django_db(transaction=True)
def test_snapshot_writes_nothing() -> None:
    with pytest.raises(Exception, match="read-only"), snapshot(PRIMARY):
        EmployerAccount.objects.create(email="somebody@example.nl")


def purge(release: Release) -> None:
    """From outside, by another connection."""
    other = connections[PRIMARY].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SET ROLE explorer_owner")
            cursor.execute(
                "DELETE FROM explorer_release_publishedprofile WHERE release_id = %s", [release.number]
            )
    finally:
        other.close()
