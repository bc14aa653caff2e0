"""Figures in the admin: read them, and put them right by adding a set with a note."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from explorer.release.models import Figures
from profiles.configuration.read_only import ReadOnlyAdmin
from profiles.publication import locks
from profiles.publication.figures.correct_figures import correct_figures
from profiles.publication.figures.prepare import FiguresRefused
from profiles.publication.figures.wording import in_words
from profiles.publication.models import CountedFigures
from profiles.publication.read_only_admin import as_list


class CorrectionForm(forms.Form):
    """What was wrong. It is published beside the new figures."""

    note = forms.CharField(label=_("Wat klopte er niet?"), widget=AdminTextareaWidget)
    note_en = forms.CharField(label=_("Hetzelfde in het Engels"), widget=AdminTextareaWidget)


class FiguresAdmin(ReadOnlyAdmin):
    """What the outside shows, beside what was counted; to add one is to correct those there are."""

    list_display = ["on", "release_number", "threshold", "suppressed", "note"]
    fields = ["on", "release_number", "threshold", "suppressed", "note", "note_en", "synthetic", "shown"]

    @admin.display(description=_("achtergehouden"))
    def suppressed(self, figures: Figures) -> str:
        counted = CountedFigures.objects.filter(on=figures.on).first()
        return in_words(counted.report) if counted else ""

    @admin.display(description=_("cijfers"))
    def shown(self, figures: Figures) -> SafeString:
        return as_list(figures.data)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("publication.change_publication")

    @locks.own_transactions
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Count anew and publish it as of today, with a note."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = CorrectionForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                correct_figures(on=timezone.localdate(), by=request.user.get_username(), **form.cleaned_data)
            except FiguresRefused as error:
                form.add_error(None, str(error))
            else:
                self.message_user(request, _("De nieuwe cijfers zijn zichtbaar, met uw toelichting."))
                return redirect("admin:explorer_release_figures_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Cijfers corrigeren"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/explorer_release/figures/correct.html", context)
