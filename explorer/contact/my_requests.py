"""The requests of a mail address, opened by a link that is mailed to it."""

import datetime
from uuid import uuid4

from django.conf import settings
from django.db import router, transaction

from explorer.contact.keys import KeyFor, email_hash, hash_of, key_for
from explorer.contact.limits import count_try
from explorer.contact.mail.ask import ask_for_mail
from explorer.contact.mail.wake import wake_worker
from explorer.contact.models import MailLink, OutgoingMail


class LinkUsed(Exception):
    """The link was opened before, or too late, or never existed; the three look the same."""


def ask_for_link(*, email: str, language: str, address: str, at: datetime.datetime) -> MailLink:
    """Ask for a mail with a link. The same is written for every address; whether it is known is in the mail,
    which only goes to an address that is. Raises `TooMany`."""
    count_try("my_requests", at=at, address=address, mail=email.casefold())
    # For an unknown address too: the time that it takes must not say which it is.
    row = uuid4()
    with transaction.atomic(using=router.db_for_write(MailLink)):
        link: MailLink = MailLink.objects.create(
            id=row,
            email_hash=email_hash(email),
            key_hash=hash_of(key_for(KeyFor.MY_REQUESTS, row)),
            expires_at=at + datetime.timedelta(minutes=settings.MY_REQUESTS_MINUTES),
        )
        ask_for_mail(
            OutgoingMail.Purpose.MY_REQUESTS, cause=str(row), to=email, language=language, at=at, link=link
        )
        wake_worker()
    return link


def use_link(*, key: str, at: datetime.datetime) -> str:
    """Use a link, once; gives the hash of its mail address. Raises `LinkUsed`."""
    unused = MailLink.objects.filter(key_hash=hash_of(key), used_at=None, expires_at__gt=at)
    with transaction.atomic(using=router.db_for_write(MailLink)):
        # Locked, or two requests at once would both use it.
        link: MailLink | None = unused.select_for_update().first()
        if link is None:
            raise LinkUsed
        # Kept and not deleted: a second click finds that it was used.
        link.used_at = at
        link.save(update_fields=["used_at"])
    return link.email_hash
