"""Everything of an organisation in one file, for a user that may export it and says why."""

import tempfile

from django import forms
from django.contrib.admin import AdminSite
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.leaving.export_organisation import export_organisation
from profiles.register.models import Candidate, Organisation

# A page is cut off by a proxy after a minute; the command is not.
MOST_BY_PAGE = 5000


class ExportForm(forms.Form):
    """Why everything of an organisation leaves the register."""

    why = forms.CharField(
        label=_("Waarom exporteert u dit?"),
        min_length=5,
        max_length=200,
        help_text=_("Dit komt in het gebruikslog."),
    )


def export_page(site: AdminSite, request: HttpRequest, pk: int) -> HttpResponseBase:
    """The question, or the file. The caller saw to the right, and to transactions of its own."""
    organisation = get_object_or_404(Organisation, pk=pk)
    people = Candidate.objects.filter(organisation=organisation).count()
    form = ExportForm(request.POST if request.method == "POST" else None)
    if people <= MOST_BY_PAGE and form.is_valid():
        return _archive(organisation, request, form.cleaned_data["why"])
    context = {
        **site.each_context(request),
        "opts": Organisation._meta,
        "title": _("Exporteer alles"),
        "organisation": organisation,
        "people": people,
        "is_too_large": people > MOST_BY_PAGE,
        "form": form,
    }
    return TemplateResponse(request, "admin/register/organisation/export.html", context)


def _archive(organisation: Organisation, request: HttpRequest, why: str) -> HttpResponseBase:
    # Without a name on the disk; it is gone when it was sent.
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    now = timezone.localtime()
    export_organisation(organisation=organisation, stream=stream, now=now, why=why, request=request)
    stream.seek(0)
    name = f"organisatie-{organisation.pk}-{now:%Y-%m-%d}.zip"
    return FileResponse(stream, as_attachment=True, filename=name)
