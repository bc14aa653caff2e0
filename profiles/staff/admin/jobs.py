"""Jobs of the worker and their failures: look, try again, cancel."""

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException

from profiles.access.log_of_use import Action, Activity, log_use
from profiles.staff.admin.parts import ReadOnly

TODO, FAILED = "todo", "failed"
STATES = {
    TODO: _("wacht"),
    "doing": _("bezig"),
    "succeeded": _("gelukt"),
    FAILED: _("mislukt"),
    "cancelled": _("geannuleerd"),
    "aborted": _("afgebroken"),
}
EVENTS = {
    "deferred": _("gevraagd"),
    "started": _("begonnen"),
    "deferred_for_retry": _("wordt opnieuw geprobeerd"),
    "failed": _("mislukt"),
    "succeeded": _("gelukt"),
    "cancelled": _("geannuleerd"),
    "abort_requested": _("afbreken gevraagd"),
    "aborted": _("afgebroken"),
    "scheduled": _("gepland"),
}
TASKS = {
    "profiles.publication.carry_out": _("Publicatie of berekening"),
    "profiles.publication.give_back_jobs": _("Afgebroken taken teruggeven"),
    "profiles.desk.fetch_requests": _("Aanvragen van werkgevers ophalen"),
    "profiles.desk.send_acts": _("Antwoorden naar buiten brengen"),
    "profiles.desk.send_desk_mail": _("Mail aan loketten"),
    "profiles.desk.remind_desks": _("Loketten herinneren"),
    "profiles.desk.publish_promise": _("Cijfers over de belofte"),
}

# The package names them in English.
ProcrastinateJob._meta.verbose_name, ProcrastinateJob._meta.verbose_name_plural = _("taak"), _("taken")
apps.get_app_config("procrastinate").verbose_name = _("Taken")
admin.site.unregister(ProcrastinateJob)


class StateFilter(admin.SimpleListFilter):
    title = _("toestand")
    parameter_name = "toestand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(status=self.value()) if self.value() in STATES else queryset


@admin.register(ProcrastinateJob)
class JobAdmin(ReadOnly):
    """Read only, but for two acts that are logged."""

    actions = None
    list_display = ("task", "state", "last_event", "attempts", "queue_name")
    list_filter = (StateFilter, "queue_name")
    list_per_page = 50
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(last_at=Max("procrastinateevent__at"))

    @admin.display(description=_("taak"), ordering="task_name")
    def task(self, job: ProcrastinateJob) -> str:
        return str(TASKS.get(job.task_name, job.task_name))

    @admin.display(description=_("toestand"), ordering="status")
    def state(self, job: ProcrastinateJob) -> str:
        return str(STATES.get(job.status, job.status))

    @admin.display(description=_("laatst iets gebeurd"), ordering="last_at")
    def last_event(self, job: ProcrastinateJob) -> Any:
        return job.last_at  # type: ignore[attr-defined]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One job with what happened to it, and what can be done."""
        job = self.get_object(request, object_id)
        if job is None or not self.has_view_permission(request, job):
            raise Http404
        if request.method == "POST":
            self._act(request, job)
            return redirect(request.path)
        events = [
            (event.at, EVENTS.get(event.type, event.type))
            for event in job.procrastinateevent_set.order_by("at")
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": self.task(job),
            "opts": self.opts,
            "job": job,
            "state": self.state(job),
            "events": events,
            "may_retry": job.status == FAILED,
            "may_cancel": job.status == TODO,
        }
        return TemplateResponse(request, "admin/job.html", context)

    def _act(self, request: HttpRequest, job: ProcrastinateJob) -> None:
        try:
            if "retry" in request.POST and job.status == FAILED:
                # A savepoint: the unique lock of an equal job that waits would break the transaction of the
                # request.
                with transaction.atomic():
                    app.job_manager.retry_job_by_id(
                        job.id, timezone.now(), job.priority, job.queue_name, job.lock
                    )
                text = _("De taak wordt opnieuw geprobeerd.")
            elif "cancel" in request.POST and job.status == TODO:
                # Not aborted: a job that began meanwhile ends as it would have.
                app.job_manager.cancel_job_by_id(job.id, abort=False)
                text = _("De taak is geannuleerd.")
            else:
                messages.error(request, _("Dat kan niet meer: de taak is intussen veranderd."))
                return
        except ConnectorException:
            messages.error(request, _("Het lukte niet. Een gelijke taak wacht al."))
            return
        log_use(
            action=Action.CHANGE,
            objects=[f"job:{job.task_name}:{job.pk}"],
            request=request,
            activity=Activity.MANAGEMENT,
        )
        messages.success(request, text)
