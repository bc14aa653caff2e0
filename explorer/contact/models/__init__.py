"""Tables of requests, saved searches and mails. Each model is imported from where it is written."""

from explorer.contact.models.desk import Desk
from explorer.contact.models.limit import Attempt
from explorer.contact.models.mail import MailLink, OutgoingMail
from explorer.contact.models.promise import PromiseMonth
from explorer.contact.models.request import ContactRequest, NumberSeries, PendingRequest, RequestEvent
from explorer.contact.models.search import SavedSearch

__all__ = [
    "Attempt",
    "ContactRequest",
    "Desk",
    "MailLink",
    "NumberSeries",
    "OutgoingMail",
    "PendingRequest",
    "PromiseMonth",
    "RequestEvent",
    "SavedSearch",
]
