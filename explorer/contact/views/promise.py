"""How quickly desks answer: the promise kept, by desk and month."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from explorer.contact.models import Desk, PromiseMonth
from explorer.search.current import current
from explorer.web.pages import kept, page


@dataclass(frozen=True)
class DeskPromise:
    """A desk and its months, newest first."""

    desk: Desk
    months: tuple[PromiseMonth, ...]


@require_safe
def promise(request: HttpRequest) -> HttpResponse:
    """The months that are over, as the inside published them; a small figure is not shown."""
    months = list(PromiseMonth.objects.all())
    desks = list(Desk.objects.all())

    def make() -> HttpResponse:
        of_desk: dict[str, list[PromiseMonth]] = defaultdict(list)
        for month in months:
            of_desk[month.desk].append(month)
        lines = [DeskPromise(desk, tuple(of_desk[desk.code])) for desk in desks]
        now = current()
        return page(
            request,
            "explorer/contact/promise.jinja",
            {"section": "figures", "desks": lines},
            synthetic=now is not None and now.release.synthetic,
        )

    # Desks too: a name that was changed changes the page.
    published = max((month.published_at for month in months), default=None)
    return kept(request, state=(published, *(desk.updated_at for desk in desks)), make=make)
