from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

from profiles.staff.admin.parts import ReadOnly
from profiles.staff.models import StaffUser


@admin.register(StaffUser)
class StaffUserAdmin(ReadOnly):
    """The accounts. One is changed on the page of the colleague, which guards, asks and logs."""

    list_display = ("username", "first_name", "last_name", "role", "organisation", "is_active", "last_login")
    list_filter = ("role", "organisation", "is_active", "is_staff")
    list_select_related = ("organisation",)
    search_fields = ("username", "first_name", "last_name", "email")
    fields = (
        *("username", "first_name", "last_name", "email", "role", "organisation"),
        *("is_active", "is_staff", "is_superuser", "last_login", "date_joined"),
    )

    def view_on_site(self, obj: Model) -> str:
        return reverse("accounts:colleague", args=[obj.pk])
