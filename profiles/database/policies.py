"""Row-level security of the register, one table: which rows the web role sees and may write.

`profiles.access.scope` sets the scope of the user for the transaction; without one, no row. The owner
(migrations, functions with its rights) is not held by it. Each value is read in a subquery, which
PostgreSQL evaluates once a statement and not once a row.
"""

from collections.abc import Mapping

from explorer.database.privileges import Policy

SCOPE, ORGANISATIONS = "register.scope", "register.organisations"
DESK_REGION, READS_LOG, ACTOR = "register.desk_region", "register.reads_log", "register.actor"


def _setting(name: str) -> str:
    return f"(SELECT NULLIF(current_setting('{name}', true), ''))"


EVERYBODY = "(SELECT COALESCE(current_setting('register.scope', true), '') IN ('system', 'all'))"
SYSTEM = "(SELECT COALESCE(current_setting('register.scope', true), '') = 'system')"
SOMEBODY = "(SELECT COALESCE(current_setting('register.scope', true), '') <> '')"
LOG_READER = "(SELECT COALESCE(current_setting('register.reads_log', true), '') = 'on')"
OWN_USE = f"actor = {_setting(ACTOR)}::uuid"

OF_ORGANISATION = f"organisation_id = ANY ({_setting(ORGANISATIONS)}::bigint[])"
OF_CANDIDATE = "EXISTS (SELECT FROM register_candidate seen WHERE seen.id = {})"
OF_PROFILE = "EXISTS (SELECT FROM register_profile seen WHERE seen.id = {})"


def _line(of: str) -> Policy:
    return Policy(sees=f"{EVERYBODY} OR {of}")


def _history(of: str) -> Policy:
    """History is written by triggers, for whoever may write the row itself."""
    return Policy(sees=f"{EVERYBODY} OR {of}", adds="true")


DESKS = f"SELECT id FROM register_desk WHERE region_id = {_setting(DESK_REGION)}::bigint"  # noqa: S608 - constants
OF_CASE = "EXISTS (SELECT FROM desk_case seen WHERE seen.id = case_id)"
OF_IMPORT = "EXISTS (SELECT FROM imports_import seen WHERE seen.id = imported_id)"

# What *who fits* compares, without a check on each of three million facts, which took three times as long.
# A view has the rights of its owner; this one is empty for all but the system, by one check a statement.
_COMPARED = {
    "compared_candidate": ("register_candidate", "id, organisation_id, municipality_id"),
    "compared_profile": (
        "register_profile",
        "id, candidate_id, state, hours_min, hours_max, available_from, confirmed_on, objected_on,"
        " not_applicable, rather_not",
    ),
    "compared_fact": ("register_profilefact", "profile_id, concept_id"),
    "compared_attributes": ("desk_recordedattributes", "profile_id, bits"),
    "compared_no_go": ("desk_nogoemployer", "candidate_id, key"),
}
VIEWS: Mapping[str, str] = {
    view: f"SELECT {columns} FROM {table} WHERE {SYSTEM}"  # noqa: S608 - the names above
    for view, (table, columns) in _COMPARED.items()
}

POLICIES: Mapping[str, Policy] = {
    "register_candidate": _line(OF_ORGANISATION),
    "register_profile": _line(OF_CANDIDATE.format("candidate_id")),
    "register_profilefact": _line(OF_PROFILE.format("profile_id")),
    # Kept by triggers with the rights of the owner.
    "desk_recordedattributes": _line(OF_PROFILE.format("profile_id")),
    "register_candidateevent": _history(OF_CANDIDATE.format("pgh_obj_id")),
    "register_profileevent": _history(OF_PROFILE.format("pgh_obj_id")),
    "register_profilefactevent": _history(OF_PROFILE.format("profile_id")),
    # An address in it names a candidate by number.
    "pghistory_context": Policy(sees=SOMEBODY, adds="true"),
    "desk_approach": _line(OF_CANDIDATE.format("candidate_id")),
    "desk_nogoemployer": _line(OF_CANDIDATE.format("candidate_id")),
    "desk_introduction": _line("EXISTS (SELECT FROM desk_approach seen WHERE seen.id = approach_id)"),
    # A case worker sees the case in which somebody of the organisation was asked.
    "desk_case": _line(
        f"desk_id IN ({DESKS}) OR EXISTS (SELECT FROM desk_approach seen WHERE seen.case_id = desk_case.id)"
    ),
    "caseload_assignment": _line(OF_CANDIDATE.format("candidate_id")),
    # An import without an organisation is one of a functional admin.
    "imports_import": _line(OF_ORGANISATION),
    "imports_importline": _line(OF_IMPORT),
    "imports_importfinding": _line(OF_IMPORT),
    "imports_importchange": _line(OF_IMPORT),
    "imports_importedvalues": _line(OF_CANDIDATE.format("candidate_id")),
    # The proof of an erasure is for whoever asked for it, the second person and the readers of the log.
    "publication_erasure": _line(LOG_READER),
    "desk_outwardact": _line(OF_CASE),
    "desk_reminder": _line(OF_CASE),
    "desk_deskmail": _line(OF_CASE),
    # Copied and done again by the system alone; the triggers that write it run as the owner.
    "journal_entry": Policy(sees=SYSTEM),
    # Everybody adds to the log; it is read by its readers, and counted by whoever adds to it.
    "access_uselog": Policy(sees=f"{LOG_READER} OR {OWN_USE}", adds="true"),
    "access_usesubject": Policy(sees=f"{LOG_READER} OR {OWN_USE}", adds="true"),
    "access_usealarm": Policy(sees=LOG_READER, adds="true"),
}
