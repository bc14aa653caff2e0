"""Tokens of suppliers: made here, shown once, revoked here. See `profiles.supply`."""

import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from profiles.access.guard import require
from profiles.access.rights import Right
from profiles.staff.access import staff_of
from profiles.staff.admin.parts import ReadOnly
from profiles.supply.models import SupplierToken
from profiles.supply.tokens import MONTHS, make_token, revoke_token


class TokenForm(forms.ModelForm):
    """For which organisation, which system, and how long."""

    months = forms.TypedChoiceField(
        label=_("Hoe lang geldig"),
        coerce=int,
        choices=[
            (months, ngettext_lazy("%(n)s maand", "%(n)s maanden", months) % {"n": months})
            for months in MONTHS
        ],
        initial=MONTHS[-1],
        help_text=_("Daarna maakt u een nieuwe. Korter is veiliger."),
    )

    class Meta:
        model = SupplierToken
        fields = ("organisation", "name")

    @property
    def expires_at(self) -> datetime.datetime:
        return timezone.now() + relativedelta(months=self.cleaned_data["months"])


@admin.register(SupplierToken)
class SupplierTokenAdmin(ReadOnly):
    """No token is ever changed: what it opens and for how long is said when it is made."""

    actions = None
    form = TokenForm
    list_display = ("name", "organisation", "made_by", "made_at", "expires_at", "revoked_at", "last_used_at")
    list_filter = ("organisation",)
    list_select_related = ("organisation", "made_by")
    fields = ("organisation", "name", "months")

    def has_add_permission(self, request: HttpRequest) -> bool:
        # Beyond what `ReadOnly` allows: by the table of rights.
        return admin.ModelAdmin.has_add_permission(self, request)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Make one. The answer to the form shows it, and nothing ever does again."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TokenForm(request.POST if request.method == "POST" else None)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form}
        if not form.is_valid():
            title = {"title": _("Maak een sleutel voor een koppeling")}
            return TemplateResponse(request, "admin/supply/suppliertoken/make.html", {**context, **title})
        token, secret = make_token(
            organisation=form.cleaned_data["organisation"],
            name=form.cleaned_data["name"],
            expires_at=form.expires_at,
            by=staff_of(request),
            now=timezone.now(),
        )
        shown = {"title": _("De sleutel is gemaakt"), "token": token, "secret": secret}
        return TemplateResponse(request, "admin/supply/suppliertoken/made.html", {**context, **shown})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Look at one; revoke it."""
        require(request, Right.MANAGE_ACCOUNTS)
        token = self.get_object(request, object_id)
        if token is None:
            raise Http404
        if request.method == "POST":
            revoke_token(token=token, by=staff_of(request), now=timezone.now())
            messages.success(request, _("Ingetrokken. Deze sleutel opent niets meer."))
            return redirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": token.name,
            "token": token,
            "is_valid": token.is_valid(now=timezone.now()),
        }
        return TemplateResponse(request, "admin/supply/suppliertoken/revoke.html", context)
