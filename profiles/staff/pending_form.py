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
"""Bytes; a form that was typed is far below it."""
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
    # A file is not kept without a log-in, and a large one not even read.
    sent = request.META.get("CONTENT_LENGTH", "")
    length = int(sent) if sent.isdigit() else LONGEST_FORM + 1
    if request.content_type == "multipart/form-data" and length > LONGEST_FORM:
        return ""
    # The log-in failed and is tried again: the form goes along once more as it is.
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


def hand_over(request: HttpRequest, sealed: str, *, user: StaffUser) -> str | None:
    """Keep it for the page it belongs to, and return that page; None if it opens no more or is not theirs."""
    try:
        opened = json.loads(decrypt(sealed, within=OPENS_FOR))
    except Unreadable:
        return None
    # Another colleague logged in at the same screen: what was typed is not for their eyes.
    if opened["owner"] != user.pk:
        return None
    if opened["typed"]:
        request.session[SEALED] = sealed
    else:
        messages.warning(request, NOT_DONE)
    return str(opened["page"])


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was typed on this very page before its owner logged in anew. It is given once."""
    sealed = request.session.get(SEALED)
    if sealed is None or request.method != "GET":
        return None
    try:
        opened = json.loads(decrypt(sealed, within=OPENS_FOR))
    except Unreadable:
        del request.session[SEALED]
        return None
    if opened["path"] != request.path:
        return None
    del request.session[SEALED]
    typed = QueryDict(mutable=True)
    typed.update(MultiValueDict(opened["typed"]))
    messages.warning(request, NOT_SENT)
    return typed
