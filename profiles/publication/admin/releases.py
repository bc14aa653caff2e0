from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from explorer.release.models import Figures, Release
from profiles.configuration.read_only import ReadOnlyAdmin
from profiles.publication.anonymity_report import anonymity_report
from profiles.publication.figures.admin import FiguresAdmin
from profiles.publication.models import Activation, Publication, Run
from profiles.publication.read_only_admin import as_list


@admin.register(Activation)
class ActivationAdmin(ReadOnlyAdmin):
    list_display = ["publication", "at", "by", "because"]
    list_filter = ["at"]


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ["release_number", "made_at", "made_by", "people", "groups", "forced_by", "switch_link"]
    list_filter = ["made_at"]
    search_fields = ["release_number", "made_by"]
    fields = [
        *("release_number", "made_at", "made_by", "forced_by", "forced_because"),
        *("rules", "figures", "report_link", "switch_link"),
    ]

    @admin.display(description=_("mensen"))
    def people(self, publication: Publication) -> int:
        return int(publication.counts.get("people", 0))

    @admin.display(description=_("groepen"))
    def groups(self, publication: Publication) -> int:
        return int(publication.counts.get("groups", 0))

    @admin.display(description=_("beleid"))
    def rules(self, publication: Publication) -> SafeString:
        return as_list(publication.policy)

    @admin.display(description=_("aantallen"))
    def figures(self, publication: Publication) -> SafeString:
        return as_list(publication.counts)

    @admin.display(description=_("anonimiteitsrapport"))
    def report_link(self, publication: Publication) -> SafeString:
        address = reverse("admin:publication_publication_anonymity_report", args=[publication.pk])
        return format_html('<a href="{}">{}</a>', address, _("Bekijk of druk af"))

    @admin.display(description=_("zichtbaar maken"))
    def switch_link(self, publication: Publication) -> SafeString | str:
        # Across two databases: no key can join them.
        release = Release.objects.filter(number=publication.release_number).first()
        if release is None:
            return str(_("vernietigd"))
        if release.state == Release.State.ACTIVE:
            return str(_("zichtbaar"))
        # That page asks why, and keeps it.
        address = reverse("staff:switch", args=[publication.release_number])
        return format_html('<a href="{}">{}</a>', address, _("Maak weer zichtbaar"))

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


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    """What was asked of the worker, and what came of it."""

    list_display = ["asked_at", "kind", "state", "asked_by", "ended_at", "attempts", "problem"]
    list_filter = ["kind", "state"]
    fields = [
        *("kind", "state", "asked_by", "asked_at", "started_at", "ended_at", "attempts", "step"),
        *("after", "forced_because", "publication", "outcome", "problem"),
    ]

    @admin.display(description=_("uitkomst"))
    def outcome(self, run: Run) -> SafeString:
        return as_list(run.result)


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    """Lives on the explorer database; the router finds it."""

    list_display = ["number", "state", "released_on", "synthetic"]
    list_filter = ["state", "synthetic"]
    fields = ["number", "state", "released_on", "synthetic", "rules", "figures", "content_hash"]

    @admin.display(description=_("beleid"))
    def rules(self, release: Release) -> SafeString:
        return as_list(release.policy)

    @admin.display(description=_("aantallen"))
    def figures(self, release: Release) -> SafeString:
        return as_list(release.counts)


admin.site.register(Figures, FiguresAdmin)
