"""The mailbox of the demo: every mail of this site, as its reader would see it. No deployed site has it."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from explorer.contact.mail.folder import ENDING
from explorer.contact.views.answers import private, private_page
from explorer.search.current import current

MOST = 100
POLICY_OF_A_MAIL = {"script-src": [NONE], "connect-src": [NONE], "style-src": ["'unsafe-inline'"]}


@dataclass(frozen=True)
class DemoMail:
    """One mail of the folder; `name` is that of its file."""

    name: str
    to: str
    sender: str
    subject: str
    at: datetime
    text: str
    html: str


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The newest mails."""
    found = sorted(Path(settings.MAIL_FOLDER).glob(f"*{ENDING}"), key=lambda file: -file.stat().st_mtime)
    context = {"mails": [_read(file) for file in found[:MOST]]}
    return private_page(request, "explorer/contact/demo_mails.jinja", context, now=current())


@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: its text, with its links."""
    return private_page(request, "explorer/contact/demo_mail.jinja", {"mail": _named(name)}, now=current())


@csp_replace(POLICY_OF_A_MAIL)  # type: ignore[arg-type]  # its types know no arguments of an address
@require_safe
def mail_as_shown(request: HttpRequest, name: str) -> HttpResponse:
    """The mail as a mail program shows it. Its styles are inline, so this page has a policy of its own,
    which lets it fetch and run nothing."""
    return private(HttpResponse(_named(name).html))


def _named(name: str) -> DemoMail:
    # The address takes a slug, without dots and slashes, so none leads out of the folder.
    file = Path(settings.MAIL_FOLDER) / f"{name}{ENDING}"
    if not file.is_file():
        raise Http404
    return _read(file)


def _read(file: Path) -> DemoMail:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the default policy makes these
    body, designed = message.get_body(("plain",)), message.get_body(("html",))
    return DemoMail(
        name=file.stem,
        to=str(message["To"]),
        sender=str(message["From"]),
        subject=str(message["Subject"]),
        at=datetime.fromtimestamp(file.stat().st_mtime).astimezone(),
        text=str(body.get_content()) if body else "",
        html=str(designed.get_content()) if designed else "",
    )
