"""A released row is never changed, and nothing joins a release once it was shown."""

from django.db import migrations

ROWS = ("publishedprofile", "publishedconcept", "releaseindex", "referencekey", "withdrawal")
FILLED = ("publishedprofile", "publishedconcept", "releaseindex", "referencekey")

FUNCTIONS = """
CREATE FUNCTION explorer_release_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a release is immutable: % cannot be updated', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION explorer_release_only_state() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before explorer_release_release := OLD;
BEGIN
    before.state := NEW.state;
    IF before IS DISTINCT FROM NEW THEN
        RAISE EXCEPTION 'a release is immutable: only its state may change'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION explorer_release_only_while_prepared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM added JOIN explorer_release_release release ON release.number = added.release_id
        WHERE release.state <> 'prepared'
    ) THEN
        RAISE EXCEPTION 'a release is immutable: nothing can be added to % once it was shown', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""


def _triggers() -> str:
    refused = [
        f"CREATE TRIGGER refuse_update BEFORE UPDATE ON explorer_release_{table} "
        "FOR EACH ROW EXECUTE FUNCTION explorer_release_refuse_update();"
        for table in ROWS
    ]
    filled = [
        f"CREATE TRIGGER only_while_prepared AFTER INSERT ON explorer_release_{table} "
        "REFERENCING NEW TABLE AS added FOR EACH STATEMENT "
        "EXECUTE FUNCTION explorer_release_only_while_prepared();"
        for table in FILLED
    ]
    state = (
        "CREATE TRIGGER only_state BEFORE UPDATE ON explorer_release_release "
        "FOR EACH ROW EXECUTE FUNCTION explorer_release_only_state();"
    )
    return "\n".join([*refused, *filled, state])


def _no_triggers() -> str:
    dropped = [f"DROP TRIGGER refuse_update ON explorer_release_{table};" for table in ROWS]
    dropped += [f"DROP TRIGGER only_while_prepared ON explorer_release_{table};" for table in FILLED]
    dropped.append("DROP TRIGGER only_state ON explorer_release_release;")
    names = ("refuse_update", "only_state", "only_while_prepared")
    dropped += [f"DROP FUNCTION explorer_release_{name}();" for name in names]
    return "\n".join(dropped)


class Migration(migrations.Migration):
    dependencies = [("explorer_release", "0001_initial")]

    operations = [migrations.RunSQL(FUNCTIONS + _triggers(), _no_triggers())]
