from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, OrderBy, QuerySet
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.configuration.ask_first import AskFirst
from profiles.vocabulary import concept_pages
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.forms import ConceptForm, ParentSelect
from profiles.vocabulary.models import (
    Concept,
    EmployerWord,
    OccupationTitle,
    RefusedTerm,
    TitleConcept,
    WordConcept,
)
from profiles.vocabulary.path import Path, depth
from profiles.vocabulary.usage import usage


class ValidityFilter(admin.SimpleListFilter):
    title = gettext_lazy("geldigheid")
    parameter_name = "geldig"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ja", _("Nu geldig")), ("nee", _("Nu niet geldig"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Concept]) -> QuerySet[Concept]:
        valid = Concept.objects.valid(on=timezone.localdate())
        if self.value() == "ja":
            return queryset.filter(pk__in=valid)
        return queryset.exclude(pk__in=valid) if self.value() == "nee" else queryset


@admin.register(Concept)
class ConceptAdmin(AskFirst):
    """The tree, with pages to merge two concepts and to read lists out and in."""

    form = ConceptForm
    list_display = ("in_tree", "code", "attribute", "label_en", "valid_from", "valid_until")
    list_display_links = ("in_tree",)
    list_filter = ("attribute", ValidityFilter)
    list_select_related = False
    list_per_page = 100
    # Counting all concepts at each search costs more than the search.
    show_full_result_count = False
    search_fields = ("label_nl", "label_en", "display_nl", "code", "synonyms_nl", "synonyms_en")
    search_help_text = gettext_lazy("Zoek op naam, synoniem of code.")
    autocomplete_fields = ("parent",)
    fieldsets = (
        (None, {"fields": ("attribute", "code", "parent", "position")}),
        (gettext_lazy("Namen"), {"fields": ("label_nl", "synonyms_nl", "label_en", "synonyms_en")}),
        (
            gettext_lazy("Wat werkgevers lezen"),
            {"fields": ("display_nl", "display_en", "is_heading")},
        ),
        (
            gettext_lazy("Geldigheid"),
            {
                "fields": ("valid_from", "valid_until"),
                "description": gettext_lazy(
                    "Is een begrip niet meer nodig? Vul dan een einddatum in. Verwijderen kan alleen zolang "
                    "niets het begrip gebruikt."
                ),
            },
        ),
        (gettext_lazy("Herkomst en plaats"), {"fields": ("scheme", "uri", "latitude", "longitude")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Concept]:
        return super().get_queryset(request).annotate(path=Path())

    def get_ordering(self, request: HttpRequest) -> tuple[str | OrderBy, ...]:
        return "attribute", Path().asc()

    def get_urls(self) -> list[URLPattern]:
        """With the pages of lists, and the page that merges two concepts."""
        return [*concept_pages.urls_of(self), *super().get_urls()]

    def consequences(self, request: HttpRequest, before: Concept, form: ModelForm) -> Iterator[str]:
        """What refers to a concept that moves in the tree, or ends."""
        changed = set(form.changed_data)
        if changed.isdisjoint({"parent", "valid_until"}):
            return
        uses = usage([before])
        if "parent" in changed:
            yield _("“%(concept)s” komt onder “%(parent)s”, en telt in de volgende publicatie daar mee.") % {
                "concept": before,
                "parent": form.cleaned_data["parent"] or _("niets"),
            }
        if "valid_until" in changed:
            yield _("Na %(day)s kiest niemand het meer; wie het heeft, houdt het.") % {
                "day": form.cleaned_data["valid_until"] or _("nooit")
            }
        for kind, count in uses.items():
            yield _("%(count)d × %(kind)s gebruiken dit begrip.") % {"count": count, "kind": kind}

    @admin.display(description=gettext_lazy("begrip"), ordering="path")
    def in_tree(self, concept: Concept) -> SafeString:
        """The label, moved to the right as deep as the concept is in the tree."""
        space = "\N{EM SPACE}" * 2 * depth(getattr(concept, "path", []))
        return format_html("{}{}", space, concept.label)

    def get_readonly_fields(self, request: HttpRequest, obj: Concept | None = None) -> tuple[str, ...]:
        """What a concept is known by stays: profiles and releases lean on it."""
        # Not by rights: no admin may change them.
        return ("attribute", "code") if obj else ()

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Concept | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"code": ("label_nl",)}

    def get_form(
        self, request: HttpRequest, obj: Concept | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        attribute = obj.attribute if obj else self.get_changeform_initial_data(request).get("attribute", "")
        parent = form.base_fields.get("parent")
        if isinstance(parent, ModelChoiceField) and attribute in BY_NAME:
            # The widget inside the wrapper with the plus sign.
            parent.widget.widget.attribute = attribute
        return form

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.name == "parent":
            kwargs["widget"] = ParentSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Concept], search_term: str
    ) -> tuple[QuerySet[Concept], bool]:
        """The autocomplete of a parent adds the attribute it wants."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if (attribute := request.GET.get("attribute")) in BY_NAME:
            found = found.filter(attribute=attribute)
        return found, may_repeat

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """Refuses what is in use and says how often, never by which rows."""
        uses = usage(list(objs))
        if not uses:
            return super().get_deleted_objects(objs, request)
        used = [_("%(count)d × %(kind)s") % {"count": count, "kind": kind} for kind, count in uses.items()]
        advice = _(
            "Het begrip is in gebruik en blijft bestaan. Vul een einddatum in, dan kiest niemand het meer."
        )
        return [], {}, set(), [*used, advice]


class MeaningInline(admin.StackedInline):
    """Concepts in the order that counts; a few empty ones to add some. Stacked: each field has its label."""

    autocomplete_fields = ("concept",)
    fields = ("position", "concept")
    extra = 2


class TitleConceptInline(MeaningInline):
    model = TitleConcept


class WordConceptInline(MeaningInline):
    model = WordConcept


@admin.register(OccupationTitle)
class OccupationTitleAdmin(admin.ModelAdmin):
    list_display = ("name", "occupation", "meanings", "in_use")
    list_filter = ("in_use",)
    list_select_related = ("occupation",)
    list_per_page = 100
    search_fields = ("title", "occupation__label_nl", "occupation__code", "concepts__label_nl")
    search_help_text = gettext_lazy("Zoek op functienaam, beroep, taak of vaardigheid.")
    autocomplete_fields = ("occupation",)
    fields = ("occupation", "title", "in_use")
    inlines = (TitleConceptInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OccupationTitle]:
        return super().get_queryset(request).prefetch_related("meanings__concept")

    @admin.display(description=gettext_lazy("functienaam"), ordering="title")
    def name(self, title: OccupationTitle) -> str:
        """The title, or that it is the occupation itself."""
        return title.title or _("(het beroep zelf)")

    @admin.display(description=gettext_lazy("taken en vaardigheden"))
    def meanings(self, title: OccupationTitle) -> str:
        return ", ".join(str(meaning) for meaning in title.meanings.all())


@admin.register(EmployerWord)
class EmployerWordAdmin(admin.ModelAdmin):
    list_display = ("word", "language", "meanings", "in_use")
    list_filter = ("language", "in_use")
    list_per_page = 100
    search_fields = ("word", "concepts__label_nl", "concepts__label_en")
    search_help_text = gettext_lazy("Zoek op woord of op wat het betekent.")
    fields = ("word", "language", "in_use")
    inlines = (WordConceptInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[EmployerWord]:
        return super().get_queryset(request).prefetch_related("meanings__concept")

    @admin.display(description=gettext_lazy("betekenis"))
    def meanings(self, word: EmployerWord) -> str:
        return ", ".join(str(meaning) for meaning in word.meanings.all())


@admin.register(RefusedTerm)
class RefusedTermAdmin(admin.ModelAdmin):
    list_display = ("word", "reason", "in_use")
    list_filter = ("reason", "in_use")
    list_per_page = 100
    search_fields = ("word",)
    search_help_text = gettext_lazy("Zoek op woord.")
    fields = ("word", "reason", "in_use")
