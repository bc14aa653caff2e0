"""Erase with a history what was kept of the requests that made it: who came from which page, and when.

The address of such a page holds the number of the person. A context that others
have a part in (one of an import) stays with theirs.
"""

from django.db import migrations

FORGET = """
CREATE OR REPLACE FUNCTION register_forget(candidate bigint, profile bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    contexts uuid[];
BEGIN
    IF EXISTS (SELECT FROM register_candidate WHERE id = candidate)
        OR EXISTS (SELECT FROM register_profile WHERE id = profile) THEN
        RAISE EXCEPTION 'history goes only with the person it is about'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    WITH facts AS (DELETE FROM register_profilefactevent WHERE profile_id = profile RETURNING pgh_context_id),
        profiles AS (DELETE FROM register_profileevent WHERE pgh_obj_id = profile RETURNING pgh_context_id),
        people AS (DELETE FROM register_candidateevent WHERE pgh_obj_id = candidate RETURNING pgh_context_id)
    SELECT array_agg(DISTINCT pgh_context_id) INTO contexts
    FROM (TABLE facts UNION ALL TABLE profiles UNION ALL TABLE people) AS gone;
    DELETE FROM pghistory_context AS context WHERE id = ANY (contexts) AND {unused};
END $$;
"""
UNUSED = """
    NOT EXISTS (SELECT FROM register_profilefactevent WHERE pgh_context_id = context.id)
    AND NOT EXISTS (SELECT FROM register_profileevent WHERE pgh_context_id = context.id)
    AND NOT EXISTS (SELECT FROM register_candidateevent WHERE pgh_context_id = context.id)
"""
# Of those who were erased before.
LEFT_BEHIND = f"DELETE FROM pghistory_context AS context WHERE {UNUSED};"


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0004_register_total_source"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(FORGET.format(unused=UNUSED), migrations.RunSQL.noop),
        migrations.RunSQL(LEFT_BEHIND, migrations.RunSQL.noop),
    ]
