"""Totals of the target-group register in the admin. Organisations and people: `profiles.staff.admin`."""

from django.contrib import admin

from profiles.register.models import RegisterTotal


@admin.register(RegisterTotal)
class RegisterTotalAdmin(admin.ModelAdmin):
    list_display = ("region", "counted_on", "people", "source")
    list_filter = (("region", admin.RelatedOnlyFieldListFilter), "counted_on")
    list_select_related = ("region",)
    search_fields = ("region__label_nl", "region__code")
