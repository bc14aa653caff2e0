"""Mails: nothing lost, nothing twice, nothing in them that a stranger typed."""

import email
import smtplib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives
from django.db import OperationalError

from explorer.contact.confirm_request import confirm_request
from explorer.contact.desk_side import ask_question, set_state
from explorer.contact.mail import send_mail as sending
from explorer.contact.mail.letters import make_mail, message_id
from explorer.contact.mail.record_bounce import record_bounce
from explorer.contact.mail.send_mail import LEASE, send_mail
from explorer.contact.models import OutgoingMail, RequestEvent
from explorer.contact.models.request import EndReason, RequestState
from explorer.contact.my_requests import ask_for_link
from tests.explorer.contact.conftest import NOW, Employer, as_role, key_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desks")]
Deliver = Callable[..., list[EmailMultiAlternatives]]


class Killed(BaseException):
    """Ends a worker as kill -9 does: no handler of ours runs."""


def test_every_kind_of_mail_is_made_in_both_languages(employer: Employer, deliver: Deliver) -> None:
    for language in ("nl", "en"):
        request = employer.request(language=language, organisation=language)
        with as_role("register_web"):
            set_state(
                number=request.number, state=RequestState.NOT_FOUND, reason=EndReason.NOBODY_FOUND, at=NOW
            )
        ask_for_link(email=request.email, language=language, address="192.0.2.1", at=NOW)
        mails = deliver()
        assert len(mails) == 4 - 1, "the confirming mail is not needed any more"
        for one in mails:
            html = str(one.alternatives[0][0])
            assert f'<html lang="{language}">' in html
            assert key_in(one) in html
            assert "&#" not in str(one.body) and "{{" not in html


def test_mail_is_sent_once(employer: Employer, deliver: Deliver) -> None:
    employer.start()
    [mail] = deliver()
    assert deliver() == deliver(NOW + timedelta(days=1)) == []
    assert OutgoingMail.objects.get().to == ""
    assert mail.extra_headers["Message-ID"] == message_id(OutgoingMail.objects.get())


