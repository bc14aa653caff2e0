"""Roles and their rights: the one table that pages, admin, row-level security, tests and docs read."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The function of a colleague; an account has one."""

    CASE_WORKER = "case_worker", _("klantmanager")
    DESK_ADVISER = "desk_adviser", _("adviseur van het loket")
    HEAD_OF_DESK = "head_of_desk", _("teamleider van het loket")
    ADMIN = "admin", _("functioneel beheerder")
    PRIVACY_OFFICER = "privacy_officer", _("functionaris gegevensbescherming")
    AUDITOR = "auditor", _("auditor")


class Right(models.TextChoices):
    """Something that pages or actions ask for."""

    VIEW_CANDIDATES = "view_candidates", _("Kandidaten bekijken")
    CHANGE_CANDIDATES = "change_candidates", _("Kandidaten invoeren en wijzigen")
    ANSWER_FOR_CANDIDATES = "answer_for_candidates", _("Antwoord van kandidaten vastleggen")
    ERASE_CANDIDATES = "erase_candidates", _("Kandidaten wissen, met een tweede persoon")
    CONFIRM_ERASURE = "confirm_erasure", _("Als tweede persoon bevestigen dat iemand wordt gewist")
    IMPORT = "import", _("Bestanden inlezen")
    WORK_AT_DESK = "work_at_desk", _("Aanvragen van werkgevers behandelen")
    LEAD_DESK = "lead_desk", _("Aanvragen verdelen en het loket leiden")
    VIEW_QUALITY = "view_quality", _("Zien hoe goed profielen te vinden zijn")
    PUBLISH = "publish", _("Een uitgave maken")
    SWITCH_RELEASE = "switch_release", _("Een vorige uitgave terugzetten")
    FORCE_RELEASE = "force_release", _("Een uitgave eerder maken dan het beleid toestaat")
    READ_REPORTS = "read_reports", _("Verslagen van uitgaven lezen")
    READ_LOG = "read_log", _("Het gebruikslog lezen en zoeken")
    EXPORT_LOG = "export_log", _("Uit het gebruikslog exporteren")
    HANDLE_ALARMS = "handle_alarms", _("Meldingen van veel inzage afhandelen")
    PROPOSE_POLICY = "propose_policy", _("Beleid voor anonimiteit voorstellen")
    APPROVE_POLICY = "approve_policy", _("Beleid voor anonimiteit goedkeuren")
    MANAGE_ACCOUNTS = "manage_accounts", _("Medewerkers uitnodigen en beheren")
    MANAGE_LISTS = "manage_lists", _("Woordenlijsten beheren")
    MANAGE_SETTINGS = "manage_settings", _("Loketten, organisaties, teksten en termijnen beheren")
    EXPORT_ORGANISATION = "export_organisation", _("Alles van een organisatie exporteren")
    VIEW_OPERATION = "view_operation", _("Taken, storingen en gezondheid zien")
    USE_ADMIN = "use_admin", _("De beheerpagina's openen")


class PeopleScope(enum.Enum):
    """Which people an account sees: the organisation's, the region's, all, or none."""

    ORGANISATION = "organisation"
    REGION = "region"
    EVERYBODY = "all"
    NOBODY = "nobody"

    @property
    def label(self) -> Any:
        return _LINES[self]


_LINES = {
    PeopleScope.ORGANISATION: _("de eigen organisatie"),
    PeopleScope.REGION: _("de eigen regio"),
    PeopleScope.EVERYBODY: _("iedereen"),
    PeopleScope.NOBODY: _("niemand"),
}


@dataclass(frozen=True)
class RoleRights:
    """What a role may, and of which people. `extra`: what an account of it may be given besides."""

    line: PeopleScope
    rights: frozenset[Right]
    extra: frozenset[Right] = frozenset()


_DESK = {
    Right.VIEW_CANDIDATES,
    Right.ANSWER_FOR_CANDIDATES,
    Right.WORK_AT_DESK,
    Right.VIEW_QUALITY,
}

