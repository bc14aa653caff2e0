from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from profiles.staff.models import StaffUser

POWERS = ("is_superuser", "groups", "user_permissions")


class NewStaffForm(AdminUserCreationForm):
    class Meta:
        model = StaffUser
        fields = ("username", "role", "organisation")


@admin.register(StaffUser)
class StaffUserAdmin(UserAdmin):
    add_form = NewStaffForm
    list_display = ("username", "first_name", "last_name", "role", "organisation", "is_active", "last_login")
    list_filter = ("role", "organisation", "is_active", "is_staff")
    list_select_related = ("organisation",)
    search_fields = ("username", "first_name", "last_name", "email")
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Werk"), {"fields": ("role", "organisation")}),
        *(UserAdmin.fieldsets or ())[1:],
    )
    add_fieldsets = (
        *(UserAdmin.add_fieldsets or ()),
        (_("Werk"), {"fields": ("role", "organisation")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: StaffUser | None = None) -> tuple[Any, ...]:
        # Only a superuser gives power.
        kept = tuple(self.readonly_fields)
        return kept if request.user.is_superuser else (*kept, *POWERS)

    def has_change_permission(self, request: HttpRequest, obj: StaffUser | None = None) -> bool:
        # An account that may do more is not taken over, by a new password or otherwise.
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: StaffUser | None = None) -> bool:
        # A user who looked at people stays in the log: switch the account off instead.
        return False
