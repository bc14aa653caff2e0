"""Which rights open which models in the admin. Django asks for permissions; the table of roles answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Model

from profiles.access.rights import Right, rights_of

Rights = frozenset[Right]


@dataclass(frozen=True)
class ModelRights:
    """One of `view` to look, one of `change` to add, change or delete as far as its admin lets anybody."""

    view: Rights
    change: Rights = frozenset()


def _rights(*rights: Right) -> Rights:
    return frozenset(rights)


PEOPLE = ModelRights(_rights(Right.VIEW_CANDIDATES), _rights(Right.CHANGE_CANDIDATES))
HISTORY = ModelRights(_rights(Right.VIEW_CANDIDATES))
SETTINGS = ModelRights(_rights(Right.MANAGE_SETTINGS), _rights(Right.MANAGE_SETTINGS))
SETTINGS_HISTORY = ModelRights(_rights(Right.MANAGE_SETTINGS, Right.READ_LOG))
LISTS = ModelRights(_rights(Right.MANAGE_LISTS), _rights(Right.MANAGE_LISTS))
ACCOUNTS = ModelRights(_rights(Right.MANAGE_ACCOUNTS), _rights(Right.MANAGE_ACCOUNTS))
RELEASES = ModelRights(
    _rights(Right.READ_REPORTS, Right.PUBLISH, Right.SWITCH_RELEASE), _rights(Right.SWITCH_RELEASE)
)
POLICY = ModelRights(
    _rights(Right.PROPOSE_POLICY, Right.APPROVE_POLICY, Right.READ_REPORTS), _rights(Right.PROPOSE_POLICY)
)
ERASING = _rights(Right.ERASE_CANDIDATES, Right.CONFIRM_ERASURE)
DESK = ModelRights(_rights(Right.LEAD_DESK))

MODELS: Mapping[str, ModelRights] = {
    "register.candidate": PEOPLE,
    "register.profile": PEOPLE,
    "register.profilefact": PEOPLE,
    "register.candidateevent": HISTORY,
    "register.profileevent": HISTORY,
    "register.profilefactevent": HISTORY,
    "register.organisation": SETTINGS,
    "register.desk": SETTINGS,
    "register.registertotal": SETTINGS,
    "desk.deskduty": SETTINGS,
    "configuration.configuration": SETTINGS,
    "configuration.shorttext": SETTINGS,
    "configuration.configurationevent": SETTINGS_HISTORY,
    "configuration.shorttextevent": SETTINGS_HISTORY,
    "caseload.retentionpolicy": ModelRights(
        _rights(Right.MANAGE_SETTINGS, Right.READ_LOG), _rights(Right.MANAGE_SETTINGS)
    ),
    "vocabulary.concept": LISTS,
    "vocabulary.occupationtitle": LISTS,
    "vocabulary.titleconcept": LISTS,
    "vocabulary.employerword": LISTS,
    "vocabulary.wordconcept": LISTS,
    "vocabulary.refusedterm": LISTS,
    "publication.policy": POLICY,
    "publication.policyevent": ModelRights(POLICY.view),
    "publication.policyproposal": ModelRights(
        POLICY.view, _rights(Right.PROPOSE_POLICY, Right.APPROVE_POLICY)
    ),
    "publication.publication": RELEASES,
    "publication.activation": ModelRights(RELEASES.view),
    "publication.run": ModelRights(RELEASES.view | {Right.VIEW_OPERATION}),
    "publication.erasure": ModelRights(ERASING | {Right.READ_LOG}, ERASING),
    "explorer_release.release": ModelRights(RELEASES.view),
    "explorer_release.figures": RELEASES,
    "desk.case": DESK,
    "desk.introduction": DESK,
    "desk.reminder": DESK,
    "desk.deskmail": ModelRights(_rights(Right.LEAD_DESK, Right.VIEW_OPERATION)),
    "mail.queuedmail": ModelRights(_rights(Right.VIEW_OPERATION)),
    "staff.staffuser": ACCOUNTS,
    "supply.suppliertoken": ACCOUNTS,
    "procrastinate.procrastinatejob": ModelRights(_rights(Right.VIEW_OPERATION)),
}
"""Label of a model -> the rights. A model without a line is not in the admin; see `admin_site`."""


class RightsBackend(BaseBackend):
    """Answers `user.has_perm` for the models of the table; it authenticates no account."""

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        """Whether the role gives this permission of Django, as `app.action_model`."""
        app, _dot, codename = perm.partition(".")
        action, _underscore, model = codename.partition("_")
        needed = MODELS.get(f"{app}.{model}")
        # Django asks for models of other packages too: what the table does not name is closed.
        if needed is None or action not in {"view", "add", "change", "delete"}:
            return False
        return not rights_of(user_obj).isdisjoint(needed.view if action == "view" else needed.change)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Whether there is anything to see of an app."""
        rights = rights_of(user_obj)
        seen = (each.view for label, each in MODELS.items() if label.partition(".")[0] == app_label)
        return any(not rights.isdisjoint(view) for view in seen)
