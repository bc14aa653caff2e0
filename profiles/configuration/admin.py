from collections.abc import Sequence
from typing import Any, ClassVar

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import CharField, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from profiles.configuration import current
from profiles.configuration.history import HistoryAdmin
from profiles.configuration.models import THE_ONE, Configuration, ShortText
from profiles.configuration.show_texts import show_own_texts
from profiles.configuration.texts import BY_KEY, CHOICES, PUBLIC_WORDINGS, WORDINGS, Wording
from profiles.configuration.values import BOUNDS

__all__ = ["ConfigurationAdmin", "ShortTextAdmin"]
PUBLIC_KEYS = frozenset(wording.key for wording in PUBLIC_WORDINGS)


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

    list_display = ("key", "site", "place", "nl", "en")
    fields = ("key", "place", "own_words_of_page", "nl", "en")
    actions = ("show_outside",)
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        CharField: {"widget": AdminTextareaWidget(attrs={"rows": 6})}
    }

    @admin.display(description=_("waar"))
    def place(self, text: ShortText) -> str:
        return str(BY_KEY[text.key].place) if text.key in BY_KEY else "–"

    @admin.display(description=_("site"))
    def site(self, text: ShortText) -> str:
        return str(_("werkgevers") if text.key in PUBLIC_KEYS else _("register"))

    @admin.display(description=_("woorden van de pagina zelf"))
    def own_words_of_page(self, text: ShortText) -> str:
        return str(BY_KEY[text.key].default or "–") if text.key in BY_KEY else "–"

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A text is worded once: what has words of its own is not offered again."""
        worded = set(ShortText.objects.values_list("key", flat=True))
        left = [
            (group, [(key, label) for key, label in choices if key not in worded])
            for group, choices in CHOICES
        ]
        kwargs.setdefault("choices", [("", "---------"), *left])
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: ShortText | None = None) -> tuple[str, ...]:
        shown = ("place", "own_words_of_page")
        return ("key", *shown) if obj else shown

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """With the texts that have no wording of their own."""
        worded = set(ShortText.objects.values_list("key", flat=True))
        own = [
            (site, [(each, _in_english(each)) for each in wordings if each.key not in worded])
            for site, wordings in (
                (_("Site voor werkgevers"), PUBLIC_WORDINGS),
                (_("Register"), WORDINGS),
            )
        ]
        return super().changelist_view(request, {**(extra_context or {}), "own_words": own})

    def has_show_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    @admin.action(description=_("Laat alle teksten opnieuw zien aan werkgevers"), permissions=["show"])
    def show_outside(self, request: HttpRequest, queryset: QuerySet[ShortText]) -> None:
        # After a restore of the public database, which then has older texts.
        show_own_texts()
        self.message_user(request, _("Werkgevers zien nu de teksten zoals ze hier staan."))

    def save_model(self, request: HttpRequest, obj: ShortText, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        self._changed(request, [obj])

    def delete_model(self, request: HttpRequest, obj: ShortText) -> None:
        super().delete_model(request, obj)
        self._changed(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ShortText]) -> None:
        texts = list(queryset)
        super().delete_queryset(request, queryset)
        self._changed(request, texts)

    def _changed(self, request: HttpRequest, texts: Sequence[ShortText]) -> None:
        current.forget()
        if not PUBLIC_KEYS.isdisjoint(text.key for text in texts):
            # Fails with the request where the public database is away: then nothing was changed here either.
            show_own_texts()
            self.message_user(request, _("Werkgevers zien dit binnen een minuut."))


def _in_english(wording: Wording) -> str:
    with override("en"):
        return str(wording.default)


admin.site.register(apps.get_model("configuration", "ConfigurationEvent"), HistoryAdmin)
admin.site.register(apps.get_model("configuration", "ShortTextEvent"), HistoryAdmin)
