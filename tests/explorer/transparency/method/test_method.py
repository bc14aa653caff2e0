"""The page that accounts for anonymity: true to the release it is about, also when little was kept."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client

from explorer.release.attacked import GOALS, KNOWN, Share, attacked_of
from explorer.release.models import Release, ReleaseReport
from explorer.release.promise import not_protected, promise_of, rules_in_words
from tests.database import as_owner
from tests.factories import releases

pytestmark = pytest.mark.django_db

PEOPLE = [(7, [("place", "GM0983"), ("task", "orderpicken")])]


@pytest.fixture(autouse=True)
def no_kept_pages() -> Iterator[None]:
    """Each test makes its pages itself."""
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def row(attack: str, knowledge: str, release: float, **figures: float | None) -> dict[str, object]:
    return {
        "attack": attack,
        "knowledge": knowledge,
        "release": release,
        "stripped": figures.get("stripped"),
        "control": figures.get("control"),
    }


def attack() -> dict[str, object]:
    rows = [row("singling_out", known, 0.0, stripped=0.85, control=0.0) for known in KNOWN]
    rows.append(row("newcomer", "10%", 0.14, stripped=0.6, control=0.03))
    rows.append(row("membership", "person", 0.09, stripped=1.0, control=0.01))
    return {"people": 1556, "targets": 300, "rows": rows}


def reported(**data: object) -> Release:
    """A release of which something was measured."""
    release = releases.publish(PEOPLE, active=False)
    with as_owner():
        ReleaseReport.objects.create(release=release, data=data)
    releases.activate(release)
    return release


def read(language: str = "nl") -> str:
    answer = Client(headers={"accept-language": language}).get("/methode/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_page_gives_the_promise_and_labels_of_the_policy() -> None:
    releases.publish(PEOPLE, k=5)
    page = read()
    assert "minstens 5 mensen. En wij zeggen alleen: minstens 5, 10, 20, 40, 80 enzovoort." in page
    assert "1 op de 20 keer" in page


def test_every_attack_stands_beside_names_stripped_and_its_goal() -> None:
    reported(attack=attack())
    page = read()
    assert "Wij zochten 300 mensen." in page
    assert page.count('class="explorer-waffle"') == 2 * len(KNOWN)
    assert "85 %" in page and "Weten of iemand meetelt" in page
    assert page.count("boven de grens") == 1


def test_what_newcomers_give_away_is_said_with_its_figures() -> None:
    reported(attack=attack())
    assert "14 van de 100 keer goed, tegen 3" in read()


def test_page_bears_a_release_without_report() -> None:
    releases.publish(PEOPLE)
    assert 'explorer-waffle"' not in read()


def test_page_bears_no_release_at_all() -> None:
    assert "Wij tonen geen personen" in read()


def test_verification_is_shown_with_its_checksum() -> None:
    release = releases.publish(PEOPLE)
    page = read()
    assert release.content_hash in page
    assert "Goedgekeurd" in page


def test_page_is_in_english_too() -> None:
    reported(attack=attack())
    page = read("en")
    assert "We show no persons" in page
    assert "Attack" in page and "Aanval" not in page


def test_report_without_rows_is_no_attack() -> None:
    assert attacked_of({}) is None
    assert attacked_of({"attack": {"people": 5, "targets": 0, "rows": []}}) is None


def test_row_above_its_goal_says_so() -> None:
    attacked = attacked_of({"attack": attack()})
    assert attacked is not None
    above = [each.attack for each in attacked.rows if each.is_above_goal]
    assert above == ["membership"]
    assert GOALS["membership", "person"] == 0.07


@pytest.mark.parametrize(
    ("share", "text", "full"),
    [(0, "0 %", 0), (0.0005, "minder dan 0,1 %", 0), (0.153, "15 %", 15), (1, "100 %", 100)],
)
def test_share_is_written_and_drawn(share: float, text: str, full: int) -> None:
    assert (Share(share).text, Share(share).full) == (text, full)


def test_rules_say_what_the_policy_says() -> None:
    rules = rules_in_words({"k": 10, "sampling_rate": 0.05, "least_days": 28, "least_changed": 0.1})
    assert any("minder dan 10 mensen" in rule for rule in rules)
    assert any("Van elke 20 keer" in rule for rule in rules)
    assert any("28 dagen" in rule for rule in rules)
    assert "minstens 10, 20, 40, 80, 160 enzovoort." in promise_of({"k": 10})
    assert len(not_protected({})) == 6
