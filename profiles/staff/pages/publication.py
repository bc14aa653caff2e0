"""Publishing: asked first, done by the worker, followed on the page; and bringing the former one back."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from procrastinate.contrib.django.models import ProcrastinateWorker

from explorer.release.models import Release
from profiles.access.guard import needs
from profiles.access.rights import Right, has_right
from profiles.access.scope import as_system
from profiles.publication.activate_release import ActivationRefused, activate_release
from profiles.publication.background import ask_run
from profiles.publication.locks import own_transactions
from profiles.publication.models import Activation, Policy, Publication, Run, RunStep
from profiles.publication.shape_labels import SHAPE_LABELS
from profiles.register.models import Profile
from profiles.staff.access import StaffRequest

PER_PAGE = 20
FAILED_SHOWN = 5
LONGEST_REASON = 300
# A worker writes its heartbeat every ten seconds; a few may fail on a busy machine.
NO_WORKER = datetime.timedelta(seconds=60)
READERS = (Right.PUBLISH, Right.SWITCH_RELEASE, Right.FORCE_RELEASE, Right.READ_REPORTS)


@dataclass(frozen=True)
class PublicationRow:
    """A publication with the release it made, and when it was shown; a purged release is None."""

    publication: Publication
    release: Release | None
    activations: Sequence[Activation]

    @property
    def is_active(self) -> bool:
        return self.release is not None and self.release.state == Release.State.ACTIVE


@require_safe
@needs(*READERS)
def publication(request: StaffRequest) -> HttpResponse:
    """The figures of today, what the worker is doing, and the releases so far."""
    today = timezone.localdate()
    # A fingerprint of each person: megabytes that no page shows.
    page = Paginator(
        Publication.objects.defer("fingerprints").prefetch_related("activations"), PER_PAGE
    ).get_page(request.GET.get("pagina"))
    active = Release.objects.active()
    context = {
        **_counted(today),
        "active": active,
        "earliest": _earliest(active, today),
        "today": today,
        "page": page,
        "made": _made(list(page.object_list)),
        "failed": Run.objects.filter(kind=Run.Kind.PUBLISH, state=Run.State.FAILED)[:FAILED_SHOWN],
        **_running(),
        **_forecast(active),
        "may_publish": has_right(request.user, Right.PUBLISH),
        "may_switch": has_right(request.user, Right.SWITCH_RELEASE),
        "may_force": has_right(request.user, Right.FORCE_RELEASE),
        "may_read": has_right(request.user, Right.READ_REPORTS),
    }
    return render(request, "profiles/publication.html", context)


@require_safe
@needs(*READERS)
def run(request: StaffRequest) -> HttpResponse:
    """What the worker is doing, for a page that asks again and again; once all is done it is drawn anew."""
    context = _running()
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("staff:publication")
    response = render(request, "profiles/_runs.html", context)
    # The new release belongs in the list on the page too, so all of it is fetched again.
    if not context["runs"]:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@needs(*READERS)
def forecast(request: StaffRequest) -> HttpResponse:
    """Have the worker count what a next release would hold."""
    ask_run(kind=Run.Kind.FORECAST, by=request.user.get_username(), at=timezone.now())
    return redirect("staff:publication")


@needs(Right.PUBLISH, Right.FORCE_RELEASE)
def publish(request: StaffRequest) -> HttpResponse:
    """Ask whether to make a release; after *yes* the worker makes it. A second *yes* finds the first."""
    active = Release.objects.active()
    today = timezone.localdate()
    is_forced = "eerder" in (request.POST if request.method == "POST" else request.GET)
    if not has_right(request.user, Right.FORCE_RELEASE if is_forced else Right.PUBLISH):
        raise PermissionDenied(_("Publiceren mag u niet. Vraag het de functioneel beheerder."))
    problem, reason = "", request.POST.get("reden", "").replace("\0", "").strip()[:LONGEST_REASON]
    if request.method == "POST":
        problem = _("Schrijf op waarom deze uitgave eerder moet komen.") if is_forced and not reason else ""
        if not problem:
            _ask(request, active, because=reason if is_forced else "")
            return redirect("staff:publication")
    # A release is of all organisations, whoever asks for it.
    with as_system():
        publishable = Profile.objects.publishable(on=today).count()
    context = {
        "active": active,
        "publishable": publishable,
        "earliest": _earliest(active, today),
        "today": today,
        "is_forced": is_forced,
        "policy": Policy.objects.default(),
        "problem": problem,
        "reason": reason,
    }
    return render(request, "profiles/publish.html", context)


def _ask(request: StaffRequest, active: Release | None, *, because: str) -> None:
    # More digits than that do not fit the column, and are no number of ours.
    sent = request.POST.get("na", "")
    after = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None
    now = active.number if active else 0
    # The page may be older than the release that is shown by now: the figures on it were of another one.
    if after != now:
        messages.error(request, _("Er is intussen al een andere uitgave zichtbaar."))
        return
    _run, is_new = ask_run(
        kind=Run.Kind.PUBLISH,
        by=request.user.get_username(),
        at=timezone.now(),
        after=after,
        forced_because=because,
    )
    if is_new:
        messages.success(request, _("De publicatie wordt gemaakt. U kunt deze pagina gerust verlaten."))
    else:
        messages.info(request, _("Er wordt al een publicatie gemaakt."))


@own_transactions
@needs(Right.SWITCH_RELEASE)
def switch(request: StaffRequest, number: int) -> HttpResponse:
    """Ask why, then bring the former release back; the person, the moment and the reason are kept."""
    problem, reason = "", request.POST.get("reden", "").replace("\0", "").strip()[:LONGEST_REASON]
    if request.method == "POST":
        if reason:
            return _switch(request, number, reason)
        problem = _("Schrijf op waarom deze uitgave weer zichtbaar moet zijn.")
    context = {
        "number": number,
        "active": Release.objects.active(),
        "release": Release.objects.filter(number=number).first(),
        "problem": problem,
    }
    return render(request, "profiles/switch.html", context)


def _switch(request: StaffRequest, number: int, reason: str) -> HttpResponse:
    try:
        activate_release(
            number=number, on=timezone.localdate(), by=request.user.get_username(), because=reason
        )
    except ActivationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Publicatie %(number)s is nu zichtbaar.") % {"number": number})
    return redirect("staff:publication")


@as_system()
def _counted(today: datetime.date) -> dict[str, int]:
    """How many people may be shown, and how many stay hidden."""
    # Of all organisations, for every user of the page: a release is of all, and a number names no person.
    released = Profile.objects.filter(state=Profile.State.PUBLISHED)
    return {
        "publishable": Profile.objects.publishable(on=today).count(),
        "stale": Profile.objects.stale(on=today).count(),
        "without_basis": released.filter(publication_basis="").count(),
        "paused": Profile.objects.filter(state=Profile.State.PAUSED).count(),
    }


def _made(publications: Sequence[Publication]) -> list[PublicationRow]:
    numbers = [publication.release_number for publication in publications]
    releases = Release.objects.in_bulk(numbers)
    return [
        PublicationRow(
            publication, releases.get(publication.release_number), list(publication.activations.all())
        )
        for publication in publications
    ]


def _running() -> dict[str, object]:
    """Unfinished runs, the steps of a publication, and whether a worker is there to do them."""
    # The effect of a proposal is followed on its own page.
    runs = list(Run.objects.filter(state__in=Run.UNFINISHED).exclude(kind=Run.Kind.EFFECT))
    # Asked only while something waits: a page that polls keeps its queries few.
    beat = ProcrastinateWorker.objects.order_by("-last_heartbeat").first() if runs else None
    return {
        "runs": runs,
        "steps": RunStep.choices,
        "no_worker": bool(runs) and (beat is None or timezone.now() - beat.last_heartbeat > NO_WORKER),
    }


def _forecast(active: Release | None) -> dict[str, object]:
    """The last forecast, with what the policy says of it."""
    last = Run.objects.filter(kind=Run.Kind.FORECAST).exclude(state__in=Run.UNFINISHED).first()
    if last is None or not last.result:
        return {"forecast": last}
    counts, least = last.result, (Policy.objects.default() or Policy()).least_changed
    return {
        "forecast": last,
        "counts": counts,
        "shapes": [(SHAPE_LABELS[name], groups) for name, groups in counts["shapes"].items()],
        "changed": 100 * counts["changed"],
        "least_changed": 100 * least,
        "has_former": active is not None,
        "changed_enough": counts["changed"] >= least,
    }


def _earliest(active: Release | None, today: datetime.date) -> datetime.date:
    """The first day on which the policy lets a next release come."""
    if active is None:
        return today
    policy = Policy.objects.default() or Policy()
    return max(today, active.released_on + datetime.timedelta(days=policy.least_days))
