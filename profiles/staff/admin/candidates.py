from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.access.log_of_use import Action, log_use
from profiles.register.encryption import EncryptedTextField
from profiles.register.models import Candidate
from profiles.register.verbs.create_candidate import ReferenceTaken
from profiles.staff.access import candidates_for
from profiles.staff.admin import erasing
from profiles.staff.admin.logs import LogsList
from profiles.staff.admin.parts import FoundByBlindIndex, NamelessLog
from profiles.staff.forms.candidate import MunicipalityField, RefusesBsn, municipalities


class CandidateAdminForm(RefusesBsn, ModelForm):
    """As the staff pages: no BSN, municipalities in their regions, a reference once per organisation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "municipality" in self.fields:
            places = municipalities(on=timezone.localdate(), held=self.instance.municipality_id)
            self.fields["municipality"] = MunicipalityField(places, home=None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        organisation, reference = cleaned.get("organisation"), cleaned.get("reference")
        if organisation and reference:
            taken = Candidate.objects.of(organisation).with_reference(reference).exclude(pk=self.instance.pk)
            if taken.exists():
                self.add_error("reference", str(ReferenceTaken()))
        return cleaned


@admin.register(Candidate)
class CandidateAdmin(LogsList, FoundByBlindIndex, NamelessLog):
    form = CandidateAdminForm
    list_display = ("reference", "organisation", "municipality", "state", "created_at")
    list_filter = ("organisation", "profile__state")
    list_select_related = ("organisation", "municipality", "profile")
    list_per_page = 50
    show_full_result_count = False
    # The field is not searched as text: see FoundByBlindIndex.
    search_fields = ("reference_index",)
    search_help_text = _("Typ het hele kenmerk of de hele achternaam.")
    readonly_fields = ("created_at",)
    # A box to tick per row would carry the name of the person.
    actions = None
    formfield_overrides = {EncryptedTextField: {"widget": AdminTextInputWidget}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Candidate]:
        return candidates_for(request.user)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Candidate | None:
        # Every page about one candidate comes through here.
        candidate = super().get_object(request, object_id, from_field)
        if candidate:
            log_use(
                action=Action.VIEW if request.method == "GET" else Action.CHANGE,
                objects=[candidate],
                request=request,
            )
        return candidate

    def has_delete_permission(self, request: HttpRequest, obj: Candidate | None = None) -> bool:
        # A person is erased by two people, with all of the history: see `erasing`.
        return False

    def get_urls(self) -> list[URLPattern]:
        """With the page that asks to erase a person."""
        view = self.admin_site.admin_view(self.erase)
        return [path("<int:pk>/wissen/", view, name="register_candidate_erase"), *super().get_urls()]

    def erase(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What would go, and why; a second person confirms it."""
        candidate = self.get_object(request, str(pk))
        if candidate is None:
            raise Http404
        return erasing.ask(self.admin_site, request, candidate)

    @admin.display(description=_("profiel"), ordering="profile__state")
    def state(self, candidate: Candidate) -> str:
        profile = getattr(candidate, "profile", None)
        return profile.get_state_display() if profile else ""
