"""A change with consequences is asked about, with numbers, before it is saved."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

SURE = "_sure"


class AskFirst(admin.ModelAdmin):
    """Says what a change would do; nothing to say: it is saved at once."""

    def consequences(self, request: HttpRequest, before: Any, form: ModelForm) -> Iterator[str]:
        """A line for each thing that the change does, with its number. `form` is valid and not saved."""
        raise NotImplementedError

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Django's, with the question in between."""
        if request.method == "POST" and object_id and SURE not in request.POST:
            lines = self._lines(request, object_id)
            if lines:
                return self._question(request, lines)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _lines(self, request: HttpRequest, object_id: str) -> list[str]:
        # Two copies: the form writes into the row that it is given.
        before, after = (self._row(object_id) for _copy in range(2))
        if before is None or not self.has_change_permission(request, before):
            return []
        form = self.get_form(request, after, change=True)(request.POST, request.FILES, instance=after)
        return list(self.consequences(request, before, form)) if form.is_valid() else []

    def _row(self, object_id: str) -> Model | None:
        key = unquote(object_id)
        return self.model._default_manager.filter(pk=key).first() if key.isdigit() else None

    def _question(self, request: HttpRequest, lines: list[str]) -> HttpResponse:
        # Everything that was sent goes along once more, so that the answer saves exactly this change.
        sent = [
            (name, value)
            for name in request.POST
            if name != "csrfmiddlewaretoken"
            for value in request.POST.getlist(name)
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Weet u het zeker?"),
            "opts": self.opts,
            "lines": lines,
            "sent": sent,
        }
        return TemplateResponse(request, "admin/ask_first.html", context)
