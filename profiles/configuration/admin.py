from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from profiles.configuration import current
from profiles.configuration.history import HistoryAdmin
from profiles.configuration.models import THE_ONE, Configuration, ShortText
from profiles.configuration.texts import BY_KEY, WORDINGS
from profiles.configuration.values import BOUNDS

__all__ = ["ConfigurationAdmin", "ShortTextAdmin"]


@admin.register(Configuration)
class ConfigurationAdmin(admin.ModelAdmin):
    """The one row, with its defaults while it is not saved."""

    fieldsets = (
        (_("Profielen"), {"fields": ("fresh_months",)}),
        (
            _("Herinneringen van het loket"),
            {"fields": ("remind_again_days", "escalate_days", "candidate_days")},
        ),
        (_("Zoekvragen van werkgevers"), {"fields": ("demand_weeks", "demand_threshold")}),
        (_("Toezicht"), {"fields": ("bulk_views", "bulk_minutes", "release_age_days", "least_free_percent")}),
    )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one row: the list is its page."""
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        # Without the right Django's own page answers 403.
        return redirect("admin:configuration_configuration_change", THE_ONE)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Configuration | None:
        return Configuration.saved() if object_id == str(THE_ONE) else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_form(
        self, request: HttpRequest, obj: Configuration | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        for name, (least, most) in BOUNDS.items():
            if name in form.base_fields:
                bounds = _("Van %(least)s tot en met %(most)s.") % {"least": least, "most": most}
                form.base_fields[name].help_text = f"{form.base_fields[name].help_text} {bounds}"
        return form

    def save_model(self, request: HttpRequest, obj: Configuration, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        current.forget()


@admin.register(ShortText)
class ShortTextAdmin(admin.ModelAdmin):
    """Texts in own words; the others are above the list, as the page words them."""

    list_display = ("key", "place", "nl", "en")
    fields = ("key", "place", "nl", "en")
    readonly_fields = ("place",)

    @admin.display(description=_("waar"))
    def place(self, text: ShortText) -> str:
        return str(BY_KEY[text.key].place) if text.key in BY_KEY else "–"

    def get_readonly_fields(self, request: HttpRequest, obj: ShortText | None = None) -> tuple[str, ...]:
        return ("key", "place") if obj else ("place",)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """With the texts that have no wording of their own."""
        worded = set(ShortText.objects.values_list("key", flat=True))
        own = [wording for wording in WORDINGS if wording.key not in worded]
        return super().changelist_view(request, {**(extra_context or {}), "own_words": own})

    def save_model(self, request: HttpRequest, obj: ShortText, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        current.forget()

    def delete_model(self, request: HttpRequest, obj: ShortText) -> None:
        super().delete_model(request, obj)
        current.forget()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ShortText]) -> None:
        super().delete_queryset(request, queryset)
        current.forget()


admin.site.register(apps.get_model("configuration", "ConfigurationEvent"), HistoryAdmin)
admin.site.register(apps.get_model("configuration", "ShortTextEvent"), HistoryAdmin)
