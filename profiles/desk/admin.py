"""Desks, their staff, and what happened, in the admin. Cases are worked on in the pages of the desk."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.configuration.ask_first import AskFirst
from profiles.configuration.read_only import ReadOnlyAdmin
from profiles.desk.models import Case, DeskDuty, DeskMail, Introduction, Reminder
from profiles.desk.publish_desks import DesksRefused, publish_desks
from profiles.register.models import Desk
from profiles.vocabulary.models import Concept


class DutyInline(admin.StackedInline):
    model = DeskDuty
    autocomplete_fields = ("default_owner", "head")
    can_delete = False


@admin.register(Desk)
class DeskAdmin(AskFirst):
    """Employers see a change after the action that shows the desks outside."""

    inlines = [DutyInline]
    list_display = ("name", "code", "region", "phone", "email", "promised_days", "position")
    list_filter = (("region", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("region",)
    search_fields = ("name", "code", "email")
    filter_horizontal = ("municipalities",)
    actions = ["show_outside"]

    def get_readonly_fields(self, request: HttpRequest, obj: Desk | None = None) -> tuple[str, ...]:
        # Requests outside name their desk by its code.
        return ("code",) if obj else ()

    def consequences(self, request: HttpRequest, before: Desk, form: ModelForm) -> Iterator[str]:
        """Which requests another place or term is about."""
        changed = set(form.changed_data)
        is_open = Case.objects.filter(desk=before, closed_at=None).count()
        if changed & {"region", "municipalities"}:
            left = set(before.municipalities.all()) - set(form.cleaned_data["municipalities"])
            added = set(form.cleaned_data["municipalities"]) - set(before.municipalities.all())
            if left:
                yield _("Vragen uit %(places)s komen bij een ander loket.") % {"places": _names(left)}
            if added:
                yield _("Vragen uit %(places)s komen voortaan hier.") % {"places": _names(added)}
            if "region" in changed:
                yield _("De regio wordt %(region)s.") % {"region": form.cleaned_data["region"]}
            yield _("%(n)s organisaties noemen dit loket.") % {"n": before.organisations.count()}
            yield _("%(n)s lopende aanvragen blijven bij dit loket.") % {"n": is_open}
        if "promised_days" in changed:
            yield _(
                "De beloofde termijn wordt %(n)s werkdagen, voor nieuwe aanvragen. "
                "Voor %(open)s lopende aanvragen blijft de termijn die beloofd is."
            ) % {"n": form.cleaned_data["promised_days"], "open": is_open}

    def has_show_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("register.change_desk")

    @admin.action(description=_("Laat alle loketten zien aan werkgevers"), permissions=["show"])
    def show_outside(self, request: HttpRequest, queryset: QuerySet[Desk]) -> None:
        try:
            shown = publish_desks(at=timezone.now())
        except DesksRefused:
            text = _("Eén loket heeft geen telefoonnummer of e-mailadres. Er is niets gewijzigd.")
            self.message_user(request, text, messages.ERROR)
        else:
            self.message_user(request, _("Werkgevers zien nu %(n)s loketten.") % {"n": shown})


def _names(places: set[Concept]) -> str:
    return ", ".join(sorted(str(place) for place in places))


class WhatHappened(ReadOnlyAdmin):
    """To be looked at; what happened stays as it was."""

    list_display_links: Any = None
    show_full_result_count = False


@admin.register(Case)
class CaseAdmin(WhatHappened):
    list_display = ("number", "desk", "kind", "state", "owner", "due_on", "first_answer_at", "outcome")
    list_filter = ("desk", "state", "outcome")
    list_select_related = ("desk", "owner")
    search_fields = ("number",)


@admin.register(Introduction)
class IntroductionAdmin(WhatHappened):
    """Letters that were made: of which request, by which user, with which fields; no candidate is named."""

    list_display = ("made_at", "number", "made_by", "fields")
    list_filter = ("made_at",)
    list_select_related = ("approach__case", "made_by")

    @admin.display(description=_("aanvraag"))
    def number(self, letter: Introduction) -> str:
        return letter.approach.case.number


@admin.register(Reminder)
class ReminderAdmin(WhatHappened):
    list_display = ("on", "kind", "case")
    list_filter = ("kind", "on")
    list_select_related = ("case",)


@admin.register(DeskMail)
class DeskMailAdmin(WhatHappened):
    list_display = ("asked_at", "purpose", "case", "to", "state", "attempts", "error")
    list_filter = ("state", "purpose")
    list_select_related = ("case",)
