"""Find a request by the key of its status page, and the page of a request."""

from explorer.contact.keys import KeyFor, UnknownLink, hash_of, key_for
from explorer.contact.models import ContactRequest


def request_with(key: str) -> ContactRequest:
    """The request of the status page with this key. Raises `UnknownLink`."""
    try:
        found: ContactRequest = ContactRequest.objects.get(status_key_hash=hash_of(key))
    except ContactRequest.DoesNotExist:
        raise UnknownLink from None
    return found


def status_key(request: ContactRequest) -> str:
    """The key of its status page. Raises `KeyLost`."""
    return key_for(KeyFor.STATUS, request.pk, stored_hash=request.status_key_hash)
