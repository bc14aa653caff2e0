"""Organisations. Region and desk decide access to candidates: a change is confirmed with its numbers."""

from collections.abc import Iterator

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from profiles.access.guard import require
from profiles.access.rights import ROLES, PeopleScope, Right
from profiles.access.scope import as_system
from profiles.configuration.ask_first import AskFirst
from profiles.publication.locks import own_transactions
from profiles.register.models import Candidate, Organisation, Profile
from profiles.staff.admin.leaving import export_page
from profiles.staff.models import StaffUser


@admin.register(Organisation)
class OrganisationAdmin(AskFirst):
    actions = None
    list_display = ("name", "kind", "region", "desk")
    list_filter = ("kind", ("region", admin.RelatedOnlyFieldListFilter), "desk")
    list_select_related = ("region", "desk")
    search_fields = ("name",)

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """Only one without candidates and staff."""
        if obj is None:
            return False
        with as_system():
            is_empty = not obj.candidates.exists() and not obj.staff.exists()
        return is_empty and super().has_delete_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        """With the page that exports everything of an organisation."""
        view = self.admin_site.admin_view(self.export)
        return [path("<int:pk>/exporteren/", view, name="register_organisation_export"), *super().get_urls()]

    @own_transactions
    def export(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """What goes into the file, and why it is made; see `profiles.leaving`."""
        require(request, Right.EXPORT_ORGANISATION)
        return export_page(self.admin_site, request, pk)

    def consequences(self, request: HttpRequest, before: Organisation, form: ModelForm) -> Iterator[str]:
        """Access to candidates after the change."""
        changed = set(form.changed_data)
        if changed.isdisjoint({"region", "desk", "kind"}):
            return
        with as_system():
            people = Candidate.objects.filter(organisation=before).count()
            profiles = Profile.objects.filter(candidate__organisation=before)
            released = profiles.filter(state=Profile.State.PUBLISHED).count()
        staff = before.staff.filter(is_active=True).count()
        if "region" in changed:
            new = form.cleaned_data["region"]
            yield _("%(n)s kandidaten, van wie %(released)s vrijgegeven, komen bij de regio %(region)s.") % {
                "n": people,
                "released": released,
                "region": new,
            }
            yield _("%(n)s adviseurs van %(region)s zien deze kandidaten niet meer.") % {
                "n": advisers_of(before.region_id),
                "region": before.region,
            }
            yield _("%(n)s adviseurs van %(region)s zien deze kandidaten voortaan wel.") % {
                "n": advisers_of(new.pk),
                "region": new,
            }
            yield _("%(n)s medewerkers van deze organisatie horen daarna bij die regio.") % {"n": staff}
        if "desk" in changed:
            yield _("Het loket van %(n)s kandidaten en %(staff)s medewerkers wordt: %(desk)s.") % {
                "n": people,
                "staff": staff,
                "desk": form.cleaned_data["desk"] or _("geen"),
            }
        if "kind" in changed:
            yield _("In de openbare cijfers tellen %(n)s kandidaten voortaan mee als %(kind)s.") % {
                "n": people,
                "kind": form.instance.get_kind_display(),
            }


def advisers_of(region: int) -> int:
    """Number of staff with access to a region."""
    roles = [role for role, rights in ROLES.items() if rights.line is PeopleScope.REGION]
    return StaffUser.objects.filter(is_active=True, role__in=roles, organisation__region=region).count()