def test_worker_killed_before_sending_loses_nothing(
    employer: Employer, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    employer.start()
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(sending, "make_and_send", _killed)
        send_mail(clock=lambda: NOW)
    assert deliver(NOW + LEASE - timedelta(seconds=1)) == [], "it may still be at work"
    assert len(deliver(NOW + LEASE)) == 1


def test_worker_killed_after_sending_sends_the_same_mail(
    employer: Employer, monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "explorer.contact.mail.folder.FolderBackend"  # type: ignore[attr-defined]
    settings.MAIL_FOLDER = tmp_path  # type: ignore[attr-defined]
    employer.start()
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(sending, "_done", _killed)
        send_mail(clock=lambda: NOW)
    [first] = [file.read_bytes() for file in tmp_path.iterdir()]
    assert send_mail(clock=lambda: NOW + LEASE).sent == 1
    [again] = [file.read_bytes() for file in tmp_path.iterdir()]
    ids = [email.message_from_bytes(each)["Message-ID"] for each in (first, again)]
    assert ids[0] == ids[1]


def test_database_lost_while_marking_sends_the_same_mail(
    employer: Employer, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    employer.start()

    def away(*args: object, **options: object) -> None:
        raise OperationalError

    with monkeypatch.context() as patch, pytest.raises(OperationalError):
        patch.setattr(sending, "_done", away)
        send_mail(clock=lambda: NOW)
    [again] = deliver(NOW + LEASE)
    [first, second] = outbox.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]  # type: ignore[attr-defined]
    assert again is second


def test_server_that_is_down_is_tried_again_ever_rarer(
    employer: Employer, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    employer.start()
    monkeypatch.setattr(sending, "make_and_send", _raises(ConnectionRefusedError()))
    at, pauses = NOW, []
    while (mail := OutgoingMail.objects.get()).state != OutgoingMail.State.FAILED:
        send_mail(clock=lambda at=at: at)
        mail.refresh_from_db()
        pauses.append(mail.next_at - at)
        at = max(at, mail.next_at)
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert at - NOW > timedelta(days=3)


def test_server_that_comes_back_gets_the_mail(
    employer: Employer, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    employer.start()
    with monkeypatch.context() as patch:
        patch.setattr(sending, "make_and_send", _raises(smtplib.SMTPServerDisconnected()))
        assert send_mail(clock=lambda: NOW).later == 1
    assert deliver(NOW) == []
    assert len(deliver(NOW + timedelta(minutes=1))) == 1


def test_refused_address_is_told_to_the_desk(employer: Employer, monkeypatch: pytest.MonkeyPatch) -> None:
    request = employer.request()
    refusal = smtplib.SMTPRecipientsRefused({request.email: (550, b"no such user")})
    monkeypatch.setattr(sending, "make_and_send", _raises(refusal))
    assert send_mail(clock=lambda: NOW).failed == 2
    assert OutgoingMail.objects.filter(state="failed", to="").count() == 2
    assert request.events.filter(kind=RequestEvent.Kind.MAIL_REFUSED).count() == 1


def test_refused_for_now_is_no_refusal(employer: Employer, monkeypatch: pytest.MonkeyPatch) -> None:
    employer.start()
    busy = smtplib.SMTPRecipientsRefused({"a@b.example": (451, b"greylisted")})
    monkeypatch.setattr(sending, "make_and_send", _raises(busy))
    assert send_mail(clock=lambda: NOW).later == 1


def test_mail_that_cannot_be_made_keeps_no_other_waiting(
    employer: Employer, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    employer.start()
    employer.start(organisation="Ander", email="ander@bedrijf.example")
    broken = OutgoingMail.objects.earliest("next_at", "id")

    def make(mail: OutgoingMail) -> EmailMultiAlternatives:
        if mail.pk == broken.pk:
            raise KeyError("a fault of a template")
        return make_mail(mail)

    monkeypatch.setattr(sending, "make_mail", make)
    assert len(deliver()) == 1


def test_bounced_mail_is_told_to_the_desk(employer: Employer, deliver: Deliver) -> None:
    request = employer.request()
    [mail] = deliver()
    report = _report(mail.extra_headers["Message-ID"], "failed")
    assert record_bounce(report=_report(mail.extra_headers["Message-ID"], "delayed"), at=NOW) is None
    assert record_bounce(report=_report("<other@x.example>", "failed"), at=NOW) is None
    assert record_bounce(report=report, at=NOW)
    assert record_bounce(report=report, at=NOW) is None
    assert request.events.filter(kind=RequestEvent.Kind.MAIL_REFUSED).count() == 1
    for junk in (b"", b"\xff\x00", b"Content-Type: message/delivery-status\n\nAction: failed"):
        assert record_bounce(report=junk, at=NOW) is None


def test_nothing_typed_goes_to_an_unconfirmed_address(employer: Employer, deliver: Deliver) -> None:
    poison = "Win nu een prijs!"
    employer.start(organisation=poison, contact_name=poison, own_words=poison, phone="0900 12345678")
    [mail] = deliver()
    for part in (mail.subject, str(mail.body), str(mail.alternatives[0][0]), str(mail.message())):
        assert poison not in part and "0900" not in part


def test_what_the_adviser_writes_is_text(employer: Employer, deliver: Deliver) -> None:
    request = employer.request()
    with as_role("register_web"):
        ask_question(number=request.number, text="<script>x</script> & \r\nBcc: y@z.example", at=NOW)
    [mail] = [one for one in deliver() if "heeft een vraag" in one.subject]
    html = str(mail.alternatives[0][0])
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert "<script>x</script> & " in str(mail.body)
    sent = email.message_from_bytes(mail.message().as_bytes())
    assert sent["Bcc"] is None and sent["To"] == request.email


def test_link_for_an_unknown_address_sends_nothing(deliver: Deliver) -> None:
    ask_for_link(email="niemand@nergens.example", language="nl", address="192.0.2.1", at=NOW)
    assert deliver() == []
    assert OutgoingMail.objects.get().state == OutgoingMail.State.NOT_NEEDED


def test_mail_with_a_link_survives_a_new_secret(
    employer: Employer, deliver: Deliver, settings: object
) -> None:
    pending = employer.start()
    key = employer.key(pending)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another secret" * 5  # type: ignore[attr-defined]
    [mail] = deliver()
    assert key_in(mail) == key
    confirm_request(key=key, at=NOW)


def test_mails_say_that_a_machine_wrote_them(employer: Employer, deliver: Deliver) -> None:
    employer.start()
    [mail] = deliver()
    assert mail.message()["Auto-Submitted"] == "auto-generated"
    assert mail.from_email.startswith("Kandidatenverkenner <")


def _killed(*args: object, **options: object) -> None:
    raise Killed


def _raises(error: Exception) -> Callable[..., None]:
    def act(*args: object, **options: object) -> None:
        raise error

    return act


def _report(wanted: str, action: str) -> bytes:
    return (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\nIt came back.\n"
        f"--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a.example\n\nAction: {action}\n\n"
        f"--x\nContent-Type: text/rfc822-headers\n\nMessage-ID: {wanted}\nSubject: x\n\n--x--\n"
    ).encode()
