"""What each mail says: its subject, its template and the links that are made for it.

Nothing that was typed is in a mail to an address that is not confirmed, and nothing
typed is ever in a header: a visitor that fills in another's address cannot write to them through us.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formataddr
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from explorer.contact.desks import desk_for, desk_with
from explorer.contact.keys import KeyFor, KeyLost, key_for
from explorer.contact.models import ContactRequest, Desk, OutgoingMail, SavedSearch
from explorer.contact.models.request import RequestKind, RequestState
from explorer.contact.owned import is_known
from explorer.contact.request_status import status_key
from explorer.contact.timeline import HEADINGS, lead
from explorer.search.wording import Amount

Purpose = OutgoingMail.Purpose
Context = dict[str, object]


class NotNeeded(Exception):
    """There is nothing to say any more, or no address to say it to."""


@dataclass(frozen=True)
class Letter:
    """`subject` may name `number`. `context` makes what the templates show; it raises `NotNeeded`."""

    subject: str | Promise
    context: Callable[[OutgoingMail], Context]
    headers: Callable[[OutgoingMail], Mapping[str, str]] = field(default=lambda mail: {})


def make_mail(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The mail in its language, as text and HTML. Raises `NotNeeded`."""
    letter = LETTERS[Purpose(mail.purpose)]
    with translation.override(mail.language):
        context = letter.context(mail)
        subject = str(letter.subject) % {"number": mail.request.number if mail.request else ""}
        context |= {"subject": subject}
        message = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string(f"explorer/mail/{mail.purpose}.txt.jinja", context, using="jinja").strip(),
            from_email=formataddr((settings.SITE_NAME, settings.DEFAULT_FROM_EMAIL)),
            to=[mail.to],
            headers={
                "Message-ID": message_id(mail),
                # RFC 3834: an answering machine does not answer it.
                "Auto-Submitted": "auto-generated",
                **letter.headers(mail),
            },
        )
        html = render_to_string(f"explorer/mail/{mail.purpose}.html.jinja", context, using="jinja")
        message.attach_alternative(html, "text/html")
    return message


def message_id(mail: OutgoingMail) -> str:
    """The same for each time that this mail is sent."""
    # Of the cause and not of the row, so that a mailbox shows a mail that was sent twice once.
    name = sha256(mail.dedupe_key.encode()).hexdigest()[:40]
    # The host, so that it is unique outside of us too (RFC 5322).
    return f"<{name}@{urlsplit(site_url()).hostname}>"


def site_url() -> str:
    """Where links in mails begin; the public site alone has it."""
    return str(getattr(settings, "SITE_URL", ""))


def address_of(name: str, *arguments: str, query: str = "") -> str:
    """The full address of a page."""
    return f"{site_url()}{reverse(name, args=arguments)}{'?' if query else ''}{query}"


def _confirm(mail: OutgoingMail) -> Context:
    pending = mail.pending
    if pending is None or pending.request_id is not None:
        raise NotNeeded
    key = key_for(KeyFor.CONFIRM, pending.pk, stored_hash=pending.key_hash)
    wish = "wish_en" if mail.language == "en" else "wish_nl"
    return {
        "link": address_of("contact:confirm", key),
        "kind": RequestKind(pending.content["kind"]).label,
        "wish": pending.content[wish],
        "hours": settings.CONFIRM_HOURS,
        "first": pending.first and _about(pending.first),
        "desk": desk_for(pending.content["places"]),
    }


def _request(mail: OutgoingMail) -> Context:
    if mail.request is None:
        raise NotNeeded
    return _about(mail.request)


def _about(request: ContactRequest) -> Context:
    desk: Desk = desk_with(request.desk)
    try:
        link = address_of("contact:status", status_key(request))
    except KeyLost:
        # A link that cannot be made again still leaves a way to the request.
        link = address_of("contact:mine")
    return {
        "request": request,
        "kind": RequestKind(request.kind).label,
        "desk": desk,
        "link": link,
        "months": settings.KEEP_MONTHS,
    }


def _event(mail: OutgoingMail) -> Context:
    if mail.request is None or mail.event is None:
        raise NotNeeded
    state = RequestState(mail.event.state or mail.request.state)
    return _about(mail.request) | {
        "event": mail.event,
        "heading": HEADINGS[state],
        # Meanwhile it may be further: then the sentence of its state is not of this event.
        "lead": lead(mail.request) if state == mail.request.state else "",
    }


def _my_requests(mail: OutgoingMail) -> Context:
    link = mail.link
    # No mail to an address without requests: it would say to a stranger that a visitor typed it.
    if link is None or link.used_at is not None or not is_known(link.email_hash):
        raise NotNeeded
    key = key_for(KeyFor.MY_REQUESTS, link.pk, stored_hash=link.key_hash)
    return {
        "link": address_of("contact:open_mine", key),
        "minutes": settings.MY_REQUESTS_MINUTES,
        "desk": desk_for(()),
    }


def _save_search(mail: OutgoingMail) -> Context:
    search = mail.search
    if search is None or search.confirmed_at is not None:
        raise NotNeeded
    key = key_for(KeyFor.SAVE_SEARCH, search.pk, stored_hash=search.confirm_key_hash)
    return {
        "link": address_of("contact:confirm_search", key),
        "search": search,
        "hours": settings.CONFIRM_HOURS,
        "desk": desk_for(()),
    }


def _search_changed(mail: OutgoingMail) -> Context:
    if mail.search is None:
        raise NotNeeded
    k = mail.numbers["k"]
    return {
        "search": mail.search,
        "before": Amount(mail.numbers["before"], k).words,
        "now": Amount(mail.numbers["now"], k).words,
        "link": address_of("search:candidates", query=mail.search.query),
        "stop": _stop_address(mail.search),
        "desk": desk_for(()),
    }


def _stop_address(search: SavedSearch) -> str:
    key = key_for(KeyFor.STOP_SEARCH, search.pk, stored_hash=search.stop_key_hash)
    return address_of("contact:stop_search", key)


def _unsubscribe(mail: OutgoingMail) -> Mapping[str, str]:
    """RFC 8058: the mail program stops it by one POST."""
    if mail.search is None:
        return {}
    return {
        "List-Unsubscribe": f"<{_stop_address(mail.search)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


LETTERS: Mapping[OutgoingMail.Purpose, Letter] = {
    Purpose.CONFIRM: Letter(_("Bevestig uw vraag"), _confirm),
    Purpose.RECEIVED: Letter(_("Wij kregen uw vraag %(number)s"), _request),
    Purpose.CHANGED: Letter(_("Nieuws over uw vraag %(number)s"), _event),
    Purpose.QUESTION: Letter(_("De adviseur heeft een vraag over %(number)s"), _event),
    Purpose.WITHDRAWN: Letter(_("U trok uw vraag %(number)s in"), _request),
    Purpose.MY_REQUESTS: Letter(_("Uw vragen bekijken"), _my_requests),
    Purpose.SAVE_SEARCH: Letter(_("Bevestig uw bewaarde zoekvraag"), _save_search),
    Purpose.SEARCH_CHANGED: Letter(
        _("Er is iets veranderd bij uw zoekvraag"), _search_changed, headers=_unsubscribe
    ),
}
