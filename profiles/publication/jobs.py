"""The jobs of publication, and the one that gives jobs of a killed worker back."""

from django.utils import translation
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from profiles.access.scope import as_system
from profiles.publication import background
from profiles.publication.publish_release import PublicationBusy

GIVE_BACK = "profiles.publication.give_back_jobs"
WAIT_SECONDS = 15


@app.task(
    name=background.JOB,
    queue=background.QUEUE,
    retry=RetryStrategy(max_attempts=40, wait=WAIT_SECONDS, retry_exceptions=[PublicationBusy]),
)
def carry_out(run: int) -> None:
    """A publication, a forecast, or the effect of a policy."""
    with as_system(), translation.override("nl"):
        background.carry_out(number=run)


@app.periodic(cron="* * * * *")
@app.task(name=GIVE_BACK, queueing_lock=GIVE_BACK, pass_context=True)
async def give_back_jobs(context: JobContext, timestamp: int = 0) -> None:
    """Queue again what a worker had that is no more; nothing else does."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)
