"""The organisations in the admin. The people stand in `profiles.staff.admin`, behind its access."""

from django.contrib import admin

from profiles.register.models import Organisation, RegisterTotal


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "region", "desk")
    list_filter = ("kind", ("region", admin.RelatedOnlyFieldListFilter), "desk")
    list_select_related = ("region", "desk")
    search_fields = ("name",)


@admin.register(RegisterTotal)
class RegisterTotalAdmin(admin.ModelAdmin):
    list_display = ("region", "counted_on", "people", "source")
    list_filter = (("region", admin.RelatedOnlyFieldListFilter), "counted_on")
    list_select_related = ("region",)
    search_fields = ("region__label_nl", "region__code")
