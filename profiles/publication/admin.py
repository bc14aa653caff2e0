from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from explorer.release.models import Figures, Release
from profiles.publication import locks
from profiles.publication.activate_release import ActivationRefused, activate_release
from profiles.publication.anonymity_report import anonymity_report
from profiles.publication.figures.admin import FiguresAdmin
from profiles.publication.models import Activation, Policy, Publication
from profiles.publication.read_only_admin import ReadOnlyAdmin, as_text

PolicyEvent = apps.get_model("publication", "PolicyEvent")


@admin.register(Policy)
class PolicyAdmin(admin.ModelAdmin):
    """Rules of releases. The default one stays; what was changed is kept with its old values."""

    list_display = ["name", "k", "sampling_rate", "least_days", "least_changed", "is_default"]
    search_fields = ["name"]

    def has_delete_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_default)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Policy]) -> None:
        super().delete_queryset(request, queryset.filter(is_default=False))


@admin.register(PolicyEvent)
class PolicyEventAdmin(ReadOnlyAdmin):
    """Each change of a policy: the values after it; the row before it has the former ones."""

    list_display = [
        *("pgh_created_at", "pgh_label", "name", "k", "sampling_rate", "shapes"),
        *("least_days", "least_changed", "is_default", "pgh_context"),
    ]
    list_filter = ["name", "pgh_label"]
    ordering = ["-pgh_id"]


@admin.register(Activation)
class ActivationAdmin(ReadOnlyAdmin):
    list_display = ["publication", "at", "by"]
    list_filter = ["at"]


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ["release_number", "made_at", "made_by", "people", "groups", "forced_by"]
    list_filter = ["made_at"]
    search_fields = ["release_number", "made_by"]
    fields = [
        *("release_number", "made_at", "made_by", "forced_by", "forced_because"),
        *("rules", "figures", "report_link"),
    ]
    actions = ["activate"]

    @admin.display(description=_("mensen"))
    def people(self, publication: Publication) -> int:
        return int(publication.counts.get("people", 0))

    @admin.display(description=_("groepen"))
    def groups(self, publication: Publication) -> int:
        return int(publication.counts.get("groups", 0))

    @admin.display(description=_("beleid"))
    def rules(self, publication: Publication) -> SafeString:
        return as_text(publication.policy)

    @admin.display(description=_("aantallen"))
    def figures(self, publication: Publication) -> SafeString:
        return as_text(publication.counts)

    @admin.display(description=_("anonimiteitsrapport"))
    def report_link(self, publication: Publication) -> SafeString:
        address = reverse("admin:publication_publication_anonymity_report", args=[publication.pk])
        return format_html('<a href="{}">{}</a>', address, _("Bekijk of druk af"))

    def get_urls(self) -> list[URLPattern]:
        """With the report of one publication."""
        view = self.admin_site.admin_view(self.anonymity_report)
        name = "publication_publication_anonymity_report"
        return [path("<int:pk>/anonimiteit/", view, name=name), *super().get_urls()]

    def anonymity_report(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What a privacy officer reads and signs."""
        publication = self.get_object(request, str(pk))
        if publication is None:
            raise Http404
        if not self.has_view_permission(request, publication):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Anonimiteitsrapport van uitgave %(number)s") % {"number": publication.release_number},
            "opts": self.opts,
            "report": anonymity_report(publication=publication),
        }
        template = "admin/publication/publication/anonymity_report.html"
        return TemplateResponse(request, template, context)

    @admin.action(
        description=_("Zichtbaar maken (ook om terug te gaan naar een vorige uitgave)"),
        permissions=["activate"],
    )
    def activate(self, request: HttpRequest, queryset: QuerySet[Publication]) -> None:
        if len(queryset) != 1:
            self.message_user(request, _("Kies één publicatie."), messages.ERROR)
            return
        try:
            release = activate_release(
                number=queryset[0].release_number, on=timezone.localdate(), by=request.user.get_username()
            )
        except ActivationRefused as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.message_user(request, _("Uitgave %(number)s is nu zichtbaar.") % {"number": release.number})

    def has_activate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("publication.change_publication")

    @locks.own_transactions
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, extra_context)


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    """Lives on the explorer database; the router finds it."""

    list_display = ["number", "state", "released_on", "synthetic"]
    list_filter = ["state", "synthetic"]
    fields = ["number", "state", "released_on", "synthetic", "rules", "figures", "content_hash"]

    @admin.display(description=_("beleid"))
    def rules(self, release: Release) -> SafeString:
        return as_text(release.policy)

    @admin.display(description=_("aantallen"))
    def figures(self, release: Release) -> SafeString:
        return as_text(release.counts)


admin.site.register(Figures, FiguresAdmin)
