"""Retention inside: what an adviser wrote about an employer goes when the employer's own data go."""

import datetime

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction

from profiles.desk.models import Case, Introduction


def erase_cases(*, at: datetime.datetime) -> int:
    """Erase notes and proposals of cases that ended so many months ago; returns how many texts.

    The case stays for the figures: its number, its days and how it ended. Repeating it changes nothing.
    """
    old = Case.objects.filter(closed_at__lte=at - relativedelta(months=settings.KEEP_MONTHS))
    letters = Introduction.objects.filter(approach__case__in=old).exclude(proposal="")
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        # Only where there is text: a second run writes no rows.
        return old.exclude(note="").update(note="") + letters.update(proposal="")
