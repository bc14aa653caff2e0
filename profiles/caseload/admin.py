from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from profiles.access.rights import Right, has_right
from profiles.caseload.models import RetentionPolicy


@admin.register(RetentionPolicy)
class RetentionPolicyAdmin(admin.ModelAdmin):
    """The terms of keeping. There is one row; each change keeps its old and new values."""

    list_display = (
        *("__str__", "pause_months", "no_profile_months", "placed_months", "withdrawn_months", "notice_days"),
    )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Who reads the log of use judges the terms too.
        return any(has_right(request.user, right) for right in (Right.MANAGE_SETTINGS, Right.READ_LOG))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_right(request.user, Right.MANAGE_SETTINGS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return has_right(request.user, Right.MANAGE_SETTINGS) and not RetentionPolicy.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: RetentionPolicy, form: Any, change: bool) -> None:
        obj.pk = 1
        super().save_model(request, obj, form, change)
