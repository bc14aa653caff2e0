"""Mails about accounts, in Dutch: what happened and what to do. They hold no name of a candidate."""

import datetime
import uuid
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from profiles.mail.queue import queue_mail

RESET, CONFIRM = "account/email/password_reset_key", "account/email/email_confirmation"
INVITATION, RIGHTS = "invitation", "rights"

# By the name that allauth gives it: subject and text. A mail that is not here is not sent.
MAILS: dict[str, tuple[Any, Any]] = {
    INVITATION: (
        _("Uitnodiging voor het kandidatenregister"),
        _(
            "%(by)s nodigt u uit voor het kandidatenregister. Maak uw account met deze link. "
            "Hij werkt één keer, tot %(until)s.\n\n%(link)s\n\n"
            "U kiest een wachtwoord en zet een tweede stap aan: een app met codes of een passkey. "
            "Verwachtte u deze mail niet? Dan hoeft u niets te doen."
        ),
    ),
    RIGHTS: (
        _("Rechten van een medewerker zijn gewijzigd"),
        _(
            "In het kandidatenregister zijn rechten van een medewerker gewijzigd. "
            "Log in om te zien wat er is gewijzigd, en door wie:\n\n%(link)s"
        ),
    ),
    RESET: (
        _("Een nieuw wachtwoord voor het kandidatenregister"),
        _(
            "U vroeg een nieuw wachtwoord. Kies het met deze link. Hij werkt één keer, een uur lang.\n\n"
            "%(password_reset_url)s\n\nDe tweede stap blijft zoals hij was. "
            "Vroeg u dit niet? Dan hoeft u niets te doen."
        ),
    ),
    CONFIRM: (
        _("Bevestig uw e-mailadres"),
        _(
            "Dit adres is opgegeven als nieuw e-mailadres in het kandidatenregister. "
            "Bevestig het met deze link:\n\n%(activate_url)s\n\nVroeg u dit niet? Dan hoeft u niets te doen."
        ),
    ),
    "account/email/email_changed": (
        _("Uw e-mailadres is gewijzigd"),
        _("Het e-mailadres van uw account in het kandidatenregister is gewijzigd, op %(when)s. %(not_you)s"),
    ),
    "account/email/password_changed": (
        _("Uw wachtwoord is gewijzigd"),
        _("Het wachtwoord van uw account in het kandidatenregister is gewijzigd, op %(when)s. %(not_you)s"),
    ),
    "account/email/password_reset": (
        _("Uw wachtwoord is gewijzigd"),
        _("Het wachtwoord van uw account in het kandidatenregister is gewijzigd, op %(when)s. %(not_you)s"),
    ),
}
# All that is done to a second step is said in the same words.
SECOND_STEP = (
    _("De tweede stap van uw account is gewijzigd"),
    _("De tweede stap van uw account in het kandidatenregister is gewijzigd, op %(when)s. %(not_you)s"),
)
NOT_YOU = _("Deed u dit niet? Bel dan meteen uw functioneel beheerder.")


def queue(name: str, *, to: str, context: dict[str, Any], at: datetime.datetime) -> None:
    """Queue the mail of this name; one that has no words of ours is not sent."""
    words = SECOND_STEP if name.startswith("mfa/") else MAILS.get(name)
    if words is None:
        return
    # The language of the page is that of the sender, not of the reader.
    with translation.override("nl"):
        subject, text = words
        values = {"when": f"{timezone.localtime(at):%d-%m-%Y %H:%M}", "not_you": NOT_YOU, **context}
        queue_mail(
            to=to,
            subject=str(subject),
            text=str(text) % values,
            cause=f"account:{uuid.uuid4()}",
            at=at,
        )
