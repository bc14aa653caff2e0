"""Publishing: what a release would hold, making one, and bringing a former one back."""

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

from explorer.release.models import Release
from profiles.publication.activate_release import ActivationRefused, activate_release
from profiles.publication.locks import own_transactions
from profiles.publication.models import Publication
from profiles.publication.preview import preview_release
from profiles.publication.publish_release import PublicationRefused, publish_release
from profiles.register.models import Profile
from profiles.staff.access import StaffRequest, may_publish, may_switch

PER_PAGE = 20


@dataclass(frozen=True)
class Made:
    """A publication with the release it made; `release` is gone when that was destroyed."""

    publication: Publication
    release: Release | None

    @property
    def is_active(self) -> bool:
        return self.release is not None and self.release.state == Release.State.ACTIVE


@require_safe
def publication(request: StaffRequest) -> HttpResponse:
    """The figures of today and the releases so far."""
    _refuse_others(may_publish(request.user) or may_switch(request.user))
    today = timezone.localdate()
    page = Paginator(Publication.objects.all(), PER_PAGE).get_page(request.GET.get("pagina"))
    released = Profile.objects.filter(state=Profile.State.PUBLISHED)
    context = {
        "publishable": Profile.objects.publishable(on=today).count(),
        "stale": Profile.objects.stale(on=today).count(),
        "without_basis": released.filter(publication_basis="").count(),
        "paused": Profile.objects.filter(state=Profile.State.PAUSED).count(),
        "page": page,
        "made": _made(list(page.object_list)),
        "may_publish": may_publish(request.user),
        "may_switch": may_switch(request.user),
    }
    return render(request, "profiles/publication.html", context)


@require_safe
def forecast(request: StaffRequest) -> HttpResponse:
    """How many the next release would show and hold back; the page asks for it when it stands."""
    _refuse_others(may_publish(request.user) or may_switch(request.user))
    try:
        context: dict[str, object] = {"measure": preview_release(on=timezone.localdate())}
    except PublicationRefused as refusal:
        context = {"refusal": str(refusal)}
    is_part = request.htmx  # type: ignore[attr-defined]
    return render(request, f"profiles/{'_forecast' if is_part else 'forecast'}.html", context)


@own_transactions
@require_POST
def publish(request: StaffRequest) -> HttpResponse:
    """Make a release and let employers see it."""
    _refuse_others(may_publish(request.user))
    try:
        made = publish_release(on=timezone.localdate(), by=request.user.get_username())
    except (PublicationRefused, ActivationRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Publicatie %(number)s is nu zichtbaar.") % {"number": made.release_number}
        )
    return redirect("staff:publication")


@own_transactions
@require_POST
def switch(request: StaffRequest, number: int) -> HttpResponse:
    """Bring a former release back. Who was hidden since stays hidden."""
    _refuse_others(may_switch(request.user))
    try:
        activate_release(number=number, on=timezone.localdate())
    except ActivationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Publicatie %(number)s is nu zichtbaar.") % {"number": number})
    return redirect("staff:publication")


def _made(publications: Sequence[Publication]) -> list[Made]:
    numbers = [publication.release_number for publication in publications]
    releases = Release.objects.in_bulk(numbers)
    return [Made(publication, releases.get(publication.release_number)) for publication in publications]


def _refuse_others(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied(_("Publiceren mag u niet. Vraag het de functioneel beheerder."))
