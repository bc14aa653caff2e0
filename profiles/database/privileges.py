"""Privileges by table and role in the register database."""

from explorer.database.privileges import (
    APPEND,
    QUEUE_FUNCTIONS,
    READ,
    WRITE,
    Declaration,
    columns,
    queue_tables,
)
from profiles.database.policies import POLICIES, VIEWS

_WEB = "register_web"

REGISTER = Declaration(
    roles=(_WEB,),
    tables={
        **{
            table: {_WEB: WRITE}
            for table in (
                "configuration_configuration",
                "configuration_shorttext",
                "vocabulary_concept",
                "vocabulary_occupationtitle",
                "vocabulary_titleconcept",
                "vocabulary_employerword",
                "vocabulary_wordconcept",
                "vocabulary_refusedterm",
                "register_candidate",
                "register_desk",
                "register_desk_municipalities",
                "register_organisation",
                "register_profile",
                "register_profilefact",
                "register_registertotal",
                "caseload_assignment",
                "caseload_retentionpolicy",
                "caseload_weeklymail",
                "desk_deskduty",
                "desk_case",
                "desk_outwardact",
                "desk_approach",
                "desk_nogoemployer",
                "desk_deskmail",
                "imports_import",
                "imports_importline",
                "imports_importfinding",
                "imports_importedvalues",
                "imports_importchange",
                "publication_policy",
                "publication_policyproposal",
                "publication_run",
                "account_emailaddress",
                "account_emailconfirmation",
                "mfa_authenticator",
                "socialaccount_socialaccount",
                "socialaccount_socialapp",
                "socialaccount_socialtoken",
                "usersessions_usersession",
                "accounts_invitation",
                "accounts_trycount",
                "mail_queuedmail",
                "register_cache",
                "staff_staffuser",
                "staff_staffuser_groups",
                "staff_staffuser_user_permissions",
                "auth_group",
                "auth_group_permissions",
                "django_session",
            )
        },
        # A token is made and revoked, and counts its uses; its organisation and its digest stay.
        "supply_suppliertoken": {
            _WEB: (*APPEND, columns("UPDATE", "revoked_at", "last_used_at", "minute", "asked"))
        },
        # What happened stays as it was: history is only added to.
        **{
            table: {_WEB: APPEND}
            for table in (
                "configuration_configurationevent",
                "configuration_shorttextevent",
                "register_candidateevent",
                "register_profileevent",
                "register_profilefactevent",
                "caseload_retentionpolicyevent",
                "publication_policyevent",
                "publication_activation",
                "accounts_rightschange",
            )
        },
        # What was sent out or reminded of stays said; it goes with the person or the case.
        # Kept by triggers on the facts, which run as the owner.
        "desk_recordedattributes": {_WEB: READ},
        # Of a letter the proposal is erased when the employer's data are.
        "desk_introduction": {_WEB: ("SELECT", "INSERT", "DELETE", columns("UPDATE", "proposal"))},
        # Its report grows while a release is proved, and an erased person leaves the fingerprints.
        "publication_publication": {
            _WEB: (*APPEND, columns("UPDATE", "report", "fingerprints")),
        },
        "publication_erasure": {_WEB: ("SELECT", "INSERT", "UPDATE")},
        "desk_reminder": {_WEB: ("SELECT", "INSERT", "DELETE")},
        # Written by triggers that run as the owner; the web role marks what it copied.
        "journal_entry": {_WEB: ("SELECT", columns("UPDATE", "copied_at"))},
        "journal_redone": {_WEB: APPEND},
        **{view: {_WEB: READ} for view in VIEWS},
        **queue_tables(_WEB),
        # Made once a year, and thrown away when no release of that year is left.
        "publication_samplingsecret": {_WEB: ("SELECT", "INSERT", "DELETE", columns("UPDATE", "secret"))},
        # What was counted stays as it was; only what never came outside is swept away.
        "publication_countedfigures": {_WEB: ("SELECT", "INSERT", "DELETE")},
        # The log of use is only added to; `access_forget_use` takes away what is past its term.
        "access_uselog": {_WEB: APPEND},
        "access_usesubject": {_WEB: APPEND},
        # An alarm is raised, mailed and handled; what was counted stays.
        "access_usealarm": {
            _WEB: (*APPEND, columns("UPDATE", "mailed_at", "handled_at", "handled_by", "finding"))
        },
        # These logs go with the person or the account they are about, but are never changed.
        **{table: {_WEB: ("SELECT", "INSERT", "DELETE")} for table in ("django_admin_log",)},
        # A context gains what is learned during a request (the account, after logging in).
        "pghistory_context": {_WEB: ("SELECT", "INSERT", "UPDATE")},
        **{table: {_WEB: READ} for table in ("auth_permission", "django_content_type", "django_migrations")},
    },
    functions={
        QUEUE_FUNCTIONS: (_WEB,),
        "_pgh_attach_context()": (_WEB,),
        "_pgtrigger_should_ignore(name)": (_WEB,),
        # Erases the history of a person that is erased already; see the migration of the register.
        "register_forget(bigint,bigint)": (_WEB,),
        "access_forget_use(integer)": (_WEB,),
    },
    policies=POLICIES,
    views=VIEWS,
)
