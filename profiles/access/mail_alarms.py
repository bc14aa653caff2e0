"""A mail to the privacy officers about bulk viewing. It gives no names: those are on the page."""

import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from profiles.access.models import UseAlarm
from profiles.access.rights import Role
from profiles.mail.queue import queue_mail


def mail_alarms(*, at: datetime.datetime) -> int:
    """Queue one mail an officer for the alarms that are in none yet; returns how many alarms.

    Without an officer with a mail address they wait, and stay on the page.
    """
    officers = get_user_model().objects.filter(role=Role.PRIVACY_OFFICER, is_active=True).exclude(email="")
    addresses = list(officers.order_by("pk").values_list("email", flat=True))
    if not addresses:
        return 0
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        # Another run has locked what it mails: it is left to that one.
        waiting = UseAlarm.objects.filter(mailed_at=None).select_for_update(skip_locked=True)
        numbers = list(waiting.order_by("pk").values_list("pk", flat=True))
        if not numbers:
            return 0
        with override(settings.LANGUAGE_CODE):
            page = f"{settings.REGISTER_URL}{reverse('log:alarms')}"
            text = _(
                "Een account bekeek meer mensen dan de grens die daarvoor geldt.\n"
                "Meldingen: %(number)s.\n\n"
                "Wie het was en wanneer staat op deze pagina:\n%(page)s\n"
            ) % {"number": len(numbers), "page": page}
            for address in addresses:
                queue_mail(
                    to=address,
                    subject=_("Melding: veel inzage in het kandidatenregister"),
                    text=text,
                    cause=f"use-alarm:{numbers[-1]}:{address}"[:100],
                    at=at,
                )
        UseAlarm.objects.filter(pk__in=numbers).update(mailed_at=at)
    return len(numbers)
