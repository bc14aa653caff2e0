"""One request from form to end, with a kill at each step, and what must be true afterwards."""

import email
import email.policy
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from tests.journeys.faults.stage import Browser, Lost, Stage, until_done

FORM = {
    "soort": "vraag",
    "werk": "Hoe begint u?",
    "aantal": "1",
    "vanaf": "maand",
    "naam": "Anke Verbeek",
    "telefoon": "0478 00 00 00",
    "stap": "versturen",
}
KEY = re.compile(r"http://\S+")
# A little longer than a step takes, so that kills hit before, within and just after it; seconds.
LONGEST = {"site": 0.15, "worker": 0.15, "inside": 0.2}
SEE_OTHER = 303
JOBS = ("fetch_requests", "send_acts", "send_desk_mail")


class Run:
    """The course of one request. `kill`: whether something is killed at each step."""

    def __init__(self, stage: Stage, name: str, *, kill: bool = True, twice: bool = False) -> None:
        self.stage, self.name, self.kills, self.twice = stage, name, kill, twice
        self.browser = Browser(stage.site)
        self.mail = f"anke@{name}.example"
        self.number = ""

    def play(self) -> None:
        """From the form to the end."""
        submission = str(uuid4())
        self.step("site", lambda: self._ask(submission))
        self.mailed("Bevestig uw vraag")
        link = urlsplit(self.link("Bevestig uw vraag")).path
        self.step("site", lambda: self._confirm(link))
        self.mailed("Wij kregen uw vraag")
        [(self.number,)] = until_done(lambda: self.rows("number"))
        for job in JOBS:
            self.job("inside", job)
        version = self.case()["version"]
        self.step("inside", lambda: self._say(version))
        self.outside()
        self.mailed("Nieuws over uw vraag", times=1)
        version = self.case()["version"]
        self.step("inside", lambda: self._close(version))
        self.outside()
        self.mailed("Nieuws over uw vraag", times=2)
        self.check()

    def step(self, actor: str, act: Callable[[], object]) -> None:
        """Begin, kill the process or its database, start it again, and do it once more."""
        if self.twice:
            self._at_once(act)
        if self.kills:
            self._killed(actor, act)
        until_done(act)

    def _killed(self, actor: str, act: Callable[[], object]) -> None:
        stage = self.stage
        victim = stage.rng.choice([actor, actor, "database"])
        begun = threading.Thread(target=_swallow, args=(act,))
        begun.start()
        time.sleep(stage.rng.uniform(0, LONGEST[actor]))
        stage.kill(victim)
        begun.join(60)
        stage.ten_minutes_later()

    def _at_once(self, act: Callable[[], object]) -> None:
        """Two browser windows, or two people, send the same form."""
        both = [threading.Thread(target=_swallow, args=(act,)) for _ in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join(60)

    def _ask(self, submission: str) -> None:
        self.browser.ask("GET", "/aanvraag/")
        values = {**FORM, "organisatie": self.name, "mail": self.mail, "eenmalig": submission}
        status, _place, page = self.browser.ask("POST", "/aanvraag/", **values)
        assert status == SEE_OTHER, (status, page[:2000])

    def _confirm(self, path: str) -> None:
        self.browser.ask("GET", path)
        status, _place, page = self.browser.ask("POST", path)
        assert status == SEE_OTHER, (status, page[:2000])

    def _say(self, version: int) -> None:
        self._post("bericht", tekst="Ik bel u morgen.", antwoord="", versie=str(version))

    def _close(self, version: int) -> None:
        self._post("afsluiten", afloop="answered", tekst="Fijn gesprek.", versie=str(version))

    def _post(self, what: str, **values: str) -> None:
        stage = self.stage
        address = f"/aanvragen/{self.number}/{what}/"
        place = stage.at_the_desk().ask("post", adviser=stage.adviser, address=address, **values)
        if place != f"/aanvragen/{self.number}/":
            raise Lost(str(place))

    def job(self, actor: str, name: str) -> None:
        def act() -> None:
            process = self.stage.worker if actor == "worker" else self.stage.inside
            process.ask("command", name=name)

        # Jobs come round each minute, and only one of them runs: two at once are workers of their own.
        twice, self.twice = self.twice, False
        self.step(actor, act)
        self.twice = twice

    def outside(self) -> None:
        """The page of the desk did it at once, or the job does."""
        self.job("inside", "send_acts")
        assert self.case()["waiting"] == 0

    def mailed(self, subject: str, *, times: int = 1) -> None:
        self.job("worker", "send_mail")
        until_done(lambda: self._arrived(subject, times))

    def _arrived(self, subject: str, times: int) -> None:
        """The job comes round until what a killed one had in hand is sent too."""
        if self.mails()[subject] < times:
            self.stage.ten_minutes_later()
            self.stage.worker.ask("command", name="send_mail")
            raise Lost(f"no mail {subject}")

    def case(self) -> dict[str, Any]:
        found: dict[str, Any] = until_done(lambda: self.stage.inside.ask("case", number=self.number))
        return found

    def rows(self, column: str) -> list[tuple[object, ...]]:
        """Of the requests that this employer has."""
        return self.stage.sql(
            "explorer", f"SELECT {column} FROM explorer_contact_contactrequest WHERE email = %s", self.mail
        )

    def mails(self) -> Counter[str]:
        """Subjects of the mails this employer got, without the number."""
        found = (read(file) for file in (self.stage.folder / "mail").glob("*.eml"))
        return Counter(re.sub(r" \d{4}-\d+", "", subject) for to, subject, _text in found if to == self.mail)

    def link(self, subject: str) -> str:
        for file in (self.stage.folder / "mail").glob("*.eml"):
            to, said, text = read(file)
            if to == self.mail and said == subject and (found := KEY.search(text)):
                return found[0]
        raise AssertionError(f"no link in {subject}")

    def check(self) -> None:
        """Nothing is lost and nothing happened twice."""
        assert self.rows("state") == [("closed",)]
        assert self.mails() == {"Bevestig uw vraag": 1, "Wij kregen uw vraag": 1, "Nieuws over uw vraag": 2}
        events = self.stage.sql(
            "explorer",
            "SELECT event.kind, event.state, event.by FROM explorer_contact_requestevent event"
            " JOIN explorer_contact_contactrequest request ON request.id = event.request_id"
            " WHERE request.email = %s ORDER BY event.id",
            self.mail,
        )
        assert events == [
            ("state", "received", "employer"),
            ("state", "in_progress", "desk"),
            ("state", "closed", "desk"),
        ]
        case = self.case()
        assert (case["state"], case["outcome"], case["waiting"]) == ("closed", "answered", 0)
        inside = [read(file) for file in (self.stage.folder / "mail-inside").glob("*.eml")]
        assert sum(self.number in subject for _to, subject, _text in inside) == 1
        states = self.stage.sql("explorer", "SELECT DISTINCT state FROM explorer_contact_outgoingmail")
        assert states == [("sent",)], states


def check_all(stage: Stage, names: list[str]) -> None:
    """Over all runs: numbers follow each other, and each request has one case."""
    numbers = [
        number for (number,) in stage.sql("explorer", "SELECT number FROM explorer_contact_contactrequest")
    ]
    assert sorted(int(number.split("-")[1]) for number in numbers) == list(range(1, len(names) + 1))
    cases = [number for (number,) in stage.sql("profiles", "SELECT number FROM desk_case")]
    assert sorted(cases) == sorted(numbers)


def read(file: Path) -> tuple[str, str, str]:
    """To, subject and text of a mail."""
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    return str(message["To"]), str(message["Subject"]), str(body.get_content()) if body else ""


def _swallow(act: Callable[[], object]) -> None:
    """What a killed process answered does not matter; a wrong answer shows when it is asked again."""
    with suppress(Lost, AssertionError, ValueError, OSError):
        act()
