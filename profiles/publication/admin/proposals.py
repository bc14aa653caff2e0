"""A proposal for the policy: what it changes, what that does, and the decision of another person."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.access.rights import Right, has_right
from profiles.configuration.read_only import ReadOnlyAdmin
from profiles.publication.decide_policy import DecisionRefused, decide_policy
from profiles.publication.models import PolicyProposal
from profiles.publication.policy_values import differences
from profiles.publication.shape_labels import SHAPE_LABELS

LONGEST_REASON = 300
Verdict = PolicyProposal.Verdict


@admin.register(PolicyProposal)
class PolicyProposalAdmin(ReadOnlyAdmin):
    list_display = ["name", "asked_at", "asked_by", "verdict_in_words", "decided_by", "decided_at"]
    list_filter = ["verdict"]
    list_select_related = ["asked_by", "decided_by"]

    @admin.display(description=_("beleid"))
    def name(self, proposal: PolicyProposal) -> str:
        return str(proposal.values["name"])

    @admin.display(description=_("besluit"), ordering="verdict")
    def verdict_in_words(self, proposal: PolicyProposal) -> str:
        return proposal.get_verdict_display()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Read a proposal, and decide on it."""
        proposal = self.get_object(request, object_id)
        if proposal is None or not self.has_view_permission(request, proposal):
            raise Http404
        if request.method == "POST":
            self._decide(request, proposal)
            return redirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Voorstel voor het beleid “%(name)s”") % {"name": proposal.values["name"]},
            "opts": self.opts,
            "proposal": proposal,
            "differences": list(differences(proposal.former, proposal.values)),
            "effect": effect_rows(proposal.effect),
            "effect_refused": proposal.effect.get("new", {}).get("refused", ""),
            "counted_on": proposal.effect.get("on"),
            "may_approve": has_right(request.user, Right.APPROVE_POLICY),
            "is_own": proposal.asked_by_id == request.user.pk,
        }
        return TemplateResponse(request, "admin/publication/policyproposal/decide.html", context)

    def _decide(self, request: HttpRequest, proposal: PolicyProposal) -> None:
        verdict = request.POST.get("verdict", "")
        # Whether it is their own is for the verb to say.
        allowed = {Verdict.WITHDRAWN}
        if has_right(request.user, Right.APPROVE_POLICY):
            allowed |= {Verdict.APPROVED, Verdict.REFUSED}
        if verdict not in allowed:
            text = _("Dit besluit neemt u niet. Vraag het de functionaris gegevensbescherming.")
            self.message_user(request, text, messages.ERROR)
            return
        # PostgreSQL takes no NUL in a text.
        because = request.POST.get("because", "").replace("\0", "")[:LONGEST_REASON]
        try:
            decided = decide_policy(
                proposal=proposal, verdict=verdict, by=request.user, at=timezone.now(), because=because
            )
        except DecisionRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            said = _("Besluit vastgelegd: %(verdict)s.") % {"verdict": decided.get_verdict_display()}
            self.message_user(request, said)


def effect_rows(effect: dict[str, Any]) -> list[tuple[Any, Any, Any]]:
    """Label, by the former rules, by the new ones; nothing while the worker still counts."""
    former, new = effect.get("former", {}), effect.get("new", {})
    # Refused rules have no numbers either.
    if "groups" not in new:
        return []
    rows: list[tuple[Any, Any, Any]] = [
        (_("Mensen geteld"), former.get("people"), new["people"]),
        (_("Groepen"), former.get("groups"), new["groups"]),
        (
            _("Van alle groepen van minstens vijf mensen getoond"),
            _percent(former.get("recall")),
            _percent(new["recall"]),
        ),
    ]
    shapes = {**former.get("shapes", {}), **new["shapes"]}
    for name in shapes:
        label = _("Groepen: %(kind)s") % {"kind": SHAPE_LABELS.get(name, name)}
        rows.append((label, former.get("shapes", {}).get(name, 0), new["shapes"].get(name, 0)))
    return rows


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{100 * share:.1f} %".replace(".", ",")
