"""Alarms of bulk viewing: what was raised, and what came of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, Activity, log_use
from profiles.access.models import UseAlarm
from profiles.access.pseudonyms import of_account
from profiles.access.rights import Right, has_right
from profiles.staff.access import StaffRequest
from profiles.staff.log.rows import account_label, names_of_accounts
from profiles.staff.models import StaffUser

PER_PAGE = 25
LONGEST_FINDING = 300


@require_safe
@needs(Right.READ_LOG)
def alarms(request: StaffRequest) -> HttpResponse:
    """Alarms that are still to be handled come first."""
    page = Paginator(
        UseAlarm.objects.order_by(F("handled_at").desc(nulls_first=True), "-pk"), PER_PAGE
    ).get_page(request.GET.get("pagina"))
    names = names_of_accounts()
    pks = {of_account(pk): pk for pk in StaffUser.objects.values_list("pk", flat=True)}
    rows = [
        {
            "alarm": alarm,
            "account": account_label(alarm.actor, names),
            "pk": pks.get(alarm.actor),
            "by": account_label(alarm.handled_by, names) if alarm.handled_by else "",
        }
        for alarm in page.object_list
    ]
    log_use(action=Action.LIST, objects=["meldingen"], request=request, activity=Activity.SUPERVISION)
    context = {
        "page": page,
        "rows": rows,
        "may_handle": has_right(request.user, Right.HANDLE_ALARMS),
    }
    return render(request, "profiles/log/alarms.html", context)


@require_POST
@needs(Right.HANDLE_ALARMS)
def handle_alarm(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down what came of an alarm, once."""
    alarm = get_object_or_404(UseAlarm, pk=pk)
    finding = " ".join(request.POST.get("bevinding", "").replace("\0", "").split())[:LONGEST_FINDING]
    if not finding:
        messages.error(request, _("Schrijf op wat u vond."))
        return redirect("log:alarms")
    # One statement: of two officers at once the first finding stays.
    handled = UseAlarm.objects.filter(pk=alarm.pk, handled_at=None).update(
        handled_at=timezone.now(), handled_by=of_account(request.user), finding=finding
    )
    if handled:
        log_use(
            action=Action.CHANGE,
            objects=[f"usealarm:{alarm.pk}"],
            request=request,
            activity=Activity.SUPERVISION,
            why=finding,
        )
        messages.success(request, _("De melding is afgehandeld."))
    return redirect("log:alarms")
