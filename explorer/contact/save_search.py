"""A search that an employer wants to hear of: saved, confirmed by mail, stopped by one click."""

import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, connections, router, transaction

from explorer.contact.keys import KeyFor, email_hash, hash_of, key_for
from explorer.contact.limits import count_try, domain_of
from explorer.contact.mail.ask import ask_for_mail
from explorer.contact.mail.wake import wake_worker
from explorer.contact.models import OutgoingMail, SavedSearch
from explorer.contact.owned import searches_of

MOST_SEARCHES = 20


class SearchUnknown(Exception):
    """No saved search has this key: stopped, expired or never made."""


class TooManySearches(Exception):
    """The mail address has as many saved searches as it may have."""


def save_search(
    *,
    email: str,
    query: str,
    words: str,
    language: str,
    release: int,
    label: int,
    submission: UUID,
    address: str,
    at: datetime.datetime,
) -> SavedSearch:
    """Keep a search, once a submission, and ask for the mail that confirms it. Raises `TooMany`.

    `query` is canonical, `words` the same in the employer's language, `label` its number in `release`.
    """
    if (known := SavedSearch.objects.filter(submission=submission).first()) is not None:
        return known
    count_try("search", at=at, address=address, mail=email.casefold(), domain=domain_of(email))
    row = uuid4()
    try:
        with transaction.atomic(using=router.db_for_write(SavedSearch)):
            search: SavedSearch = SavedSearch.objects.create(
                id=row,
                submission=submission,
                email=email,
                email_hash=email_hash(email),
                query=query,
                words=words,
                language=language,
                saved_at=at,
                expires_at=at + datetime.timedelta(hours=settings.CONFIRM_HOURS),
                confirm_key_hash=hash_of(key_for(KeyFor.SAVE_SEARCH, row)),
                stop_key_hash=hash_of(key_for(KeyFor.STOP_SEARCH, row)),
                last_release=release,
                last_label=label,
            )
            ask_for_mail(
                OutgoingMail.Purpose.SAVE_SEARCH,
                cause=str(row),
                to=email,
                language=language,
                at=at,
                search=search,
            )
            wake_worker()
        return search
    except IntegrityError:
        # The other of two at once was first.
        return SavedSearch.objects.get(submission=submission)


def search_to_confirm(key: str, *, at: datetime.datetime) -> SavedSearch:
    """The saved search that a link confirms, or confirmed. Raises `SearchUnknown`."""
    found: SavedSearch | None = SavedSearch.objects.filter(confirm_key_hash=hash_of(key)).first()
    if found is None or (found.confirmed_at is None and found.expires_at <= at):
        raise SearchUnknown
    return found


def confirm_search(*, key: str, at: datetime.datetime) -> SavedSearch:
    """From now on its owner hears of it; a second time changes nothing. The same search of the same
    address is one. Raises `SearchUnknown`, `TooManySearches`."""
    alias = router.db_for_write(SavedSearch)
    with transaction.atomic(using=alias):
        search = search_to_confirm(key, at=at)
        # One after another for a mail address, or two at once would pass the limit.
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [search.email_hash])
        search.refresh_from_db()
        if search.confirmed_at is not None:
            return search
        confirmed = searches_of(search.email_hash)
        # The newest has the label of today, which the next mail compares with.
        confirmed.filter(query=search.query).delete()
        if confirmed.count() >= MOST_SEARCHES:
            raise TooManySearches
        search.confirmed_at = at
        search.save(update_fields=["confirmed_at"])
    return search


def search_with(stop_key: str) -> SavedSearch:
    """The saved search that a link stops. Raises `SearchUnknown`."""
    found: SavedSearch | None = SavedSearch.objects.filter(stop_key_hash=hash_of(stop_key)).first()
    if found is None:
        raise SearchUnknown
    return found


def stop_search(*, key: str) -> None:
    """Forget a saved search and its mails; one that is gone already is fine."""
    SavedSearch.objects.filter(stop_key_hash=hash_of(key)).delete()
