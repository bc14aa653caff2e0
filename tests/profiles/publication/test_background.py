"""A publication by the worker: asked twice it is one, cut off it begins again, refused it says why."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from explorer.release.models import Release
from profiles.publication import background, locks
from profiles.publication.background import JOB, MOST_ATTEMPTS, ask_run, carry_out
from profiles.publication.jobs import give_back_jobs
from profiles.publication.models import Policy, Publication, Run
from profiles.publication.publish_release import PublicationBusy, publish_release
from tests.factories.register import TODAY
from tests.profiles.publication.people import ENOUGH, crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
Kind, State = Run.Kind, Run.State


@pytest.fixture(autouse=True)
def policy() -> Policy:
    Policy.objects.filter(is_default=True).update(is_default=False)
    policy = small_policy()
    Policy.objects.filter(pk=policy.pk).update(is_default=True)
    return policy


def ask(kind: str = Kind.PUBLISH, **fields: Any) -> Run:
    return ask_run(kind=kind, by="beheerder", at=timezone.now(), **fields)[0]


def done(run: Run) -> Run:
    carry_out(number=run.pk)
    run.refresh_from_db()
    return run


def test_asked_twice_is_one_run_and_one_job() -> None:
    first, is_first = ask_run(kind=Kind.PUBLISH, by="een", at=timezone.now(), after=0)
    second, is_second = ask_run(kind=Kind.PUBLISH, by="twee", at=timezone.now(), after=0)
    assert (first, is_first, is_second) == (second, True, False)
    assert ProcrastinateJob.objects.filter(task_name=JOB).count() == 1


def test_unfinished_forecast_does_not_hold_up_a_publication() -> None:
    assert ask(Kind.FORECAST) != ask(Kind.PUBLISH)


def test_run_publishes_and_tells_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    told: list[str] = []
    progress = background._progress

    def heard(run: Run) -> Any:
        begin = progress(run)
        return lambda step: (told.append(step), begin(step))

    monkeypatch.setattr(background, "_progress", heard)
    run = done(ask(after=0))
    assert run.state == State.DONE and run.publication == Publication.objects.get()
    assert told == ["count", "write", "verify", "recount", "attack", "show"]
    assert run.result["people"] == ENOUGH


def test_run_done_twice_publishes_once() -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    run = done(ask(after=0))
    done(run)
    assert Release.objects.count() == 1 and run.attempts == 1


def test_refusal_ends_the_run_with_its_reason() -> None:
    run = done(ask(after=0))
    assert run.state == State.FAILED and "minstens 5 mensen nodig" in run.problem
    assert not Release.objects.exists()
    assert ask(after=0) != run


def test_run_cut_off_after_showing_makes_no_second_release() -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    run = ask(after=0)
    Run.objects.filter(pk=run.pk).update(state=State.RUNNING, attempts=1)
    publish_release(on=TODAY, by=run.asked_by, after=0)
    assert done(run).state == State.DONE
    assert run.publication == Publication.objects.get()


def test_run_cut_off_while_writing_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    run = ask(after=0)

    def killed(**given: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr("profiles.publication.publish_release.recount_release", killed)
        carry_out(number=run.pk)
    assert Release.objects.active() is None
    assert done(run).state == State.DONE and run.attempts == 2
    assert Release.objects.count() == 1


def test_run_that_is_always_cut_off_is_given_up() -> None:
    run = ask(after=0)
    Run.objects.filter(pk=run.pk).update(state=State.RUNNING, attempts=MOST_ATTEMPTS)
    assert "afgebroken" in done(run).problem


def test_busy_run_waits_for_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import contextmanager

    @contextmanager
    def taken() -> Any:
        yield False

    monkeypatch.setattr(locks, "publishing", taken)
    run = ask(after=0)
    with pytest.raises(PublicationBusy):
        carry_out(number=run.pk)
    run.refresh_from_db()
    assert run.is_unfinished


def test_error_ends_the_run_and_reaches_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**given: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(background, "publish_release", broken)
    run = ask(after=0)
    with pytest.raises(RuntimeError):
        carry_out(number=run.pk)
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert "RuntimeError" in run.problem and "secret" not in run.problem


def test_forecast_keeps_what_was_counted() -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    run = done(ask(Kind.FORECAST))
    assert run.result["people"] == ENOUGH and not Release.objects.exists()


def test_reason_of_a_forced_run_is_kept() -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    done(ask(after=0))
    Policy.objects.filter(is_default=True).update(least_days=28)
    assert done(ask(after=1)).state == State.FAILED
    forced = done(ask(after=1, forced_because="Een fout in de vorige."))
    assert forced.publication is not None
    assert forced.publication.forced_because == "Een fout in de vorige."
    assert forced.publication.activations.get().because == "Een fout in de vorige."
    assert forced.ended_at - forced.asked_at < timedelta(minutes=5)


def test_job_of_a_killed_worker_is_given_back() -> None:
    run = ask(after=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL, attempts = 1")
    context = SimpleNamespace(app=app)
    async_to_sync(give_back_jobs.func)(context)
    job = ProcrastinateJob.objects.get(task_name=JOB)
    assert (job.status, job.args) == ("todo", {"run": run.pk})
