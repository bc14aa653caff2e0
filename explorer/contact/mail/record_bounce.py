"""A mail came back: say so at what it was about."""

import datetime
import email
import email.policy
from email.message import Message

from explorer.contact.mail.letters import message_id
from explorer.contact.mail.send_mail import refuse
from explorer.contact.models import OutgoingMail

REPORT = "message/delivery-status"
ORIGINAL = ("message/rfc822", "text/rfc822-headers")


def record_bounce(*, report: bytes, at: datetime.datetime) -> OutgoingMail | None:
    """Read a report of non-delivery (RFC 3464) and give up the mail it is about.

    None where it reports no failure, or of no mail of ours; nothing else in it is believed.
    """
    parsed = email.message_from_bytes(report, policy=email.policy.default)
    actions = [
        group["Action"]
        for part in parsed.walk()
        if part.get_content_type() == REPORT
        for group in part.get_payload()
        if isinstance(group, Message)
    ]
    # A report of a delay is no failure: the mail may still arrive.
    if not any(str(action).strip().lower() == "failed" for action in actions):
        return None
    # The report has the mail that came back, whole or only its headers.
    wanted = set()
    for part in parsed.walk():
        if part.get_content_type() in ORIGINAL:
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) else payload
            text = inner.as_string() if isinstance(inner, Message) else str(inner)
            headers = email.message_from_string(text, policy=email.policy.default)
            wanted.add(str(headers.get("Message-ID", "")).strip())
    # The id is a hash, so it is found by making those of the mails that were sent.
    # A few weeks of mails at the most: older ones are erased.
    for mail in OutgoingMail.objects.filter(state=OutgoingMail.State.SENT):
        if message_id(mail) in wanted:
            refuse(mail, error="bounced", at=at)
            OutgoingMail.objects.filter(pk=mail.pk).update(state=OutgoingMail.State.FAILED, error="bounced")
            return mail
    return None
