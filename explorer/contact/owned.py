"""What belongs to a mail address, by its hash."""

from django.db.models import QuerySet

from explorer.contact.models import ContactRequest, SavedSearch


def requests_of(hashed: str) -> QuerySet[ContactRequest]:
    """The requests of a mail address by its hash, newest first."""
    found: QuerySet[ContactRequest] = ContactRequest.objects.filter(email_hash=hashed)
    return found.order_by("-confirmed_at", "-number")


def searches_of(hashed: str) -> QuerySet[SavedSearch]:
    """The confirmed saved searches of a mail address by its hash."""
    found: QuerySet[SavedSearch] = SavedSearch.objects.filter(email_hash=hashed)
    return found.exclude(confirmed_at=None)


def is_known(hashed: str) -> bool:
    """Whether anything can be shown for a mail address."""
    return requests_of(hashed).exists() or searches_of(hashed).exists()
