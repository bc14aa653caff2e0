"""The first page: choose a file, fetch a workbook, and the imports so far."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from profiles.access.guard import needs
from profiles.access.log_of_use import Action, log_use
from profiles.access.rights import Right
from profiles.imports import folder
from profiles.imports.files import MAX_BYTES
from profiles.imports.jobs import wake_worker
from profiles.imports.run import begin
from profiles.publication.locks import own_transactions
from profiles.register.models import Organisation
from profiles.staff.access import StaffRequest, is_admin
from profiles.staff.imports.overview import imports_for, row_of
from profiles.staff.imports.upload import PrivateFolderHandler, StoredFile

PER_PAGE = 10


class ImportForm(forms.Form):
    """`organisation` is asked of an admin only; a case worker imports for the own one."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=gettext_lazy("Voor welke organisatie?"),
        required=False,
        empty_label=gettext_lazy("Elke regel naar de organisatie die erin staat"),
        widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
    )
    create_organisations = forms.BooleanField(
        label=gettext_lazy("Maak organisaties die nog niet in het register staan"), required=False
    )


# The file may only be read once it is known where it goes: so before the token of the form is looked at,
# which is then done here.
@csrf_exempt
@own_transactions
@needs(Right.IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: StaffRequest) -> HttpResponse:
    """The page, and a file that is handed in."""
    if request.user.organisation is None and not is_admin(request.user):
        raise PermissionDenied(_("Uw account hoort nog bij geen organisatie."))
    if request.method == "POST":
        handler = PrivateFolderHandler()
        request.upload_handlers = [handler]
        try:
            response: HttpResponse = _handed_in(request)
        # Whatever broke it off, also a lost connection: no file of people stays behind.
        except BaseException:
            handler.drop()
            raise
        if response.status_code != HttpResponseRedirect.status_code:
            handler.drop()
        return response
    return _page(request, ImportForm(), error="")


@csrf_protect
def _handed_in(request: StaffRequest) -> HttpResponse:
    form = ImportForm(request.POST)
    # The handler gives its own sort of file.
    file: object = request.FILES.get("bestand")
    error = _fault_of(file)
    if error or not form.is_valid() or not isinstance(file, StoredFile):
        if isinstance(file, StoredFile):
            folder.remove(file.stored_as)
        return _page(request, form, error=error or _("Kies een bestand."), status=422)
    # The form has these fields for all; only of an admin they are taken.
    admin = is_admin(request.user)
    imported = begin(
        file_name=file.name,
        stored_as=file.stored_as,
        organisation=form.cleaned_data["organisation"] if admin else request.user.organisation,
        create_organisations=admin and form.cleaned_data["create_organisations"],
        now=timezone.now(),
        by=request.user,
    )
    log_use(action=Action.IMPORT, objects=[imported], request=request)
    wake_worker()
    return HttpResponseRedirect(reverse("imports:import", args=[imported.pk]))


def _fault_of(file: object) -> str:
    if not isinstance(file, StoredFile) or not file.name:
        return _("Kies een bestand.")
    if file.is_too_large:
        return _("Dit bestand is groter dan %(megabytes)s MB. Verdeel het, en kies het opnieuw.") % {
            "megabytes": MAX_BYTES // 1_000_000
        }
    if not file.stored_as:
        return _("Dit soort bestand kan niet worden gelezen. Geef een .xlsx- of een .csv-bestand.")
    return _("Het bestand is leeg.") if not file.size else ""


def _page(request: StaffRequest, form: ImportForm, *, error: str, status: int = 200) -> HttpResponse:
    page = Paginator(imports_for(request.user), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "error": error,
        "chooses": is_admin(request.user),
        "organisations": Organisation.objects.all() if is_admin(request.user) else [],
        "page": page,
        "rows": [row_of(each, now=timezone.now()) for each in page.object_list],
        "megabytes": MAX_BYTES // 1_000_000,
    }
    return render(request, "profiles/imports/imports.html", context, status=status)
