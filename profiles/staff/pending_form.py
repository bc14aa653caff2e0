"""A form that was sent after the session had ended: what was typed comes back after logging in.

Until then nothing of it is stored. It travels along with the log-in page as one encrypted field, and opens
for `OPENS_FOR` seconds, for the account of the form alone: each such form names its account, signed.
Nothing is saved by it: the form is shown again, for its owner to look at and send.
"""

import json

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from profiles.register.encryption import Unreadable, decrypt, encrypt
from profiles.staff.models import StaffUser

OWNER, SEALED = "whose", "unsent"
OPENS_FOR = 30 * 60
LONGEST_FORM = 256 * 1024
"""Bytes; a form that somebody typed is far below it."""
NOT_SENT = _(
    "U was niet meer ingelogd toen u dit verstuurde. Wat u had getypt, staat hieronder. "
    "Er is nog niets bewaard of gewijzigd: kijk het na en druk opnieuw op de knop."
)
NOT_DONE = _(
    "U was niet meer ingelogd toen u op de knop drukte. Er is nog niets gewijzigd: druk er opnieuw op."
)
_NOT_TYPED = {OWNER, SEALED, "csrfmiddlewaretoken"}


def owner_mark(user: StaffUser | AnonymousUser) -> str:
    """What a form carries to name its account."""
    return signing.dumps(user.pk, salt=__name__)


def seal(request: HttpRequest, *, page: str) -> str:
    """What was typed, encrypted; empty for a form that names no account.

    `page`: where to go afterwards. What was typed comes back on the address that it was sent to, so for
    another page there is nothing to bring back: a button was pressed there.
    """
    # A file is not kept for a visitor who is not logged in, and a large one not even read.
    if request.content_type == "multipart/form-data" and _length(request) > LONGEST_FORM:
        return ""
    if SEALED in request.POST:
        return request.POST[SEALED]
    try:
        owner = signing.loads(request.POST.get(OWNER, ""), salt=__name__)
    except signing.BadSignature:
        return ""
    path = page.partition("?")[0]
    names = request.POST.lists() if path == request.path else ()
    typed = {name: values for name, values in names if name not in _NOT_TYPED}
    return encrypt(json.dumps({"owner": owner, "path": path, "page": page, "typed": typed}))


def _length(request: HttpRequest) -> int:
    sent = request.META.get("CONTENT_LENGTH", "")
    return int(sent) if sent.isdigit() else LONGEST_FORM + 1


def hand_over(request: HttpRequest, sealed: str, *, user: StaffUser) -> str | None:
    """Keep it for the page it belongs to, and return that page; None if it opens no more or is not theirs."""
    try:
        held = json.loads(decrypt(sealed, within=OPENS_FOR))
    except Unreadable:
        return None
    if held["owner"] != user.pk:
        return None
    if held["typed"]:
        request.session[SEALED] = sealed
    else:
        messages.warning(request, NOT_DONE)
    return str(held["page"])


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was typed on this very page before its owner logged in anew. It is given once."""
    sealed = request.session.get(SEALED)
    if sealed is None or request.method != "GET":
        return None
    try:
        held = json.loads(decrypt(sealed, within=OPENS_FOR))
    except Unreadable:
        del request.session[SEALED]
        return None
    if held["path"] != request.path:
        return None
    del request.session[SEALED]
    typed = QueryDict(mutable=True)
    typed.update(MultiValueDict(held["typed"]))
    messages.warning(request, NOT_SENT)
    return typed
