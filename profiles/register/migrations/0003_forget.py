"""A way to erase the history of somebody who is erased, and of nobody else.

The web role may only add to history. This function runs as its owner and
refuses while the person or the profile still exists.
"""

from django.db import migrations

FORGET = """
CREATE FUNCTION register_forget(candidate bigint, profile bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM register_candidate WHERE id = candidate)
        OR EXISTS (SELECT FROM register_profile WHERE id = profile) THEN
        RAISE EXCEPTION 'history goes only with the person it is about'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    DELETE FROM register_profilefactevent WHERE profile_id = profile;
    DELETE FROM register_profileevent WHERE pgh_obj_id = profile;
    DELETE FROM register_candidateevent WHERE pgh_obj_id = candidate;
END $$;
REVOKE ALL ON FUNCTION register_forget(bigint, bigint) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0002_name_the_history")]

    operations = [migrations.RunSQL(FORGET, "DROP FUNCTION register_forget(bigint, bigint);")]
