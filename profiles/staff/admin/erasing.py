"""Erase a person: what goes is shown first, one asks, another confirms, and a proof without a name stays."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from profiles.access.rights import Right, has_right
from profiles.access.scope import as_system
from profiles.configuration.read_only import ReadOnlyAdmin
from profiles.publication.ask_erasure import ask_erasure, confirm_erasure, withdraw_erasure
from profiles.publication.erase_candidate import ErasureRefused
from profiles.publication.erasure_rows import in_words, rows_of
from profiles.publication.locks import own_transactions
from profiles.publication.models import Erasure
from profiles.register.models import Candidate
from profiles.staff.access import staff_of
from profiles.staff.admin.parts import as_lines


class ReasonForm(forms.Form):
    """Why a person is erased; words of one's own could name the person in the proof."""

    reason = forms.ChoiceField(
        label=_("Waarom wordt deze persoon gewist?"),
        choices=Erasure.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom deze persoon wordt gewist.")},
    )


def ask(site: admin.AdminSite, request: HttpRequest, candidate: Candidate) -> HttpResponse:
    """What an erasure takes along, and why it is asked; asking twice finds the first."""
    if not has_right(request.user, Right.ERASE_CANDIDATES):
        raise PermissionDenied(_("Wissen mag u niet. Vraag het de functioneel beheerder."))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        erasure, is_new = ask_erasure(
            candidate=candidate, reason=form.cleaned_data["reason"], by=staff_of(request), at=timezone.now()
        )
        text = (
            _("Gevraagd. Een tweede persoon bevestigt het; tot dan is er niets gewist.")
            if is_new
            else _("Het was al gevraagd, en wacht op een tweede persoon.")
        )
        messages.success(request, text)
        return redirect("admin:publication_erasure_change", erasure.pk)
    with as_system():
        # Counted over all that goes, also what the user may not read.
        rows = rows_of(candidate)
    context = {
        **site.each_context(request),
        "title": _("Wis deze persoon"),
        "candidate": candidate,
        "rows": in_words(rows),
        "form": form,
    }
    return TemplateResponse(request, "admin/publication/erasure/ask.html", context)


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    """Requests to erase, and the proofs of those that were."""

    list_display = ("asked_at", "number", "reason", "state", "asked_by", "ended_by", "ended_at", "rows_gone")
    list_filter = ("state", "reason")
    list_select_related = ("asked_by", "ended_by")

    @admin.display(description=_("rijen weg"))
    def rows_gone(self, erasure: Erasure) -> SafeString:
        return as_lines(f"{name}: {number}" for name, number in in_words(erasure.rows))

    @own_transactions
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Read a request or a proof; confirm or withdraw what is asked."""
        erasure = self.get_object(request, object_id)
        if erasure is None or not self.has_view_permission(request, erasure):
            raise Http404
        if request.method == "POST":
            self._end(request, erasure)
            return redirect(request.path)
        with as_system():
            # Of this request, and still there: after the erasure the counts of the proof are shown.
            person = Candidate.objects.filter(pk=erasure.number, erasures=erasure).first()
            rows = rows_of(person) if person else erasure.rows
        context = {
            **self.admin_site.each_context(request),
            "title": str(erasure),
            "opts": self.opts,
            "erasure": erasure,
            "rows": in_words(rows),
            "is_open": erasure.state == Erasure.State.ASKED,
            "is_own": erasure.asked_by_id == request.user.pk,
            "may_confirm": has_right(request.user, Right.CONFIRM_ERASURE),
        }
        return TemplateResponse(request, "admin/publication/erasure/confirm.html", context)

    def _end(self, request: HttpRequest, erasure: Erasure) -> None:
        try:
            if "withdraw" in request.POST:
                if not has_right(request.user, Right.ERASE_CANDIDATES):
                    raise PermissionDenied
                withdraw_erasure(erasure=erasure, by=staff_of(request), at=timezone.now())
                messages.success(request, _("Ingetrokken. De persoon blijft in het register."))
                return
            if not has_right(request.user, Right.CONFIRM_ERASURE):
                raise PermissionDenied(_("Bevestigen mag u niet."))
            if "sure" not in request.POST:
                messages.error(request, _("Zet het vinkje: dit kan niet ongedaan worden gemaakt."))
                return
            # A privacy officer confirms without access to candidates.
            with as_system():
                confirm_erasure(erasure=erasure, by=staff_of(request))
        except ErasureRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("De persoon is gewist. Dit bewijs, zonder naam, blijft."))