ROLES: Mapping[str, RoleRights] = {
    Role.CASE_WORKER: RoleRights(
        line=PeopleScope.ORGANISATION,
        rights=frozenset(
            {
                Right.VIEW_CANDIDATES,
                Right.CHANGE_CANDIDATES,
                Right.ANSWER_FOR_CANDIDATES,
                Right.IMPORT,
            }
        ),
        # A manager of case workers; a small municipality lets one of them publish.
        extra=frozenset({Right.PUBLISH, Right.VIEW_QUALITY}),
    ),
    Role.DESK_ADVISER: RoleRights(line=PeopleScope.REGION, rights=frozenset(_DESK)),
    Role.HEAD_OF_DESK: RoleRights(line=PeopleScope.REGION, rights=frozenset({*_DESK, Right.LEAD_DESK})),
    Role.ADMIN: RoleRights(
        line=PeopleScope.EVERYBODY,
        rights=frozenset(
            {
                *_DESK,
                Right.CHANGE_CANDIDATES,
                Right.ERASE_CANDIDATES,
                Right.CONFIRM_ERASURE,
                Right.IMPORT,
                Right.LEAD_DESK,
                Right.PUBLISH,
                Right.SWITCH_RELEASE,
                Right.READ_REPORTS,
                Right.PROPOSE_POLICY,
                Right.MANAGE_ACCOUNTS,
                Right.MANAGE_LISTS,
                Right.MANAGE_SETTINGS,
                Right.EXPORT_ORGANISATION,
                Right.VIEW_OPERATION,
                Right.USE_ADMIN,
            }
        ),
    ),
    # Checks that the register is used rightly, and needs no people for it.
    Role.PRIVACY_OFFICER: RoleRights(
        line=PeopleScope.NOBODY,
        rights=frozenset(
            {
                Right.READ_REPORTS,
                Right.FORCE_RELEASE,
                Right.APPROVE_POLICY,
                Right.CONFIRM_ERASURE,
                Right.READ_LOG,
                Right.EXPORT_LOG,
                Right.HANDLE_ALARMS,
                Right.USE_ADMIN,
            }
        ),
    ),
    Role.AUDITOR: RoleRights(
        line=PeopleScope.NOBODY, rights=frozenset({Right.READ_REPORTS, Right.READ_LOG, Right.USE_ADMIN})
    ),
}

# An extra right of one account is a permission of Django, given in the admin.
EXTRA_PERMISSIONS: Mapping[Right, str] = {
    Right.PUBLISH: "publication.add_publication",
    Right.VIEW_QUALITY: "staff.view_quality",
}


def is_account(user: Any) -> TypeGuard[Any]:
    """Whether this is a member of staff with an account that is switched on."""
    return bool(getattr(user, "is_active", False)) and hasattr(user, "role")


def rights_of(user: Any) -> frozenset[Right]:
    """What a user may: by the role, and by what the account was given besides. Nothing when switched off.

    A superuser, made on the command line to set a register up, may everything.
    """
    if not is_account(user):
        return frozenset()
    if user.is_superuser:
        return frozenset(Right)
    role = ROLES.get(user.role)
    if role is None:
        return frozenset()
    given = {right for right in role.extra if EXTRA_PERMISSIONS[right] in user.get_all_permissions()}
    return role.rights | given


def has_right(user: Any, right: Right) -> bool:
    """Whether a user may do this."""
    return right in rights_of(user)


def line_of(user: Any) -> PeopleScope:
    """Which people a user sees; none without an organisation to see them for."""
    if not is_account(user):
        return PeopleScope.NOBODY
    if user.is_superuser:
        return PeopleScope.EVERYBODY
    role = ROLES.get(user.role)
    if role is None:
        return PeopleScope.NOBODY
    if role.line in {PeopleScope.ORGANISATION, PeopleScope.REGION} and user.organisation_id is None:
        return PeopleScope.NOBODY
    return role.line
