"""Have mails sent at once. Without it they are sent by the job that runs each minute."""

import logging

from django.db import router, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from explorer.contact.models import OutgoingMail

SEND_MAIL = "explorer.contact.send_mail"
logger = logging.getLogger(__name__)


def wake_worker() -> None:
    """Queue the job that sends mails, once this transaction is committed."""
    transaction.on_commit(_queue, using=router.db_for_write(OutgoingMail))


def _queue() -> None:
    try:
        with transaction.atomic(using=router.db_for_write(OutgoingMail)):
            app.configure_task(SEND_MAIL, queueing_lock=SEND_MAIL).defer()
    # One that waits already will find this mail too.
    except AlreadyEnqueued:
        pass
    except ConnectorException:
        # The rows are there, and the next minute comes.
        logger.warning("The job that sends mails could not be queued.")
