"""All groups of a release as files: each group under every name of its area, and nothing else."""

import csv
import io
import json

import pytest

from explorer.release.models import Release
from tests.database import as_owner
from tests.factories import releases

pytestmark = pytest.mark.django_db
VENLO = ("place", "GM0983")


def people():
    return [
        (30, [VENLO, ("task", "orderpicken"), ("licence", "B"), ("language", "nld-spreken-goed")]),
        (45, [VENLO, ("task", "orderpicken"), ("skill", "scannen")]),
    ]


def lines_of(client, release, ending="csv"):
    response = client.get(f"/open-data/uitgave-{release.number}-groepen.{ending}")
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def test_each_group_is_a_line_for_each_name_of_its_area(client):
    release = releases.publish(people())
    rows = list(csv.DictReader(io.StringIO(lines_of(client, release))))
    assert list(rows[0]) == ["what", "also", "where", "radius_km", "condition", "at_least"]
    found = {tuple(row.values()) for row in rows}
    assert ("task:orderpicken", "", "place:GM0983", "", "", "40") in found
    assert ("task:orderpicken", "", "place:GM0983", "", "licence:B", "20") in found
    assert ("task:orderpicken", "", "place:GM0983", "15", "", "40") in found
    assert ("task:orderpicken", "", "", "", "", "40") in found
    assert ("task:orderpicken", "skill:scannen", "place:AM31", "", "", "40") in found
    assert ("", "", "place:AM31", "", "language:nld-spreken-goed", "20") in found
    assert len(found) == len(rows)


def test_json_says_the_same_as_csv(client):
    release = releases.publish(people())
    objects = [json.loads(line) for line in lines_of(client, release, "jsonl").splitlines()]
    rows = list(csv.DictReader(io.StringIO(lines_of(client, release))))
    assert [{key: str(value or "") for key, value in one.items()} for one in objects] == rows


def test_the_file_is_known_by_its_content(client):
    release = releases.publish(people())
    address = f"/open-data/uitgave-{release.number}-groepen.csv"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("ending", ["xml", "csv.gz", ""])
def test_other_files_do_not_exist(client, ending):
    release = releases.publish(people())
    assert client.get(f"/open-data/uitgave-{release.number}-groepen.{ending}").status_code == 404


def test_a_prepared_release_is_not_shown(client):
    release = releases.publish(people(), active=False)
    assert client.get(f"/open-data/uitgave-{release.number}-groepen.csv").status_code == 404


def test_a_former_release_stays_while_it_is_kept(client):
    former = releases.publish(people())
    releases.publish(people())
    assert Release.objects.get(number=former.number).state == Release.State.RETIRED
    assert "task:orderpicken" in lines_of(client, former)
    with as_owner():
        former.delete()
    assert client.get(f"/open-data/uitgave-{former.number}-groepen.csv").status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_names_files_and_columns(client, language):
    release = releases.publish(people())
    page = client.get("/open-data/", headers={"Accept-Language": language}).content.decode()
    assert f"uitgave-{release.number}-groepen.csv" in page
    assert "<code>radius_km</code>" in page


def test_the_page_stands_before_the_first_release(client):
    assert client.get("/open-data/").status_code == 200
