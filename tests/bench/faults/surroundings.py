"""Faults of what the sites depend on: the database, disks, the mail server."""

import json
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from tests.bench.faults.ground import Ground, ended, killed, wait_until
from tests.bench.faults.mail_server import MailServer, mail_server
from tests.bench.scale import servers
from tests.bench.scale.node import REGION
from tests.ports import free_port

MAILS = 4
ASK = """
from uuid import uuid4
from django.utils import timezone
from explorer.contact.content import RequestContent
from explorer.contact.start_request import start_request
for one in range({mails}):
    content = RequestContent(
        kind="vraag", query="", wish_nl="", wish_en="", groups=(), places=(), people_wanted=1, start="maand",
        organisation=f"{name}{{one}}", contact_name="Anke Verbeek", email=f"anke@{name}{{one}}.example",
        phone="0478 00 00 00", own_words=f"Hoe begint u? {{one}}", language="nl",
    )
    start_request(content=content, submission=uuid4(), address=f"10.{{one}}.{name}", at=timezone.now())
"""
STATES = "SELECT state, count(*) FROM explorer_contact_outgoingmail GROUP BY 1"
NOW = "UPDATE explorer_contact_outgoingmail SET next_at = now() WHERE state IN ('queued', 'sending')"


def connections_dropped(ground: Ground) -> None:
    """Each connection of the public site is ended a few times, within pages and between them."""
    for _ in range(4):
        servers.drop_connections(ground.place.cluster)
        # Longer than a page takes: it is asked once more, not for ever.
        time.sleep(ground.rng.uniform(1, 2))


def database_killed(ground: Ground) -> None:
    """SIGKILL of the server; it is started again after a while."""
    before = ground.active(), ground.people_in()
    servers.kill(ground.place.cluster)
    time.sleep(ground.rng.uniform(0.5, 2))
    ground.place.cluster.start()
    wait_until(lambda: ground.node.health().get("ready"))
    ground.expect((ground.active(), ground.people_in()) == before, "what was committed")


def disk_full(ground: Ground) -> None:
    """The disk of the database fills up while a release is written; then there is room again."""
    before = ground.active(), ground.people_in()
    balloon = ground.place.home / "balloon"
    process = ground.publish()
    with balloon.open("wb", buffering=0) as stream:
        # All the time: the server gives room back that it kept for itself.
        while process.poll() is None:
            for size in (1 << 20, 1 << 12):
                with suppress(OSError):
                    while stream.write(bytes(size)) == size:
                        pass
            time.sleep(0.05)
    code, _ = ended(process)
    balloon.unlink()
    ground.expect(code != 0, "the disk did not fill up")
    ground.place.cluster.start()
    wait_until(lambda: ground.node.health().get("ready"))
    ground.expect((ground.active(), ground.people_in()) == before, "what was committed")
    code, complaint = ended(ground.publish())
    ground.expect(code == 0 and ground.active() > before[0], f"the next publication: {complaint[-200:]}")


def journal_full(ground: Ground) -> None:
    """The disk of the journal is full when an objection is copied to it."""
    folder = ground.place.journal
    folder.mkdir(exist_ok=True)
    month = folder / f"{datetime.now(UTC):%Y-%m}.jsonl"
    kept = month.read_text() if month.exists() else ""
    month.unlink(missing_ok=True)
    # Each write to it says that there is no room.
    month.symlink_to("/dev/full")
    ground.place.act(
        "from profiles.register.models import Profile; from datetime import date; "
        "from profiles.publication.withdraw import withdraw; "
        "profile = Profile.objects.filter(state='published', objected_on=None).order_by('?')[0]; "
        "withdraw(profile=profile, on=date.today(), objection=True)"
    )
    waiting = "SELECT count(*) FROM journal_entry WHERE copied_at IS NULL"
    number = ground.number("register", waiting)
    code, complaint = ended(ground.place.start("copy_journal"))
    ground.expect(code == 1 and "No space" in complaint, "the complaint")
    ground.expect(ground.number("register", waiting) == number > 0, "entries that are not copied")
    month.unlink()
    month.write_text(kept)
    month.chmod(0o600)
    processes = [ground.place.start("copy_journal") for _ in range(2)]
    ground.expect([ended(process)[0] for process in processes] == [0, 0], "the copy afterwards")
    found = [json.loads(line)["id"] for line in month.read_text().splitlines()]
    ground.expect(ground.number("register", waiting) == 0, "entries")
    ground.expect(len(found) - kept.count("\n") >= number, "lines of the journal")
    ground.expect(len(set(found)) == len(found), doubled="lines of the journal")


