"""What lists of the admin showed goes into the log of use, as what pages show."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from profiles.access.log_of_use import Action, log_use


class LogsList(admin.ModelAdmin):
    """A list of rows about people: all that are on the page were seen."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", {}).get("cl")
        if shown is not None:
            rows = [row for row in (self.person_of(row) for row in shown.result_list) if row is not None]
            if rows:
                log_use(action=Action.SEARCH if shown.query else Action.LIST, objects=rows, request=request)
        return response

    def person_of(self, row: Any) -> Any:
        """The candidate, or the row that names one; None for a row about no person."""
        return row
