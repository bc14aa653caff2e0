from collections import Counter
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import BaseInlineFormSet, ModelChoiceField, ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.access.log_of_use import Action, log_use
from profiles.register.models import Profile, ProfileFact
from profiles.register.models.profile import ProfileQuerySet
from profiles.staff.access import profiles_for
from profiles.staff.admin.logs import LogsList
from profiles.staff.admin.parts import FoundByBlindIndex, NamelessLog
from profiles.staff.forms.candidate import RefusesBsn
from profiles.staff.forms.concept_field import contradiction
from profiles.vocabulary.attributes import BY_NAME, CHOSEN
from profiles.vocabulary.models import Concept


class Attention(admin.SimpleListFilter):
    """The same questions as the work list asks."""

    title = _("aandacht")
    parameter_name = "aandacht"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("toonbaar", _("Telt mee")),
            ("verouderd", _("Niet bevestigd")),
            ("onvolledig", _("Aan te vullen")),
        ]

    def queryset(self, request: HttpRequest, queryset: ProfileQuerySet) -> ProfileQuerySet:  # type: ignore[override]
        today = timezone.localdate()
        match self.value():
            case "toonbaar":
                return queryset.publishable(on=today)
            case "verouderd":
                return queryset.stale(on=today)
            case "onvolledig":
                return queryset.incomplete()
        return queryset


class FactFormSet(BaseInlineFormSet):
    """Facts that go together: one of a single attribute, none of one that does not apply."""

    def clean(self) -> None:
        super().clean()
        # A line that is wrong by itself has no concept to compare.
        if any(self.errors):
            return
        kept = [
            form for form in self.forms if form.instance.concept_id and not form.cleaned_data.get("DELETE")
        ]
        counts = Counter(form.instance.concept.attribute for form in kept)
        for name, times in counts.items():
            if times > 1 and not BY_NAME[name].many:
                raise ValidationError(_("Kies er één: %(what)s.") % {"what": BY_NAME[name].label})
            if name in (self.instance.not_applicable or []):
                raise ValidationError(contradiction(BY_NAME[name]))


class FactInline(admin.StackedInline):
    """What is there can be removed and what lacks added; a fact itself is never rewritten."""

    model = ProfileFact
    formset = FactFormSet
    extra = 0
    autocomplete_fields = ("concept",)
    readonly_fields = ("attribute",)
    fields = (("attribute", "concept"),)

    @admin.display(description=_("soort gegeven"))
    def attribute(self, fact: ProfileFact) -> str:
        return fact.concept.get_attribute_display() if fact.concept_id else ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProfileFact]:
        facts = super().get_queryset(request).select_related("concept")
        return facts.order_by("concept__attribute", "concept__position")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        chosen = [attribute.name for attribute in CHOSEN]
        if db_field.name == "concept":
            kwargs["queryset"] = Concept.objects.valid(on=timezone.localdate()).filter(attribute__in=chosen)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ProfileAdminForm(RefusesBsn, ModelForm):
    """The note may hold no BSN here either."""


@admin.register(Profile)
class ProfileAdmin(LogsList, FoundByBlindIndex, NamelessLog):
    """What a profile says. Its state, basis and objection go by the staff pages: they know the life cycle."""

    form = ProfileAdminForm
    to_candidate = "candidate__"
    list_display = ("reference", "organisation", "state", "confirmed_on", "publication_basis", "objected_on")
    list_filter = ("state", Attention, "publication_basis", "candidate__organisation")
    list_select_related = ("candidate__organisation",)
    list_per_page = 50
    actions = None
    # Counting all rows takes a query over everybody, for a figure that no one needs here.
    show_full_result_count = False
    search_fields = ("candidate__reference_index",)
    search_help_text = _("Typ het hele kenmerk of de hele achternaam van de kandidaat.")
    fields = (
        ("candidate", "state"),
        ("publication_basis", "basis_recorded_on", "objected_on"),
        ("hours_min", "hours_max", "available_from"),
        ("confirmed_on", "updated_at"),
        "note",
    )
    readonly_fields = (
        *("candidate", "state", "publication_basis", "basis_recorded_on"),
        *("objected_on", "confirmed_on", "updated_at"),
    )
    inlines = (FactInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # A profile goes with its candidate, and a withdrawn one stays.
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Profile]:
        return profiles_for(request.user)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Profile | None:
        # Every page about one profile comes through here.
        profile = super().get_object(request, object_id, from_field)
        if profile:
            log_use(
                action=Action.VIEW if request.method == "GET" else Action.CHANGE,
                objects=[profile.candidate],
                request=request,
            )
        return profile

    @admin.display(description=_("kenmerk van de kandidaat"))
    def reference(self, profile: Profile) -> str:
        return profile.candidate.reference

    @admin.display(description=_("organisatie"), ordering="candidate__organisation")
    def organisation(self, profile: Profile) -> str:
        return str(profile.candidate.organisation)
