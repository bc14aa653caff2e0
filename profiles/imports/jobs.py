"""The job that works on imports: at once when asked, and each minute for what was cut off."""

import logging

from django.core.management import call_command
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

RUN = "profiles.imports.run_imports"
logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name=RUN, queueing_lock=RUN, pass_context=False)
def run_imports(timestamp: int = 0) -> None:
    """Read, write and undo what waits."""
    call_command("run_imports")


def wake_worker() -> None:
    """Queue the job, once this transaction is committed."""
    transaction.on_commit(_queue)


def _queue() -> None:
    try:
        with transaction.atomic():
            app.configure_task(RUN, queueing_lock=RUN).defer()
    except AlreadyEnqueued:
        pass
    except ConnectorException:
        # The rows are there, and the next minute comes.
        logger.warning("The job that works on imports could not be queued.")
