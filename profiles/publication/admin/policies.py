from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from explorer.release.shapes import SHAPES
from profiles.configuration.history import HistoryAdmin
from profiles.publication.models import Policy, PolicyProposal, Publication
from profiles.publication.policy_values import FIELDS
from profiles.publication.propose_policy import check_proposal, propose_policy
from profiles.publication.shape_labels import SHAPE_LABELS

SHAPE = "shape_"


class PolicyForm(forms.ModelForm):
    """The rules as fields: a box for each kind of group, and why it should change."""

    why = forms.CharField(
        label=_("Waarom?"),
        max_length=300,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("Wie goedkeurt, leest dit. Het blijft bewaard."),
    )

    class Meta:
        model = Policy
        fields = [name for name in FIELDS if name != "shapes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for shape in SHAPES:
            self.fields[SHAPE + shape.name].initial = self.instance.shapes.get(shape.name, True)

    def validate_constraints(self) -> None:
        # Of a proposal: the default is handed over once it is approved.
        pass

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            former = Policy.objects.filter(pk=self.instance.pk).first()
            check_proposal(former, self.proposed())
        return cleaned

    def proposed(self) -> dict[str, Any]:
        """The values of a proposal."""
        shapes = {shape.name: self.cleaned_data[SHAPE + shape.name] for shape in SHAPES}
        return {name: shapes if name == "shapes" else self.cleaned_data[name] for name in FIELDS}


for _shape in SHAPES:
    # In both dicts: the admin asks the one for its fieldsets, the form the other.
    PolicyForm.base_fields[SHAPE + _shape.name] = PolicyForm.declared_fields[SHAPE + _shape.name] = (
        forms.BooleanField(label=SHAPE_LABELS[_shape.name], required=False)
    )


@admin.register(Policy)
class PolicyAdmin(admin.ModelAdmin):
    """Rules of releases. Saving proposes; another person approves, and then they hold."""

    form = PolicyForm
    actions = None
    list_display = ["name", "k", "sampling_rate", "least_days", "least_changed", "is_default", "waits"]
    search_fields = ["name"]
    fieldsets = (
        (None, {"fields": ("name", "is_default", "why")}),
        (_("Anonimiteit"), {"fields": ("k", "sampling_rate")}),
        (_("Groepen die worden getoond"), {"fields": tuple(SHAPE + shape.name for shape in SHAPES)}),
        (_("Tijd tussen uitgaven"), {"fields": ("least_days", "least_changed")}),
        (
            _("Openbare cijfers"),
            {"fields": ("figures_threshold", "figures_days", "figures_by_organisation_months")},
        ),
    )

    @admin.display(description=_("voorstel"))
    def waits(self, policy: Policy) -> str:
        return str(_("wacht op een besluit")) if policy.proposals.filter(verdict="").exists() else ""

    def has_delete_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        """Never the default, one that a release was made by, or one of which a proposal is kept."""
        return super().has_delete_permission(request, obj) and not (obj and is_in_use(obj))

    def save_model(self, request: HttpRequest, obj: Policy, form: Any, change: bool) -> None:
        # The row stays as it is: what was filled in becomes a proposal.
        request.proposal = propose_policy(  # type: ignore[attr-defined]
            policy=Policy.objects.get(pk=obj.pk) if change else None,
            values=form.proposed(),
            why=form.cleaned_data["why"],
            by=request.user,
            at=timezone.now(),
        )

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:  # type: ignore[override]
        """Nothing was added yet: the proposal is its own record."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:  # type: ignore[override]
        """Likewise."""

    def response_add(self, request: HttpRequest, obj: Policy, post_url_continue: Any = None) -> HttpResponse:
        return self._to_proposal(request)

    def response_change(self, request: HttpRequest, obj: Policy) -> HttpResponse:
        return self._to_proposal(request)

    def _to_proposal(self, request: HttpRequest) -> HttpResponse:
        text = _("Het voorstel wacht op een ander die het goedkeurt. Tot dan verandert er niets.")
        self.message_user(request, text, messages.SUCCESS)
        proposal: PolicyProposal = request.proposal  # type: ignore[attr-defined]
        return redirect("admin:publication_policyproposal_change", proposal.pk)


def is_in_use(policy: Policy) -> bool:
    """Whether releases are, were, or may soon be made by it."""
    # As it is kept, not as a form filled it in.
    kept = Policy.objects.get(pk=policy.pk)
    return (
        kept.is_default
        or kept.proposals.exists()
        or Publication.objects.filter(policy=kept.rules().to_json()).exists()
    )


PolicyEvent = apps.get_model("publication", "PolicyEvent")


@admin.register(PolicyEvent)
class PolicyEventAdmin(HistoryAdmin):
    """Each change of a policy, from which value to which."""

    list_display = ("when", "what", "name", "who", "old_and_new")
    list_filter = ("name", "pgh_label")
    not_shown = ()
