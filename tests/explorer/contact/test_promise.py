"""The page that says how desks keep their promise shows what was published, and nothing else."""

import datetime

import pytest
from django.test import Client

from explorer.contact.desk_side import PublishedMonth, publish_months
from tests.explorer.contact.conftest import NOW, as_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desks")]


def publish(at: datetime.datetime = NOW, **figures: object) -> None:
    given = {
        "desk": "noord",
        "month": datetime.date(2026, 10, 1),
        "requests": 12,
        "median_days": 1.5,
        "in_time": 0.92,
        "introductions": 7,
        "trials": None,
        "placements": None,
        **figures,
    }
    with as_role("register_web"):
        publish_months([PublishedMonth(**given)], at=at)  # type: ignore[arg-type]


def read(client: Client) -> str:
    answer = client.get("/transparantie/aanvragen/", headers={"accept-language": "nl"})
    assert answer.status_code == 200
    assert not answer.cookies
    return str(answer.content.decode())


def test_months_are_shown_by_desk(client: Client) -> None:
    publish()
    page = read(client)
    assert "oktober 2026" in page and ">12<" in page and "92 %" in page and "1,5" in page
    assert page.count(">?</span>") == 2
    assert "Werkgeversservicepunt Noord-Limburg" in page and "binnen 2 werkdagen" in page


def test_page_without_figures_says_so(client: Client) -> None:
    assert "nog geen cijfers" in read(client)


def test_new_figures_make_a_new_page(client: Client) -> None:
    publish()
    assert ">40<" not in read(client)
    publish(at=NOW + datetime.timedelta(days=1), requests=40)
    assert ">40<" in read(client)


def test_english_is_complete(client: Client) -> None:
    publish()
    page = client.get("/transparantie/aanvragen/", headers={"accept-language": "en"}).content.decode()
    assert "October 2026" in page and "Hoe snel" not in page
