"""What takes longer than a page may: asked for on a page, done by the worker, shown on the page.

Cut off anywhere, the job is given back (see `jobs`) and begins again: counting writes nothing, and
a publication is made anew unless the release that it made is visible already.
"""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from explorer.release.models import Release
from profiles.publication.activate_release import ActivationRefused
from profiles.publication.models import PolicyProposal, Publication, Run, RunStep
from profiles.publication.policy_effect import policy_effect
from profiles.publication.preview import preview_release
from profiles.publication.publish_release import PublicationBusy, PublicationRefused, publish_release

JOB = "profiles.publication.carry_out"
QUEUE = "publication"
"""A queue of its own: with people of a whole country it gets a worker, so that mails do not wait for it."""
MOST_ATTEMPTS = 5


def ask_run(
    *,
    kind: str,
    by: str,
    at: datetime.datetime,
    after: int | None = None,
    forced_because: str = "",
    proposal: PolicyProposal | None = None,
) -> tuple[Run, bool]:
    """The run that was asked for, and whether it is new: an unfinished one of its kind is not asked twice."""
    with transaction.atomic():
        run, is_new = Run.objects.get_or_create(
            kind=kind,
            proposal=proposal,
            state__in=Run.UNFINISHED,
            defaults={"asked_by": by, "asked_at": at, "after": after, "forced_because": forced_because},
        )
        # In the same transaction as the run: a job without its run, or a run without its job, cannot be.
        if is_new:
            app.configure_task(JOB, queue=QUEUE, queueing_lock=f"{JOB}:{run.pk}").defer(run=run.pk)
    return run, is_new


def carry_out(*, number: int) -> None:
    """Do a run, if it is not done yet. Raises `PublicationBusy` where it has to be asked again.

    A refusal ends it with the reason. Any other error ends it too, and is raised: the operator
    finds it with the job.
    """
    run = Run.objects.filter(pk=number, state__in=Run.UNFINISHED).first()
    if run is None:
        return
    Run.objects.filter(pk=number).update(
        state=Run.State.RUNNING,
        started_at=Coalesce("started_at", timezone.now()),
        attempts=F("attempts") + 1,
        step=RunStep.COUNT,
    )
    run.refresh_from_db()
    if run.attempts > MOST_ATTEMPTS:
        _fail(run, _("Het werk is %(n)s keer afgebroken. Vraag het de beheerder.") % {"n": MOST_ATTEMPTS})
        return
    try:
        _DO[run.kind](run)
    except PublicationBusy:
        # Not a failure: the job is tried again when the other one has ended.
        raise
    except (PublicationRefused, ActivationRefused) as refusal:
        _fail(run, str(refusal))
    except Exception as error:
        _fail(
            run, _("Er ging iets mis (%(error)s). Er is niets gewijzigd.") % {"error": type(error).__name__}
        )
        raise
    else:
        run.state, run.ended_at, run.step = Run.State.DONE, timezone.now(), ""
        run.save(update_fields=["state", "ended_at", "step", "result", "publication"])


def _publish(run: Run) -> None:
    made = _made_before(run) or publish_release(
        on=timezone.localdate(),
        by=run.asked_by,
        forced_because=run.forced_because,
        after=run.after,
        progress=_progress(run),
    )
    run.publication = made
    run.result = {"groups": made.counts["groups"], "people": made.counts["people"]}


def _made_before(run: Run) -> Publication | None:
    """The publication that this run made visible before it was cut off."""
    active = Release.objects.active()
    # The first attempt cannot have been cut off before.
    if run.attempts == 1 or active is None or active.number == run.after:
        return None
    mine = Publication.objects.filter(
        release_number=active.number, made_by=run.asked_by, made_at__gte=run.asked_at
    )
    return mine.first()


def _forecast(run: Run) -> None:
    run.result = preview_release(on=timezone.localdate())


def _effect(run: Run) -> None:
    if run.proposal is None:
        return
    effect = policy_effect(proposal=run.proposal, on=timezone.localdate())
    PolicyProposal.objects.filter(pk=run.proposal.pk).update(effect=effect)


_DO: dict[str, Callable[[Run], None]] = {
    Run.Kind.PUBLISH: _publish,
    Run.Kind.FORECAST: _forecast,
    Run.Kind.EFFECT: _effect,
}


def _progress(run: Run) -> Callable[[RunStep], None]:
    def begin(step: RunStep) -> None:
        # Committed by itself: the page shows the step while it runs.
        Run.objects.filter(pk=run.pk).update(step=step)

    return begin


def _fail(run: Run, problem: str) -> None:
    Run.objects.filter(pk=run.pk, state__in=Run.UNFINISHED).update(
        state=Run.State.FAILED, ended_at=timezone.now(), problem=problem
    )
