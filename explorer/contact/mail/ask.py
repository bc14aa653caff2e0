"""Ask for a mail, in the transaction of what causes it."""

import datetime
from typing import Any

from explorer.contact.models import OutgoingMail


def ask_for_mail(
    purpose: OutgoingMail.Purpose, *, cause: str, to: str, language: str, at: datetime.datetime, **about: Any
) -> None:
    """Queue a mail; a second one of the same cause changes nothing. `about`: the rows it speaks of.

    By INSERT alone, so that the inside can ask for one too, and cannot read any.
    """
    mail = OutgoingMail(
        purpose=purpose,
        dedupe_key=f"{purpose}:{cause}",
        to=to,
        language=language,
        asked_at=at,
        next_at=at,
        **about,
    )
    OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)
