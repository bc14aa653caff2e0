"""Publishing: what a release would have, making one, and bringing the former one back."""

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
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from explorer.release.models import Release
from profiles.publication.activate_release import ActivationRefused, activate_release
from profiles.publication.locks import own_transactions
from profiles.publication.models import Activation, Policy, Publication
from profiles.publication.preview import preview_release
from profiles.publication.publish_release import PublicationRefused, publish_release
from profiles.register.models import Profile
from profiles.staff.access import StaffRequest, may_force, may_publish, may_switch

PER_PAGE = 20
SHAPE_LABELS = {
    "place": gettext_lazy("werk in een gemeente of regio"),
    "circle": gettext_lazy("werk in een straal"),
    "place-condition": gettext_lazy("met uren, rijbewijs, opleiding of start"),
    "circle-condition": gettext_lazy("hetzelfde in een straal"),
    "regional-condition": gettext_lazy("in de regio met vervoer, taal, competentie en meer"),
    "pair": gettext_lazy("twee soorten werk in de regio"),
}


@dataclass(frozen=True)
class Made:
    """A publication with the release it made, and when it was shown; a purged release is None."""

    publication: Publication
    release: Release | None
    activations: Sequence[Activation]

    @property
    def is_active(self) -> bool:
        return self.release is not None and self.release.state == Release.State.ACTIVE


@require_safe
def publication(request: StaffRequest) -> HttpResponse:
    """The figures of today and the releases so far."""
    _refuse_others(may_publish(request.user) or may_switch(request.user))
    today = timezone.localdate()
    page = Paginator(
        Publication.objects.defer("fingerprints").prefetch_related("activations"), PER_PAGE
    ).get_page(request.GET.get("pagina"))
    released = Profile.objects.filter(state=Profile.State.PUBLISHED)
    active = Release.objects.active()
    context = {
        "publishable": Profile.objects.publishable(on=today).count(),
        "stale": Profile.objects.stale(on=today).count(),
        "without_basis": released.filter(publication_basis="").count(),
        "paused": Profile.objects.filter(state=Profile.State.PAUSED).count(),
        "active": active,
        "earliest": _earliest(active, today),
        "today": today,
        "page": page,
        "made": _made(list(page.object_list)),
        "may_publish": may_publish(request.user),
        "may_switch": may_switch(request.user),
        "may_force": may_publish(request.user) and may_force(request.user),
    }
    return render(request, "profiles/publication.html", context)


@require_safe
def forecast(request: StaffRequest) -> HttpResponse:
    """What the next release would have; the page asks for it once it is there."""
    _refuse_others(may_publish(request.user) or may_switch(request.user))
    try:
        counts = preview_release(on=timezone.localdate())
    except PublicationRefused as refusal:
        context: dict[str, object] = {"refusal": str(refusal)}
    else:
        least = (Policy.objects.default() or Policy()).least_changed
        context = {
            "counts": counts,
            "shapes": [(SHAPE_LABELS[name], groups) for name, groups in counts["shapes"].items()],
            "changed": 100 * counts["changed"],
            "least_changed": 100 * least,
            "has_former": Release.objects.active() is not None,
            "changed_enough": counts["changed"] >= least,
        }
    is_part = request.htmx  # type: ignore[attr-defined]
    return render(request, f"profiles/{'_forecast' if is_part else 'forecast'}.html", context)


@own_transactions
@require_POST
def publish(request: StaffRequest) -> HttpResponse:
    """Make a release and let employers see it; a second click of the same page makes no second one."""
    _refuse_others(may_publish(request.user))
    reason = request.POST.get("reden", "").strip()
    is_forced = "eerder" in request.POST
    if is_forced:
        _refuse_others(may_force(request.user))
    if is_forced and not reason:
        messages.error(request, _("Schrijf op waarom deze uitgave eerder moet komen."))
        return redirect("staff:publication")
    try:
        made = publish_release(
            on=timezone.localdate(),
            by=request.user.get_username(),
            forced_because=reason if is_forced else "",
            after=_number(request.POST.get("na")),
        )
    except (PublicationRefused, ActivationRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("Publicatie %(number)s is zichtbaar: %(groups)s groepen van %(people)s mensen.")
            % {"number": made.release_number, **made.counts},
        )
    return redirect("staff:publication")


@own_transactions
@require_POST
def switch(request: StaffRequest, number: int) -> HttpResponse:
    """Bring the former release back; the person and the moment are kept."""
    _refuse_others(may_switch(request.user))
    try:
        activate_release(number=number, on=timezone.localdate(), by=request.user.get_username())
    except ActivationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Publicatie %(number)s is nu zichtbaar.") % {"number": number})
    return redirect("staff:publication")


def _made(publications: Sequence[Publication]) -> list[Made]:
    numbers = [publication.release_number for publication in publications]
    releases = Release.objects.in_bulk(numbers)
    return [
        Made(publication, releases.get(publication.release_number), list(publication.activations.all()))
        for publication in publications
    ]


def _earliest(active: Release | None, today: datetime.date) -> datetime.date:
    """The first day on which the policy lets a next release come."""
    if active is None:
        return today
    policy = Policy.objects.default() or Policy()
    return max(today, active.released_on + datetime.timedelta(days=policy.least_days))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def _refuse_others(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied(_("Publiceren mag u niet. Vraag het de functioneel beheerder."))