def mail_down(way: str, ground: Ground) -> None:
    """The mail server does this for a while, and then takes mails again; two workers send at once."""
    with mail_server() as mail:
        _ask(ground)
        mail.way = way
        port = free_port() if way == "refuses" else mail.port
        ended(_send(ground, port))
        states = dict(ground.sql("explorer", STATES))
        if way == "unknown":
            # Given up at once, for the desk to see: nothing is sent to it again.
            ground.expect(states.get("failed", 0) >= MAILS, "mails that are given up are not told")
        mail.way = "takes"
        _send_all(ground, mail)
        wanted = 0 if way == "unknown" else MAILS
        _each_once(ground, mail, wanted)


def mail_worker_killed(ground: Ground) -> None:
    """Killed when the server has a mail, before the answer: the mail is sent again, and is the same one."""
    with mail_server() as mail:
        _ask(ground)
        workers: list[subprocess.Popen[str]] = []
        mail.before_answer = lambda: workers[0].kill()
        workers.append(_send(ground, mail.port))
        killed(workers[0]) if workers[0].wait(60) is None else workers[0].communicate()
        mail.before_answer = None
        _send_all(ground, mail)
        # Under one Message-ID: a mailbox shows it once.
        _each_once(ground, mail, MAILS)


def _ask(ground: Ground) -> None:
    ground.sql("explorer", "DELETE FROM explorer_contact_outgoingmail")
    name = f"{ground.rng.randrange(256)}.{ground.rng.randrange(256)}"
    ground.place.manage("shell", "-v0", "-c", ASK.format(mails=MAILS, name=name), site="explorer")


def _send_all(ground: Ground, mail: MailServer) -> None:
    """What waits comes round again, to two workers at once."""
    ground.sql("explorer", NOW)
    for process in [_send(ground, mail.port) for _ in range(2)]:
        ended(process)


def _each_once(ground: Ground, mail: MailServer, wanted: int) -> None:
    states = dict(ground.sql("explorer", STATES))
    ground.expect(len(mail.received) >= wanted, f"{wanted - len(mail.received)} mails")
    ground.expect(len(mail.received) <= wanted, doubled=f"{len(mail.received) - wanted} mails")
    ground.expect(states.get("sent", 0) == wanted, f"marks of mails: {states}")


def _send(ground: Ground, port: int) -> subprocess.Popen[str]:
    """The job of the worker, as deployed: to a mail server."""
    return ground.place.start(
        "send_mail", site="explorer", DEVELOPMENT="", MAIL_HOST="127.0.0.1", MAIL_PORT=str(port),
        EXPLORER_HOSTS="explorer.example", SITE_REGION=REGION, PROXIES="1",
        EXPLORER_SECRET_KEY=ground.node.environment["EXPLORER_SECRET_KEY"],
    )  # fmt: skip


MAIL_FAULTS: tuple[tuple[str, Callable[[Ground], None]], ...] = (
    ("mail server is not there", partial(mail_down, "refuses")),
    ("mail server says “not now”", partial(mail_down, "not now")),
    ("mailbox full", partial(mail_down, "full")),
    ("mail server hangs up within a mail", partial(mail_down, "hangs up")),
    ("address unknown to the mail server", partial(mail_down, "unknown")),
)
