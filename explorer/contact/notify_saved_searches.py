"""After a new release: ask for a mail about each saved search with another label."""

import datetime

from django.db import router, transaction
from django.http import QueryDict
from django.utils import translation

from explorer.contact.mail.ask import ask_for_mail
from explorer.contact.mail.wake import wake_worker
from explorer.contact.models import OutgoingMail, SavedSearch
from explorer.search.answer import answer
from explorer.search.current import Current, current
from explorer.search.query import read_query

BATCH = 100


def label_of_search(now: Current, query: str, language: str) -> int:
    """What the title of a search says in a release; 0 for too few, and where its words are gone."""
    with translation.override(language):
        return answer(now, read_query(now, QueryDict(query))).at_least


def notify_saved_searches(*, at: datetime.datetime) -> int:
    """Compare every search with the active release, once a release; gives how many mails were asked for.

    Search and mail are written together, a batch at a time: stopped half-way it goes on
    where it was, and two at once share the work.
    """
    now = current()
    asked = 0
    while now is not None and (found := _batch(now, at)) is not None:
        asked += found
    return asked


def _batch(now: Current, at: datetime.datetime) -> int | None:
    with transaction.atomic(using=router.db_for_write(SavedSearch)):
        waiting = SavedSearch.objects.exclude(confirmed_at=None).exclude(last_release=now.release.number)
        batch = list(waiting.select_for_update(skip_locked=True).order_by("saved_at", "id")[:BATCH])
        if not batch:
            return None
        asked = 0
        for search in batch:
            label, before = label_of_search(now, search.query, search.language), search.last_label
            # Written also without a change: else the search is compared again each time.
            search.last_release, search.last_label = now.release.number, label
            search.save(update_fields=["last_release", "last_label"])
            # The label and not the count: within one label nothing changed for the reader.
            if label != before:
                asked += 1
                ask_for_mail(
                    OutgoingMail.Purpose.SEARCH_CHANGED,
                    cause=f"{search.pk}:{now.release.number}",
                    to=search.email,
                    language=search.language,
                    at=at,
                    search=search,
                    numbers={"before": before, "now": label, "k": now.k},
                )
        wake_worker()
    return asked
