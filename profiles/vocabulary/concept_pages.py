"""Pages of the admin about concepts: lists out and in, and two concepts that become one."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.vocabulary.merge_concepts import MergeRefused, merge_concepts, moves
from profiles.vocabulary.models import Concept
from profiles.vocabulary.word_lists import LISTS, MOST_BYTES, ListRefused, export_list, read_list

SHOWN = 200
KEPT = "word_list"
"""Key of the session under which a file waits for *yes*."""


def urls_of(concepts: admin.ModelAdmin) -> list[URLPattern]:
    """Addresses below that of concepts, for whoever may change them."""

    def guarded(page: Any) -> Any:
        def view(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if not concepts.has_change_permission(request):
                raise PermissionDenied
            return page(concepts, request, **arguments)

        return concepts.admin_site.admin_view(view)

    return [
        path("lijsten/", guarded(lists), name="vocabulary_lists"),
        path("lijsten/<slug:name>/", guarded(one_list), name="vocabulary_list"),
        path("lijsten/<slug:name>/csv/", guarded(download), name="vocabulary_list_csv"),
        path("<int:pk>/samenvoegen/", guarded(merge), name="vocabulary_merge"),
    ]


def lists(concepts: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Every list, to download or to read in."""
    context = {
        **concepts.admin_site.each_context(request),
        "title": _("Woordenlijsten"),
        "opts": concepts.opts,
        "lists": LISTS.items(),
    }
    return TemplateResponse(request, "admin/vocabulary/lists.html", context)


def download(concepts: admin.ModelAdmin, request: HttpRequest, name: str) -> HttpResponse:
    """A list as a CSV that spreadsheets open in the right letters."""
    if name not in LISTS:
        raise Http404
    # With a byte order mark: without it Excel takes UTF-8 for Windows letters.
    response = HttpResponse("\ufeff" + export_list(name), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


class FileForm(forms.Form):
    """A list to read in."""

    file = forms.FileField(
        error_messages={"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")}
    )


def one_list(concepts: admin.ModelAdmin, request: HttpRequest, name: str) -> HttpResponse:
    """Read a list in: first what would change, and after *yes* it is done."""
    if name not in LISTS:
        raise Http404
    plan, problem, form = None, "", FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            if "sure" in request.POST:
                # Taken out at once: sending the form twice must not apply the file twice.
                kept = request.session.pop(KEPT, None)
                if not kept or kept["name"] != name:
                    raise ListRefused(_("Kies het bestand opnieuw: er stond niets meer klaar."))
                applied = read_list(name, kept["content"].encode(), apply=True)
                text = _("Ingelezen: %(new)s nieuw, %(changed)s gewijzigd.") % {
                    "new": len(applied.new),
                    "changed": len(applied.changed),
                }
                _log(request, Concept, None, f"{LISTS[name]}. {text}")
                messages.success(request, text)
                return redirect("admin:vocabulary_lists")
            if form.is_valid():
                content = form.cleaned_data["file"].read(MOST_BYTES + 1)
                plan = read_list(name, content, apply=False)
                request.session[KEPT] = {"name": name, "content": content.decode("utf-8-sig")}
            else:
                problem = str(form.errors["file"][0]) if "file" in form.errors else _("Kies een bestand.")
        except ListRefused as refusal:
            problem = str(refusal)
    context = {
        **concepts.admin_site.each_context(request),
        "title": LISTS[name],
        "opts": concepts.opts,
        "name": name,
        "problem": problem,
        "plan": plan,
        "new": plan.new[:SHOWN] if plan else [],
        "changed": plan.changed[:SHOWN] if plan else [],
    }
    return TemplateResponse(request, "admin/vocabulary/list.html", context)


def merge(concepts: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other concept, see what moves, and say yes."""
    concept = get_object_or_404(Concept, pk=pk)
    today = timezone.localdate()
    others = Concept.objects.valid(on=today).of(concept.attribute).exclude(pk=pk).order_by("label_nl")
    chosen = (request.POST if request.method == "POST" else request.GET).get("in", "")
    into = (
        others.filter(pk=chosen).first()
        if chosen.isascii() and chosen.isdigit() and len(chosen) < 18
        else None
    )
    if request.method == "POST" and into:
        try:
            moved = merge_concepts(concept=concept, into=into, on=today)
        except MergeRefused as refusal:
            messages.error(request, str(refusal))
        else:
            text = _("“%(old)s” is nu “%(new)s”: %(n)s verwijzingen verplaatst.") % {
                "old": concept,
                "new": into,
                "n": sum(moved.values()),
            }
            _log(request, Concept, concept, text)
            messages.success(request, text)
            return redirect("admin:vocabulary_concept_change", into.pk)
    context = {
        **concepts.admin_site.each_context(request),
        "title": _("“%(concept)s” samenvoegen") % {"concept": concept},
        "opts": concepts.opts,
        "concept": concept,
        "others": others,
        "into": into,
        "moves": moves(concept).items(),
    }
    return TemplateResponse(request, "admin/vocabulary/merge.html", context)


def _log(request: HttpRequest, model: type[Concept], concept: Concept | None, text: str) -> None:
    LogEntry.objects.create(
        user_id=request.user.pk or 0,
        content_type=ContentType.objects.get_for_model(model),
        object_id=str(concept.pk) if concept else "",
        object_repr=str(concept or "")[:200],
        action_flag=CHANGE,
        change_message=text,
    )
